// Only a part of those who are asked answer: the mean of their answers is off by chance, the more the fewer
// they are.
#include "sim/model/stages/management/survey.hpp"

#include <algorithm>
#include <cmath>

namespace clientele::model {

namespace {

struct Question {
  double OfficeState::*known;
  double (*truth)(const Tally&);
  Item asked;
  float Constants::*answering;
};

constexpr auto questions = std::to_array<Question>({
    {&OfficeState::surveyed_exhaustion, [](const Tally& t) { return mean(t, observed("exhaustion")); },
     Item::staff, &Constants::survey_staff},
    {&OfficeState::surveyed_cynicism, [](const Tally& t) { return mean(t, observed("cynicism")); },
     Item::staff, &Constants::survey_staff},
    {&OfficeState::surveyed_burnout, [](const Tally& t) { return t[Item::burned_out] / t[Item::staff]; },
     Item::staff, &Constants::survey_staff},
    {&OfficeState::surveyed_satisfaction, [](const Tally& t) { return mean(t, observed("satisfaction")); },
     Item::accounts, &Constants::survey_clients},
    {&OfficeState::surveyed_trust, [](const Tally& t) { return mean(t, observed("trust")); }, Item::accounts,
     &Constants::survey_clients},
    {&OfficeState::surveyed_entitlement, [](const Tally& t) { return mean(t, observed("entitlement")); },
     Item::accounts, &Constants::survey_clients},
});

/// Standard error of the mean of a share of a finite population.
double error_of_mean(double spread, double people, double share) {
  return spread * std::sqrt((1 - share) / std::max(1.0, share * people));
}

/// Whoever has never asked begins with it.
bool is_due(const Constants& p, const Office& office, int week) {
  return p.survey_weeks < 1 || office.surveys == 0 || week % static_cast<int>(p.survey_weeks) == 0;
}

}  // namespace

void survey(const Context& context, const Draws& draw, const Market& market, BusinessId business,
            Office& office, const Tally& tally) {
  const auto& p = context.p;
  if (!is_due(p, office, context.week)) return;
  office.surveys += 1;
  for (std::uint32_t k = 0; k < questions.size(); ++k) {
    const auto& [known, truth, asked, answering] = questions[k];
    if (tally[asked] <= 0) continue;
    office.*known = truth(tally);
    if (p.survey_weeks < 1) continue;
    const float uniform = draw.uniform(market.office(business), context.week, Survey::answers, k);
    const double error = error_of_mean(p.survey_spread, tally[asked], p.*answering);
    office.*known = std::clamp(office.*known + error * normal_quantile(uniform), 0.0, 1.0);
  }
}

}  // namespace clientele::model
