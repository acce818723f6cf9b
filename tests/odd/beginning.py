"""Section 5 of ODD.md: who and what there is before the first week."""
import math
from types import SimpleNamespace

from notation import cut, equation, trait_from_score


def spoil_traits(traits):
    return {**traits, 'fit': 0.5 * traits['fit'], 'budget': 0.8 * traits['budget']}


@equation('E1', spoil_traits)
def traits_of(rng, segment):
    """(E1) Each trait by inversion of one number; those of a correlation matrix have correlated scores."""
    scores = {name: rng.gauss(0, 1) for name in segment['traits']}
    if 'correlation' in segment:
        first, second = segment['correlation']['traits']
        r = segment['correlation']['matrix'][0][1]
        scores[second] = r * scores[first] + math.sqrt(1 - r * r) * scores[second]
    return {name: trait_from_score(law, scores[name]) for name, law in segment['traits'].items()}


def draw_customer(w, place):
    kind = w.rng.choices(range(len(w.segments)), w.market.shares)[0]
    segment = w.segments[kind]
    return SimpleNamespace(**traits_of(w.rng, segment), segment=kind, place=place, learned=0.0, account=None,
                           contract_weeks=segment['contract_weeks'])


@equation('E2', lambda experience: 0.8 * experience)
def first_experience(rng, x):
    """(E2) x (1 + (1 - x)(2 U - 1)), x `initial_experience` at the start and 0 later."""
    return x * (1 + (1 - x) * (2 * rng.random() - 1))


@equation('E3', lambda value: value + 0.05)
def near_rest(rng, rest):
    """(E3) Exhaustion, cynicism and efficacy: rest + 0.1 Z, cut to [0,1]."""
    return cut(rest + 0.1 * rng.gauss(0, 1))


@equation('E4', lambda v: 3 * v)
def vulnerability(m, rng):
    """(E4) exp(`staff_spread` Z - `staff_spread`^2/2)."""
    return math.exp(m.staff_spread * rng.gauss(0, 1) - m.staff_spread ** 2 / 2)


def new_person(w, x):
    m, rng = w.model, w.rng
    return SimpleNamespace(
        experience=first_experience(rng, x), exhaustion=near_rest(rng, m.exhaustion_rest),
        cynicism=near_rest(rng, m.cynicism_rest), efficacy=near_rest(rng, m.efficacy_rest),
        vulnerability=vulnerability(m, rng), fatigue=1.0, long_fatigue=1.0, backlog=0.0,
        absence=w.terms.absence, accounts=0, time_ratio=0.0)


@equation('E5')
def first_hours_per_person(w):
    """(E5) `hours_per_week` (1 - `absence`)(`rookie_effectiveness` + ... `initial_experience`)."""
    b, rookie = w.terms, w.model.rookie_effectiveness
    return b.hours_per_week * (1 - b.absence) * (rookie + (1 - rookie) * b.initial_experience)


@equation('E6')
def first_work(w):
    """(E6) Smoothed work: `staff` x these hours x `target_utilisation`."""
    return w.terms.staff * w.hours_per_person * w.terms.target_utilisation


@equation('E7', lambda pair: (10 * pair[0], 10 * pair[1]))
def first_attrition_and_orders(b):
    """(E7) Smoothed attrition `staff`/`staff_tenure`, and `hiring_delay` times that on order."""
    attrition = b.staff / b.staff_tenure
    return attrition, attrition * b.hiring_delay


@equation('E8', lambda weeks: math.floor(0.3 * weeks))
def first_tenure(w):
    """(E8) floor(2 `initial_tenure` U)."""
    return math.floor(2 * w.terms.initial_tenure * w.rng.random())


@equation('E19', lambda expected: min(1, 1.3 * expected))
def first_expectation(w):
    """(E19) [`initial_expectation` + `overpromise` (1 - `expectation_setting`)]."""
    return cut(w.model.initial_expectation + w.model.overpromise * (1 - w.levers.expectation_setting))


def people(w):
    return [person for person in w.chairs if person]


def fewest_accounts(w):
    """Of equals, the first in the office."""
    return min(people(w), key=lambda person: person.accounts)


def open_account(w, customer, tenure=0, referred=False):
    """An account as the table of states says that it begins."""
    m = w.model
    person = fewest_accounts(w)
    person.accounts += 1
    customer.account = SimpleNamespace(
        customer=customer, person=person, satisfaction=m.initial_satisfaction, trust=m.initial_trust,
        entitlement=m.initial_entitlement * (1 - customer.respect), mood=0.0, rework=0.0,
        expectation=first_expectation(w), tenure=tenure, contribution=0.0, lifetime=0.0, abuse=0.0,
        receivable=0.0, warned=False, referred=referred)
    w.accounts.append(customer.account)


def begin(w):
    """The market, the office and the business before the first week."""
    b = w.terms
    w.customers = [draw_customer(w, place) for place in range(w.market.population)]
    w.chairs = [None] * int(max(4 * b.staff, b.staff + 16))
    for chair in range(b.staff):
        w.chairs[chair] = new_person(w, b.initial_experience)
    w.accounts = []
    for customer in w.rng.sample(w.customers, b.initial_accounts):
        open_account(w, customer, tenure=first_tenure(w))
    w.price, w.reputation, w.cash, w.standard = b.price, b.initial_reputation, b.cash, b.initial_standard
    w.hours_per_person = first_hours_per_person(w)
    w.smoothed_work = first_work(w)
    w.attrition, w.on_order = first_attrition_and_orders(b)
    w.hires_due = w.utilisation = w.required_hours = 0.0
    w.advocacy = {kind: 0.0 for kind in range(len(w.segments))}
