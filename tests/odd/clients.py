"""7.3 request, 7.4 converse and 7.6 experience: what clients ask for, what they get and how they take it."""
import math

from beginning import SKILLS
from notation import cut, equation, plus, poisson, s


@equation('E28', lambda mood: mood + 0.3)
def next_mood(w, a):
    """(E28) `mood_memory` mood + sqrt(1 - `mood_memory`^2) volatility Z."""
    memory = w.model.mood_memory
    return memory * a.mood + math.sqrt(1 - memory ** 2) * a.customer.volatility * w.rng.gauss(0, 1)


@equation('E29')
def request_rate(w, a):
    """(E29) request rate x exp(mood - volatility^2/2)(1 + `entitled_requests` E), without noise."""
    c = a.customer
    return (c.request_rate * math.exp(a.mood - c.volatility ** 2 / 2)
            * (1 + w.model.entitled_requests * a.entitlement))


@equation('E30', lambda knowledge: 0.7 * knowledge)
def knowledge_of(customer):
    """(E30) k + (1 - k) learned."""
    return customer.knowledge + (1 - customer.knowledge) * customer.learned


@equation('E31', lambda means: (means[1], means[0]))
def means_of_requests(rate, knowledge):
    """(E31) Right requests of mean rate x knowledge, wrong ones of mean rate x (1 - knowledge)."""
    return rate * knowledge, rate * (1 - knowledge)


@equation('E32')
def mean_of_rework(a, rate, returning, surfacing):
    """(E32) back = returning + rate x change of mind + surfacing."""
    return returning + rate * a.customer.change_of_mind + surfacing


@equation('E33', lambda surfacing: 0.4 * surfacing)
def surfacing_of(w, a):
    """(E33) surfacing = undiscovered errors/`discovery_weeks`."""
    return a.errors / w.model.discovery_weeks


@equation('E35', lambda chance: 0.4 * chance)
def chance_of_error(surfacing, back):
    """(E35) A rework is a surfaced error with chance surfacing/back."""
    return surfacing / back if back > 0 else 0.0


@equation('E34')
def mean_of_claims(w, a, rate):
    """(E34) Mistaken claims of mean rate x claim error (1 + `entitled_claims` E)."""
    return rate * a.customer.claim_error * (1 + w.model.entitled_claims * a.entitlement)


@equation('E36', lambda pair: (0.5 * pair[0], 1.5 * pair[1]))
def worth_and_hours_of_rework(w, customer, is_error):
    """(E36) A rework is worth `rework_value` and takes `rework_work` x hours per request; an error ..."""
    share = w.model.correction_work if is_error else w.model.rework_work
    return w.model.rework_value, share * customer.hours_per_request


@equation('E37', lambda levels: {**levels, 'calm': 1.0, 'educate': 1.0})
def practised(w):
    """(E37) Calm, educate and persuade: the lever or the office's skill, whichever is less."""
    at_once = not w.model.training_weeks
    return {name: getattr(w.levers, name) if at_once else min(getattr(w.levers, name), w.skills[name])
            for name in SKILLS}


def request(w, t):
    """7.3"""
    rng = w.rng
    for a in w.accounts:
        a.mood = next_mood(w, a)
        rate, returning = request_rate(w, a), a.rework / w.model.return_weeks
        right, wrong = means_of_requests(rate, knowledge_of(a.customer))
        a.right, a.wrong = poisson(rng, right), poisson(rng, wrong)
        surfacing = surfacing_of(w, a)
        back = mean_of_rework(a, rate, returning, surfacing)
        a.reworks = poisson(rng, back)
        a.claims = poisson(rng, mean_of_claims(w, a, rate))
        a.rework -= returning
        a.errors -= surfacing
        a.handled = a.right + a.wrong + a.reworks
        a.worth = a.rework_hours = 0.0
        a.surfaced = 0
        for _ in range(a.reworks):
            is_error = rng.random() < chance_of_error(surfacing, back)
            worth, hours = worth_and_hours_of_rework(w, a.customer, is_error)
            a.worth += worth
            a.rework_hours += hours
            a.surfaced += is_error
        t.requests += a.right + a.wrong
        t.wrong += a.wrong
        t.rework += a.reworks
        t.claims += a.claims
        t.errors_surfaced += a.surfaced


@equation('E38', lambda chance: 0.8 * chance)
def judgement(w, person):
    """(E38) j = `judgement_novice` + (`judgement_expert` - `judgement_novice`) experience."""
    m = w.model
    return m.judgement_novice + (m.judgement_expert - m.judgement_novice) * person.experience


@equation('E39', lambda believed: False)
def is_believed_wrong(w, person, is_right):
    """(E39) A wrong one is believed wrong with chance j, a right one with 1 - j."""
    judged_rightly = w.rng.random() < judgement(w, person)
    return judged_rightly != is_right


@equation('E40', lambda questioned: not questioned)
def is_questioned(w):
    """(E40) One believed wrong is questioned with chance `contradict`; else it is complied with."""
    return w.rng.random() < w.levers.contradict


@equation('E41')
def hours_of_question(w):
    """(E41) `talk_hours` + `calm_hours` `calm` + `listen_hours` `listen`."""
    m, l = w.model, w.levers
    return m.talk_hours + m.calm_hours * w.practised['calm'] + m.listen_hours * l.listen


@equation('E42', lambda chance: 3 * chance)
def clash_chance(w, a):
    """(E42) (1 - openness)(1 - `calm_effect` `calm` (1 - X/2))(1 - T/2)."""
    calm = w.model.calm_effect * w.practised['calm'] * (1 - a.person.exhaustion / 2)
    return (1 - a.customer.openness) * (1 - calm) * (1 - a.trust / 2)


@equation('E43', lambda pair: (1.5 * pair[0], 0.5 * pair[1]))
def education(w, a, clash):
    """(E43) `educate_hours` `educate` hours, and the chance `educate` s(...)."""
    m, l, p, level = w.model, w.levers, a.person, w.practised['educate']
    return m.educate_hours * level, level * s(
        m.educate_base + m.educate_openness * a.customer.openness + m.educate_trust * a.trust
        + m.educate_experience * p.experience - m.educate_exhaustion * p.exhaustion - m.educate_clash * clash
        + m.educate_listening * l.listen)


@equation('E44', lambda pair: (1.5 * pair[0], 0.5 * pair[1]))
def persuasion(w, a, clash):
    """(E44) `persuade_hours` `persuade` hours, and the chance `persuade` s(...)."""
    m, l, level = w.model, w.levers, w.practised['persuade']
    return m.persuade_hours * level, level * s(
        m.persuade_base + m.educate_openness * a.customer.openness + m.educate_trust * a.trust
        - m.educate_clash * clash / 2 + m.educate_listening * l.listen)


@equation('E166', lambda length: 1.4 * length)
def length_of_talk(w, a):
    """(E166) (h/`conversation_request`)^`conversation_growth`, h the hours of a request."""
    return (a.customer.hours_per_request / w.model.conversation_request) ** w.model.conversation_growth


@equation('E45', lambda way: 'advised' if way == 'piloted' else 'piloted')
def verdict_of_pilot(w, is_right):
    """(E45) Shows who is right with chance `pilot_accuracy`; where staff appear right advice is taken."""
    shows_the_truth = w.rng.random() < w.model.pilot_accuracy
    return 'piloted' if is_right == shows_the_truth else 'advised'


@equation('E46', lambda concedes: not concedes)
def concedes(w):
    """(E46) Concede, with chance `concede`; else refused."""
    return w.rng.random() < w.levers.concede


@equation('E47', lambda learned: min(1, learned + 0.05))
def learned_from(customer, lesson):
    """(E47) learned + `lesson` (1 - learned), when the request was wrong."""
    return customer.learned + lesson * (1 - customer.learned)


def climb_the_ladder(w, a, is_right):
    """The rungs in turn, until one holds: how the request ends."""
    m, rng = w.model, w.rng
    length = length_of_talk(w, a)
    a.talk += hours_of_question(w) * length
    clash = rng.random() < clash_chance(w, a)
    a.clashes += clash
    for rung, lesson in ((education, m.lesson), (persuasion, m.persuasion_lesson)):
        hours, chance = rung(w, a, clash)
        a.talk += hours * length
        if rng.random() < chance:
            if not is_right:
                a.customer.learned = learned_from(a.customer, lesson)
            return 'advised'
    if rng.random() < w.levers.pilot:
        a.talk += m.pilot_hours * length
        return verdict_of_pilot(w, is_right)
    return 'conceded' if concedes(w) else 'refused'


@equation('E48', lambda comes_out: not comes_out)
def truth_comes_out(w, way, is_right):
    """(E48) Always, but by chance when a wrong request was conceded, and never when one was refused."""
    if is_right or way in ('advised', 'piloted'):
        return True
    return way == 'conceded' and w.rng.random() < w.model.return_share


@equation('E49', lambda trust: 0.9 * trust)
def trust_after_truth(trust, is_right):
    """(E49) T (1 + k s e), k = ||T - 1/2| - 1/2|."""
    k = abs(abs(trust - 0.5) - 0.5)
    return trust * (1 - k) if is_right else trust * (1 + k / 2)


@equation('E50', lambda worth: 0.5 * worth)
def worth_of(w, way, is_right):
    """(E50) The right thing 1, the wrong one `wrong_value`, a wrong request refused `refused_value`."""
    if way == 'refused':
        return 0.0 if is_right else w.model.refused_value
    return 1.0 if is_right != (way == 'advised') else w.model.wrong_value


@equation('E51')
def returning_share(w):
    """(E51) Each wrong thing done adds `return_share` to the pending rework."""
    return w.model.return_share


@equation('E52', lambda hours: 1.2 * hours)
def hours_of_request(w, customer):
    """(E52) hours per request x (1 + `urgent_work` urgency)."""
    return customer.hours_per_request * (1 + w.model.urgent_work * customer.urgency)


@equation('E53', lambda deference: 0.5 * deference)
def deference_in(w, way):
    """(E53) 1 for each request complied with and `graceful_deference` for each conceded."""
    return {'complied': 1.0, 'conceded': w.model.graceful_deference}.get(way, 0.0)


@equation('E54', lambda dissonance: 5 * dissonance)
def dissonance_in(w, way):
    """(E54) 1 for each request complied with and `overruled_dissonance` for each conceded."""
    return {'complied': 1.0, 'conceded': w.model.overruled_dissonance}.get(way, 0.0)


@equation('E55')
def mean_of_incivility(w, a):
    """(E55) `rudeness` (1 - respect)(1 + `rude_dissatisfied` (1 - S) + `rude_entitled` E) per contact."""
    m = w.model
    provocation = 1 + m.rude_dissatisfied * (1 - a.satisfaction) + m.rude_entitled * a.entitlement
    return m.rudeness * (1 - a.customer.respect) * provocation * a.contacts


@equation('E56', lambda abuse: 0.2 * abuse)
def abuse_after(w, a, incivility):
    """(E56) Abuse follows incivility in `abuse_memory_weeks`."""
    return a.abuse + (incivility - a.abuse) / w.model.abuse_memory_weeks


def answer(w, t, a, is_right):
    """7.4 for one request."""
    way = 'done'
    if is_believed_wrong(w, a.person, is_right):
        t.believed += 1
        a.believed_wrong += 1
        way = 'complied'
        if is_questioned(w):
            way = climb_the_ladder(w, a, is_right)
            a.questioned += 1
            a.refused += way == 'refused'
            if truth_comes_out(w, way, is_right):
                a.trust = trust_after_truth(a.trust, is_right)
        setattr(t, way, getattr(t, way) + 1)
        a.deference += deference_in(w, way)
        a.person.dissonance += dissonance_in(w, way)
    a.worth += worth_of(w, way, is_right)
    if way == 'refused':
        return
    a.request_hours += hours_of_request(w, a.customer)
    if is_right == (way == 'advised'):
        t.wrong_done += 1
        t.misadvised += is_right
        a.rework += returning_share(w)


def converse(w, t):
    """7.4"""
    w.practised = practised(w)
    for p in w.chairs:
        if p:
            p.dissonance = p.incivility = p.contacts = 0.0
    for a in w.accounts:
        a.talk = a.request_hours = a.deference = 0.0
        a.clashes = a.believed_wrong = a.questioned = a.refused = 0
        for is_right in [True] * a.right + [False] * a.wrong:
            answer(w, t, a, is_right)
        a.contacts = a.handled + a.claims
        incivility = poisson(w.rng, mean_of_incivility(w, a)) + a.clashes
        a.abuse = abuse_after(w, a, incivility)
        a.person.incivility += incivility
        a.person.contacts += a.contacts
        t.clashes += a.clashes
        t.incivility += incivility


@equation('E87', lambda p: 1.1 * p)
def relative_price(w, a):
    """(E87) price/`going_rate` x (1 - `discount` [price sensitivity E]) x (1 - `loyalty_reward` ...)."""
    l = w.levers
    discount = l.discount * cut(a.customer.price_sensitivity * a.entitlement)
    return w.price / w.market.going_rate * (1 - discount) * (1 - l.loyalty_reward * (a.tenure > 52))


@equation('E88', lambda invoice: 1.1 * invoice)
def invoice_of(a, p):
    """(E88) budget p, each week."""
    return a.customer.budget * p


@equation('E89')
def credit_for_claims(w, a, p):
    """(E89) claims (1 - `claim_checking`) `claim_value` budget p."""
    return a.claims * (1 - w.levers.claim_checking) * w.terms.claim_value * a.customer.budget * p


@equation('E90')
def mean_forgotten(w, a):
    """(E90) handled x (1 - exp(-`slip_rate` (1 - `crm_effect` `crm`) x accounts of the member of staff))."""
    m = w.model
    return a.handled * (1 - math.exp(-m.slip_rate * (1 - m.crm_effect * w.levers.crm) * a.person.accounts))


@equation('E91', lambda entitlement: 1.1 * entitlement)
def entitlement_after(w, a):
    """(E91) [E + `entitlement_pace` (received (1 - `respect_humbles` respect) - E)]."""
    m = w.model
    received = (a.deference + a.claims * (1 - w.levers.claim_checking)) / (a.believed_wrong + a.claims)
    due = received * (1 - m.respect_humbles * a.customer.respect)
    return cut(a.entitlement + m.entitlement_pace * (due - a.entitlement))


@equation('E92', lambda e: 0.9 * e)
def experience_of(w, a, forgotten):
    """(E92) [mean - (`clash_hurt` clashes + `slip_hurt` forgotten)/handled], the mean weighted."""
    m = w.model
    weighted = ((m.weight_value, outcome(w, a)), (m.weight_deference, deference_felt(w, a)),
                (m.weight_timeliness, a.timeliness), (m.weight_heard, being_heard(w, a)),
                (m.weight_price, price_felt(w, a)))
    average = sum(weight * part for weight, part in weighted) / sum(weight for weight, _ in weighted)
    return cut(average - (m.clash_hurt * a.clashes + m.slip_hurt * forgotten
                          + m.error_hurt * a.surfaced) / a.handled)


@equation('E93', lambda value: 0.9 * value)
def outcome(w, a):
    """(E93) [sum of worths/handled x quality x (`fit_floor` + (1 - `fit_floor`) fit)]."""
    floor = w.model.fit_floor
    return cut(a.worth / a.handled * a.quality * (floor + (1 - floor) * a.customer.fit))


@equation('E94', lambda value: 0.8 * value)
def deference_felt(w, a):
    """(E94) [1 - (questioned (1 - `listen` `heard_softens`) + refused)/handled x (1 + E)]."""
    dissent = a.questioned * (1 - w.levers.listen * w.model.heard_softens) + a.refused
    return cut(1 - dissent / a.handled * (1 + a.entitlement))


@equation('E95', lambda value: 0.5 * value)
def being_heard(w, a):
    """(E95) `listen` where something was questioned, else `heard_unasked`."""
    return w.levers.listen if a.questioned else w.model.heard_unasked


@equation('E96', lambda value: 0.7 * value)
def price_felt(w, a):
    """(E96) [`price_fairness` - `price_slope` price sensitivity (p/q - 1)]."""
    m, dearer = w.model, relative_price(w, a) / received(w, a) - 1
    return cut(m.price_fairness - m.price_slope * a.customer.price_sensitivity * dearer)


@equation('E97', lambda q: 0.8 * q)
def received(w, a):
    """(E97) q = max(0.05, 1 + `value_for_money` (quality - 1))."""
    return max(0.05, 1 + w.model.value_for_money * (a.quality - 1))


@equation('E98', lambda missed: 2 * missed)
def missed_by(w, a, e):
    """(E98) ([expectation + `entitled_expectation` E] - e)+."""
    return plus(cut(a.expectation + w.model.entitled_expectation * a.entitlement) - e)


@equation('E99', lambda satisfaction: 0.97 * satisfaction)
def satisfaction_after(w, a, e, missed):
    """(E99) [S + pace gap], gap = e - S - `disconfirmation` missed."""
    m = w.model
    gap = e - a.satisfaction - m.disconfirmation * missed
    early = 1 + m.first_impressions * math.exp(-a.tenure / max(1, m.onboarding_weeks))
    pace = min(1, m.satisfaction_pace * early * (m.negativity if gap < 0 else 1))
    return cut(a.satisfaction + pace * gap)


@equation('E100', lambda trust: 0.97 * trust)
def trust_after(w, a, missed):
    """(E100) [T + `trust_pace` (S - T) - `broken_promise` missed T], S the new one."""
    m = w.model
    return cut(a.trust + m.trust_pace * (a.satisfaction - a.trust) - m.broken_promise * missed * a.trust)


@equation('E101', lambda expectation: expectation + 0.02)
def expectation_after(w, a, e):
    """(E101) expectation + `expectation_pace` (e + `expectation_anchor` (anyway - e) - expectation)."""
    m = w.model
    usual = e + m.expectation_anchor * (expected_anyway(w) - e)
    return a.expectation + m.expectation_pace * (usual - a.expectation)


@equation('E102', lambda anyway: anyway + 0.2)
def expected_anyway(w):
    """(E102) `initial_expectation` where there are no rivals."""
    return w.model.initial_expectation


@equation('E103', lambda problem: False)
def is_problem(w, e, forgotten):
    """(E103) e < `problem_below` or something was forgotten."""
    return e < w.model.problem_below or forgotten > 0


@equation('E104', lambda chance: 0.5 * chance)
def chance_of_voice(a):
    """(E104) Voiced with chance candor."""
    return a.customer.candor


@equation('E105', lambda chance: 0.5 * chance)
def chance_of_recovery(w):
    """(E105) One voiced is made good with chance `recovery`."""
    return w.levers.recovery


@equation('E106', lambda triple: (triple[0], 3 * triple[1], 3 * triple[2]))
def recovery(w, a, before):
    """(E106) Satisfaction, credit and hours of making good."""
    m = w.model
    restored = m.recovery_effect * plus(before - a.satisfaction) + m.recovery_delight
    return cut(a.satisfaction + restored), m.recovery_credit * a.invoice, m.recovery_hours


@equation('E107', lambda satisfaction: max(0, satisfaction - 0.3))
def satisfaction_ignored(w, a):
    """(E107) A problem voiced and not made good lowers S by `double_deviation`, not below 0."""
    return plus(a.satisfaction - w.model.double_deviation)


def voice(w, t, a, before):
    t.problems += 1
    if w.rng.random() >= chance_of_voice(a):
        return
    t.voiced += 1
    if w.rng.random() < chance_of_recovery(w):
        t.recovered += 1
        a.satisfaction, credit, hours = recovery(w, a, before)
        a.credit += credit
        a.person.backlog += hours
        t.hours_recovery += hours
    else:
        a.satisfaction = satisfaction_ignored(w, a)


def experience(w, t):
    """7.6"""
    for p in w.chairs:
        if p:
            p.worth = p.appreciation = 0.0
    for a in w.accounts:
        p = relative_price(w, a)
        a.invoice, a.credit = invoice_of(a, p), credit_for_claims(w, a, p)
        forgotten = min(a.handled, poisson(w.rng, mean_forgotten(w, a)))
        t.forgotten += forgotten
        if a.believed_wrong + a.claims:
            a.entitlement = entitlement_after(w, a)
        if not a.handled:
            continue
        before, e = a.satisfaction, experience_of(w, a, forgotten)
        t.service += e
        missed = missed_by(w, a, e)
        a.satisfaction = satisfaction_after(w, a, e, missed)
        a.trust = trust_after(w, a, missed)
        a.expectation = expectation_after(w, a, e)
        if is_problem(w, e, forgotten):
            voice(w, t, a, before)
        a.person.worth += a.worth
        a.person.appreciation += a.satisfaction * a.handled
