"""The staff of one office, written from the text of sim/model/ODD.md alone, with random numbers of its own.

It says of people what sections 5 and 7 say, and of clients no more than reaches people where clients are all
alike, neither come nor leave, stay as satisfied as they began and are never contradicted, as in
tests/data/office.json. Labels are those of the equations there. Nobody is ever the last one at work here.
"""
import math
import random
from types import SimpleNamespace


def parameters_of(scenario, changed):
    """All values of a scenario that `clientele validate -v` prints, by their names in the tables of the page."""
    market, business, segment = (scenario[part][0] for part in ('markets', 'businesses', 'segments'))
    levers = next(policy['levers'] for policy in scenario['policies'] if policy['name'] == business['policy'])
    values = scenario['model'] | market | business | segment['traits'] | levers
    return SimpleNamespace(**values | {'weeks': scenario['weeks']} | changed)


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
        self.exhaustion_reactivity = lognormal(p.staff_spread, react)
        self.cynicism_reactivity = lognormal(p.staff_spread, mixed(react, p.reactivity_correlation))
        self.appraisal, self.capacity, self.shift, self.skill = (
            lognormal(spread, draw.gauss(0, 1))
            for spread in (p.appraisal_spread, p.capacity_spread, p.shift_spread, p.skill_spread))
        self.phase = draw.random()
        usual = p.initial_experience if at_start else 0
        self.experience = usual * (1 + (1 - usual) * (2 * draw.random() - 1))
        left = p.history_exhaustion * draw.expovariate(1)
        slow, fast = p.chronic_share * p.chronic_weeks, (1 - p.chronic_share) * p.exhaustion_weeks
        self.exhaustion, self.chronic = cut(self.rest_exhaustion + left), left * slow / (slow + fast)
        self.cynicism = cut(self.rest_cynicism + p.history_cynicism * draw.expovariate(1))
        self.efficacy, self.life = self.rest_efficacy, p.life_spread * draw.gauss(0, 1)
        self.fatigue, self.long_fatigue, self.backlog, self.accounts, self.ill = 1.0, 1.0, 0.0, 0, False
        self.tenure = draw.expovariate(2 / p.staff_tenure) if at_start else 0
        for _ in range(20):  # E170: the match is that of somebody who is still there
            self.match = draw.gauss(0, 1)
            if draw.random() < math.exp(-self.misfit(p) * self.tenure / p.staff_tenure):
                break

    def misfit(self, p):
        """E124"""
        return math.exp(-p.match_strength * self.match * (1 - math.exp(-self.tenure / p.match_weeks)))

    def usual_absence(self, p):
        """E60"""
        return min(0.9, p.absence * math.exp(p.absence_exhaustion * max(0, self.exhaustion - p.exhaustion_rest)))

    def effectiveness(self, p):
        """E62"""
        return (p.rookie_effectiveness + (1 - p.rookie_effectiveness) * self.experience) * self.skill

    def answers(self, p, draw):
        """E185: what somebody says of exhaustion and of cynicism"""
        return (cut(self.exhaustion + math.hypot(p.exhaustion_error, p.exhaustion_occasion) * draw.gauss(0, 1)),
                cut(self.cynicism + math.hypot(p.cynicism_error, p.cynicism_occasion) * draw.gauss(0, 1)))


class Office:
    def __init__(self, p, seed):
        self.p, self.draw, self.week = p, random.Random(seed), 0
        self.for_clients = 1 - p.meetings - p.administration - p.prospecting - p.learning  # E7
        self.seats = [Person(p, self.draw, at_start=True) for _ in range(p.staff)]
        self.servers = []  # who serves each client, in the order of the clients' places in the market
        for _ in range(p.initial_accounts):
            self.servers.append(min(self.seats, key=lambda person: person.accounts))
            self.servers[-1].accounts += 1
        self.draw.shuffle(self.servers)
        self.demand_noise, self.absence_noise, self.standard = 0.0, 0.0, p.initial_standard
        self.hours_per_person = p.hours_per_week * (1 - p.leave) * (1 - p.absence) * self.for_clients * (
            p.rookie_effectiveness + (1 - p.rookie_effectiveness) * p.initial_experience)  # E9
        self.smoothed_work = p.staff * self.hours_per_person * p.target_utilisation
        self.attrition = p.staff * (1 / p.staff_tenure + (p.retirement + p.moves) / 52)
        self.on_order, self.hires_due = p.hiring_delay * self.attrition, 0.0

    def people(self):
        return [person for person in self.seats if person]

    def live_a_week(self):
        """Returns who quits."""
        people = self.people()
        self.week += 1
        self.ask(people)
        self.come_to_work(people)
        self.work(people)
        mean_cynicism = sum(person.cynicism for person in people) / len(people)
        for person in people:
            self.strain(person, mean_cynicism)
        quits, left = self.leave(people)
        self.hire(left)
        return quits

    def ask(self, people):
        """7.3 and 7.4, all requests being done as asked, and the hours that they take (E52, E59, E64)."""
        p, draw = self.p, self.draw
        self.demand_noise = autoregressive(draw, self.demand_noise, p.demand_noise, p.demand_noise_weeks)
        rate = p.request_rate * max(0, 1 + self.demand_noise)
        for person in people:
            right = poisson(draw, person.accounts * rate * p.knowledge)
            wrong = poisson(draw, person.accounts * rate * (1 - p.knowledge))
            judgement = p.judgement_novice + (p.judgement_expert - p.judgement_novice) * person.experience
            person.dissonance = (sum(draw.random() < 1 - judgement for _ in range(right)) +
                                 sum(draw.random() < judgement for _ in range(wrong)))
            person.contacts, person.worths = right + wrong, right + wrong * p.wrong_value
            person.incivility = poisson(draw, person.contacts * p.rudeness * (1 - p.respect))
            work = person.contacts * p.hours_per_request * (1 + p.urgent_work * p.urgency)
            person.waiting = work + person.backlog
            person.required = p.control_work * p.quality_control * work + person.waiting * self.standard

    def come_to_work(self, people):
        """E60 to E63 and E171 to E174"""
        p, draw = self.p, self.draw
        self.absence_noise = autoregressive(draw, self.absence_noise, p.absence_noise, p.absence_noise_weeks)
        teaching = p.teaching_cost * sum(1 - person.experience for person in people) / len(people)
        for person in people:
            usual = person.usual_absence(p)
            base = min(0.9, usual / p.sickness_loss)
            chance = p.sickness_lasts if person.ill else (1 - p.sickness_lasts) * base / (1 - base)
            person.ill = draw.random() < chance
            person.absence = min(0.9, max(0, p.sickness_spells * p.sickness_loss * person.ill +
                                          (1 - p.sickness_spells) * usual + self.absence_noise))
            person.on_leave = (math.floor(p.leave * self.week + person.phase) >
                               math.floor(p.leave * (self.week - 1) + person.phase))
            person.attendance = 0 if person.on_leave else 1 - person.absence
            person.available = (p.hours_per_week * person.attendance * self.for_clients *
                                math.exp(-p.fatigue_cost * max(0, person.fatigue - 1)) *
                                max(0.05, person.effectiveness(p) - teaching))

    def work(self, people):
        """E65, E66 and E175: who does what; then what comes of it, and the standard (E76, E77)."""
        p, given, needed = self.p, 0.0, 0.0
        self.planned = (sum(person.required for person in people) +
                        p.plan_on_need * (1 - self.standard) * sum(person.waiting for person in people))
        queue = sum(person.available * person.shift for person in people)
        own = [(1 - p.pooling) * person.attendance if queue else 1 for person in people]
        for what in ('required', 'incivility', 'dissonance'):
            pooled = sum((1 - o) * getattr(person, what) for o, person in zip(own, people))
            for o, person in zip(own, people):
                share = person.available * person.shift / queue if queue else 0
                setattr(person, what, o * getattr(person, what) + share * pooled)
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
        p, required, available = self.p, person.required, person.available
        person.ratio, person.intensity, person.done = 1, 0, 0 if required else 1
        if available:
            pressure = max(p.least_pressure, 1 - available / required) if required else p.least_pressure
            person.ratio = math.exp(-p.corner_cutting * pressure)
            need, intensity = required * person.ratio / available, math.exp(p.overtime_response * pressure)
            person.intensity = min(intensity, p.overtime_cap) if pressure > 0 else min(1, max(intensity, need))
            person.done = min(1, person.intensity / need) if need else 1
        person.backlog = (1 - person.done) * required / self.standard

    def time(self, person):
        """E79 with w = 1"""
        return self.standard * person.ratio

    def strain(self, person, mean_cynicism):
        """7.7, where support is as it always was and nobody has supervision"""
        p, felt = self.p, 1 - self.p.support_effect * self.p.staff_support
        person.life = autoregressive(self.draw, person.life, p.life_spread, p.life_weeks)
        person.fatigue += (person.intensity - person.fatigue) / p.fatigue_weeks
        person.long_fatigue += (person.intensity - person.long_fatigue) / p.long_fatigue_weeks
        incivility = person.appraisal * person.incivility * math.log(1 + p.usual_incivility) / p.usual_incivility
        dissonance = person.appraisal * person.dissonance * math.log(1 + p.usual_dissonance) / p.usual_dissonance
        carried, overtime = person.available * person.capacity, max(0, person.intensity - 1)
        load = max(0, person.required / carried - p.comfortable_load) if carried else 0
        missing = max(0, 1 - self.time(person)) if person.required else 0
        strain = person.exhaustion_reactivity * felt * (1 - p.strain_saturation * person.exhaustion) * (
            p.exhaustion_load * load + p.exhaustion_intensity * overtime + p.exhaustion_incivility * incivility +
            p.exhaustion_dissonance * dissonance + p.norm_strain * missing)
        fast = person.exhaustion - person.rest_exhaustion - person.chronic
        heals = person.chronic / p.chronic_weeks
        pace = min(1, max(0, 1 + p.leave_recovery * (1 - person.attendance) - p.overtime_recovery * overtime) /
                   p.exhaustion_weeks)
        person.chronic += p.chronic_share * strain - heals
        person.exhaustion = cut(person.exhaustion + strain + person.life - pace * fast - heals)

        thanks = p.initial_satisfaction if person.contacts else p.reciprocity_expected
        strain = person.cynicism_reactivity * (1 - p.strain_saturation * person.cynicism) * (
            p.cynicism_dissonance * dissonance + p.cynicism_incivility * incivility +
            p.cynicism_reciprocity * max(0, p.reciprocity_expected - thanks) +
            p.cynicism_exhaustion * max(0, person.exhaustion - person.rest_exhaustion) +
            p.contagion * max(0, mean_cynicism - person.cynicism) + p.norm_strain * missing)
        person.cynicism = cut(person.cynicism + strain + p.life_cynicism * person.life -
                              (person.cynicism - person.rest_cynicism) / p.cynicism_weeks)
        if person.contacts:
            incidents = (person.incivility / p.usual_incivility + person.dissonance / p.usual_dissonance) / 2
            efficacy = cut(
                person.rest_efficacy - p.efficacy_exhaustion * (person.exhaustion - p.exhaustion_rest) +
                p.efficacy_success * (person.skill * person.worths / person.contacts - p.success_expected) +
                p.efficacy_appreciation * (thanks - p.reciprocity_expected) -
                p.efficacy_incidents * (person.appraisal * incidents - 1))
            person.efficacy += (efficacy - person.efficacy) / p.efficacy_weeks

    def leave(self, people):
        """E123 to E126 and E184: who quits, and how many leave"""
        p, quits, left = self.p, [], 0
        for person in people:
            person.tenure += 1
            learned = 1 - math.exp(-person.attendance / p.assimilation_weeks)
            person.experience += (1 - person.experience) * learned
            quitting = p.job_openings * person.misfit(p) * math.exp(
                p.quit_exhaustion * (person.exhaustion - p.reference_exhaustion) +
                p.quit_cynicism * (person.cynicism - p.reference_cynicism)) / (
                    p.staff_tenure * (1 - p.overload_tenure_loss * cut(person.long_fatigue - 1)))
            hazard = quitting + (p.retirement + p.moves) / 52
            if self.draw.random() >= 1 - math.exp(-hazard):
                continue
            quits += [person] if self.draw.random() < quitting / hazard else []
            left += 1
            self.seats[self.seats.index(person)] = None
            colleagues = self.people()
            for place, server in enumerate(self.servers):
                if server is person:
                    self.servers[place] = min(colleagues, key=lambda colleague: colleague.accounts)
                    self.servers[place].accounts += 1
            for colleague in colleagues:
                colleague.backlog += person.backlog / len(colleagues)
        return quits, left

    def hire(self, left):
        """E127 to E130 and E135 to E137, where nobody is dismissed or trained"""
        p, people = self.p, self.people()
        self.attrition += (left - self.attrition) / p.labour_smoothing_weeks
        hours = sum(p.hours_per_week * (1 - p.leave) * (1 - person.usual_absence(p)) * self.for_clients *
                    person.effectiveness(p) for person in people) / len(people)
        self.hours_per_person += (hours - self.hours_per_person) / p.productivity_perception_weeks
        self.smoothed_work += (self.planned - self.smoothed_work) / p.labour_smoothing_weeks
        desired = (1 - p.staffing_flexibility) * p.staff + p.staffing_flexibility * self.smoothed_work / (
            self.hours_per_person * p.target_utilisation)
        wanted = max(0, self.attrition + (desired - len(people)) / p.labour_adjustment_weeks)
        arriving, missing = self.on_order / p.hiring_delay, wanted * p.hiring_delay - self.on_order
        self.on_order += max(0, wanted + missing / p.labour_adjustment_weeks) - arriving
        self.hires_due += arriving
        while self.hires_due >= 1:
            self.hires_due -= 1
            newcomer = Person(p, self.draw, at_start=False)
            if None not in self.seats:
                self.seats.append(None)
            self.seats[self.seats.index(None)] = newcomer
            fair = len(self.servers) // len(self.people())
            for place, server in enumerate(self.servers):
                if server.accounts > fair + 1 and newcomer.accounts < fair:
                    self.servers[place], server.accounts = newcomer, server.accounts - 1
                    newcomer.accounts += 1
