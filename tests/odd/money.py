"""7.10 settle and the close of the week."""
from beginning import client_hours, trained_skill
from journey import part
from notation import cut, equation, follow, plus


@equation('E143')
def contribution_of(w, a):
    """(E143) invoice - credit - hourly wage x (work x standard x time ratio + hours of talk)."""
    hours = a.work * w.standard * a.person.served_ratio + a.talk
    return a.invoice - a.credit - hourly_cost(w.terms) * hours


@equation('E144')
def hourly_cost(b):
    """(E144) `wage` `on_costs`/client hours."""
    return b.wage * b.on_costs / client_hours(b)


@equation('E145', lambda pair: (2 * pair[0], 2 * pair[1]))
def contributions_after(w, a, contribution):
    """(E145) Smoothed contribution follows it in `contribution_weeks`; lifetime contribution is its sum."""
    return follow(a.contribution, contribution, w.model.contribution_weeks), a.lifetime + contribution


@equation('E146', lambda kept: 0.99 * kept)
def money_kept(w):
    """(E146) k = (1 + `inflation`)^(-1/52)."""
    return (1 + w.model.inflation) ** (-1 / 52)


@equation('E147')
def payment(a, owed):
    """(E147) owed/(1 + payment delay) is paid now."""
    return owed / (1 + a.customer.payment_delay)


@equation('E148', lambda chance: 20 * chance)
def default_chance(a):
    """(E148) 1 - (1 - default risk)^(1/52)."""
    return 1 - (1 - a.customer.default_risk) ** (1 / 52)


@equation('E194', lambda pays: 1.1 * pays)
def pays_of(w):
    """(E194) The sum over people of 1 + `skill_pay` (trained skill - 1)."""
    return sum(1 + w.model.skill_pay * (trained_skill(w, p) - 1) for p in w.chairs if p)


@equation('E149', lambda costs: {name: 1.2 * cost for name, cost in costs.items()})
def costs_of(w, t):
    """(E149) Wages, overtime, hiring, support and CRM, marketing, overhead."""
    b, l = w.terms, w.levers
    people = t.dismissals if t.closings else sum(p is not None for p in w.chairs)
    pays, hour = (people if t.closings else pays_of(w)), b.wage * b.on_costs / b.hours_per_week
    care = l.staff_support * b.support_cost + l.supervision * b.supervision_hours * hour
    return dict(wages=b.wage * b.on_costs * pays,
                overtime_pay=t.overtime * hour * (pays / people if people else 1) * b.overtime_premium,
                hiring_cost=t.hires * (b.hiring_cost * 52 * b.wage
                                       + l.further_candidates * b.interview_hours * hour),
                support_cost=people * (care + l.crm * b.crm_cost),
                marketing_cost=(l.marketing_spend * b.marketing_budget
                                * (1 + w.model.targeting_premium * l.targeting)),
                overhead=b.overhead)


@equation('E150', lambda cost: 0.5 * cost)
def cost_of_closing(w, t):
    """(E150) `closing_weeks` x `overhead` in the week in which it closes."""
    return w.terms.closing_weeks * w.terms.overhead if t.closings else 0.0


@equation('E151', lambda hours: 1.1 * hours)
def billable_hours(w, t):
    """(E151) Hours for clients x (first + said)/(first + said + again + beside)."""
    first = t.hours_work * w.standard
    said = t.hours_conversation - t.hours_checking - t.hours_selling
    again = (t.hours_rework + t.hours_recovery + t.hours_mending) * w.standard
    beside = t.hours_checking + t.hours_selling + t.hours_onboarding + t.hours_control + t.hours_training
    everything = first + said + again + beside
    return t.hours_for_clients * (first + said) / everything if everything > 0 else 0.0


@equation('E152', lambda backlog: 30 + backlog)
def backlog_without(person):
    """(E152) The average share of the backlog goes with who leaves."""
    return person.backlog - person.backlog / person.accounts


@equation('E163', lambda reputation: 0.98 * reputation)
def reputation_after(w, t):
    """(E163) [R + `reputation_pace` (good (1 - R) - bad R)]."""
    m, r, accounts = w.model, w.reputation, max(1, len(w.accounts))
    content = sum(a.satisfaction > m.content_above for a in w.accounts)
    discontent = sum(a.satisfaction < m.discontent_below for a in w.accounts)
    bad = m.reputation_negativity * (discontent + m.reputation_departures * (t.left + t.ended)) / accounts
    return cut(r + m.reputation_pace * (content / accounts * (1 - r) - bad * r))


def settle(w, t):
    """7.10"""
    t.served = len(w.accounts)
    for a in w.accounts:
        contribution = contribution_of(w, a)
        a.contribution, a.lifetime = contributions_after(w, a, contribution)
        owed = a.receivable * money_kept(w) + a.invoice - a.credit
        t.inflation_loss += a.receivable * (1 - money_kept(w))
        paid = payment(a, owed)
        a.receivable = owed - paid
        t.received += paid
        t.revenue += a.invoice
        t.credits += a.credit
        t.contribution += contribution
        if w.rng.random() < default_chance(a) and a.receivable > 0:
            t.bad_debt += a.receivable
            a.receivable = 0.0
    t.hours_billable = billable_hours(w, t)
    t.closing_cost = cost_of_closing(w, t)
    if t.closings or not w.closed:
        for name, cost in costs_of(w, t).items():
            setattr(t, name, cost)
    for a in [a for a in w.accounts if a.leaving]:
        t.lifetime += a.lifetime
        t.received += a.receivable
        a.person.backlog = backlog_without(a.person)
        a.person.accounts -= 1
        part(w, a)
    w.accounts = [a for a in w.accounts if not a.leaving]


COSTS = ('credits', 'wages', 'overtime_pay', 'hiring_cost', 'severance', 'training_cost', 'support_cost',
         'marketing_cost', 'overhead', 'closing_cost', 'bad_debt')


def all_costs(t):
    return sum(getattr(t, name) for name in COSTS)


@equation('E157', lambda usual: 1.2 * usual)
def usual_after(w, usual, now):
    """(E157) Follows in `contribution_weeks`, from the first week's value."""
    return now if not usual else follow(usual, now, w.model.contribution_weeks)


@equation('E158', lambda interest: 2 * interest)
def interest_on(w):
    """(E158) (-cash)+ `interest`/52, not asked of a business that has failed."""
    return 0.0 if w.failed else plus(-w.cash) * w.terms.interest / 52


@equation('E159', lambda loss: loss + 500)
def eaten_by_inflation(w):
    """(E159) cash (1 - k)."""
    return w.cash * (1 - money_kept(w))


@equation('E160', lambda change: change - 500)
def received_less_paid(t):
    """(E160) What is paid here, less all costs but credits and bad debts."""
    return t.received - (all_costs(t) - t.credits - t.bad_debt)


@equation('E161')
def payout_of(w, cash):
    """(E161) `payout` x (cash before it - `reserve_weeks` x smoothed cost)+."""
    return w.terms.payout * plus(cash - w.terms.reserve_weeks * w.usual_cost)


@equation('E162', lambda fails: False)
def is_insolvent(w):
    """(E162) At_credit_line: cash below -`credit_weeks` x smoothed revenue, or cost where that is more."""
    line = w.terms.credit_weeks * max(w.usual_revenue, w.usual_cost)
    return w.terms.insolvency == 'at_credit_line' and w.cash < -line


@equation('E15', lambda cash: -1e5)
def cash_of_past(w):
    """(E15) `cash`, or where that is 0 the reserve, `reserve_weeks` x smoothed cost."""
    return w.terms.cash or w.terms.reserve_weeks * w.usual_cost


@equation('E165', lambda paid: 2 * paid)
def paid_in_at_first(w, t):
    """(E165) Without a past and `cash`: `reserve_weeks` x the first costs."""
    return 0.0 if w.terms.cash else w.terms.reserve_weeks * all_costs(t)


@equation('E164', lambda service: service - 0.1)
def known_service_after(w, t):
    """(E164) Known service follows the mean of e at the pace `reputation_pace`."""
    if not t.served_with_work:
        return w.known_service
    return w.known_service + w.model.reputation_pace * (t.service / t.served_with_work - w.known_service)


def close_week(w, t):
    """7.12. All policies of this comparison hold the price."""
    if not w.usual_cost and w.week > 0:
        w.cash += paid_in_at_first(w, t)
    w.usual_revenue = usual_after(w, w.usual_revenue, t.revenue)
    w.usual_cost = usual_after(w, w.usual_cost, all_costs(t))
    t.interest, loss = interest_on(w), eaten_by_inflation(w)
    cash = w.cash - t.interest - loss + received_less_paid(t)
    t.payouts = payout_of(w, cash)
    t.inflation_loss += loss
    w.cash = cash - t.payouts
    if w.week <= 0:
        w.cash = cash_of_past(w)
    elif not w.failed and is_insolvent(w):
        w.failed, t.failed = True, 1
    w.reputation = reputation_after(w, t)
    w.known_service = known_service_after(w, t)
