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


@equation('E5', lambda weeks: 0.1 * weeks)
def first_tenure_of_staff(b, rng):
    """(E5) Exponential with mean `staff_tenure`/2 at the start; 0 later."""
    return rng.expovariate(2 / b.staff_tenure)


def new_person(w, x, tenure=0.0):
    m, rng = w.model, w.rng
    return SimpleNamespace(
        experience=first_experience(rng, x), exhaustion=near_rest(rng, m.exhaustion_rest),
        cynicism=near_rest(rng, m.cynicism_rest), efficacy=near_rest(rng, m.efficacy_rest),
        vulnerability=vulnerability(m, rng), fatigue=1.0, long_fatigue=1.0, backlog=0.0,
        tenure=tenure, absence=w.terms.absence, accounts=0, time_ratio=0.0)


@equation('E6', lambda share: 0.9 * share)
def share_present(b, absence):
    """(E6) max(0.1, 1 - absence - `leave`)."""
    return max(0.1, 1 - absence - b.leave)


@equation('E7', lambda h: 0.9 * h)
def share_for_clients(b):
    """(E7) h = 1 - `meetings` - `administration` - `prospecting` - `learning`."""
    return 1 - b.meetings - b.administration - b.prospecting - b.learning


@equation('E8', lambda hours: 0.8 * hours)
def client_hours(b):
    """(E8) `hours_per_week` (1 - `leave`) h."""
    return b.hours_per_week * (1 - b.leave) * share_for_clients(b)


@equation('E9')
def first_hours_per_person(w):
    """(E9) `hours_per_week` x share present x h (`rookie_effectiveness` + ... `initial_experience`)."""
    b, rookie = w.terms, w.model.rookie_effectiveness
    effective = rookie + (1 - rookie) * b.initial_experience
    return b.hours_per_week * share_present(b, b.absence) * share_for_clients(b) * effective


@equation('E10')
def first_work(w):
    """(E10) Smoothed work: `staff` x these hours x `target_utilisation`."""
    return w.terms.staff * w.hours_per_person * w.terms.target_utilisation


@equation('E11', lambda pair: (10 * pair[0], 10 * pair[1]))
def first_attrition_and_orders(b):
    """(E11) Smoothed attrition `staff`/`staff_tenure`, and `hiring_delay` times that on order."""
    attrition = b.staff / b.staff_tenure
    return attrition, attrition * b.hiring_delay


SKILLS = ('calm', 'educate', 'persuade')


@equation('E12', lambda skills: dict.fromkeys(skills, 0.0))
def first_skills(levers):
    """(E12) Skills are at the levers `calm`, `educate` and `persuade`."""
    return {name: getattr(levers, name) for name in SKILLS}


@equation('E13', lambda weeks: math.floor(0.3 * weeks))
def first_tenure(w):
    """(E13) floor(2 `initial_tenure` U)."""
    return math.floor(2 * w.terms.initial_tenure * w.rng.random())


@equation('E14')
def first_known_service(m):
    """(E14) A known service of `initial_expectation`."""
    return m.initial_expectation


@equation('E27', lambda expected: min(1, 1.3 * expected))
def first_expectation(w):
    """(E27) [`initial_expectation` + `overpromise` (1 - `expectation_setting`)]."""
    return cut(w.model.initial_expectation + w.model.overpromise * (1 - w.levers.expectation_setting))


ASKED_OF_STAFF = ('exhaustion', 'cynicism', 'burnout_share')
ASKED_OF_CLIENTS = ('satisfaction', 'trust', 'entitlement')


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
        entitlement=m.initial_entitlement * (1 - customer.respect), mood=0.0, rework=0.0, errors=0.0,
        expectation=first_expectation(w), tenure=tenure, contribution=0.0, lifetime=0.0, abuse=0.0,
        receivable=0.0, warned=False, referred=referred)
    w.accounts.append(customer.account)


def begin(w):
    """The market, the office and the business before the first week."""
    b = w.terms
    w.customers = [draw_customer(w, place) for place in range(w.market.population)]
    w.chairs = [None] * int(max(4 * b.staff, b.staff + 16))
    for chair in range(b.staff):
        w.chairs[chair] = new_person(w, b.initial_experience, first_tenure_of_staff(b, w.rng))
    w.accounts = []
    for customer in w.rng.sample(w.customers, b.initial_accounts):
        open_account(w, customer, tenure=first_tenure(w))
    w.price, w.reputation, w.cash, w.standard = b.price, b.initial_reputation, b.cash, b.initial_standard
    w.hours_per_person = first_hours_per_person(w)
    w.smoothed_work = first_work(w)
    w.attrition, w.on_order = first_attrition_and_orders(b)
    w.skills, w.known_service = first_skills(w.levers), first_known_service(w.model)
    w.hires_due = w.dismissals_due = w.load = w.usual_load = w.planned_hours = w.training_due = 0.0
    w.reported = 0.0
    w.answers = dict.fromkeys(ASKED_OF_STAFF + ASKED_OF_CLIENTS, 0.0)
    w.usual_revenue = w.usual_cost = None
    w.failed = w.closed = w.asked_before = False
    w.advocacy = {kind: 0.0 for kind in range(len(w.segments))}
