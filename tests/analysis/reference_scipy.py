"""The statistics of three paired samples as SciPy computes them, one "name value" a line, for tests/analysis/reference.cpp.

Arguments: the results row by row, three to a row. Larger is better.
"""

import sys

import numpy as np
from scipy import integrate, stats
from scipy.stats import qmc

results = np.array(sys.argv[1:], dtype=float).reshape(-1, 3)
a, b, c = results.T
n = len(a)


def show(name, value):
    print(name, repr(float(value)))


def show_interval(name, interval):
    show(name + ".low", interval[0])
    show(name + ".high", interval[1])


def student(sample, confidence):
    return stats.t.interval(confidence, n - 1, np.mean(sample), stats.sem(sample))


show("mean", np.mean(a))
show("sd", np.std(a, ddof=1))
show_interval("mean", student(a, 0.95))
show_interval("pair", student(b - a, 1 - 0.05 / 3))
for p in (0.05, 0.5, 0.9):
    show(f"quantile.{p}", np.quantile(a, p))
for hits in (0, 7, n):
    show_interval(f"share.{hits}", stats.binomtest(hits, n).proportion_ci(0.95, "wilson"))
show("correlation", stats.pearsonr(a, b)[0])
show("variance_reduction", (np.var(a) + np.var(b)) / np.var(a - b))
show("mean_positive", 1 - stats.ttest_1samp(a, 0, alternative="greater").pvalue)


def probability_largest(one, other, third):
    """That the mean of the first is the largest: a bivariate t orthant, as a mixture of normal ones over the spread."""
    differences = np.array([other - one, third - one])
    location, covariance = differences.mean(axis=1), np.cov(differences) / n

    def given_spread(chi2):
        normal = stats.multivariate_normal(location, covariance * (n - 1) / chi2)
        return normal.cdf([0, 0]) * stats.chi2.pdf(chi2, n - 1)

    return integrate.quad(given_spread, 0, 10 * n, limit=200)[0]


show("best.0", probability_largest(a, b, c))
show("best.1", probability_largest(b, c, a))
show("best.2", probability_largest(c, a, b))

sobol = qmc.Sobol(50, scramble=False).random(32)[1:]
for i, x in enumerate(sobol[:, 49]):
    show(f"sobol.{i}", x)
