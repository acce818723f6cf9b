"""What is counted in a week, and the measures of ODD.md: each a ratio of sums."""
import math

from beginning import people
from notation import mean, plus
from clients import knowledge_of

TALLY = '''leads signed declined_unfit declined_full lost_leads left ended warned requests wrong rework claims
    believed advised piloted conceded refused complied misadvised wrong_done clashes incivility forgotten
    problems voiced recovered hours_work hours_rework hours_conversation hours_onboarding hours_recovery
    overtime pressure intensity time backlog quality timeliness served_with_work quits hires revenue credits
    wages overtime_pay hiring_cost support_cost marketing_cost overhead bad_debt served contribution
    lifetime'''.split()


COSTS = ('credits', 'wages', 'overtime_pay', 'hiring_cost', 'support_cost', 'marketing_cost', 'overhead',
         'bad_debt')


def ratio(total, count):
    return total / count if count > 0 else math.nan


def of_clients(w, t):
    per_year = {name: 52 * ratio(count, t.served) for name, count in
                dict(churn_rate=t.left, ended_rate=t.ended, warned_rate=t.warned, problem_rate=t.problems,
                     clashes_per_account=t.clashes).items()}
    means = {name: mean(getattr(a, name) for a in w.accounts)
             for name in ('satisfaction', 'trust', 'entitlement')}
    return dict(per_year, **means, accounts=len(w.accounts),
                knowledge=mean(knowledge_of(a.customer) for a in w.accounts),
                referred_share=mean(a.referred for a in w.accounts), leads_per_week=t.leads,
                signed_per_week=t.signed, declined_unfit_per_week=t.declined_unfit,
                declined_full_per_week=t.declined_full, lost_leads_per_week=t.lost_leads,
                left_per_week=t.left, reputation=w.reputation)


def of_requests(t):
    ends = {name + '_share': ratio(getattr(t, name), t.believed)
            for name in ('advised', 'piloted', 'conceded', 'refused', 'complied')}
    return dict(ends, requests_per_week=t.requests, wrong_share=ratio(t.wrong, t.requests),
                rework_share=ratio(t.rework, t.requests), claims_per_week=t.claims,
                believed_wrong_share=ratio(t.believed, t.requests),
                misadvised_share=ratio(t.misadvised, t.advised),
                wrong_done_share=ratio(t.wrong_done, t.requests),
                slipped_share=ratio(t.forgotten, t.requests + t.rework),
                voiced_share=ratio(t.voiced, t.problems), recovered_share=ratio(t.recovered, t.voiced))


def of_work(w, t):
    staff, m = people(w), w.model
    means = {name: mean(getattr(p, name) for p in staff)
             for name in ('exhaustion', 'cynicism', 'efficacy', 'experience', 'absence')}
    burned_out = sum(p.exhaustion >= m.burnout_exhaustion and p.cynicism >= m.burnout_cynicism for p in staff)
    return dict(means, burnout_share=burned_out / len(staff), staff_turnover=52 * t.quits / len(staff),
                incivility_per_person=t.incivility / len(staff), hours_work=t.hours_work,
                hours_rework=t.hours_rework, hours_conversation=t.hours_conversation,
                hours_onboarding=t.hours_onboarding, hours_recovery=t.hours_recovery,
                hours_overtime=t.overtime, utilisation=w.utilisation, pressure=t.pressure / len(staff),
                intensity=t.intensity / len(staff),
                time_per_request=t.time / len(staff), standard=w.standard,
                quality=ratio(t.quality, t.served_with_work),
                timeliness=ratio(t.timeliness, t.served_with_work),
                backlog=t.backlog, staff=len(staff), vacancies=plus(w.terms.staff - len(staff)),
                quits_per_week=t.quits, hires_per_week=t.hires)


def of_money(w, t):
    costs = {name: getattr(t, name) for name in COSTS}
    profit = t.revenue - sum(costs.values())
    return dict(costs, revenue=t.revenue, profit_per_week=profit, operating_margin=ratio(profit, t.revenue),
                cash=w.cash, receivable=sum(a.receivable for a in w.accounts),
                contribution_per_account=ratio(t.contribution, t.served),
                contribution_per_referred=mean(a.contribution for a in w.accounts if a.referred),
                best_fifth_share=best_fifth_share(w), lifetime_value=ratio(t.lifetime, t.left + t.ended))


def best_fifth_share(w):
    if w.week % 13:
        return math.nan
    ranked = sorted((a.contribution for a in w.accounts), reverse=True)
    return ratio(sum(ranked[:(len(ranked) + 4) // 5]), sum(ranked))


def measures(w, t):
    return {**of_clients(w, t), **of_requests(t), **of_work(w, t), **of_money(w, t)}
