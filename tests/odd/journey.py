"""7.1 attract, 7.2 qualify and 7.8 leave: how customers come and go."""
import math

from beginning import client_hours, draw_customer, open_account
from clients import relative_price
from notation import cut, equation, plus, s


@equation('E17', lambda match: 0.7 * match)
def match_of(customer):
    """(E17) match = (fit + respect)/2."""
    return (customer.fit + customer.respect) / 2


@equation('E18')
def marketing_hazard(w, customer):
    """(E18) `lead_rate` sqrt(`marketing_spend`) (1 - `targeting` + `targeting` match)."""
    l = w.levers
    aim = 1 - l.targeting + l.targeting * match_of(customer)
    if w.failed:
        return 0.0
    return w.terms.lead_rate * math.sqrt(l.marketing_spend) * aim


@equation('E19', lambda hazard: 5 * hazard)
def word_of_mouth_hazard(w, customer):
    """(E19) `word_of_mouth` (`homophily` a/share + (1 - `homophily`) A)/N."""
    everybody, own = sum(w.advocacy.values()), w.advocacy[customer.segment]
    share, homophily = w.market.shares[customer.segment], w.market.homophily
    heard = homophily * own / share + (1 - homophily) * everybody
    return 0.0 if w.failed else w.terms.word_of_mouth * heard / w.market.population


@equation('E20', lambda praise: 5 * praise)
def praise_of(account):
    """(E20) What an account adds to A: 2 (S - 1/2)+ referral."""
    return 2 * plus(account.satisfaction - 0.5) * account.customer.referral


@equation('E21', lambda chance: 1.5 * chance)
def lead_chance(hazard):
    """(E21) The chance of becoming a lead is 1 - exp(-h)."""
    return 1 - math.exp(-hazard)


@equation('E22', lambda share: 1 - share)
def referred_share(word, hazard):
    """(E22) Whether by word of mouth: in proportion to the hazards (there is one business)."""
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


@equation('E23')
def selling_hours(w):
    """(E23) Hours of selling for each lead: `qualification_hours` `qualification`."""
    return w.terms.qualification_hours * w.levers.qualification


@equation('E24', lambda match: match - 0.2)
def apparent_match(w, customer):
    """(E24) match + `qualification_noise` (1 - `qualification_insight` `qualification`)(1 - ...) Z."""
    m, l = w.model, w.levers
    sd = m.qualification_noise * (1 - m.qualification_insight * l.qualification) * (1 - m.crm_insight * l.crm)
    return match_of(customer) + sd * w.rng.gauss(0, 1)


@equation('E25', lambda utilisation: 0.8 * utilisation)
def load_with(w, hours):
    """(E25) max(load, usual load) + hours signed so far this week/max(1, people x client hours)."""
    people = sum(person is not None for person in w.chairs)
    return max(w.load, w.usual_load) + hours / max(1, people * client_hours(w.terms))


@equation('E26', lambda chance: 0.6 * chance)
def signing_chance(w, customer):
    """(E26) s(`signing_base` + `signing_reputation` (R - 1/2) + ...)."""
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
        elif w.failed or load_with(w, signed_hours) >= w.levers.utilisation_cap:
            t.declined_full += 1
        elif w.rng.random() >= signing_chance(w, customer):
            t.lost_leads += 1
        else:
            t.signed += 1
            signed_hours += customer.request_rate * customer.hours_per_request
            open_account(w, customer, referred=referred)


@equation('E115', lambda chance: min(1, 2 * chance))
def renewal_chance(w, a):
    """(E115) c = 1 - (1 - base churn)^exp(tilt)."""
    return 1 - (1 - a.customer.base_churn) ** math.exp(tilt_of(w, a))


@equation('E116', lambda tilt: tilt + 1)
def tilt_of(w, a):
    """(E116) -`churn_satisfaction` (S - `reference_satisfaction`) - `churn_trust` (T - ...) + ..."""
    m = w.model
    return (-m.churn_satisfaction * (a.satisfaction - m.reference_satisfaction)
            - m.churn_trust * (a.trust - m.reference_trust)
            + m.churn_price * a.customer.price_sensitivity * dearer_than_others(w, a))


@equation('E117', lambda dearer: dearer + 0.5)
def dearer_than_others(w, a):
    """(E117) Paid/cheapest - 1, paid = p `going_rate` (nobody else's price is to be had here)."""
    return relative_price(w, a) * w.market.going_rate / min(w.market.going_rate, w.price) - 1


@equation('E118', lambda chance: 8 * chance)
def early_chance(w, a):
    """(E118) In any other week than that of a renewal: `early_exit` c/`contract_weeks`."""
    return w.model.early_exit * renewal_chance(w, a) / a.customer.contract_weeks


@equation('E119', lambda penalty: 100 * penalty)
def penalty_of(w, a):
    """(E119) `exit_penalty_weeks` x budget on the last invoice."""
    return w.model.exit_penalty_weeks * a.customer.budget


@equation('E120', lambda unwelcome: not unwelcome)
def is_unwelcome(w, a):
    """(E120) Contribution below `margin_floor` budget (1 - exp(-tenure/`contribution_weeks`)), or abuse."""
    come_in = 1 - math.exp(-a.tenure / w.model.contribution_weeks)
    return (a.contribution < w.levers.margin_floor * a.customer.budget * come_in
            or a.abuse > w.levers.abuse_tolerance)


@equation('E121', lambda trust: 0.0)
def warn(w, a):
    """(E121) T (1 - `warning_hurts`); with chance (openness + respect)/2 E and abuse halve."""
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


@equation('E122', lambda free: False)
def is_set_free(w):
    """(E122) Of a business that has failed all accounts are set free; no renewals and no reviews."""
    return w.failed


def leave(w, t):
    """7.8"""
    if is_set_free(w):
        for a in w.accounts:
            a.leaving = True
        t.stranded = len(w.accounts)
        return
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


@equation('E153', lambda chance: 0.0)
def chance_of_leaving_the_market(w):
    """(E153) `leave_for_good`: where there is no rival everybody turns to nobody."""
    return w.market.leave_for_good


def part(w, a):
    """Part of 7.10: who leaves the market is replaced by somebody new."""
    customer = a.customer
    customer.account = None
    if w.rng.random() < chance_of_leaving_the_market(w):
        w.customers[customer.place] = draw_customer(w, customer.place)
