"""7.1 attract, 7.2 qualify and 7.8 leave: how customers come and go."""
import math

from beginning import draw_customer, open_account
from notation import cut, equation, plus, s


@equation('E9', lambda match: 0.7 * match)
def match_of(customer):
    """(E9) match = (fit + respect)/2."""
    return (customer.fit + customer.respect) / 2


@equation('E10')
def marketing_hazard(w, customer):
    """(E10) `lead_rate` sqrt(`marketing_spend`) (1 - `targeting` + `targeting` match)."""
    l = w.levers
    aim = 1 - l.targeting + l.targeting * match_of(customer)
    return w.terms.lead_rate * math.sqrt(l.marketing_spend) * aim


@equation('E11', lambda hazard: 5 * hazard)
def word_of_mouth_hazard(w, customer):
    """(E11) `word_of_mouth` (`homophily` a/share + (1 - `homophily`) A)/N."""
    everybody, own = sum(w.advocacy.values()), w.advocacy[customer.segment]
    share, homophily = w.market.shares[customer.segment], w.market.homophily
    heard = homophily * own / share + (1 - homophily) * everybody
    return w.terms.word_of_mouth * heard / w.market.population


@equation('E12', lambda praise: 5 * praise)
def praise_of(account):
    """(E12) What an account adds to A: 2 (S - 1/2)+ referral."""
    return 2 * plus(account.satisfaction - 0.5) * account.customer.referral


@equation('E13', lambda chance: 1.5 * chance)
def lead_chance(hazard):
    """(E13) The chance of becoming a lead is 1 - exp(-h)."""
    return 1 - math.exp(-hazard)


@equation('E14', lambda share: 1 - share)
def referred_share(word, hazard):
    """(E14) Whether by word of mouth: in proportion to the hazards (there is one business)."""
    return word / hazard


def attract(w, t):
    """7.1: (customer, whether by word of mouth) in the order of arrival."""
    w.leads = []
    for customer in w.customers:
        if customer.account is None:
            word = word_of_mouth_hazard(w, customer)
            hazard = marketing_hazard(w, customer) + word
            if w.rng.random() < lead_chance(hazard):
                w.leads.append((customer, w.rng.random() < referred_share(word, hazard)))
    w.rng.shuffle(w.leads)
    t.leads = len(w.leads)


@equation('E15')
def selling_hours(w):
    """(E15) Hours of selling for each lead: `qualification_hours` `qualification`."""
    return w.terms.qualification_hours * w.levers.qualification


@equation('E16', lambda match: match - 0.2)
def apparent_match(w, customer):
    """(E16) match + `qualification_noise` (1 - `qualification_insight` `qualification`)(1 - ...) Z."""
    m, l = w.model, w.levers
    sd = m.qualification_noise * (1 - m.qualification_insight * l.qualification) * (1 - m.crm_insight * l.crm)
    return match_of(customer) + sd * w.rng.gauss(0, 1)


@equation('E17', lambda utilisation: 0.8 * utilisation)
def utilisation_with(w, hours):
    """(E17) Utilisation of the week before + hours signed so far this week/(people x `hours_per_week`)."""
    return w.utilisation + hours / (sum(person is not None for person in w.chairs) * w.terms.hours_per_week)


@equation('E18', lambda chance: 0.6 * chance)
def signing_chance(w, customer):
    """(E18) s(`signing_base` + `signing_reputation` (R - 1/2) + ...)."""
    m = w.model
    return s(m.signing_base + m.signing_reputation * (w.reputation - 0.5)
             + m.signing_promise * (1 - w.levers.expectation_setting)
             - m.signing_price * customer.price_sensitivity * (w.price / w.market.going_rate - 1))


def qualify(w, t):
    """7.2"""
    signed_hours, w.selling = 0.0, 0.0
    for customer, referred in w.leads:
        w.selling += selling_hours(w)
        if apparent_match(w, customer) < w.levers.selectivity:
            t.declined_unfit += 1
        elif utilisation_with(w, signed_hours) >= w.levers.utilisation_cap:
            t.declined_full += 1
        elif w.rng.random() >= signing_chance(w, customer):
            t.lost_leads += 1
        else:
            t.signed += 1
            signed_hours += customer.request_rate * customer.hours_per_request
            open_account(w, customer, referred=referred)


@equation('E90', lambda chance: min(1, 2 * chance))
def renewal_chance(w, a):
    """(E90) c = 1 - (1 - base churn)^exp(tilt)."""
    return 1 - (1 - a.customer.base_churn) ** math.exp(tilt_of(w, a))


@equation('E91', lambda tilt: tilt + 1)
def tilt_of(w, a):
    """(E91) -`churn_satisfaction` (S - `reference_satisfaction`) - `churn_trust` (T - ...) + ..."""
    m = w.model
    cheapest = min(w.market.going_rate, w.price)
    return (-m.churn_satisfaction * (a.satisfaction - m.reference_satisfaction)
            - m.churn_trust * (a.trust - m.reference_trust)
            + m.churn_price * a.customer.price_sensitivity * (w.price / cheapest - 1))


@equation('E92', lambda chance: 8 * chance)
def early_chance(w, a):
    """(E92) In any other week than that of a renewal: `early_exit` c/`contract_weeks`."""
    return w.model.early_exit * renewal_chance(w, a) / a.customer.contract_weeks


@equation('E93', lambda penalty: 100 * penalty)
def penalty_of(w, a):
    """(E93) `exit_penalty_weeks` x budget on the last invoice."""
    return w.model.exit_penalty_weeks * a.customer.budget


@equation('E94', lambda unwelcome: not unwelcome)
def is_unwelcome(w, a):
    """(E94) Contribution below `margin_floor` budget (1 - exp(-tenure/`contribution_weeks`)), or abuse."""
    come_in = 1 - math.exp(-a.tenure / w.model.contribution_weeks)
    return (a.contribution < w.levers.margin_floor * a.customer.budget * come_in
            or a.abuse > w.levers.abuse_tolerance)


@equation('E95', lambda trust: 0.0)
def warn(w, a):
    """(E95) T (1 - `warning_hurts`); with chance (openness + respect)/2 E and abuse halve."""
    a.warned = True
    if w.rng.random() < (a.customer.openness + a.customer.respect) / 2:
        a.entitlement, a.abuse = a.entitlement / 2, a.abuse / 2
    return a.trust * (1 - w.model.warning_hurts)


def review(w, t, a):
    if not is_unwelcome(w, a):
        a.warned = False
    elif a.warned:
        a.leaving = True
        t.ended += 1
    else:
        t.warned += 1
        a.trust = cut(warn(w, a))


def leave(w, t):
    """7.8"""
    weeks = w.levers.review_weeks
    for a in w.accounts:
        a.tenure += 1
        is_renewal = a.tenure % a.customer.contract_weeks == 0
        a.leaving = w.rng.random() < (renewal_chance(w, a) if is_renewal else early_chance(w, a))
        if a.leaving:
            t.left += 1
            a.invoice += 0.0 if is_renewal else penalty_of(w, a)
        elif weeks and w.week % weeks == 0 and a.tenure >= w.model.review_after_weeks:
            review(w, t, a)


@equation('E113', lambda chance: 0.0)
def chance_of_leaving_the_market(w):
    """(E113) `leave_for_good`: where there is no rival everybody turns to nobody."""
    return w.market.leave_for_good


def part(w, a):
    """Part of 7.10: who leaves the market is replaced by somebody new."""
    customer = a.customer
    customer.account = None
    if w.rng.random() < chance_of_leaving_the_market(w):
        w.customers[customer.place] = draw_customer(w, customer.place)
