"""The week of sim/model/ODD.md, written a second time by what that page says: slow, plain, one after another.

It imports nothing of the program and has random numbers of its own, so a comparison with the program can
only be statistical (compare.py). A function decorated with @equation is the equation of that label. Left out,
as the scenario 'agency' does without: several businesses or markets, purchases without contract, noise of
demand and of absence, repricing.
"""
import copy
import json
import random
from types import SimpleNamespace

from beginning import begin
from journey import attract, leave, qualify
from management import record, steer
from measures import TALLY, measures
from money import close_week, settle
from notation import equation
from clients import converse, experience, request
from staff import staffing, strain
from work import serve

# Section 3.
WEEK = (attract, qualify, request, converse, serve, experience, strain, leave, staffing, settle, record)


def make_world(scenario, policy, seed, first_week):
    """One market with one business under one policy, before its first week."""
    w = SimpleNamespace(rng=random.Random(f'{policy} {seed}'), week=first_week - 1,
                        segments=scenario['segments'])
    w.model = SimpleNamespace(**scenario['model'])
    w.market = SimpleNamespace(**scenario['markets'][0])
    w.terms = SimpleNamespace(**scenario['businesses'][0])
    w.policy = policy_of(scenario, policy)
    steer(w, None)
    begin(w)
    return w


def policy_of(scenario, name):
    return next(policy['levers'] for policy in scenario['policies'] if policy['name'] == name)


def live(w, weeks):
    """The measures of each week."""
    rows = []
    for w.week in range(w.week + 1, w.week + 1 + weeks):
        t = SimpleNamespace(**dict.fromkeys(TALLY, 0))
        for stage in WEEK:
            stage(w, t)
        close_week(w, t)
        rows.append(measures(w, t))
    return rows


@equation('E16')
def price_of_today(w, before, now):
    """(E16) The price of the day changes in the proportion in which `price` does."""
    return w.price * now / before


def continued(past, before, scenario, policy, seed):
    """Section 5, the past: what everybody is and has, under another policy from week 1 on."""
    w = copy.deepcopy(past)
    w.rng = random.Random(f'{policy} {seed} goes on')
    w.terms = SimpleNamespace(**scenario['businesses'][0])
    w.policy = policy_of(scenario, policy)
    w.price = price_of_today(w, before['businesses'][0]['price'], w.terms.price)
    steer(w, w.tally)
    return w


def simulate(before, scenario, policies, weeks, seed):
    """{policy: the measures of each week}, all after one past, in which the scenario was as `before`."""
    if not scenario['past_weeks']:
        return {policy: live(make_world(scenario, policy, seed, 1), weeks) for policy in policies}
    past = make_world(before, 'today', seed, 1 - scenario['past_weeks'])
    live(past, scenario['past_weeks'])
    return {policy: live(continued(past, before, scenario, policy, seed), weeks) for policy in policies}


def load(path):
    with open(path) as file:
        return json.load(file)
