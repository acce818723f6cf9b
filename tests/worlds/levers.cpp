// Nothing is free: each lever, moved to either end of its range with everything else equal, costs something.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::scenario {
namespace {

constexpr int worlds_each = 40;

/// Margin, churn and burnout of a run, all oriented so that more is better.
using Results = std::array<double, 3>;

Results results_of(World world, int weeks) {
  while (world.week() < weeks) world.step();
  const Tally& all = world.all_weeks().front();
  const auto value = [&](std::string_view name) {
    return measures()[static_cast<std::size_t>(find_measure(name))].value(all);
  };
  return {value("operating_margin"), -value("churn_rate"), -value("burnout_share")};
}

/// The agency with its pasts, from which all settings go on.
struct Agency {
  Scenario scenario;
  std::vector<World> pasts;
  std::vector<Results> as_today;

  Agency() {
    const auto folder = std::string(CLIENTELE_SOURCE "/scenarios");
    scenario = resolve(read_document(folder + "/agency.json", folder))->scenario;
    tabulate(scenario);
    for (std::uint32_t r = 1; r <= worlds_each; ++r) {
      World past(scenario, {scenario.today}, scenario.seed, r, in_sequence, -scenario.past_weeks);
      while (past.week() < 0) past.step();
      pasts.push_back(std::move(past));
    }
    as_today = with(scenario);
  }

  std::vector<Results> with(const Scenario& changed) const {
    std::vector<Results> results;
    for (const World& past : pasts)
      results.push_back(results_of(past.continued(changed, {scenario.today}), scenario.weeks));
    return results;
  }
};

/// By how many standard errors the mean of the paired differences is above 0, for each result.
Results scores(const std::vector<Results>& changed, const std::vector<Results>& as_today) {
  Results scores{};
  for (std::size_t k = 0; k < scores.size(); ++k) {
    double sum = 0, squares = 0;
    for (std::size_t r = 0; r < changed.size(); ++r) {
      const double difference = changed[r][k] - as_today[r][k];
      sum += difference;
      squares += difference * difference;
    }
    const double n = worlds_each, mean = sum / n;
    const double error = std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1));
    scores[k] = error > 0 ? mean / error : 0;
  }
  return scores;
}

// Beyond two standard errors each; of 58 settings with nothing to them, one in 1,500 would improve all three.
TEST_CASE("no lever at either end of its range improves margin, churn and burnout at once") {
  const Agency agency;
  int moved = 0, settings = 0;
  std::vector<std::string_view> free;
  for (const auto& [info, lever] : lever_parameters)
    for (const double end : {info.plausible.low, info.plausible.high}) {
      if (static_cast<float>(end) == agency.scenario.policies[agency.scenario.today].levers.*lever) continue;
      CAPTURE(info.name);
      CAPTURE(end);
      auto changed = agency.scenario;
      changed.policies[changed.today].levers.*lever = static_cast<float>(end);
      const auto [margin, churn, burnout] = scores(agency.with(changed), agency.as_today);
      ++settings;
      moved += std::max({std::abs(margin), std::abs(churn), std::abs(burnout)}) > 2;
      if (margin > 2 && churn > 2 && burnout > 2) free.push_back(info.name);
    }
  CHECK(free.empty());
  CHECK(settings > 50);
  CHECK(moved > 25);  // the search sees what levers do
}

TEST_CASE("every lever says what it costs") {
  for (const auto& [info, lever] : lever_parameters) CHECK_MESSAGE(!info.cost.empty(), info.name);
}

}  // namespace
}  // namespace clientele::scenario
