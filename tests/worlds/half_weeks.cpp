// The step of the model is a week. How much that decides is seen with steps of half a week: every duration
// is twice as many steps, every rate half as much a step, and what comes out should be the same.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

constexpr double steps_a_week = 2;

/// What a number is times in half weeks. A fee, an invoice and a year of wages are of the time of a step,
/// too; what is in hand is not.
double in_half_weeks(const ParameterInfo& info) {
  if (info.name == "cash" || info.unit == "weeks/year") return 1;
  if (info.unit == "weeks" || info.meaning.ends_with("in invoices") ||
      info.meaning.ends_with("in annual wages"))
    return steps_a_week;
  if (info.unit.ends_with("/week") || info.unit.ends_with("/year") || info.unit == "money")
    return 1 / steps_a_week;
  return 1;
}

template <class Struct, class Rows>
void convert(Struct& values, const Rows& rows) {
  for (const auto& row : rows) {
    auto& value = values.*row.member;
    value = static_cast<std::remove_reference_t<decltype(value)>>(value * in_half_weeks(row.info));
  }
}

Scenario converted(Scenario scenario) {
  scenario.weeks *= static_cast<int>(steps_a_week);
  scenario.past_weeks *= static_cast<int>(steps_a_week);
  for (auto& business : scenario.businesses) convert(business.terms, business_parameters);
  for (auto& market : scenario.markets) convert(market.terms, market_parameters);
  for (auto& policy : scenario.policies) convert(policy.levers, lever_parameters);
  convert(scenario.model, constant_parameters);
  scenario.model.mood_memory = std::sqrt(scenario.model.mood_memory);  // from step to step
  for (auto& segment : scenario.segments) {
    segment.contract_weeks *= static_cast<int>(steps_a_week);
    for (std::size_t j = 0; j < trait_parameters.size(); ++j) {
      segment.traits[j].first *= in_half_weeks(trait_parameters[j].info);
      segment.traits[j].second *= in_half_weeks(trait_parameters[j].info);
    }
  }
  return scenario;
}

Scenario agency() {
  const auto folder = std::string(CLIENTELE_SOURCE "/scenarios");
  return resolve(read_document(folder + "/agency.json", folder))->scenario;
}

/// Mean and standard error of a measure over replications.
struct Result {
  double mean;
  double error;
};

constexpr int replications = 60;

std::vector<Tally> histories(const Scenario& scenario, std::size_t policy) {
  std::vector<Tally> tallies;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    World world = world_of_today(scenario, {policy}, scenario.seed, replication);
    for (int week = 0; week < scenario.weeks; ++week) world.step();
    tallies.push_back(world.all_weeks().front());
  }
  return tallies;
}

Result result_of(const Measure& measure, const std::vector<Tally>& tallies, double factor) {
  double sum = 0, squares = 0;
  for (const auto& tally : tallies) sum += measure.value(tally);
  const double mean = sum / replications;
  for (const auto& tally : tallies) squares += (measure.value(tally) - mean) * (measure.value(tally) - mean);
  return {factor * mean, factor * std::sqrt(squares / (replications - 1) / replications)};
}

/// Measures for which a week is more than a unit of time.
const std::map<std::string_view, std::string_view> decided_by_the_step = {
    {"problem_rate", "an experience is of all requests of a step: of fewer, it is more often a bad one"},
    {"hours_recovery", "so are problems to recover from"},
    {"credits", "and to make up for"},
    {"hours_fatigue", "the mean of more and shorter steps is less often above what people are used to"},
    {"pressure", "the load of a step varies more than that of a week"},
    {"hours_idle", "what is idle in one step cannot be worked in the next"},
    {"backlog", "what is left over waits for the next step"},
    {"entitlement", "it moves in steps with a request"}};

double as_of_weeks(const Measure& measure) {
  const bool is_rate = measure.unit.ends_with("/week") || measure.unit.ends_with("/year");
  return is_rate || measure.name == "price" ? steps_a_week : 1;
}

/// Whether the difference is beyond four standard errors and a twentieth, which steps may decide.
bool is_other(const Result& weeks, const Result& halves) {
  constexpr double errors = 4, share = 0.05;
  return std::abs(halves.mean - weeks.mean) >
         errors * std::hypot(weeks.error, halves.error) + share * std::abs(weeks.mean);
}

TEST_CASE("steps of half a week make the same agency, but for what is decided by the step") {
  auto weeks = agency(), halves = converted(weeks);
  tabulate(weeks);
  tabulate(halves);
  std::set<std::string_view> others;
  int compared = 0;
  for (std::size_t policy = 0; policy < weeks.policies.size(); ++policy) {
    const auto in_weeks = histories(weeks, policy), in_halves = histories(halves, policy);
    for (const auto& measure : measures()) {
      const auto expected = result_of(measure, in_weeks, 1),
                 found = result_of(measure, in_halves, as_of_weeks(measure));
      if (std::isnan(expected.mean)) continue;
      ++compared;
      if (!is_other(expected, found)) continue;
      others.insert(measure.name);
      CHECK_MESSAGE(decided_by_the_step.contains(measure.name), measure.name, ": ", expected.mean,
                    " in weeks, ", found.mean, " in halves");
    }
  }
  CHECK(compared > 200);
  for (const auto& [name, why] : decided_by_the_step)
    CHECK_MESSAGE(others.contains(name), name);  // none is listed that is not
}

TEST_CASE("what is named after weeks is counted in weeks, and nothing is in days or months") {
  const auto check = [](const auto& rows) {
    for (const auto& row : rows) {
      CAPTURE(row.info.name);
      if (row.info.name.ends_with("_weeks")) CHECK(row.info.unit == "weeks");
      for (const auto* other : {"month", "quarter", " day", "fortnight"})
        CHECK(row.info.meaning.find(other) == std::string_view::npos);
    }
  };
  check(business_parameters);
  check(market_parameters);
  check(trait_parameters);
  check(lever_parameters);
  check(constant_parameters);
  for (const auto& measure : measures())
    if (measure.name.ends_with("_per_week")) CHECK(measure.unit.ends_with("/week"));
}

}  // namespace
}  // namespace clientele::scenario
