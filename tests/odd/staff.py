"""7.7 strain and 7.9 staffing: what the week does to the people who serve, who comes, goes and learns."""
import math

from beginning import (SKILLS, fewest_accounts, hiring_delay, misfit_of, new_person, people, share_for_clients,
                       share_present)
from notation import cut, equation, follow, mean, plus
from work import effectiveness, usual_absence


@equation('E179', lambda care: (-1.0, 3.0))
def care_after(w):
    """(E179) Support and supervision as felt follow `staff_support` and `supervision` in `support_weeks`."""
    return (follow(w.support, w.levers.staff_support, w.model.support_weeks),
            follow(w.supervision, w.levers.supervision, w.model.support_weeks))


@equation('E192', lambda weight: 2 * weight)
def weight_of_incidents(w, p):
    """(E192) appraisal (1 - `supervision_effect` supervision)."""
    return p.appraisal * (1 - w.model.supervision_effect * w.supervision)


@equation('E180', lambda life: life + 0.01)
def life_after(w, p):
    """(E180) m life + sqrt(1 - m^2) `life_spread` Z, m = exp(-1/`life_weeks`)."""
    memory = math.exp(-1 / w.model.life_weeks)
    return memory * p.life + math.sqrt(1 - memory ** 2) * w.model.life_spread * w.rng.gauss(0, 1)


@equation('E108', lambda pair: (pair[0] + 0.3, pair[1] + 0.3))
def fatigues(w, p):
    """(E108) Fatigue follows I in `fatigue_weeks`, long fatigue in `long_fatigue_weeks`."""
    return (follow(p.fatigue, p.intensity, w.model.fatigue_weeks),
            follow(p.long_fatigue, p.intensity, w.model.long_fatigue_weeks))


@equation('E109', lambda felt: 4 * felt)
def felt(w, p, kind):
    """(E109) weight x incidents x ln(1 + u)/u, u `usual_incivility` or `usual_dissonance`."""
    usual = getattr(w.model, 'usual_' + kind)
    return weight_of_incidents(w, p) * getattr(p, kind) * (math.log(1 + usual) / usual if usual else 1)


@equation('E181', lambda load: load + 0.6)
def load_felt(w, p):
    """(E181) l = (required/(available capacity) - `comfortable_load`)+, 0 without available hours."""
    if p.available == 0:
        return 0.0
    return plus(p.required / (p.available * p.capacity) - w.model.comfortable_load)


def room(w, state):
    """1 - `strain_saturation` X, or C in place of X."""
    return 1 - w.model.strain_saturation * state


@equation('E110', lambda strain: 2 * strain)
def strain_of_exhaustion(w, p):
    """(E110) sX = vX (1 - `support_effect` support)(1 - `strain_saturation` X)(...)."""
    m = w.model
    load = (m.exhaustion_load * load_felt(w, p) + m.exhaustion_intensity * plus(p.intensity - 1)
            + m.exhaustion_incivility * felt(w, p, 'incivility')
            + m.exhaustion_dissonance * felt(w, p, 'dissonance') + m.norm_strain * p.missing)
    supported = 1 - m.support_effect * w.support
    return p.exhaustion_reactivity * supported * room(w, p.exhaustion) * load


@equation('E182', lambda pair: (cut(pair[0] + 0.05), pair[1]))
def exhaustion_after(w, p, strain):
    """(E182) [X + sX + life - p a - chronic/`chronic_weeks`], chronic + `chronic_share` sX - ..."""
    m = w.model
    heals = p.exhaustion - p.exhaustion_set_point - p.chronic
    healed = p.chronic / m.chronic_weeks
    return (cut(p.exhaustion + strain + p.life - pace_of_recovery(w, p) * heals - healed),
            p.chronic + m.chronic_share * strain - healed)


@equation('E183', lambda pace: 0.0)
def pace_of_recovery(w, p):
    """(E183) min(1, (1 + `leave_recovery` (1 - attendance) - `overtime_recovery` (I - 1)+)+/...)."""
    m = w.model
    rest = 1 + m.leave_recovery * (1 - p.attendance) - m.overtime_recovery * plus(p.intensity - 1)
    return min(1, plus(rest) / m.exhaustion_weeks)


@equation('E112', lambda thanks: 0.5 * thanks)
def thanks_of(w, p):
    """(E112) Sum of S x handled/contacts; `reciprocity_expected` without contacts."""
    return p.appreciation / p.contacts if p.contacts else w.model.reciprocity_expected


@equation('E113', lambda c: cut(c + 0.01))
def cynicism_after(w, p, thanks, office):
    """(E113) [C + vC (1 - ...)(...) + `life_cynicism` life - (C - c0)/`cynicism_weeks`]."""
    m, c = w.model, p.cynicism
    load = (m.cynicism_dissonance * felt(w, p, 'dissonance')
            + m.cynicism_incivility * felt(w, p, 'incivility')
            + m.cynicism_reciprocity * plus(m.reciprocity_expected - thanks)
            + m.cynicism_exhaustion * plus(p.exhaustion - p.exhaustion_set_point)
            + m.contagion * plus(office - c) + m.norm_strain * p.missing)
    strain = p.cynicism_reactivity * room(w, c) * load
    return cut(c + strain + m.life_cynicism * p.life - (c - p.cynicism_set_point) / m.cynicism_weeks)


def over_usual(w, p, kind):
    """Incidents over what is usual, 1 where that is 0."""
    usual = getattr(w.model, 'usual_' + kind)
    return getattr(p, kind) / usual if usual else 1.0


@equation('E114', lambda efficacy: 0.97 * efficacy)
def efficacy_after(w, p, thanks):
    """(E114) Efficacy follows [e0 + success + thanks - exhaustion - incidents] in `efficacy_weeks`."""
    m = w.model
    incidents = (over_usual(w, p, 'incivility') + over_usual(w, p, 'dissonance')) / 2
    belief = (p.efficacy_set_point
              + m.efficacy_success * (p.skill * p.worth / p.contacts - m.success_expected)
              + m.efficacy_appreciation * (thanks - m.reciprocity_expected)
              - m.efficacy_exhaustion * (p.exhaustion - m.exhaustion_rest)
              - m.efficacy_incidents * (weight_of_incidents(w, p) * incidents - 1))
    return follow(p.efficacy, cut(belief), m.efficacy_weeks)


def strain(w, t):
    """7.7"""
    w.support, w.supervision = care_after(w)
    office = mean(p.cynicism for p in people(w))
    for p in people(w):
        p.life = life_after(w, p)
        p.fatigue, p.long_fatigue = fatigues(w, p)
        p.exhaustion, p.chronic = exhaustion_after(w, p, strain_of_exhaustion(w, p))
        thanks = thanks_of(w, p)
        p.cynicism = cynicism_after(w, p, thanks, office)
        if p.contacts:
            p.efficacy = efficacy_after(w, p, thanks)


@equation('E123', lambda experience: 0.97 * experience)
def experience_after(w, p):
    """(E123) experience + (1 - experience)(1 - exp(-attendance/`assimilation_weeks`))."""
    return p.experience + (1 - p.experience) * (1 - math.exp(-p.attendance / w.model.assimilation_weeks))


@equation('E124', lambda hazard: 4 * hazard)
def hazard_of_quitting(w, p):
    """(E124) `job_openings` x misfit x exp(...)/(`staff_tenure` (1 - `overload_tenure_loss` [...]))."""
    m = w.model
    burnout = (m.quit_exhaustion * (p.exhaustion - m.reference_exhaustion)
               + m.quit_cynicism * (p.cynicism - m.reference_cynicism))
    tenure = w.terms.staff_tenure * (1 - m.overload_tenure_loss * cut(p.long_fatigue - 1))
    return w.market.job_openings * misfit_of(m, p.match, p.tenure) * math.exp(burnout) / tenure


@equation('E184', lambda chance: 2 * chance)
def chance_of_going(hazards):
    """(E184) 1 - exp(-sum of the three)."""
    return 1 - math.exp(-sum(hazards.values()))


@equation('E125', lambda trust: 0.0)
def trust_handed_over(w, a):
    """(E125) T (1 - `continuity_loss` (1 - `crm_effect` `crm`))."""
    m = w.model
    return a.trust * (1 - m.continuity_loss * (1 - m.crm_effect * w.levers.crm))


@equation('E126', lambda hours: 30 + hours)
def share_of_backlog(backlog, colleagues):
    """(E126) The backlog goes to the colleagues left in equal parts."""
    return backlog / colleagues


def hand_over(w, a, person):
    a.person.accounts -= 1
    person.accounts += 1
    a.person = person
    a.trust = trust_handed_over(w, a)


def accounts_by_place(w):
    return sorted(w.accounts, key=lambda a: a.customer.place)


def go_one_by_one(w, t):
    """The last member of staff, who would leave work waiting, stays: that never happens here."""
    for chair, p in enumerate(w.chairs):
        if p is None:
            continue
        p.tenure += 1
        p.experience = experience_after(w, p)
        hazards = dict(quits=hazard_of_quitting(w, p), retirements=w.terms.retirement / 52,
                       moves=w.terms.moves / 52)
        if w.rng.random() < chance_of_going(hazards):
            reason = w.rng.choices(list(hazards), list(hazards.values()))[0]
            setattr(t, reason, getattr(t, reason) + 1)
            go(w, chair)


def go(w, chair):
    """Accounts and backlog of who goes are the colleagues' now."""
    p, w.chairs[chair] = w.chairs[chair], None
    for a in accounts_by_place(w):
        if a.person is p:
            hand_over(w, a, fewest_accounts(w))
    left = people(w)
    for colleague in left:
        colleague.backlog += share_of_backlog(p.backlog, len(left))
    w.ratio_left_at[chair] = p.served_ratio


@equation('E127', lambda attrition: attrition + 0.1)
def attrition_after(w, t):
    """(E127) Attrition follows quits, retirements and moves in `labour_smoothing_weeks`."""
    return follow(w.attrition, t.quits + t.retirements + t.moves, w.terms.labour_smoothing_weeks)


@equation('E128', lambda hours: 0.8 * hours)
def hours_per_person_after(w):
    """(E128) Hours per person follow the mean of what the staff get done in an ordinary week."""
    b = w.terms
    ordinary = mean(b.hours_per_week * share_present(b, usual_absence(w, p)) * share_for_clients(b)
                    * effectiveness(w, p) for p in people(w))
    return follow(w.hours_per_person, ordinary, w.terms.productivity_perception_weeks)


@equation('E129')
def smoothed_work_after(w):
    """(E129) Smoothed work follows the planned hours in `labour_smoothing_weeks`."""
    return follow(w.smoothed_work, w.planned_hours, w.terms.labour_smoothing_weeks)


@equation('E130')
def desired_labour(w):
    """(E130) (1 - `staffing_flexibility`) `staff` + `staffing_flexibility` smoothed work/(...)."""
    b = w.terms
    needed = w.smoothed_work / (w.hours_per_person * b.target_utilisation)
    return (1 - b.staffing_flexibility) * b.staff + b.staffing_flexibility * needed


@equation('E131', lambda due: 3 * due)
def dismissals_due(w, desired):
    """(E131) `dismissal_rate` of people - desired labour (1 + `spare_capacity`) is added, else 0."""
    idle = len(people(w)) - desired * (1 + w.terms.spare_capacity)
    return w.dismissals_due + w.terms.dismissal_rate * idle if idle > 0 else 0.0


@equation('E132', lambda pair: (0, pair[1]))
def dismissed_and_due(due, at_work):
    """(E132) The whole people in them go, but the last one at work stays; the fraction is carried over."""
    return min(math.floor(due), at_work - 1), due - math.floor(due)


@equation('E133', lambda chairs: chairs[::-1])
def last_hired_first(w):
    """(E133) Whoever has the least tenure goes, of equals the one in the last place."""
    chairs = [chair for chair, p in enumerate(w.chairs) if p]
    return sorted(chairs, key=lambda chair: (w.chairs[chair].tenure, -chair))


@equation('E134')
def severance_of(w, p):
    """(E134) `wage` (`notice_weeks` + `severance` tenure/52)."""
    return w.terms.wage * (w.terms.notice_weeks + w.terms.severance * p.tenure / 52)


def pay_off(w, t, p):
    t.dismissals += 1
    t.severance += severance_of(w, p)


@equation('E135', lambda wanted: 4 * wanted)
def wanted_people(w, desired):
    """(E135) (attrition + (desired labour - people)/`labour_adjustment_weeks`)+."""
    return plus(w.attrition + (desired - len(people(w))) / w.terms.labour_adjustment_weeks)


@equation('E136', lambda pair: (pair[0], pair[1] + 1))
def arriving_and_on_order(w, wanted):
    """(E136) On order/d arrive; what is on order after that."""
    delay = hiring_delay(w.terms, w.levers)
    arriving = w.on_order / delay
    order = plus(wanted + (wanted * delay - w.on_order) / w.terms.labour_adjustment_weeks)
    return arriving, w.on_order - arriving + order


@equation('E137', lambda moves: False)
def moves_to(a, newcomer, fair):
    """(E137) An account of a colleague with more than fair + 1, while the newcomer has fewer than fair."""
    return a.person is not newcomer and a.person.accounts > fair + 1 and newcomer.accounts < fair


def welcome(w):
    """A newcomer takes the first free place."""
    chair = w.chairs.index(None)
    w.chairs[chair] = newcomer = new_person(w, 0.0)
    newcomer.served_ratio = w.ratio_left_at.get(chair, 0.0)
    fair = len(w.accounts) // len(people(w))
    for a in accounts_by_place(w):
        if moves_to(a, newcomer, fair):
            hand_over(w, a, newcomer)


def staffing(w, t):
    """7.9"""
    w.ratio_left_at = {}
    if w.failed:
        return close_office(w, t)
    go_one_by_one(w, t)
    w.attrition = attrition_after(w, t)
    w.hours_per_person = hours_per_person_after(w)
    w.smoothed_work = smoothed_work_after(w)
    desired = desired_labour(w)
    w.dismissals_due = dismissals_due(w, desired)
    whole, w.dismissals_due = dismissed_and_due(w.dismissals_due, len(people(w)))
    for chair in last_hired_first(w)[:max(0, whole)]:
        pay_off(w, t, w.chairs[chair])
        go(w, chair)
    arriving, w.on_order = arriving_and_on_order(w, wanted_people(w, desired))
    w.hires_due += arriving
    while w.hires_due >= 1 and None in w.chairs:
        w.hires_due -= 1
        t.hires += 1
        welcome(w)
    train(w, t)


@equation('E138', lambda skill: 0.9 * skill)
def skill_with_newcomers(skill, hires, at_work):
    """(E138) Newcomers bring no skill: skill (1 - min(1, hires/people))."""
    return skill * (1 - min(1, hires / at_work))


@equation('E139')
def gained_skill(w, name):
    """(E139) Where the lever asks for more, skill grows by (lever - skill)/max(1, `training_weeks`)."""
    return plus(getattr(w.levers, name) - w.skills[name]) / max(1, w.model.training_weeks)


@equation('E140', lambda hours: 1.5 * hours)
def hours_of_training(w, learned):
    """(E140) people x (L `training_hours` + `training` `course_hours` + `supervision` ...) hours of next week."""
    regular = w.levers.training * w.terms.course_hours + w.levers.supervision * w.terms.supervision_hours
    return len(people(w)) * (learned * w.model.training_hours + regular)


@equation('E141')
def fees_of_training(w, learned):
    """(E141) people x `wage` x (L `training_fee` + `training` `course_fee`/52) of money."""
    b = w.terms
    return len(people(w)) * b.wage * (learned * b.training_fee + w.levers.training * b.course_fee / 52)


@equation('E193', lambda trained: trained + 0.5)
def trained_after(w, t):
    """(E193) x + (`training` - x)/max(1, `training_weeks`), x = trained (1 - min(1, hires/people))."""
    before = w.trained * (1 - min(1, t.hires / len(people(w))))
    return before + (w.levers.training - before) / max(1, w.model.training_weeks)


def train(w, t):
    learned = 0.0
    for name in SKILLS:
        w.skills[name] = skill_with_newcomers(w.skills[name], t.hires, len(people(w)))
        gained = gained_skill(w, name)
        w.skills[name] += gained
        learned += gained
    w.trained = trained_after(w, t)
    w.training_due = hours_of_training(w, learned)
    t.training_cost = fees_of_training(w, learned)


@equation('E142', lambda closed: False)
def is_closed(w):
    """(E142) An office of a business that has failed is closed."""
    return w.failed


def close_office(w, t):
    if w.closed or not is_closed(w):
        return
    for chair, p in enumerate(w.chairs):
        if p:
            pay_off(w, t, p)
            p.backlog = 0.0
            w.chairs[chair] = None
    w.on_order = w.hires_due = w.dismissals_due = 0.0
    w.closed, t.closings = True, 1
