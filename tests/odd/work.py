"""7.5 serve, 7.7 strain and 7.9 staffing: the people who serve."""
import math

from beginning import fewest_accounts, new_person, people
from notation import cut, equation, follow, mean, plus


@equation('E46')
def hours_of_checking(w, a):
    """(E46) `checking_hours` `claim_checking` per claim."""
    return w.model.checking_hours * w.levers.claim_checking * a.claims


@equation('E47')
def hours_of_onboarding(w, a):
    """(E47) `onboarding_hours` for each account with tenure below `onboarding_weeks`."""
    return w.terms.onboarding_hours * (a.tenure < w.model.onboarding_weeks)


@equation('E48')
def absence_of(w, p):
    """(E48) min(0.9, `absence` exp(`absence_exhaustion` (X - X0)+)), without noise."""
    m = w.model
    return min(0.9, w.terms.absence * math.exp(m.absence_exhaustion * plus(p.exhaustion - m.exhaustion_rest)))


@equation('E49', lambda hours: 0.95 * hours)
def available_hours(w, p, teaching):
    """(E49) `hours_per_week` (1 - absence) exp(-`fatigue_cost` (fatigue - 1)+) max(0.05, f - teaching)."""
    fresh = math.exp(-w.model.fatigue_cost * plus(p.fatigue - 1))
    return w.terms.hours_per_week * (1 - p.absence) * fresh * max(0.05, effectiveness(w, p) - teaching)


@equation('E50', lambda f: 0.9 * f)
def effectiveness(w, p):
    """(E50) f = `rookie_effectiveness` + (1 - `rookie_effectiveness`) experience."""
    rookie = w.model.rookie_effectiveness
    return rookie + (1 - rookie) * p.experience


@equation('E51', lambda teaching: teaching + 0.05)
def teaching_share(w):
    """(E51) `teaching_cost` x mean of 1 - experience over the office's staff."""
    return w.model.teaching_cost * mean(1 - p.experience for p in people(w))


@equation('E52', lambda hours: 0.95 * hours)
def own_hours(w, p):
    """(E52) other + (work + backlog) standard."""
    return p.other + (p.work + p.backlog) * w.standard


@equation('E53', lambda hours: 1.2 * hours)
def shared_hours(w, own, common):
    """(E53) (1 - `pooling`) own + `pooling` x sum of all own x available/sum of all available."""
    return (1 - w.terms.pooling) * own + w.terms.pooling * common


@equation('E54', lambda g: g + 0.05)
def pressure(w, p):
    """(E54) g = (required - available)/required, at least `least_pressure`."""
    least = w.model.least_pressure
    return max(least, (p.required - p.available) / p.required) if p.required > 0 else least


@equation('E55', lambda ratio: 0.9 * ratio)
def time_ratio(w, g):
    """(E55) exp(-`corner_cutting` g)."""
    return math.exp(-w.model.corner_cutting * g)


@equation('E56', lambda intensity: 1.1 * intensity)
def intensity(w, g, need):
    """(E56) min(exp(`overtime_response` g), `overtime_cap`) for g > 0, else min(1, max(..., need))."""
    urge = math.exp(w.model.overtime_response * g)
    return min(urge, w.levers.overtime_cap) if g > 0 else min(1, max(urge, need))


@equation('E57', lambda done: 0.95 * done)
def share_done(effort, need):
    """(E57) min(1, I/need)."""
    return min(1, effort / need) if need > 0 else 1


@equation('E58', lambda hours: 3 * hours)
def backlog_after(w, p):
    """(E58) (1 - done) required/standard."""
    return (1 - p.done) * p.required / w.standard


@equation('E59')
def overtime(w, p):
    """(E59) (I - 1)+ `hours_per_week` (1 - absence) hours."""
    return plus(p.intensity - 1) * w.terms.hours_per_week * (1 - p.absence)


@equation('E60', lambda standard: 0.995 * standard)
def standard_after(w):
    """(E60) standard + gap/`standard_down_weeks` or gap/`standard_up_weeks`."""
    m = w.model
    done = sum(p.done * p.required for p in people(w))
    gap = w.standard * (sum(p.done * p.required * p.time_ratio for p in people(w)) / done - 1)
    if gap < 0:
        return w.standard if w.standard <= m.least_standard else w.standard + gap / m.standard_down_weeks
    return w.standard + gap / m.standard_up_weeks


@equation('E61', lambda timeliness: 0.95 * timeliness)
def timeliness_of(p, waiting):
    """(E61) [1 - (1 - done) w]."""
    return cut(1 - (1 - p.done) * waiting)


@equation('E62', lambda time: 0.9 * time)
def time_given(w, p, waiting):
    """(E62) standard (max(1, time ratio) - (1 - min(1, time ratio)) w)+."""
    return w.standard * plus(max(1, p.time_ratio) - (1 - min(1, p.time_ratio)) * waiting)


QUALITY = (.2, .45, .65, .8, .95, 1, 1.05, 1.2, 1.35, 1.55, 1.8)


@equation('E63', lambda quality: 0.9 * quality)
def delivered_quality(x):
    """(E63) Linear in the table between -.5 and .5 and constant beyond."""
    position = min(max(10 * (x + 0.5), 0), 10)
    cell = min(int(position), 9)
    return QUALITY[cell] + (QUALITY[cell + 1] - QUALITY[cell]) * (position - cell)


@equation('E64', lambda weight: weight ** 4)
def waiting_weight(w, a):
    """(E64) y = exp(-`priority_strength` z); 1 with fair."""
    z = {'fair': 0.0, 'value': min(2, max(-2, a.contribution / a.customer.budget)),
         'squeaky': a.entitlement + 1 - a.customer.respect}[w.levers.prioritisation]
    return math.exp(-w.model.priority_strength * z)


def gather_hours(w, t):
    staff = people(w)
    for p in staff:
        p.work, p.other = 0.0, w.selling / len(staff)
    t.hours_conversation += w.selling
    for a in w.accounts:
        a.work = a.request_hours + a.rework_hours
        checking, onboarding = hours_of_checking(w, a), hours_of_onboarding(w, a)
        a.person.work += a.work
        a.person.other += a.talk + checking + onboarding
        t.hours_work += a.request_hours
        t.hours_rework += a.rework_hours
        t.hours_conversation += a.talk + checking
        t.hours_onboarding += onboarding


def work_under_pressure(w, t):
    staff = people(w)
    teaching = teaching_share(w)
    for p in staff:
        p.absence = absence_of(w, p)
        p.available = available_hours(w, p, teaching)
        p.own = own_hours(w, p)
    w.required_hours, available = sum(p.own for p in staff), sum(p.available for p in staff)
    w.utilisation = w.required_hours / available
    for p in staff:
        p.required = shared_hours(w, p.own, w.required_hours * p.available / available)
        g = pressure(w, p)
        p.time_ratio = time_ratio(w, g)
        need = p.required * p.time_ratio / p.available
        p.intensity = intensity(w, g, need)
        p.done = share_done(p.intensity, need)
        p.backlog = backlog_after(w, p)
        t.pressure += g
        t.intensity += p.intensity
        t.time += p.time_ratio * w.standard
        t.backlog += p.backlog
        t.overtime += overtime(w, p)
    w.standard = standard_after(w)


def deliver(w):
    """What each account gets: weights are normalised within each person's work."""
    for p in people(w):
        p.weighted = 0.0
    for a in w.accounts:
        a.weight = waiting_weight(w, a)
        a.person.weighted += a.weight * a.work
    for a in w.accounts:
        p = a.person
        waiting = a.weight * p.work / p.weighted if p.weighted > 0 else 1.0
        a.timeliness = timeliness_of(p, waiting)
        a.quality = delivered_quality(time_given(w, p, waiting) / w.model.expected_time - 1)


def serve(w, t):
    """7.5"""
    gather_hours(w, t)
    work_under_pressure(w, t)
    deliver(w)
    asked = [a for a in w.accounts if a.handled]
    t.served_with_work = len(asked)
    t.quality, t.timeliness = sum(a.quality for a in asked), sum(a.timeliness for a in asked)


@equation('E84', lambda pair: (pair[0] + 0.3, pair[1] + 0.3))
def fatigues(w, p):
    """(E84) Fatigue follows I in `fatigue_weeks`, long fatigue in `long_fatigue_weeks`."""
    return (follow(p.fatigue, p.intensity, w.model.fatigue_weeks),
            follow(p.long_fatigue, p.intensity, w.model.long_fatigue_weeks))


@equation('E85', lambda u: 4 * u)
def exposure(w, p):
    """(E85) u = v (1 - `support_effect` `staff_support`)."""
    return p.vulnerability * (1 - w.model.support_effect * w.levers.staff_support)


@equation('E86', lambda x: cut(x + 0.01))
def exhaustion_after(w, p):
    """(E86) [X + u (1 - X)(...) - (X - X0)/`exhaustion_weeks`]."""
    m, x = w.model, p.exhaustion
    load = (m.exhaustion_intensity * plus(p.intensity - 1)
            + m.exhaustion_incivility * math.log(1 + p.incivility)
            + m.exhaustion_dissonance * math.log(1 + p.dissonance))
    return cut(x + exposure(w, p) * (1 - x) * load - (x - m.exhaustion_rest) / m.exhaustion_weeks)


@equation('E87', lambda thanks: 0.7 * thanks)
def thanks_of(w, p):
    """(E87) Sum of S x handled/contacts; `reciprocity_expected` without contacts."""
    return p.appreciation / p.contacts if p.contacts else w.model.reciprocity_expected


@equation('E88', lambda c: cut(c + 0.01))
def cynicism_after(w, p, thanks, office):
    """(E88) [C + u (1 - C)(...) - (C - C0)/`cynicism_weeks`], X the new one."""
    m, c = w.model, p.cynicism
    load = (m.cynicism_dissonance * math.log(1 + p.dissonance)
            + m.cynicism_incivility * math.log(1 + p.incivility)
            + m.cynicism_reciprocity * plus(m.reciprocity_expected - thanks)
            + m.cynicism_exhaustion * plus(p.exhaustion - m.exhaustion_rest) + m.contagion * plus(office - c))
    return cut(c + exposure(w, p) * (1 - c) * load - (c - m.cynicism_rest) / m.cynicism_weeks)


@equation('E89', lambda efficacy: 0.99 * efficacy)
def efficacy_after(w, p, thanks):
    """(E89) Efficacy follows outcomes, thanks and rest in `efficacy_weeks`."""
    m = w.model
    rest = 1 - m.efficacy_outcome - m.efficacy_appreciation
    belief = (m.efficacy_outcome * cut(p.worth / p.contacts) + m.efficacy_appreciation * cut(thanks)
              + rest * (1 - p.exhaustion))
    return follow(p.efficacy, belief, m.efficacy_weeks)


def strain(w, t):
    """7.7"""
    office = mean(p.cynicism for p in people(w))
    for p in people(w):
        p.fatigue, p.long_fatigue = fatigues(w, p)
        thanks = thanks_of(w, p)
        p.exhaustion = exhaustion_after(w, p)
        p.cynicism = cynicism_after(w, p, thanks, office)
        if p.contacts:
            p.efficacy = efficacy_after(w, p, thanks)


@equation('E96', lambda experience: 0.99 * experience)
def experience_after(w, p):
    """(E96) experience + (1 - experience)(1 - exp(-1/`assimilation_weeks`))."""
    return p.experience + (1 - p.experience) * (1 - math.exp(-1 / w.model.assimilation_weeks))


@equation('E97', lambda chance: 4 * chance)
def quit_chance(w, p):
    """(E97) 1 - exp(-exp(`quit_exhaustion` (X - X0)+ + ...)/(`staff_tenure` (1 - ...)))."""
    m = w.model
    burnout = (m.quit_exhaustion * plus(p.exhaustion - m.exhaustion_rest)
               + m.quit_cynicism * plus(p.cynicism - m.cynicism_rest))
    tenure = w.terms.staff_tenure * (1 - m.overload_tenure_loss * cut(p.long_fatigue - 1))
    return 1 - math.exp(-math.exp(burnout) / tenure)


@equation('E98', lambda trust: 0.0)
def trust_handed_over(w, a):
    """(E98) T (1 - `continuity_loss` (1 - `crm_effect` `crm`))."""
    m = w.model
    return a.trust * (1 - m.continuity_loss * (1 - m.crm_effect * w.levers.crm))


@equation('E99', lambda hours: 30 + hours)
def share_of_backlog(backlog, colleagues):
    """(E99) The backlog goes to the colleagues left in equal parts."""
    return backlog / colleagues


def hand_over(w, a, person):
    a.person.accounts -= 1
    person.accounts += 1
    a.person = person
    a.trust = trust_handed_over(w, a)


def accounts_by_place(w):
    return sorted(w.accounts, key=lambda a: a.customer.place)


def quit_one_by_one(w, t):
    """The last member of staff, who would leave work waiting, stays: that never happens here."""
    for chair, p in enumerate(w.chairs):
        if p is None:
            continue
        p.experience = experience_after(w, p)
        if w.rng.random() >= quit_chance(w, p):
            continue
        t.quits += 1
        w.chairs[chair] = None
        for a in accounts_by_place(w):
            if a.person is p:
                hand_over(w, a, fewest_accounts(w))
        left = people(w)
        for colleague in left:
            colleague.backlog += share_of_backlog(p.backlog, len(left))
        w.ratio_left_at[chair] = p.time_ratio


@equation('E100', lambda attrition: attrition + 0.1)
def attrition_after(w, quits):
    """(E100) Attrition follows this week's quits in `labour_smoothing_weeks`."""
    return follow(w.attrition, quits, w.terms.labour_smoothing_weeks)


@equation('E101', lambda hours: 0.8 * hours)
def hours_per_person_after(w):
    """(E101) Hours per person follow the mean of what the staff get done in an ordinary week."""
    ordinary = mean(w.terms.hours_per_week * (1 - absence_of(w, p)) * effectiveness(w, p) for p in people(w))
    return follow(w.hours_per_person, ordinary, w.terms.productivity_perception_weeks)


@equation('E102')
def smoothed_work_after(w):
    """(E102) Smoothed work follows the sum of required hours in `labour_smoothing_weeks`."""
    return follow(w.smoothed_work, w.required_hours, w.terms.labour_smoothing_weeks)


@equation('E103')
def desired_labour(w):
    """(E103) (1 - `staffing_flexibility`) `staff` + `staffing_flexibility` smoothed work/(...)."""
    b = w.terms
    needed = w.smoothed_work / (w.hours_per_person * b.target_utilisation)
    return (1 - b.staffing_flexibility) * b.staff + b.staffing_flexibility * needed


@equation('E104', lambda wanted: 4 * wanted)
def wanted_people(w):
    """(E104) (attrition + (desired labour - people)/`labour_adjustment_weeks`)+."""
    return plus(w.attrition + (desired_labour(w) - len(people(w))) / w.terms.labour_adjustment_weeks)


@equation('E105', lambda pair: (pair[0], pair[1] + 1))
def arriving_and_on_order(w, wanted):
    """(E105) On order/`hiring_delay` arrive; what is on order after that."""
    b = w.terms
    arriving = w.on_order / b.hiring_delay
    order = plus(wanted + (wanted * b.hiring_delay - w.on_order) / b.labour_adjustment_weeks)
    return arriving, w.on_order - arriving + order


@equation('E106', lambda moves: False)
def moves_to(a, newcomer, fair):
    """(E106) An account of a colleague with more than fair + 1, while the newcomer has fewer than fair."""
    return a.person is not newcomer and a.person.accounts > fair + 1 and newcomer.accounts < fair


def welcome(w):
    """A newcomer takes the first free place."""
    chair = w.chairs.index(None)
    w.chairs[chair] = newcomer = new_person(w, 0.0)
    newcomer.time_ratio = w.ratio_left_at.get(chair, 0.0)
    fair = len(w.accounts) // len(people(w))
    for a in accounts_by_place(w):
        if moves_to(a, newcomer, fair):
            hand_over(w, a, newcomer)


def staffing(w, t):
    """7.9"""
    w.ratio_left_at = {}
    quit_one_by_one(w, t)
    w.attrition = attrition_after(w, t.quits)
    w.hours_per_person = hours_per_person_after(w)
    w.smoothed_work = smoothed_work_after(w)
    arriving, w.on_order = arriving_and_on_order(w, wanted_people(w))
    w.hires_due += arriving
    while w.hires_due >= 1 and None in w.chairs:
        w.hires_due -= 1
        t.hires += 1
        welcome(w)
