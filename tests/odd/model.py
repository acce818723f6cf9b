"""The week of sim/model/ODD.md, written a second time by what that page says: slow, plain, one after another.

It imports nothing of the program and has random numbers of its own, so a comparison with the program can
only be statistical (compare.py). A function decorated with @equation is the equation of that label. Left out,
as the scenario 'agency' does without: several businesses or markets, purchases without contract, noise of
demand and of absence, repricing, levers that are rules.
"""
import json
import random
from types import SimpleNamespace

from beginning import begin
from journey import attract, leave, praise_of, qualify
from measures import TALLY, measures
from money import close_week, settle
from clients import converse, experience, request
from work import serve, staffing, strain


def record(w, t):
    """7.11: the word of mouth of next week."""
    w.advocacy = {kind: 0.0 for kind in w.advocacy}
    for a in w.accounts:
        w.advocacy[a.customer.segment] += praise_of(a)


# Section 3.
WEEK = (attract, qualify, request, converse, serve, experience, strain, leave, staffing, settle, record)


def make_world(scenario, policy, seed):
    """One market with one business under one policy."""
    w = SimpleNamespace(rng=random.Random(f'{policy} {seed}'), week=0, segments=scenario['segments'])
    w.model = SimpleNamespace(**scenario['model'])
    w.market = SimpleNamespace(**scenario['markets'][0])
    w.terms = SimpleNamespace(**scenario['businesses'][0])
    w.levers = SimpleNamespace(**next(p['levers'] for p in scenario['policies'] if p['name'] == policy))
    begin(w)
    return w


def simulate(scenario, policy, weeks, seed):
    """The measures of each week."""
    w, rows = make_world(scenario, policy, seed), []
    for w.week in range(1, weeks + 1):
        t = SimpleNamespace(**dict.fromkeys(TALLY, 0))
        for stage in WEEK:
            stage(w, t)
        close_week(w, t)
        rows.append(measures(w, t))
    return rows


def load(path):
    with open(path) as file:
        return json.load(file)
