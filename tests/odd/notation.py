"""The notation of section 7 of sim/model/ODD.md, and how an equation is marked and, for a check, spoiled."""
import math
from bisect import bisect
from functools import wraps
from itertools import accumulate

EQUATIONS = {}   # label -> function
SPOILED = set()  # labels whose equations are deliberately wrong


def equation(label, wrong=lambda value: 1.5 * value):
    """Marks a function as the equation `label`; `wrong` spoils its value while the label is in SPOILED."""
    def mark(function):
        @wraps(function)
        def compute(*arguments):
            value = function(*arguments)
            return wrong(value) if label in SPOILED else value
        if label in EQUATIONS:
            raise ValueError(f'two functions are the equation {label}')
        EQUATIONS[label] = compute
        return compute
    return mark


def s(x):
    """s(x) = 1/(1+e^-x)."""
    return 1 / (1 + math.exp(-x))


def plus(x):
    """x+ = max(x, 0)."""
    return max(x, 0.0)


def cut(x):
    """[x] = x cut to [0,1]."""
    return min(1.0, max(0.0, x))


def follow(x, y, weeks):
    """x follows y in n weeks: each week x becomes x + (y - x)/n."""
    return x + (y - x) / weeks


def normal(x, deviation):
    """F(x/deviation), F the standard normal distribution function; a step where the deviation is 0."""
    return 0.5 * math.erfc(-x / deviation / math.sqrt(2)) if deviation else float(x >= 0)


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else math.nan


def poisson(rng, rate):
    """A Poisson count of mean `rate`, by inversion of one uniform number."""
    u, count = rng.random(), 0
    probability = cumulative = math.exp(-rate)
    while u >= cumulative and probability > 1e-15:
        count += 1
        probability *= rate / count
        cumulative += probability
    return count


QUANTILES = {}   # (mean, standard deviation) -> the quantile function of that beta distribution, tabulated


def beta_quantile(average, sd, u):
    """Where a beta variable stays below with probability u: by the sum of its density over 4000 cells."""
    if (average, sd) not in QUANTILES:
        size = average * (1 - average) / sd ** 2 - 1
        a, b = average * size, (1 - average) * size
        cells = [(i + 0.5) / 4000 for i in range(4000)]
        density = (math.exp((a - 1) * math.log(x) + (b - 1) * math.log(1 - x)) for x in cells)
        cumulative = list(accumulate(density))
        QUANTILES[average, sd] = [0.0] + [value / cumulative[-1] for value in cumulative]
    table = QUANTILES[average, sd]
    cell = min(max(bisect(table, u), 1), 4000)
    return (cell - 1 + (u - table[cell - 1]) / (table[cell] - table[cell - 1])) / 4000


def trait_from_score(distribution, z):
    """The value of a trait at the standard normal score z: constant, log-normal or beta."""
    if not isinstance(distribution, dict):
        return float(distribution)
    average, sd = distribution['mean'], distribution['sd']
    if distribution['distribution'] == 'lognormal':
        variance = math.log(1 + (sd / average) ** 2)
        return average * math.exp(math.sqrt(variance) * z - variance / 2)
    if distribution['distribution'] == 'beta':
        return beta_quantile(average, sd, 0.5 * math.erfc(-z / math.sqrt(2)))
    raise ValueError(f'no trait of this comparison is {distribution["distribution"]}')
