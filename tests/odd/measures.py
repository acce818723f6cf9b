"""What is counted in a week, and the measures of ODD.md: each a ratio of sums."""
import math

from beginning import people
from clients import knowledge_of
from management import error_of_answers
from money import COSTS, all_costs
from notation import equation, mean, normal, plus

TALLY = '''leads signed declined_unfit declined_full lost_leads left ended warned requests wrong rework claims
    believed advised piloted conceded refused complied misadvised wrong_done clashes incivility forgotten
    problems voiced recovered hours_work hours_rework hours_conversation hours_onboarding hours_recovery
    hours_checking hours_selling hours_training hours_control hours_mending hours_paid hours_leave hours_sick
    hours_meetings hours_administration hours_prospecting hours_learning hours_for_clients hours_billable
    hours_idle hours_inexperience hours_teaching hours_fatigue assimilation_cost errors_made errors_found errors_surfaced service stranded dismissals severance training_cost
    closings closing_cost received interest payouts inflation_loss failed
    overtime at_work dissonance pressure intensity time backlog quality timeliness served_with_work quits
    retirements moves hires revenue credits wages overtime_pay hiring_cost support_cost marketing_cost
    overhead bad_debt served contribution lifetime'''.split()

HOURS = ('work', 'rework', 'conversation', 'onboarding', 'recovery', 'training', 'control', 'mending', 'paid',
         'leave', 'sick', 'meetings', 'administration', 'prospecting', 'learning', 'for_clients', 'billable',
         'idle', 'inexperience', 'teaching', 'fatigue')


def ratio(total, count):
    return total / count if count > 0 else math.nan


def of_clients(w, t):
    per_year = {name: 52 * ratio(count, t.served) for name, count in
                dict(churn_rate=t.left + t.stranded, ended_rate=t.ended, warned_rate=t.warned,
                     problem_rate=t.problems, clashes_per_account=t.clashes).items()}
    means = {name: mean(getattr(a, name) for a in w.accounts)
             for name in ('satisfaction', 'trust', 'entitlement', 'errors')}
    return dict(per_year, **means, accounts=len(w.accounts),
                knowledge=mean(knowledge_of(a.customer) for a in w.accounts),
                referred_share=mean(a.referred for a in w.accounts), leads_per_week=t.leads,
                signed_per_week=t.signed, declined_unfit_per_week=t.declined_unfit,
                declined_full_per_week=t.declined_full, lost_leads_per_week=t.lost_leads,
                left_per_week=t.left + t.stranded, reputation=w.reputation, failed=t.failed, price=w.price,
                service=ratio(t.service, t.served_with_work))


def of_requests(t):
    ends = {name + '_share': ratio(getattr(t, name), t.believed)
            for name in ('advised', 'piloted', 'conceded', 'refused', 'complied')}
    return dict(ends, requests_per_week=t.requests, wrong_share=ratio(t.wrong, t.requests),
                rework_share=ratio(t.rework, t.requests), claims_per_week=t.claims,
                believed_wrong_share=ratio(t.believed, t.requests),
                misadvised_share=ratio(t.misadvised, t.advised),
                wrong_done_share=ratio(t.wrong_done, t.requests),
                slipped_share=ratio(t.forgotten, t.requests + t.rework),
                errors_made=ratio(t.errors_made, t.requests),
                errors_found=ratio(t.errors_found, t.errors_made),
                errors_surfaced=ratio(t.errors_surfaced, t.requests),
                voiced_share=ratio(t.voiced, t.problems), recovered_share=ratio(t.recovered, t.voiced))


@equation('E187')
def chance_of_burnout(m, p):
    """(E187) F((X - `burnout_exhaustion`)/d) F((C - `burnout_cynicism`)/d'), d by E185."""
    chances = [normal(getattr(p, name) - getattr(m, 'burnout_' + name), error_of_answers(m, name))
               for name in ('exhaustion', 'cynicism')]
    return chances[0] * chances[1]


def of_work(w, t):
    staff, m = people(w), w.model
    means = {name: mean(getattr(p, name) for p in staff)
             for name in ('exhaustion', 'cynicism', 'efficacy', 'experience', 'absence')}
    hours = {'hours_' + name: getattr(t, 'hours_' + name) for name in HOURS}
    gone = t.quits + t.retirements + t.moves + t.dismissals
    at_work = dict(pressure=t.pressure, intensity=t.intensity, time_per_request=t.time)
    per_head = dict(staff_turnover=52 * gone, quit_rate=52 * t.quits, incivility_per_person=t.incivility,
                    dissonance_per_person=t.dissonance)
    return dict(means, **hours, **{name: ratio(total, t.at_work) for name, total in at_work.items()},
                **{name: ratio(total, len(staff)) for name, total in per_head.items()},
                burnout_share=mean(chance_of_burnout(m, p) for p in staff),
                hours_overtime=t.overtime, load=w.load if t.hours_paid else math.nan,
                utilisation=ratio(t.hours_billable, t.hours_paid),
                standard=math.nan if w.closed else w.standard,
                quality=ratio(t.quality, t.served_with_work),
                timeliness=ratio(t.timeliness, t.served_with_work),
                backlog=t.backlog, staff=len(staff), quits_per_week=t.quits, retired_per_week=t.retirements,
                moved_per_week=t.moves, hires_per_week=t.hires,
                vacancies=0 if w.closed else plus(w.terms.staff - len(staff)),
                dismissed_per_week=t.dismissals)


def of_money(w, t):
    costs = {name: getattr(t, name) for name in COSTS}
    profit = t.revenue - all_costs(t)
    turnover = t.hiring_cost + t.severance + t.assimilation_cost
    gone = t.quits + t.retirements + t.moves + t.dismissals
    return dict(costs, assimilation_cost=t.assimilation_cost, turnover_cost=turnover,
                cost_per_leaver=ratio(turnover, gone), revenue=t.revenue, profit_per_week=profit, operating_margin=ratio(profit, t.revenue),
                cash=w.cash, receivable=sum(a.receivable for a in w.accounts), interest=t.interest,
                payouts=t.payouts, inflation_loss=t.inflation_loss,
                contribution_per_account=ratio(t.contribution, t.served),
                contribution_per_referred=mean(a.contribution for a in w.accounts if a.referred),
                best_fifth_share=best_fifth_share(w),
                lifetime_value=ratio(t.lifetime, t.left + t.stranded + t.ended))


def best_fifth_share(w):
    if w.week % 13:
        return math.nan
    ranked = sorted((a.contribution for a in w.accounts), reverse=True)
    return ratio(sum(ranked[:(len(ranked) + 4) // 5]), sum(ranked))


def measures(w, t):
    return {**of_clients(w, t), **of_requests(t), **of_work(w, t), **of_money(w, t)}
