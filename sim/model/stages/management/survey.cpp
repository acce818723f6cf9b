// Management knows of people what they say when they are asked. Only a part of those who are asked answer,
// and what staff answer is not quite how they are: the mean of the answers is off by chance, the more the
// fewer they are.
#include "sim/model/stages/management/survey.hpp"

#include <algorithm>
#include <cmath>

#include "sim/model/stages/staff/questionnaire.hpp"

namespace clientele::model {

namespace {

struct ClientQuestion {
  double OfficeState::*known;
  Observed truth;
};

constexpr auto client_questions = std::to_array<ClientQuestion>({
    {&OfficeState::surveyed_satisfaction, observed("satisfaction")},
    {&OfficeState::surveyed_trust, observed("trust")},
    {&OfficeState::surveyed_entitlement, observed("entitlement")},
});

/// Standard error of the mean of a share of a finite population.
double error_of_mean(double spread, double people, double share) {
  return spread * std::sqrt((1 - share) / std::max(1.0, share * people));
}

/// Whoever has never asked begins with it.
bool is_due(const Constants& p, const Office& office, int week) {
  return p.survey_weeks < 1 || office.surveys == 0 || week % static_cast<int>(p.survey_weeks) == 0;
}

void ask_clients(const Context& context, const Draws& draw, const Market& market, BusinessId business,
                 Office& office, const Tally& tally) {
  const auto& p = context.p;
  for (std::uint32_t k = 0; k < client_questions.size(); ++k) {
    const auto& [known, truth] = client_questions[k];
    if (tally[Item::accounts] <= 0) continue;
    office.*known = mean(tally, truth);
    if (p.survey_weeks < 1) continue;
    const float uniform = draw.uniform(market.office(business), context.week, Survey::answers, k);
    const double error = error_of_mean(p.survey_spread, tally[Item::accounts], p.survey_clients);
    office.*known = std::clamp(office.*known + error * normal_quantile(uniform), 0.0, 1.0);
  }
}

void ask_staff(const Context& context, const Draws& draw, const Market& market, BusinessId business,
               Office& office) {
  const auto& p = context.p;
  double answers = 0, exhaustion = 0, cynicism = 0, efficacy = 0, burned_out = 0;
  for (const Seat s : office.seats()) {
    if (!market.staff.present[s]) continue;
    const auto person = question(p, draw, market, business, s, context.week);
    if (!person.answers && p.survey_weeks >= 1) continue;
    answers += 1;
    exhaustion += person.observed.exhaustion;
    cynicism += person.observed.cynicism;
    efficacy += person.observed.efficacy;
    burned_out += counts_as_burned_out(p, person.observed) ? 1 : 0;
  }
  if (answers == 0) return;
  office.surveyed_exhaustion = exhaustion / answers;
  office.surveyed_cynicism = cynicism / answers;
  office.surveyed_efficacy = efficacy / answers;
  office.surveyed_burnout = burned_out / answers;
}

}  // namespace

void survey(const Context& context, const Draws& draw, const Market& market, BusinessId business,
            Office& office, const Tally& tally) {
  if (!is_due(context.p, office, context.week)) return;
  office.surveys += 1;
  ask_staff(context, draw, market, business, office);
  ask_clients(context, draw, market, business, office, tally);
}

}  // namespace clientele::model
