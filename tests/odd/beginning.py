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


@equation('E2', lambda experience: 0.6 * experience)
def first_experience(rng, x):
    """(E2) x (1 + (1 - x)(2 U - 1)), x `initial_experience` at the start and 0 later."""
    return x * (1 + (1 - x) * (2 * rng.random() - 1))


def log_normal(spread, z):
    """L(s, z) = exp(s z - s^2/2), of mean 1."""
    return math.exp(spread * z - spread ** 2 / 2)


@equation('E3', lambda points: [cut(point + 0.1) for point in points])
def set_points(m, rng):
    """(E3) [rest +- disposition (r N + sqrt(1 - r^2) Z)], with one N for all three."""
    r, affect = m.affectivity, rng.gauss(0, 1)

    def deviation():
        return r * affect + math.sqrt(1 - r ** 2) * rng.gauss(0, 1)
    return [cut(m.exhaustion_rest + m.exhaustion_disposition * deviation()),
            cut(m.cynicism_rest + m.cynicism_disposition * deviation()),
            cut(m.efficacy_rest - m.efficacy_disposition * deviation())]


@equation('E4', lambda pair: (3 * pair[0], 3 * pair[1]))
def reactivities(m, rng):
    """(E4) vX = L(`staff_spread`, Z1), vC = L(`staff_spread`, c Z1 + sqrt(1 - c^2) Z2)."""
    c, first, second = m.reactivity_correlation, rng.gauss(0, 1), rng.gauss(0, 1)
    both = c * first + math.sqrt(1 - c ** 2) * second
    return log_normal(m.staff_spread, first), log_normal(m.staff_spread, both)


@equation('E167', lambda traits: {**traits, 'capacity': 0.6 * traits['capacity']})
def lasting_traits(m, rng):
    """(E167) Appraisal, capacity and shift, each L(its spread, Z)."""
    return {name: log_normal(getattr(m, name + '_spread'), rng.gauss(0, 1))
            for name in ('appraisal', 'capacity', 'shift')}


@equation('E188', lambda skill: 1.3 * skill)
def skill_of_whom_they_take(w):
    """(E188) L(`skill_spread`, Z) of the candidate with the best impression v Z + sqrt(1 - v^2) Z'."""
    m, rng, best = w.model, w.rng, None
    for _ in range(1 + int(w.levers.further_candidates)):
        gift = rng.gauss(0, 1)
        impression = m.selection_validity * gift + math.sqrt(1 - m.selection_validity ** 2) * rng.gauss(0, 1)
        if best is None or impression > best[0]:
            best = impression, gift
    return log_normal(m.skill_spread, best[1])


@equation('E168', lambda pair: (cut(pair[0] + 0.2), pair[1]))
def first_exhaustion(m, rng, rest):
    """(E168) X = [x0 + l], chronic l s/(s + f), l = -`history_exhaustion` ln U."""
    last_job = m.history_exhaustion * rng.expovariate(1)
    slow, fast = m.chronic_share * m.chronic_weeks, (1 - m.chronic_share) * m.exhaustion_weeks
    return cut(rest + last_job), last_job * slow / (slow + fast)


@equation('E169', lambda triple: (cut(triple[0] + 0.2), 0.9 * triple[1], triple[2]))
def first_of_the_rest(m, rng, cynical, able):
    """(E169) C = [c0 - `history_cynicism` ln U], efficacy e0, life `life_spread` Z."""
    return cut(cynical + m.history_cynicism * rng.expovariate(1)), able, m.life_spread * rng.gauss(0, 1)


@equation('E5', lambda weeks: 0.01 * weeks)
def first_tenure_of_staff(b, rng):
    """(E5) Exponential with mean `staff_tenure`/2 at the start; 0 later."""
    return rng.expovariate(2 / b.staff_tenure)


def misfit_of(m, match, tenure):
    """Part of E124: exp(-`match_strength` match (1 - exp(-tenure/`match_weeks`)))."""
    return math.exp(-m.match_strength * match * (1 - math.exp(-tenure / m.match_weeks)))


@equation('E170', lambda match: match - 1)
def match_of_who_stayed(w, tenure):
    """(E170) Z, drawn until U < exp(-misfit tenure/`staff_tenure`), or it is the 20th."""
    for _ in range(20):
        match = w.rng.gauss(0, 1)
        if w.rng.random() < math.exp(-misfit_of(w.model, match, tenure) * tenure / w.terms.staff_tenure):
            break
    return match


@equation('E191', lambda skill: 1.1 * skill)
def trained_skill(w, p):
    """(E191) skill (1 + `training_effect` trained)."""
    return p.skill * (1 + w.model.training_effect * w.trained)


def new_person(w, x, tenure=0.0):
    m, rng = w.model, w.rng
    experience = first_experience(rng, x)
    rested, cynical, able = set_points(m, rng)
    exhaustion, chronic = first_exhaustion(m, rng, rested)
    cynicism, efficacy, life = first_of_the_rest(m, rng, cynical, able)
    reactive, growing_cynical = reactivities(m, rng)
    return SimpleNamespace(
        exhaustion_set_point=rested, cynicism_set_point=cynical, efficacy_set_point=able,
        exhaustion_reactivity=reactive, cynicism_reactivity=growing_cynical, **lasting_traits(m, rng),
        skill=skill_of_whom_they_take(w), leave_phase=rng.random(), match=match_of_who_stayed(w, tenure), experience=experience,
        exhaustion=exhaustion, chronic=chronic, cynicism=cynicism, efficacy=efficacy, life=life, fatigue=1.0,
        long_fatigue=1.0, backlog=0.0, tenure=tenure, ill=False, absence=0.0, accounts=0)


@equation('E6', lambda share: 0.8 * share)
def share_present(b, absence):
    """(E6) In an ordinary week (1 - `leave`)(1 - absence)."""
    return (1 - b.leave) * (1 - absence)


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
    effective = (rookie + (1 - rookie) * b.initial_experience) * (1 + w.model.training_effect * w.levers.training)
    return b.hours_per_week * share_present(b, b.absence) * share_for_clients(b) * effective


@equation('E10')
def first_work(w):
    """(E10) Smoothed work: `staff` x these hours x `target_utilisation`."""
    return w.terms.staff * w.hours_per_person * w.terms.target_utilisation


@equation('E189', lambda delay: 3 * delay)
def hiring_delay(b, levers):
    """(E189) d = `hiring_delay` + `candidate_weeks` `further_candidates`."""
    return b.hiring_delay + b.candidate_weeks * levers.further_candidates


@equation('E11', lambda pair: (10 * pair[0], 10 * pair[1]))
def first_attrition_and_orders(b, levers):
    """(E11) `staff` (1/`staff_tenure` + (`retirement` + `moves`)/52); the hiring delay times that on order."""
    attrition = b.staff * (1 / b.staff_tenure + (b.retirement + b.moves) / 52)
    return attrition, attrition * hiring_delay(b, levers)


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


ASKED_OF_STAFF = ('exhaustion', 'cynicism', 'efficacy', 'burnout_share')
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
    w.attrition, w.on_order = first_attrition_and_orders(b, w.levers)
    w.skills, w.known_service = first_skills(w.levers), first_known_service(w.model)
    w.hires_due = w.dismissals_due = w.load = w.usual_load = w.planned_hours = w.training_due = 0.0
    w.reported, w.support, w.supervision = 0.0, w.levers.staff_support, w.levers.supervision
    w.trained = w.levers.training
    w.answers = dict.fromkeys(ASKED_OF_STAFF + ASKED_OF_CLIENTS, 0.0)
    w.usual_revenue = w.usual_cost = None
    w.failed = w.closed = w.asked_before = False
    w.advocacy = {kind: 0.0 for kind in range(len(w.segments))}
