// Who is taken, and what it is worth: the best of several by an impression that tells something of skill.
#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "tests/model/worlds.hpp"

namespace clientele::model {
namespace {

using namespace clientele::scenario;

/// Standard normal scores of skill of the first staff of many worlds.
std::vector<double> scores_with(float further, float validity) {
  Scenario scenario = plain_world();
  terms(scenario).staff = 200;
  scenario.model.skill_spread = 0.2f;
  scenario.model.selection_validity = validity;
  levers(scenario).further_candidates = further;
  std::vector<double> scores;
  for (std::uint32_t replication = 1; replication <= 20; ++replication) {
    LoneMarket town(scenario, replication);
    for (const Seat s : town.office().seats())
      if (town.market.staff.present[s])
        scores.push_back((std::log(static_cast<double>(town.market.staff.skill[s])) + 0.02) / 0.2);
  }
  return scores;
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

// The mean of the best of n standard normal impressions is .5642, 1.1630 for 2 and 5 (Harter 1961), and
// regression leaves of it the validity. 4,000 people: the standard error is below .016, and four of them are
// allowed.
TEST_CASE("who makes the best impression of n is better by validity times the best of n, and not otherwise") {
  const double tolerance = 4 / std::sqrt(4000.0);
  CHECK(std::abs(mean_of(scores_with(0, 0.42f))) < tolerance);
  CHECK(std::abs(mean_of(scores_with(1, 0.42f)) - 0.42 * 0.5642) < tolerance);
  CHECK(std::abs(mean_of(scores_with(4, 0.42f)) - 0.42 * 1.1630) < tolerance);
  CHECK(std::abs(mean_of(scores_with(4, 0)) - 0) < tolerance);
  CHECK(std::abs(mean_of(scores_with(4, 1)) - 1.1630) < tolerance);
}

TEST_CASE("choosing changes skill and nothing else of a person") {
  Scenario scenario = varied_world();
  LoneMarket usual(scenario);
  for (Policy& policy : scenario.policies) policy.levers.further_candidates = 5;
  LoneMarket chosen(scenario);
  int others = 0;
  const auto& a = usual.market.staff;
  const auto& b = chosen.market.staff;
  for (const Seat s : usual.office().seats()) {
    if (!a.present[s]) continue;
    others += a.skill[s] != b.skill[s];
    for (const auto column :
         {&Staff::exhaustion_set_point, &Staff::appraisal, &Staff::match, &Staff::exhaustion})
      CHECK((a.*column)[s] == (b.*column)[s]);
  }
  CHECK(others > 0);
}

}  // namespace
}  // namespace clientele::model
