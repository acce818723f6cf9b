#include "sim/validation/facts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/observe/individuals.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::validation {

namespace {

constexpr double unbounded = std::numeric_limits<double>::infinity();
constexpr double working_days = 5;

/// What is kept of one replication.
struct Replication {
  Tally all_weeks, last_year;
  StaffSurvey survey;
  double best_fifth_of_profit;
  ReferralStudy referrals;
};

struct Question {
  Fact fact;
  double (*answer)(const Replication&);
};

double measured(std::string_view measure, const Tally& tally) {
  return measures()[static_cast<std::size_t>(find_measure(measure))].value(tally);
}

constexpr std::string_view agency = "agency.json", call_centre = "call_centre.json";
constexpr std::string_view burnout_studies = "meta-analyses of the Maslach Burnout Inventory, within 0.1";
constexpr std::string_view dormann_zapf = "Dormann & Zapf 2004, within 5 points";
constexpr std::string_view referral_study = "Schmitt, Skiera & Van den Bulte 2011";

const std::vector<Question>& questions() {
  static const std::vector<Question> all = {
      {{"clients that agencies on retainer lose a year", "trade surveys", agency, 0.18, 0.20, true},
       [](const Replication& r) { return measured("churn_rate", r.all_weeks); }},
      {{"staff that leave a call centre a year", "trade surveys", call_centre, 0.25, 0.50, true},
       [](const Replication& r) { return measured("staff_turnover", r.all_weeks); }},
      {{"incidents of verbal aggression a person and working day", "Grandey, Dickter & Sin 2004, within 2",
        call_centre, 8, 12},
       [](const Replication& r) { return measured("incivility_per_person", r.all_weeks) / working_days; }},
      {{"correlation of exhaustion and cynicism among staff", burnout_studies, call_centre, 0.4, 0.6},
       [](const Replication& r) { return correlation(r.survey.exhaustion, r.survey.cynicism); }},
      {{"correlation of exhaustion and efficacy", burnout_studies, call_centre, -0.6, -0.4},
       [](const Replication& r) { return correlation(r.survey.exhaustion, r.survey.efficacy); }},
      {{"correlation of cynicism and efficacy", burnout_studies, call_centre, -0.65, -0.45},
       [](const Replication& r) { return correlation(r.survey.cynicism, r.survey.efficacy); }},
      {{"variance of exhaustion that stressors from customers explain", dormann_zapf, call_centre, 0.09, 0.19,
        true},
       [](const Replication& r) { return variance_explained(r.survey, r.survey.exhaustion); }},
      {{"variance of cynicism that they explain", dormann_zapf, call_centre, 0.18, 0.28, true},
       [](const Replication& r) { return variance_explained(r.survey, r.survey.cynicism); }},
      {{"variance of efficacy that they explain", dormann_zapf, call_centre, 0.09, 0.19, true},
       [](const Replication& r) { return variance_explained(r.survey, r.survey.efficacy); }},
      {{"share of all profit that the best fifth of accounts earn", "Kaplan & Narayanan 2001", agency, 1.5,
        3.0, true},
       [](const Replication& r) { return r.best_fifth_of_profit; }},
      {{"value of a referred customer, in values of others", referral_study, call_centre, 1.16, unbounded},
       [](const Replication& r) { return r.referrals.referred().value() / r.referrals.others().value(); }},
      {{"churn of referred customers, in churn of others", referral_study, call_centre, 0, 1},
       [](const Replication& r) { return r.referrals.referred().churn() / r.referrals.others().churn(); }}};
  return all;
}

/// The scenario as it is shipped, except that the business under study follows no school: all levers at their
/// defaults.
Scenario without_school(const std::filesystem::path& scenarios, std::string_view file) {
  auto resolution = resolve(read_document(scenarios / file, scenarios));
  if (!resolution) throw InvalidScenario(render(resolution.mistakes));
  Scenario scenario = std::move(resolution.value->scenario);
  scenario.businesses.front().policy = scenario.policies.size();
  Policy none;
  none.name = "no school";
  scenario.policies.push_back(none);
  tabulate(scenario);
  return scenario;
}

/// Costs of a year that no account causes, per account and week.
double shared_cost(const Tally& year) {
  return (year[Item::contribution] - profit(year)) / year[Item::account_weeks];
}

Replication simulate(const Scenario& scenario, std::uint32_t replication) {
  std::vector<std::size_t> policy_of;
  for (const auto& business : scenario.businesses) policy_of.push_back(business.policy);
  World world = world_of_today(scenario, policy_of, scenario.seed, replication);
  Replication r;
  while (world.week() < scenario.weeks) {
    world.step();
    r.referrals.look(world);
    if (world.week() > scenario.weeks - 52) r.last_year += world.this_week().front();
  }
  r.all_weeks = world.all_weeks().front();
  r.survey = survey_staff(world);
  r.best_fifth_of_profit = best_fifth_of_profit(world, shared_cost(r.last_year));
  return r;
}

std::vector<Replication> replications_of(std::string_view file, const std::filesystem::path& scenarios,
                                         ThreadPool& pool) {
  const Scenario scenario = without_school(scenarios, file);
  std::vector<Replication> replications(static_cast<std::size_t>(scenario.replications));
  pool.run(replications.size(), [&](std::size_t i, unsigned) {
    replications[i] = simulate(scenario, static_cast<std::uint32_t>(i + 1));
  });
  return replications;
}

std::string shown(double value, const Fact& fact) {
  if (fact.percent) return fmt::format("{:.0f} %", 100 * value);
  return fmt::format("{:.2f}", value);
}

std::string range(const Fact& fact) {
  if (std::isinf(fact.high)) return fmt::format("at least {}", shown(fact.low, fact));
  return fmt::format("{} to {}", shown(fact.low, fact), shown(fact.high, fact));
}

}  // namespace

bool inside(const FactFound& found) {
  return found.simulated.mean >= found.fact.low && found.simulated.mean <= found.fact.high;
}

std::vector<FactFound> find_facts(const std::filesystem::path& scenarios, ThreadPool& pool) {
  std::vector<FactFound> facts;
  for (const auto file : {agency, call_centre}) {
    const auto replications = replications_of(file, scenarios, pool);
    for (const auto& [fact, answer] : questions()) {
      if (fact.scenario != file) continue;
      std::vector<double> sample;
      for (const auto& replication : replications) sample.push_back(answer(replication));
      facts.push_back({fact, estimate(sample)});
    }
  }
  return facts;
}

std::string facts_page(const std::vector<FactFound>& facts) {
  std::string text = R"(# How the model sits with known facts

Written by a command; a test compares it with what the simulator does now:

    clientele facts > sim/model/FACTS.md

Facts from surveys and studies, and what the shipped scenarios say when the business under study follows no
school - all its levers at their defaults, as the firms in the surveys are a mixture. *Simulated* is the mean over
the replications of the scenario with its 95 % interval. Nothing is fitted to these facts policy by policy, and
misses stay in the table.

| fact | source | known | simulated | 95 % interval | scenario | |
|---|---|---:|---:|---:|---|---|
)";
  for (const auto& found : facts) {
    const auto& [fact, simulated] = found;
    text +=
        fmt::format("| {} | {} | {} | {} | {} to {} | {} | {} |\n", fact.what, fact.source, range(fact),
                    shown(simulated.mean, fact), shown(simulated.ci_low, fact),
                    shown(simulated.ci_high, fact), fact.scenario, inside(found) ? "inside" : "**outside**");
  }
  return text;
}

namespace {

/// The cells of "| a | b |", none of any other line.
std::vector<std::string> cells_of(std::string_view line) {
  constexpr std::string_view separator = " | ";
  if (!line.starts_with("| ") || !line.ends_with(" |")) return {};
  line = line.substr(2, line.size() - 4);
  std::vector<std::string> cells;
  for (auto end = line.find(separator); end != line.npos; end = line.find(separator)) {
    cells.emplace_back(line.substr(0, end));
    line.remove_prefix(end + separator.size());
  }
  cells.emplace_back(line);
  return cells;
}

}  // namespace

std::vector<FactRecord> read_facts_page(std::string_view page) {
  std::vector<FactRecord> records;
  while (!page.empty()) {
    const auto end = std::min(page.find('\n'), page.size() - 1);
    const auto cells = cells_of(page.substr(0, end));
    page.remove_prefix(end + 1);
    if (cells.size() != 7 || !cells[5].ends_with(".json")) continue;
    records.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6] == "inside"});
  }
  return records;
}

}  // namespace clientele::validation
