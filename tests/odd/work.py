"""7.5 serve: work under pressure, what clients get of it, and errors."""
import math

from beginning import people, share_for_clients, share_present, trained_skill
from money import hourly_cost
from notation import cut, equation, follow, mean, plus


@equation('E57')
def hours_of_checking(w, a):
    """(E57) `checking_hours` `claim_checking` per claim."""
    return w.model.checking_hours * w.levers.claim_checking * a.claims


@equation('E58')
def hours_of_onboarding(w, a):
    """(E58) `onboarding_hours` for each account with tenure below `onboarding_weeks`."""
    return w.terms.onboarding_hours * (a.tenure < w.model.onboarding_weeks)


@equation('E59')
def hours_of_control(w, a):
    """(E59) `control_work` `quality_control` x work."""
    return w.model.control_work * w.levers.quality_control * a.work


@equation('E60')
def usual_absence(w, p):
    """(E60) a = min(0.9, `absence` exp(`absence_exhaustion` (X - `exhaustion_rest`)+))."""
    m = w.model
    return min(0.9, w.terms.absence * math.exp(m.absence_exhaustion * plus(p.exhaustion - m.exhaustion_rest)))


@equation('E171', lambda chance: min(1, 2 * chance))
def chance_of_illness(w, p, usual):
    """(E171) `sickness_lasts` after a week of illness, else (1 - `sickness_lasts`) b/(1 - b)."""
    m = w.model
    ill = min(0.9, usual / m.sickness_loss)
    return m.sickness_lasts if p.ill else (1 - m.sickness_lasts) * ill / (1 - ill)


@equation('E172')
def absence_of(w, p, usual):
    """(E172) min(0.9, `sickness_spells` `sickness_loss`, if ill, + (1 - `sickness_spells`) a)."""
    m = w.model
    return min(0.9, m.sickness_spells * m.sickness_loss * p.ill + (1 - m.sickness_spells) * usual)


@equation('E173', lambda away: False)
def is_on_leave(w, p):
    """(E173) In week t + 1 where floor(`leave` (t + 1) + phase) is more than floor(`leave` t + phase)."""
    leave = w.terms.leave
    return math.floor(leave * w.week + p.leave_phase) > math.floor(leave * (w.week - 1) + p.leave_phase)


@equation('E174', lambda attendance: 0.9 * attendance)
def attendance_of(p):
    """(E174) 0 on leave, else 1 - absence."""
    return 0.0 if p.on_leave else 1 - p.absence


@equation('E61', lambda hours: 0.8 * hours)
def available_hours(w, p, attendance, teaching):
    """(E61) `hours_per_week` x attendance x h exp(-`fatigue_cost` (fatigue - 1)+) max(0.05, ...)."""
    fresh = math.exp(-w.model.fatigue_cost * plus(p.fatigue - 1))
    return hours_at_hand(w, attendance) * fresh * max(0.05, effectiveness(w, p) - teaching)


def hours_at_hand(w, attendance):
    """`hours_per_week` x attendance x h."""
    return w.terms.hours_per_week * attendance * share_for_clients(w.terms)


@equation('E195', lambda lost: [4 * hours for hours in lost])
def lost_hours(w, p, teaching):
    """(E195) To inexperience, to teaching, and to fatigue: of H hours what is missing to E61."""
    hours, alone = hours_at_hand(w, p.attendance), max(0.05, effectiveness(w, p))
    left = max(0.05, effectiveness(w, p) - teaching)
    fatigue = 1 - math.exp(-w.model.fatigue_cost * plus(p.fatigue - 1))
    return [hours * plus(trained_skill(w, p) - alone), hours * (alone - left), hours * left * fatigue]


@equation('E196', lambda cost: 4 * cost)
def cost_of_assimilation(w, t):
    """(E196) Hours lost to inexperience and to teaching at the hourly cost of E144."""
    return hourly_cost(w.terms) * (t.hours_inexperience + t.hours_teaching)


@equation('E62', lambda f: 0.9 * f)
def effectiveness(w, p):
    """(E62) f = (`rookie_effectiveness` + (1 - `rookie_effectiveness`) experience) x trained skill."""
    rookie = w.model.rookie_effectiveness
    return (rookie + (1 - rookie) * p.experience) * trained_skill(w, p)


@equation('E63', lambda teaching: teaching + 0.15)
def teaching_share(w):
    """(E63) `teaching_cost` x mean of 1 - experience over the office's staff."""
    return w.model.teaching_cost * mean(1 - p.experience for p in people(w))


@equation('E64', lambda hours: 0.9 * hours)
def own_hours(w, p):
    """(E64) other + (work + backlog) standard."""
    return p.other + (p.work + p.backlog) * w.standard


@equation('E65', lambda hours: 0.9 * hours)
def planned_hours(w, staff):
    """(E65) Sum of all own + `plan_on_need` (1 - standard) x sum of all (work + backlog)."""
    waiting = sum(p.work + p.backlog for p in staff)
    return sum(p.own for p in staff) + w.levers.plan_on_need * (1 - w.standard) * waiting


def taken_in_turns(w):
    """t = (1 - `pooling`) `rotation`."""
    return (1 - w.terms.pooling) * w.levers.rotation


@equation('E190', lambda hours: hours + 1)
def hours_of_reading_up(w, a):
    """(E190) `handover_work` t (1 - 1/people) x work."""
    return w.model.handover_work * taken_in_turns(w) * (1 - 1 / len(people(w))) * a.work


@equation('E66', lambda pair: (pair[0], 1.2 * pair[1]))
def shares_of_work(w, p, on_shift):
    """(E66) o = (1 - `pooling` - t) attendance and q = available shift/sum of these; else o = 1 and q = 0."""
    if not on_shift:
        return 1.0, 0.0
    return (1 - w.terms.pooling - taken_in_turns(w)) * p.attendance, p.available * p.shift / on_shift


@equation('E175', lambda value: 1.1 * value)
def with_the_queue(p, own, queue):
    """(E175) o own + q x sum of (1 - o) own."""
    return p.does_alone * own + p.of_queue * queue


@equation('E67', lambda load: 0.8 * load)
def load_of(w, staff, teaching):
    """(E67) Planned hours over those of an ordinary week, E61 with the share present by E6."""
    present = [share_present(w.terms, usual_absence(w, p)) for p in staff]
    ordinary = sum(available_hours(w, p, share, teaching) for p, share in zip(staff, present))
    return w.planned_hours / ordinary if ordinary > 0 else 0.0


@equation('E68', lambda load: load + 0.2)
def usual_load_after(w):
    """(E68) Usual load follows load in `load_weeks`."""
    return follow(w.usual_load, w.load, w.model.load_weeks)


@equation('E176', lambda week: {**week, 'intensity': 3.0})
def week_without_hours(w, p):
    """(E176) Pressure `least_pressure`, time ratio 1, intensity 0, done 0 (1 where nothing is required)."""
    return dict(pressure=w.model.least_pressure, time_ratio=1.0, intensity=0.0,
                done=0.0 if p.required > 0 else 1.0)


@equation('E69', lambda g: g + 0.15)
def pressure(w, p):
    """(E69) g = (required - available)/required, at least `least_pressure`."""
    least = w.model.least_pressure
    return max(least, (p.required - p.available) / p.required) if p.required > 0 else least


@equation('E70', lambda ratio: 0.9 * ratio)
def time_ratio(w, g):
    """(E70) exp(-`corner_cutting` g)."""
    return math.exp(-w.model.corner_cutting * g)


@equation('E71', lambda intensity: 1.1 * intensity)
def intensity(w, g, need):
    """(E71) min(exp(`overtime_response` g), `overtime_cap`) for g > 0, else min(1, max(..., need))."""
    urge = math.exp(w.model.overtime_response * g)
    return min(urge, w.levers.overtime_cap) if g > 0 else min(1, max(urge, need))


@equation('E72', lambda done: 0.9 * done)
def share_done(effort, need):
    """(E72) min(1, I/need)."""
    return min(1, effort / need) if need > 0 else 1


@equation('E73', lambda hours: 3 * hours)
def backlog_after(w, p):
    """(E73) (1 - done) required/standard."""
    return (1 - p.done) * p.required / w.standard


@equation('E74')
def overtime(w, p):
    """(E74) (I - 1)+ `hours_per_week` x attendance x h hours."""
    return plus(p.intensity - 1) * hours_at_hand(w, p.attendance)


@equation('E75', lambda hours: {name: 1.1 * value for name, value in hours.items()})
def paid_hours(w, p, extra):
    """(E75) Where the paid hours of one person go."""
    b = w.terms
    hours = {name: b.hours_per_week * p.attendance * getattr(b, name)
             for name in ('meetings', 'administration', 'prospecting', 'learning')}
    hours.update(leave=b.hours_per_week if p.on_leave else 0.0,
                 sick=0.0 if p.on_leave else b.hours_per_week * p.absence,
                 for_clients=hours_at_hand(w, p.attendance) * min(p.need, p.intensity))
    paid = b.hours_per_week + extra
    return dict(hours, paid=paid, idle=paid - sum(hours.values()))


@equation('E76', lambda standard: 0.995 * standard)
def standard_after(w):
    """(E76) standard + gap/`standard_down_weeks` or gap/`standard_up_weeks`."""
    m = w.model
    done = sum(p.done * p.required for p in people(w))
    if done == 0:
        return w.standard
    gap = w.standard * (sum(p.done * p.required * p.time_ratio for p in people(w)) / done - 1)
    if gap < 0:
        return w.standard if w.standard <= m.least_standard else w.standard + gap / m.standard_down_weeks
    return w.standard + gap / m.standard_up_weeks


@equation('E77', lambda standard: 1.005 * standard)
def standard_held_up(w):
    """(E77) standard + min(1, `professional_norm` + asked)(1 - standard)."""
    m = w.model
    asked = m.management_response * w.reported if w.standard < 1 else 0
    return w.standard + min(1, m.professional_norm + asked) * (1 - w.standard)


@equation('E177', lambda got: {**got, 'done': 0.8 * got['done']})
def served_by(p, queue):
    """(E177) Done, time ratio and skill: o x those of its member of staff + (1 - o) x the queue's."""
    return {name: p.does_alone * getattr(p, name) + (1 - p.does_alone) * queue[name] for name in queue}


@equation('E78', lambda timeliness: 0.9 * timeliness)
def timeliness_of(done, waiting):
    """(E78) [1 - (1 - done) w]."""
    return cut(1 - (1 - done) * waiting)


@equation('E79', lambda time: 0.9 * time)
def time_given(w, ratio, waiting):
    """(E79) standard (max(1, time ratio) - (1 - min(1, time ratio)) w)+."""
    return w.standard * plus(max(1, ratio) - (1 - min(1, ratio)) * waiting)


QUALITY = (.2, .45, .65, .8, .95, 1, 1.05, 1.2, 1.35, 1.55, 1.8)


@equation('E80', lambda quality: 0.8 * quality)
def delivered_quality(x):
    """(E80) Linear in the table between -.5 and .5 and constant beyond."""
    position = min(max(10 * (x + 0.5), 0), 10)
    cell = min(int(position), 9)
    return QUALITY[cell] + (QUALITY[cell + 1] - QUALITY[cell]) * (position - cell)


@equation('E178', lambda quality: 0.8 * quality)
def quality_by_skill(w, quality, skill):
    """(E178) Times (1 + `skill_noticed` (skill - 1))+."""
    return quality * plus(1 + w.model.skill_noticed * (skill - 1))


@equation('E81', lambda weight: weight ** 4)
def waiting_weight(w, a):
    """(E81) y = exp(-`priority_strength` z); 1 with fair."""
    z = {'fair': 0.0, 'value': min(2, max(-2, a.contribution / a.customer.budget)),
         'squeaky': a.entitlement + 1 - a.customer.respect}[w.levers.prioritisation]
    return math.exp(-w.model.priority_strength * z)


@equation('E82', lambda missing: 2 * missing)
def time_missing(time, ratio):
    """(E82) (1 - time)+, and 0 where the time ratio is 0."""
    return plus(1 - time) if ratio > 0 else 0.0


@equation('E111', lambda missing: missing + 0.5)
def missing_of_person(w, p):
    """(E111) (1 - time)+ with w = 1 and one's own time ratio, 0 without required hours."""
    return plus(1 - time_given(w, p.time_ratio, 1)) if p.required > 0 else 0.0


@equation('E83')
def errors_made(w, a):
    """(E83) (handled - refused) x `error_generation` x time missing."""
    return (a.handled - a.refused) * w.model.error_generation * a.missing


@equation('E84')
def share_found(w):
    """(E84) `control_finds` `quality_control`."""
    return w.model.control_finds * w.levers.quality_control


@equation('E85', lambda errors: 1.5 * errors)
def errors_after(a, made, found):
    """(E85) The others are added to the account's undiscovered errors."""
    return a.errors + made - found


@equation('E86', lambda hours: 4 * hours)
def hours_of_mending(w, a, found):
    """(E86) `correction_work` x hours per request each."""
    return found * w.model.correction_work * a.customer.hours_per_request


def gather_hours(w, t):
    staff = people(w)
    for p in staff:
        p.work, p.other = 0.0, (w.selling + w.training_due) / len(staff)
    if not staff:
        return
    t.hours_conversation += w.selling
    t.hours_selling += w.selling
    t.hours_training += w.training_due
    for a in w.accounts:
        a.work = a.request_hours + a.rework_hours
        checking, onboarding = hours_of_checking(w, a), hours_of_onboarding(w, a)
        control = hours_of_control(w, a)
        a.person.work += a.work
        reading_up = hours_of_reading_up(w, a)
        a.person.other += a.talk + checking + onboarding + control + reading_up
        t.hours_training += reading_up
        t.hours_checking += checking
        t.hours_control += control
        t.hours_work += a.request_hours
        t.hours_rework += a.rework_hours
        t.hours_conversation += a.talk + checking
        t.hours_onboarding += onboarding


def who_is_there(w, t, teaching):
    for p in people(w):
        usual = usual_absence(w, p)
        p.ill = w.rng.random() < chance_of_illness(w, p, usual)
        p.absence = absence_of(w, p, usual)
        p.on_leave = is_on_leave(w, p)
        p.attendance = attendance_of(p)
        p.available = available_hours(w, p, p.attendance, teaching)
        for name, hours in zip(('inexperience', 'teaching', 'fatigue'), lost_hours(w, p, teaching)):
            setattr(t, 'hours_' + name, getattr(t, 'hours_' + name) + hours)
    t.assimilation_cost = cost_of_assimilation(w, t)


def share_work(w):
    """What was one's own, and what comes of the common queue."""
    staff = people(w)
    on_shift = sum(p.available * p.shift for p in staff)
    for p in staff:
        p.does_alone, p.of_queue = shares_of_work(w, p, on_shift)
    for name, own in (('required', 'own'), ('incivility', 'incivility'), ('dissonance', 'dissonance')):
        queue = sum((1 - p.does_alone) * getattr(p, own) for p in staff)
        for p in staff:
            setattr(p, name, with_the_queue(p, getattr(p, own), queue))


def plan(w, teaching):
    staff = people(w)
    for p in staff:
        p.own = own_hours(w, p)
    w.planned_hours = planned_hours(w, staff)
    w.load = load_of(w, staff, teaching)
    w.usual_load = usual_load_after(w)


def work_at(w, t, p):
    """The week of somebody with available hours."""
    g = pressure(w, p)
    p.time_ratio = time_ratio(w, g)
    p.need = p.required * p.time_ratio / p.available
    p.intensity = intensity(w, g, p.need)
    p.done = share_done(p.intensity, p.need)
    t.at_work += 1
    t.pressure += g
    t.intensity += p.intensity
    t.time += p.time_ratio * w.standard


def work_under_pressure(w, t):
    for p in people(w):
        t.dissonance += p.dissonance
        if p.available > 0:
            work_at(w, t, p)
        else:
            p.need = 0.0
            vars(p).update(week_without_hours(w, p))
        p.backlog = backlog_after(w, p)
        t.backlog += p.backlog
        extra = overtime(w, p)
        t.overtime += extra
        for name, hours in paid_hours(w, p, extra).items():
            setattr(t, 'hours_' + name, getattr(t, 'hours_' + name) + hours)
    w.standard = standard_after(w)
    w.standard = standard_held_up(w)


def deliver(w, t):
    """What each account gets: weights are normalised within each person's work."""
    staff = people(w)
    queue = {name: sum(p.of_queue * getattr(p, name) for p in staff)
             for name in ('done', 'time_ratio', 'skill')}
    for p in staff:
        p.weighted = 0.0
        p.serves = served_by(p, queue)
        p.served_ratio = p.serves['time_ratio']
        p.missing = missing_of_person(w, p)
    for a in w.accounts:
        a.weight = waiting_weight(w, a)
        a.person.weighted += a.weight * a.work
    for a in w.accounts:
        p, got = a.person, a.person.serves
        waiting = a.weight * p.work / p.weighted if p.weighted > 0 else 1.0
        a.timeliness = timeliness_of(got['done'], waiting)
        time = time_given(w, got['time_ratio'], waiting)
        a.quality = quality_by_skill(w, delivered_quality(time / w.model.expected_time - 1), got['skill'])
        a.missing = time_missing(time, got['time_ratio'])
        make_errors(w, t, a)


def make_errors(w, t, a):
    made = errors_made(w, a)
    found = share_found(w) * made
    a.errors = errors_after(a, made, found)
    hours = hours_of_mending(w, a, found)
    a.person.backlog += hours
    t.errors_made += made
    t.errors_found += found
    t.hours_mending += hours


def serve(w, t):
    """7.5"""
    gather_hours(w, t)
    teaching = teaching_share(w)
    who_is_there(w, t, teaching)
    plan(w, teaching)
    share_work(w)
    work_under_pressure(w, t)
    deliver(w, t)
    asked = [a for a in w.accounts if a.handled]
    t.served_with_work = len(asked)
    t.quality, t.timeliness = sum(a.quality for a in asked), sum(a.timeliness for a in asked)
