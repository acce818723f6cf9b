"""7.11 record: what management comes to know, and the levers that follow from it."""
import math
from types import SimpleNamespace

from beginning import ASKED_OF_CLIENTS, people
from journey import praise_of
from money import all_costs
from notation import cut, equation, follow, mean, plus


@equation('E154', lambda reported: 3 * reported)
def reported_after(w, t):
    """(E154) Reported follows, in `report_weeks`, what is known of errors and complaints per request."""
    m, pieces = w.model, t.requests + t.rework
    if not pieces:
        return w.reported
    known = (m.report_share * (t.voiced + t.errors_surfaced) + t.errors_found) / pieces
    return follow(w.reported, known, m.report_weeks)


@equation('E155', lambda answer: cut(answer + 0.5))
def answer_known(w, values, answering):
    """(E155) Of clients: [mean + d Z], d = `survey_spread` sqrt((1 - r)/max(1, r n))."""
    d = w.model.survey_spread * math.sqrt((1 - answering) / max(1, answering * len(values)))
    return cut(mean(values) + d * w.rng.gauss(0, 1))


def error_of_answers(m, name):
    """The deviation of E185: what the items and the day add."""
    return math.hypot(getattr(m, name + '_error'), getattr(m, name + '_occasion'))


@equation('E185', lambda said: {name: cut(value + 0.1) for name, value in said.items()})
def answers_of(w, p):
    """(E185) [X + sqrt(`exhaustion_error`^2 + `exhaustion_occasion`^2) Z], and of cynicism and efficacy alike."""
    return {name: cut(getattr(p, name) + error_of_answers(w.model, name) * w.rng.gauss(0, 1))
            for name in ('exhaustion', 'cynicism', 'efficacy')}


@equation('E186', lambda known: {**known, 'burnout_share': 0.0})
def known_of_staff(m, answers):
    """(E186) The means over the answers, and the share of at least both cut-offs."""
    burned_out = [said['exhaustion'] >= m.burnout_exhaustion and said['cynicism'] >= m.burnout_cynicism
                  for said in answers]
    return dict(exhaustion=mean(said['exhaustion'] for said in answers),
                cynicism=mean(said['cynicism'] for said in answers),
                efficacy=mean(said['efficacy'] for said in answers), burnout_share=mean(burned_out))


def survey(w):
    m = w.model
    everybody = not m.survey_weeks
    if not everybody and (w.week - 1) % m.survey_weeks and w.asked_before:
        return
    w.asked_before = True
    answers = [answers_of(w, p) for p in people(w) if everybody or w.rng.random() < m.survey_staff]
    if answers:
        w.answers.update(known_of_staff(m, answers))
    for name in ASKED_OF_CLIENTS:
        values = [getattr(a, name) for a in w.accounts]
        if values:
            w.answers[name] = mean(values) if everybody else answer_known(w, values, m.survey_clients)


def indicator(w, t, name):
    if t is None:
        return w.week + 1 if name == 'week' else math.nan   # of the first week only its number is known
    if name == 'week':
        return w.week + 1
    if name in w.answers:
        return w.answers[name]
    profit, staff = t.revenue - all_costs(t), people(w)
    return {'utilisation': w.load, 'load': w.load, 'accounts': len(w.accounts),
            'vacancies': plus(w.terms.staff - len(staff)),
            'pressure': t.pressure / t.at_work if t.at_work else 0.0,
            'margin': profit / t.revenue if t.revenue else 0.0}[name]


@equation('E156', lambda levers: SimpleNamespace(**{**vars(levers), 'staff_support': 0.0}))
def levers_by(w, t):
    """(E156) Those rules that hold are applied in their order, so the last one wins."""
    levers = {}
    for name, setting in w.policy.items():
        if not isinstance(setting, list):
            levers[name] = setting
            continue
        levers[name] = setting[0]['otherwise']
        for rule in setting[1:]:
            what, sign, threshold = rule['when'].split()
            value = indicator(w, t, what)
            if value > float(threshold) if sign == '>' else value < float(threshold):
                levers[name] = rule['then']
    return SimpleNamespace(**levers)


def steer(w, t):
    w.levers = levers_by(w, t)


def record(w, t):
    """7.11"""
    w.advocacy = {kind: 0.0 for kind in w.advocacy}
    for a in w.accounts:
        w.advocacy[a.customer.segment] += praise_of(a)
    w.reported = reported_after(w, t)
    survey(w)
    w.tally = t
    steer(w, t)
