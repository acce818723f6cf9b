"""The staff of one office, written from the text of sim/model/ODD.md alone, with random numbers of its own.

It says what sections 5 and 7 say of people, and no more of clients than reaches people where these are all
alike, never leave, never come, are as satisfied as they began and are never contradicted (tests/data/office.json):
a Poisson count of requests. Labels are those of the equations there.
"""
import math
import random
from types import SimpleNamespace


def parameters_of(scenario, **changed):
    """All values of a scenario that `clientele validate -v` prints, by the names of the tables of the page."""
    market, business, segment = (scenario[part][0] for part in ('markets', 'businesses', 'segments'))
    levers = next(policy['levers'] for policy in scenario['policies'] if policy['name'] == business['policy'])
    return SimpleNamespace(**{**scenario['model'], **market, **business, **segment['traits'], **levers, **changed})


def cut(x):
    return min(1.0, max(0.0, x))


def autoregressive(draw, x, spread, weeks):
    memory = math.exp(-1 / weeks)
    return memory * x + math.sqrt(1 - memory ** 2) * spread * draw.gauss(0, 1)


def poisson(draw, mean):
    """As many as there are events of rate 1 before `mean` (Knuth)."""
    count, product, least = 0, draw.random(), math.exp(-mean)
    while product > least:
        count, product = count + 1, product * draw.random()
    return count


def misfit(p, match, tenure):
    """E124: how well the job suits is learned on the job."""
    return math.exp(-p.match_strength * match * (1 - math.exp(-tenure / p.match_weeks)))


class Person:
    """Who somebody is for good, and how they begin (section 5)."""

    def __init__(self, p, draw, at_start):
        def lognormal(spread, z):
            return math.exp(spread * z - spread ** 2 / 2)

        def mixed(z, correlation):
            return correlation * z + math.sqrt(1 - correlation ** 2) * draw.gauss(0, 1)

        affect, react = draw.gauss(0, 1), draw.gauss(0, 1)
        self.rest_exhaustion = cut(p.exhaustion_rest + p.exhaustion_disposition * mixed(affect, p.affectivity))
        self.rest_cynicism = cut(p.cynicism_rest + p.cynicism_disposition * mixed(affect, p.affectivity))
        self.rest_efficacy = cut(p.efficacy_rest - p.efficacy_disposition * mixed(affect, p.affectivity))
        self.reactivity = lognormal(p.staff_spread, react)
        self.cynic_reactivity = lognormal(p.staff_spread, mixed(react, p.reactivity_correlation))
        self.appraisal = lognormal(p.appraisal_spread, draw.gauss(0, 1))
        self.capacity = lognormal(p.capacity_spread, draw.gauss(0, 1))
        self.shift = lognormal(p.shift_spread, draw.gauss(0, 1))
        self.skill = lognormal(p.skill_spread, draw.gauss(0, 1))
        self.phase = draw.random()

        x = p.initial_experience if at_start else 0
        self.experience = x * (1 + (1 - x) * (2 * draw.random() - 1))
        left = draw.expovariate(1) * p.history_exhaustion
        slow, fast = p.chronic_share * p.chronic_weeks, (1 - p.chronic_share) * p.exhaustion_weeks
        self.exhaustion, self.chronic = cut(self.rest_exhaustion + left), left * slow / (slow + fast)
        self.cynicism = cut(self.rest_cynicism + draw.expovariate(1) * p.history_cynicism)
        self.efficacy = self.rest_efficacy
        self.life = p.life_spread * draw.gauss(0, 1)
        self.fatigue = self.long_fatigue = 1.0
        self.backlog, self.accounts, self.ill = 0.0, 0, False
        self.tenure = draw.expovariate(2 / p.staff_tenure) if at_start else 0
        for _ in range(20):  # E170: of those who are still there
            self.match = draw.gauss(0, 1)
            if draw.random() < math.exp(-misfit(p, self.match, self.tenure) * self.tenure / p.staff_tenure):
                break

    def usual_absence(self, p):
        """E60"""
        return min(0.9, p.absence * math.exp(p.absence_exhaustion * max(0, self.exhaustion - p.exhaustion_rest)))

    def effectiveness(self, p):
        """E62"""
        return (p.rookie_effectiveness + (1 - p.rookie_effectiveness) * self.experience) * self.skill


class Office:
    def __init__(self, p, seed):
        self.p, self.draw, self.week = p, random.Random(seed), 0
        self.for_clients = 1 - p.meetings - p.administration - p.prospecting - p.learning  # E7
        self.seats = [Person(p, self.draw, at_start=True) for _ in range(p.staff)]
        self.server = []  # of each client, in the order of their places in the market
        for _ in range(p.initial_accounts):
            self.server.append(min(self.seats, key=lambda person: person.accounts))
            self.server[-1].accounts += 1
        self.draw.shuffle(self.server)
        self.demand_noise = self.absence_noise = 0.0
        self.standard, self.learned, self.training_due = p.initial_standard, [p.calm, p.educate, p.persuade], 0.0
        present = (1 - p.leave) * (1 - p.absence)
        self.hours_per_person = p.hours_per_week * present * self.for_clients * (
            p.rookie_effectiveness + (1 - p.rookie_effectiveness) * p.initial_experience)  # E9
        self.smoothed_work = p.staff * self.hours_per_person * p.target_utilisation
        self.attrition = p.staff * (1 / p.staff_tenure + (p.retirement + p.moves) / 52)
        self.on_order, self.hires_due, self.dismissals_due = p.hiring_delay * self.attrition, 0.0, 0.0

    def people(self):
        return [person for person in self.seats if person]

    def live_a_week(self):
        """Returns who quit."""
        self.week += 1
        people = self.people()
        self.ask(people)
        self.come_to_work(people)
        self.work(people)
        self.strain(people)
        return self.staff_up(people)

    def ask(self, people):
        """7.3 and 7.4, where all requests are done as asked, and the hours of 7.5 that they take."""
        p, draw = self.p, self.draw
        self.demand_noise = autoregressive(draw, self.demand_noise, p.demand_noise, p.demand_noise_weeks)
        rate = p.request_rate * max(0, 1 + self.demand_noise)
        rudeness = p.rudeness * (1 - p.respect)
        for person in people:
            right = poisson(draw, person.accounts * rate * p.knowledge)
            wrong = poisson(draw, person.accounts * rate * (1 - p.knowledge))
            judgement = p.judgement_novice + (p.judgement_expert - p.judgement_novice) * person.experience
            person.dissonance = (sum(draw.random() < 1 - judgement for _ in range(right)) +
                                 sum(draw.random() < judgement for _ in range(wrong)))
            person.contacts = right + wrong
            person.worths = right + wrong * p.wrong_value
            person.incivility = poisson(draw, person.contacts * rudeness)
            work = person.contacts * p.hours_per_request * (1 + p.urgent_work * p.urgency)
            other = p.control_work * p.quality_control * work + self.training_due / len(people)
            person.waiting = work + person.backlog
            person.required = other + person.waiting * self.standard  # E64, one's own

    def come_to_work(self, people):
        """E60 to E63 and E171 to E174"""
        p, draw = self.p, self.draw
        self.absence_noise = autoregressive(draw, self.absence_noise, p.absence_noise, p.absence_noise_weeks)
        teaching = p.teaching_cost * sum(1 - person.experience for person in people) / len(people)
        for person in people:
            usual = person.usual_absence(p)
            base = min(0.9, usual / p.sickness_loss)
            falls_ill = p.sickness_lasts if person.ill else (1 - p.sickness_lasts) * base / (1 - base)
            person.ill = draw.random() < falls_ill
            person.absence = min(0.9, max(0, p.sickness_spells * p.sickness_loss * person.ill +
                                          (1 - p.sickness_spells) * usual + self.absence_noise))
            person.on_leave = (math.floor(p.leave * self.week + person.phase) >
                               math.floor(p.leave * (self.week - 1) + person.phase))
            person.attendance = 0 if person.on_leave else 1 - person.absence
            person.hours = (p.hours_per_week * person.attendance * self.for_clients *
                            math.exp(-p.fatigue_cost * max(0, person.fatigue - 1)) *
                            max(0.05, person.effectiveness(p) - teaching))

    def work(self, people):
        """E65 to E77 and E175: the common queue, pressure, what is left undone, and the standard."""
        p = self.p
        self.planned = sum(person.required for person in people) + p.plan_on_need * (1 - self.standard) * sum(
            person.waiting for person in people)
        queue = sum(person.hours * person.shift for person in people)
        own = [(1 - p.pooling) * person.attendance if queue else 1 for person in people]
        for what in ('required', 'incivility', 'dissonance'):
            pooled = sum((1 - o) * getattr(person, what) for o, person in zip(own, people))
            for o, person in zip(own, people):
                share = person.hours * person.shift / queue if queue else 0
                setattr(person, what, o * getattr(person, what) + share * pooled)
        given = needed = 0.0
        for person in people:
            self.serve(person)
            given += person.done * person.required * person.ratio
            needed += person.done * person.required
        gap = self.standard * (given / needed - 1) if needed else 0
        if gap >= 0 or self.standard > p.least_standard:
            self.standard += gap / (p.standard_up_weeks if gap >= 0 else p.standard_down_weeks)
        self.standard += min(1, p.professional_norm) * (1 - self.standard)  # nothing is reported here

    def serve(self, person):
        """E69 to E73, E176"""
        p = self.p
        if not person.hours:
            person.ratio, person.intensity, person.done = 1, 0, 0 if person.required else 1
        else:
            pressure = max(p.least_pressure, 1 - person.hours / person.required) if person.required else p.least_pressure
            person.ratio = math.exp(-p.corner_cutting * pressure)
            need = person.required * person.ratio / person.hours
            intensity = math.exp(p.overtime_response * pressure)
            person.intensity = min(intensity, p.overtime_cap) if pressure > 0 else min(1, max(intensity, need))
            person.done = min(1, person.intensity / need) if need else 1
        person.backlog = (1 - person.done) * person.required / self.standard

    def strain(self, people):
        """7.7, with clients who are as satisfied as they began"""
        p = self.p
        mean_cynicism = sum(person.cynicism for person in people) / len(people)
        for person in people:
            person.life = autoregressive(self.draw, person.life, p.life_spread, p.life_weeks)
            person.fatigue += (person.intensity - person.fatigue) / p.fatigue_weeks
            person.long_fatigue += (person.intensity - person.long_fatigue) / p.long_fatigue_weeks
            incivility, dissonance = (
                person.appraisal * incidents * math.log(1 + usual) / usual for incidents, usual in
                ((person.incivility, p.usual_incivility), (person.dissonance, p.usual_dissonance)))
            load = max(0, person.required / (person.hours * person.capacity) - p.comfortable_load) if person.hours else 0
            time = self.standard * max(0, max(1, person.ratio) - (1 - person.done) * min(1, person.ratio))
            missing = max(0, 1 - time) if person.required else 0
            relief = 1 - p.support_effect * p.staff_support
            strain = person.reactivity * relief * (1 - p.strain_saturation * person.exhaustion) * (
                p.exhaustion_load * load + p.exhaustion_intensity * max(0, person.intensity - 1) +
                p.exhaustion_incivility * incivility + p.exhaustion_dissonance * dissonance + p.norm_strain * missing)
            fast = person.exhaustion - person.rest_exhaustion - person.chronic
            pace = min(1, max(0, 1 + p.leave_recovery * (1 - person.attendance) -
                              p.overtime_recovery * max(0, person.intensity - 1)) / p.exhaustion_weeks)
            healed = person.chronic / p.chronic_weeks
            person.chronic += p.chronic_share * strain - healed
            person.exhaustion = cut(person.exhaustion + strain + person.life - pace * fast - healed)

            thanks = p.initial_satisfaction if person.contacts else p.reciprocity_expected
            strain = person.cynic_reactivity * relief * (1 - p.strain_saturation * person.cynicism) * (
                p.cynicism_dissonance * dissonance + p.cynicism_incivility * incivility +
                p.cynicism_reciprocity * max(0, p.reciprocity_expected - thanks) +
                p.cynicism_exhaustion * max(0, person.exhaustion - person.rest_exhaustion) +
                p.contagion * max(0, mean_cynicism - person.cynicism) + p.norm_strain * missing)
            person.cynicism = cut(person.cynicism + strain + p.life_cynicism * person.life -
                                  (person.cynicism - person.rest_cynicism) / p.cynicism_weeks)
            if person.contacts:
                incidents = (person.incivility / p.usual_incivility + person.dissonance / p.usual_dissonance) / 2
                person.efficacy += (cut(
                    person.rest_efficacy +
                    p.efficacy_success * (person.skill * person.worths / person.contacts - p.success_expected) +
                    p.efficacy_appreciation * (thanks - p.reciprocity_expected) -
                    p.efficacy_exhaustion * (person.exhaustion - p.exhaustion_rest) -
                    p.efficacy_incidents * (person.appraisal * incidents - 1)) - person.efficacy) / p.efficacy_weeks

    def staff_up(self, people):
        """7.9: who leaves, and who comes"""
        p, quits, left = self.p, [], 0
        for person in people:
            person.tenure += 1
            person.experience += (1 - person.experience) * (1 - math.exp(-person.attendance / p.assimilation_weeks))
            quitting = p.job_openings * misfit(p, person.match, person.tenure) * math.exp(
                p.quit_exhaustion * (person.exhaustion - p.reference_exhaustion) +
                p.quit_cynicism * (person.cynicism - p.reference_cynicism)) / (
                    p.staff_tenure * (1 - p.overload_tenure_loss * cut(person.long_fatigue - 1)))
            hazard = quitting + (p.retirement + p.moves) / 52
            if self.draw.random() < 1 - math.exp(-hazard):
                left += 1
                if self.draw.random() < quitting / hazard:
                    quits.append(person)
                self.part(person)
        staying = self.people()
        self.attrition += (left - self.attrition) / p.labour_smoothing_weeks
        hours = sum(p.hours_per_week * (1 - p.leave) * (1 - person.usual_absence(p)) * self.for_clients *
                    person.effectiveness(p) for person in staying) / len(staying)
        self.hours_per_person += (hours - self.hours_per_person) / p.productivity_perception_weeks
        self.smoothed_work += (self.planned - self.smoothed_work) / p.labour_smoothing_weeks
        desired = (1 - p.staffing_flexibility) * p.staff + p.staffing_flexibility * self.smoothed_work / (
            self.hours_per_person * p.target_utilisation)
        self.dismiss(desired)
        self.hire(desired)
        return quits

    def part(self, leaver):
        """E125, E126. Nobody is ever the last one here."""
        self.seats[self.seats.index(leaver)] = None
        colleagues = self.people()
        for place, server in enumerate(self.server):
            if server is leaver:
                self.server[place] = min(colleagues, key=lambda person: person.accounts)
                self.server[place].accounts += 1
        for person in colleagues:
            person.backlog += leaver.backlog / len(colleagues)

    def dismiss(self, desired):
        """E131 to E133"""
        idle = len(self.people()) - desired * (1 + self.p.spare_capacity)
        self.dismissals_due = self.dismissals_due + self.p.dismissal_rate * idle if idle > 0 else 0
        while self.dismissals_due >= 1 and len(self.people()) > 1:
            self.part(min(reversed(self.people()), key=lambda person: person.tenure))
            self.dismissals_due -= 1

    def hire(self, desired):
        """E135 to E141"""
        p, missing = self.p, desired - len(self.people())
        wanted = max(0, self.attrition + missing / p.labour_adjustment_weeks)
        arriving = self.on_order / p.hiring_delay
        self.on_order += max(0, wanted + (wanted * p.hiring_delay - self.on_order) / p.labour_adjustment_weeks) - arriving
        self.hires_due += arriving
        hires = math.floor(self.hires_due)
        self.hires_due -= hires
        for _ in range(hires):
            newcomer = Person(p, self.draw, at_start=False)
            if None not in self.seats:
                self.seats.append(None)
            self.seats[self.seats.index(None)] = newcomer
            fair = len(self.server) // len(self.people())
            for place, server in enumerate(self.server):
                if server.accounts > fair + 1 and newcomer.accounts < fair:
                    server.accounts, newcomer.accounts = server.accounts - 1, newcomer.accounts + 1
                    self.server[place] = newcomer
        people, lessons = len(self.people()), 0.0
        for skill, wanted in enumerate((p.calm, p.educate, p.persuade)):
            self.learned[skill] *= 1 - min(1, hires / people)
            lesson = max(0, wanted - self.learned[skill]) / max(1, p.training_weeks)
            self.learned[skill], lessons = self.learned[skill] + lesson, lessons + lesson
        self.training_due = people * lessons * p.training_hours
