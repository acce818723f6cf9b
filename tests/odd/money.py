"""7.10 settle and the close of the week."""
from journey import part
from notation import cut, equation, follow


@equation('E107')
def contribution_of(w, a):
    """(E107) invoice - credit - hourly wage x (work x standard x time ratio + hours of talk)."""
    hours = a.work * w.standard * a.person.time_ratio + a.talk
    return a.invoice - a.credit - w.terms.wage / w.terms.hours_per_week * hours


@equation('E108', lambda pair: (2 * pair[0], 2 * pair[1]))
def contributions_after(w, a, contribution):
    """(E108) Smoothed contribution follows it in `contribution_weeks`; lifetime contribution is its sum."""
    return follow(a.contribution, contribution, w.model.contribution_weeks), a.lifetime + contribution


@equation('E109')
def payment(a, owed):
    """(E109) owed/(1 + payment delay) is paid now."""
    return owed / (1 + a.customer.payment_delay)


@equation('E110', lambda chance: 20 * chance)
def default_chance(a):
    """(E110) 1 - (1 - default risk)^(1/52)."""
    return 1 - (1 - a.customer.default_risk) ** (1 / 52)


@equation('E111', lambda costs: {name: 1.2 * cost for name, cost in costs.items()})
def costs_of(w, t):
    """(E111) Wages, overtime, hiring, support and CRM, marketing, overhead."""
    b, l, people = w.terms, w.levers, sum(p is not None for p in w.chairs)
    return dict(wages=b.wage * people,
                overtime_pay=t.overtime * b.wage / b.hours_per_week * b.overtime_premium,
                hiring_cost=t.hires * b.hiring_cost * 52 * b.wage,
                support_cost=people * (l.staff_support * b.support_cost + l.crm * b.crm_cost),
                marketing_cost=(l.marketing_spend * b.marketing_budget
                                * (1 + w.model.targeting_premium * l.targeting)),
                overhead=b.overhead)


@equation('E112', lambda backlog: 30 + backlog)
def backlog_without(person):
    """(E112) The average share of the backlog goes with who leaves."""
    return person.backlog - person.backlog / person.accounts


@equation('E114', lambda reputation: 0.98 * reputation)
def reputation_after(w, t):
    """(E114) [R + `reputation_pace` (good (1 - R) - bad R)]."""
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
        owed = a.receivable + a.invoice - a.credit
        paid = payment(a, owed)
        a.receivable = owed - paid
        w.cash += paid
        t.revenue += a.invoice
        t.credits += a.credit
        t.contribution += contribution
        if w.rng.random() < default_chance(a) and a.receivable > 0:
            t.bad_debt += a.receivable
            a.receivable = 0.0
    for name, cost in costs_of(w, t).items():
        setattr(t, name, cost)
        w.cash -= cost
    for a in [a for a in w.accounts if a.leaving]:
        t.lifetime += a.lifetime
        w.cash += a.receivable
        a.person.backlog = backlog_without(a.person)
        a.person.accounts -= 1
        part(w, a)
    w.accounts = [a for a in w.accounts if not a.leaving]


def close_week(w, t):
    """Section 3, last paragraph. All policies of this comparison hold the price."""
    w.reputation = reputation_after(w, t)
