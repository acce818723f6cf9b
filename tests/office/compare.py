#!/usr/bin/env python3
"""Ten moments of the people of one office: those of the program against those of office.py.

    compare.py SCENARIO PEOPLE     exit code 1 when a moment differs, or a mutation is not noticed

SCENARIO is what `clientele validate FILE -v` prints, PEOPLE what `office_people FILE` does. Both sides live
through many offices, each with random numbers of its own, and are counted alike.

The bound. A moment is a function of sums over all offices; its standard error is that of the jackknife, which
leaves out one office at a time: people of one office live through the same weeks, offices are independent. The
difference of two moments over its standard error, from both sides, is standard normal where the models are the
same, as offices are hundreds. It is too large beyond the quantile at ALPHA/2 divided by ten (Bonferroni), 3.5:
where nothing is wrong the comparison fails with chance ALPHA at most, whatever the correlations between moments;
and as seeds are fixed, it does so always or never.

That nothing differs shows something only if what is wrong is noticed: each of MUTATIONS makes office.py another
model, and it must differ from the program beyond the same bound, in offices that are fewer.
"""
import csv
import json
import math
import sys
from collections import defaultdict
from multiprocessing import Pool
from statistics import NormalDist

from office import Office, parameters_of

OFFICES, MUTATED_OFFICES, SEED = 350, 110, 2026
SURVEY_WEEKS, YEAR, MONTH = 26, 52, 4
ALPHA = 0.005


class WhatIsLeftCounts(Office):
    """As if what is left undone for a week got no time at all: E79 with done in place of the last ratio."""

    def time(self, person):
        return self.standard * max(0, max(1, person.ratio) - (1 - person.done))


MUTATIONS = {
    'no slow part of exhaustion': {'chronic_share': 0},
    'half the spread of appraisal': {'appraisal_spread': 0.4},
    'two reactivities that are one': {'reactivity_correlation': 1},
    'load by hours, not by capacity': {'capacity_spread': 0},
    'life that is new every week': {'life_weeks': 0.01},
    'leave that heals no more than work': {'leave_recovery': 0},
    'strain that does not saturate': {'strain_saturation': 0},
    'no contagion': {'contagion': 0},
    'a match known on the first day': {'match_weeks': 0.1},
    'newcomers as good as anybody': {'rookie_effectiveness': 1},
    'hired at once': {'hiring_delay': 1},
    'illness whatever the exhaustion': {'absence_exhaustion': 0},
    'answers without error': {'exhaustion_error': 0, 'cynicism_error': 0},
    'what is left undone counts as missing': WhatIsLeftCounts,
}


def mean(of, what):
    return lambda sums: sums[of, what] / sums[of]


def covariance(of, one, other):
    return lambda sums: sums[of, one, other] / sums[of] - sums[of, one] * sums[of, other] / sums[of] ** 2


def deviation(of, what):
    return lambda sums: math.sqrt(covariance(of, what, what)(sums))


def correlation(of, one, other):
    return lambda sums: (covariance(of, one, other)(sums) /
                         (deviation(of, one)(sums) * deviation(of, other)(sums)))


MOMENTS = {
    'mean exhaustion': mean('person', 'exhaustion'),
    'sd of exhaustion': deviation('person', 'exhaustion'),
    'mean cynicism': mean('person', 'cynicism'),
    'sd of cynicism': deviation('person', 'cynicism'),
    'mean efficacy': mean('person', 'efficacy'),
    'r of exhaustion and cynicism': correlation('person', 'exhaustion', 'cynicism'),
    'r of answers on exhaustion a year apart': correlation('pair', 'before', 'after'),
    'share of hours lost to sickness': mean('week', 'absence'),
    'quits a year, first month': lambda sums: 52 * mean('new week', 'quits')(sums),
    'share counted as burnt out': mean('person', 'burnt_out'),
}


class Sums(dict):
    """What an office adds to all moments: counts, sums, and sums of products. What nobody added is 0."""

    def __missing__(self, name):
        return 0.0

    def add(self, of, count=1, **sums):
        self[of] += count
        for what, value in sums.items():
            self[of, what] += value

    def add_one(self, of, **values):
        self.add(of, **values)
        for one, value in values.items():
            for other, another in values.items():
                self[of, one, other] += value * another

    def add_office(self, new, later, new_quits, later_quits, absence):
        self.add('new week', new, quits=new_quits)
        self.add('later week', later, quits=later_quits)
        self.add('week', new + later, absence=absence)


class Survey:
    """Adds what people say, and pairs of what the same person said a year before."""

    def __init__(self, sums):
        self.sums, self.said = sums, {}

    def ask(self, week, person, exhaustion, cynicism, efficacy, says, burnt_out):
        self.sums.add_one('person', exhaustion=exhaustion, cynicism=cynicism, efficacy=efficacy,
                          burnt_out=burnt_out)
        self.said[person, week] = says
        if (person, week - YEAR) in self.said:
            self.sums.add_one('pair', before=self.said[person, week - YEAR], after=says)


def read_program(path):
    """The sums of each office."""
    surveys = defaultdict(lambda: Survey(Sums()))
    with open(path) as file:
        for kind, office, *values in csv.reader(file):
            if kind == 'person':
                week, person, *said = values
                surveys[office].ask(int(week), person, *map(float, said))
            else:
                surveys[office].sums.add_office(*map(float, values))
    return [survey.sums for survey in surveys.values()]


def live(task):
    """The sums of one office of the model, from its first week to its last."""
    kind, p, seed = task
    office, survey, weeks, quits, absence = kind(p, seed), Survey(Sums()), [0, 0], [0, 0], 0.0
    for week in range(1, p.weeks + 1):
        people = office.people()
        later = {person: person.tenure + 1 > MONTH for person in people}
        for quitter in office.live_a_week():
            quits[later[quitter]] += 1
        for person in people:
            weeks[later[person]] += 1
            absence += 0 if person.on_leave else person.absence
        if week % SURVEY_WEEKS == 0:
            for person in office.people():
                says = person.answers(p, office.draw)
                burnt_out = says[0] >= p.burnout_exhaustion and says[1] >= p.burnout_cynicism
                survey.ask(week, person, person.exhaustion, person.cynicism, person.efficacy, says[0], burnt_out)
    survey.sums.add_office(*weeks, *quits, absence)
    return survey.sums


def moments_of(offices):
    """{moment: (value, standard error by the jackknife)}"""
    total, n = Sums(), len(offices)
    for sums in offices:
        for name, value in sums.items():
            total[name] += value
    without = [{name: value - sums[name] for name, value in total.items()} for sums in offices]
    moments = {}
    for name, moment in MOMENTS.items():
        values = [moment(sums) for sums in without]
        middle = sum(values) / n
        error = math.sqrt((n - 1) / n * sum((value - middle) ** 2 for value in values))
        moments[name] = moment(total), error
    return moments


def compare(program, page):
    """{moment: the difference over its standard error}"""
    return {name: (page[name][0] - value) / math.hypot(error, page[name][1])
            for name, (value, error) in program.items()}


def simulate(pool, scenario, mutation, offices):
    """The moments of this many offices of the model, or of a mutation of it."""
    changed, kind = (mutation, Office) if isinstance(mutation, dict) else ({}, mutation)
    tasks = [(kind, parameters_of(scenario, changed), SEED + office) for office in range(offices)]
    return moments_of(pool.map(live, tasks, chunksize=10))


def report_comparison(program, page, bound):
    """How many moments differ."""
    scores = compare(program, page)
    print(f'{"moment":40} {"program":>8} {"error":>7}  {"office.py":>9} {"error":>7}  difference, in errors')
    for name, score in scores.items():
        (one, one_error), (other, other_error) = program[name], page[name]
        print(f'{name:40} {one:8.4f} {one_error:7.4f}  {other:9.4f} {other_error:7.4f}  {score:10.2f}')
    differ = sum(abs(score) > bound for score in scores.values())
    print(f'bound {bound:.2f}: {differ} differ', flush=True)
    return differ


def report_mutation(name, program, page, bound):
    """Whether the mutation is noticed."""
    scores = sorted(compare(program, page).items(), key=lambda item: -abs(item[1]))
    noticed = ', '.join(f'{moment} {score:+.1f}' for moment, score in scores if abs(score) > bound)
    print(f'{name}: {noticed or "NOT NOTICED, nearest " + scores[0][0]}', flush=True)
    return bool(noticed)


def main():
    with open(sys.argv[1]) as file:
        scenario = json.load(file)
    program = moments_of(read_program(sys.argv[2]))
    bound = NormalDist().inv_cdf(1 - ALPHA / 2 / len(MOMENTS))
    with Pool() as pool:
        differ = report_comparison(program, simulate(pool, scenario, {}, OFFICES), bound)
        noticed = [report_mutation(name, program, simulate(pool, scenario, mutation, MUTATED_OFFICES), bound)
                   for name, mutation in MUTATIONS.items()]
    return 0 if not differ and all(noticed) else 1


if __name__ == '__main__':
    sys.exit(main())
