#!/usr/bin/env python3
"""Compares model.py, the model as sim/model/ODD.md describes it, with the program's weekly table.

    compare.py SCENARIO WEEKLY_CSV                  exit code 1 when some part differs
    compare.py SCENARIO WEEKLY_CSV --spoil E48,E76  makes these equations wrong, one at a time: exit code 1
                                                    when one is not found (--spoil all: every equation)
    compare.py SCENARIO WEEKLY_CSV --before OTHER   the past is that of another scenario
    compare.py --labels PAGE                        exit code 1 unless each label of the page is that of one
                                                    function

SCENARIO is what `clientele validate FILE -v` prints, WEEKLY_CSV the table of `clientele compare FILE --csv`.

The bound. Each replication gives one number per policy, measure and part of the run (PARTS): the mean over
the weeks in which the measure is defined. The difference of the two means over replications, divided by its
standard error from the pooled spread between replications, is Student's t with n + m - 2 degrees of freedom
where the model is the same: replications are independent, and their numbers, means over weeks and people,
nearly normal. A part differs beyond the quantile at ALPHA/2 divided by the number of comparisons
(Bonferroni): where nothing is wrong the comparison fails with chance ALPHA at most, whatever the correlations
between measures; and as seeds are fixed, it does so always or never. What happens in fewer than FEWEST of all
replications, far from normal, is not compared. Measures without any chance in them must agree to single
precision, in which the program computes.
"""
import argparse
import csv
import math
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import NormalDist

import model
from notation import EQUATIONS, SPOILED

PARTS = ((1, 1), (2, 4), (5, 12), (13, 26), (27, 52))
ALPHA = 0.001
FEWEST = 8   # replications in which a measure must be defined, or differ from what is common, to be compared
POLICIES = ('customer_always_right', 'right_customer', 'partnership')
KEYS = ('scenario', 'policy', 'business', 'replication', 'week')


def read_program(path, weeks):
    """{policy: [[row of week 1, row of week 2, ...] of each replication]}"""
    runs = {policy: {} for policy in POLICIES}
    with open(path) as file:
        for row in csv.DictReader(file):
            if int(row['week']) <= weeks and row['policy'] in runs:
                values = {name: float(value or 'nan') for name, value in row.items() if name not in KEYS}
                runs[row['policy']].setdefault(row['replication'], []).append(values)
    return {policy: list(replications.values()) for policy, replications in runs.items()}


def simulate(scenario, options):
    seeds = range(options.seed, options.seed + options.replications)
    before = model.load(options.before) if options.before else scenario
    runs = [model.simulate(before, scenario, POLICIES, options.weeks, seed) for seed in seeds]
    return {policy: [run[policy] for run in runs] for policy in POLICIES}


def part_means(replications, measure, part):
    """One number per replication in which the measure is defined."""
    means = []
    for rows in replications:
        values = [row[measure] for row in rows[part[0] - 1:part[1]] if not math.isnan(row[measure])]
        if values:
            means.append(sum(values) / len(values))
    return means


def is_rare(values):
    """Whether a few replications, but not none, differ from what is common."""
    return 0 < len(values) - Counter(values).most_common(1)[0][1] < FEWEST


def score_of(a, b):
    """The standardised difference of two means, and its degrees of freedom."""
    mean_a, mean_b, freedom = sum(a) / len(a), sum(b) / len(b), len(a) + len(b) - 2
    squares = sum((x - mean_a) ** 2 for x in a) + sum((x - mean_b) ** 2 for x in b)
    error = math.sqrt(squares / freedom * (1 / len(a) + 1 / len(b)))
    if error > 1e-6 * abs(mean_a):
        return (mean_b - mean_a) / error, freedom
    same = abs(mean_b - mean_a) <= 1e-5 * abs(mean_a) + 1e-12
    return (0.0 if same else math.inf), freedom


def bound(count, freedom):
    """Student's quantile at ALPHA/2 divided by `count`, by the expansion of Cornish and Fisher."""
    z = NormalDist().inv_cdf(1 - ALPHA / 2 / count)
    return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)


def compare(program, page, weeks):
    """[(policy, measure, part, the program's mean, the page's, standardised difference, bound)]"""
    lines = []
    for policy in POLICIES:
        for measure in page[policy][0][0]:
            for part in PARTS:
                if part[1] > weeks:
                    continue
                a, b = part_means(program[policy], measure, part), part_means(page[policy], measure, part)
                if min(len(a), len(b)) >= FEWEST and not is_rare(a + b):
                    lines.append((policy, measure, part, sum(a) / len(a), sum(b) / len(b), *score_of(a, b)))
    return [line[:6] + (bound(len(lines), line[6]),) for line in lines]


def differing(lines):
    return sorted((line for line in lines if abs(line[5]) > line[6]), key=lambda line: -abs(line[5]))


def show(lines):
    for policy, measure, part, a, b, score, _ in lines:
        weeks = f'{part[0]:>3}-{part[1]:<2}'
        print(f'{policy:22} {measure:26} {weeks} program {a:11.5g}  page {b:11.5g}  {score:7.2f}')


def report_comparison(program, scenario, options):
    lines = compare(program, simulate(scenario, options), options.weeks)
    bad = differing(lines)
    scores = [line[5] for line in lines if math.isfinite(line[5])]
    spread = math.sqrt(sum(score ** 2 for score in scores) / len(scores))
    print(f'{len(lines)} comparisons, bound {min(line[6] for line in lines):.2f}, '
          f'root mean square {spread:.2f} (1 = chance alone): {len(bad)} differ')
    show(bad or sorted(lines, key=lambda line: -abs(line[5]))[:options.worst])
    return 1 if bad else 0


def report_spoiled(program, scenario, options, labels):
    """A line per label: what found it."""
    missed = 0
    for label in labels:
        SPOILED.clear()
        SPOILED.add(label)
        lines = compare(program, simulate(scenario, options), options.weeks)
        found = differing(lines)
        names = list(dict.fromkeys(line[1] for line in found))
        nearest = max(lines, key=lambda line: abs(line[5]))
        print(f'{label:5} spoiled: found {len(found)} times, {", ".join(names[:4])}' if found else
              f'{label:5} spoiled: NOT FOUND, nearest {nearest[1]} {nearest[5]:.1f}', flush=True)
        missed += not found
    return 1 if missed else 0


def report_labels(page):
    """Labels stand on the page as (E20), once each; the docstring of a label's function begins with it."""
    sources = sorted(Path(__file__).parent.glob('*.py'))
    on_page = re.findall(r'\((E\d+)\)', page.read_text())
    cited = re.findall(r'"""\((E\d+)\) ', ''.join(file.read_text() for file in sources))
    labels = sorted(set(on_page + cited))
    wrong = [f'{label} stands {on_page.count(label)} times on the page' for label in labels
             if on_page.count(label) != 1]
    wrong += [f'{label} is the label of {cited.count(label)} functions' for label in labels
              if cited.count(label) != 1]
    wrong += [f'the docstring of {function.__name__} does not begin with ({label})' for label, function in
              EQUATIONS.items() if not function.__doc__.startswith(f'({label}) ')]
    wrong += [f'{label} is no function marked as an equation' for label in cited if label not in EQUATIONS]
    print('\n'.join(wrong) or f'{len(on_page)} labels, each on the page and in one function')
    return 1 if wrong else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('scenario', nargs='?')
    parser.add_argument('weekly', nargs='?')
    parser.add_argument('--weeks', type=int, default=26)
    parser.add_argument('--replications', type=int, default=30)
    parser.add_argument('--seed', type=int, default=1, help='of the first replication')
    parser.add_argument('--before', metavar='SCENARIO')
    parser.add_argument('--spoil', metavar='LABELS')
    parser.add_argument('--labels', type=Path, metavar='PAGE')
    parser.add_argument('--worst', type=int, default=8, help='lines shown when nothing differs')
    return parser.parse_args()


def main():
    options = arguments()
    if options.labels:
        return report_labels(options.labels)
    scenario, program = model.load(options.scenario), read_program(options.weekly, options.weeks)
    if options.spoil:
        labels = list(EQUATIONS) if options.spoil == 'all' else options.spoil.split(',')
        return report_spoiled(program, scenario, options, labels)
    return report_comparison(program, scenario, options)


if __name__ == '__main__':
    sys.exit(main())
