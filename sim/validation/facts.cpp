#include "sim/validation/facts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/observe/individuals.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/validation/facts/client_facts.hpp"
#include "sim/validation/facts/staff_facts.hpp"
#include "sim/validation/facts/staff_measurements.hpp"

namespace clientele::validation {

namespace {

/// What is kept of one replication.
struct Replication {
  Tally last_year;
  StaffReplication staff;
  double best_fifth_of_profit;
  ReferralStudy referrals;
};

/// How a fact of client_facts is measured.
struct Question {
  std::string_view key;
  double (*answer)(const Replication&);
};

double measured(std::string_view measure, const Tally& tally) {
  return measures()[static_cast<std::size_t>(find_measure(measure))].value(tally);
}

constexpr std::string_view agency = "agency.json", call_centre = "call_centre.json";

constexpr auto questions = std::to_array<Question>(
    {{"agency_churn", [](const Replication& r) { return measured("churn_rate", r.staff.all_weeks); }},
     {"best_fifth_of_profit", [](const Replication& r) { return r.best_fifth_of_profit; }},
     {"referred_value",
      [](const Replication& r) { return r.referrals.referred().value() / r.referrals.others().value(); }},
     {"referred_churn",
      [](const Replication& r) { return r.referrals.referred().churn() / r.referrals.others().churn(); }}});

const ClientFact& fact_named(std::string_view key) {
  return *std::ranges::find(client_facts(), key, &ClientFact::key);
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
  const Draws draw(scenario.seed, replication);
  StaffPanel panel(world, scenario, draw);
  const auto observer = panel.observer();
  Replication r;
  while (world.week() < scenario.weeks) {
    world.step(in_sequence, observer);
    r.referrals.look(world);
    if (world.week() > scenario.weeks - 52) r.last_year += world.this_week().front();
  }
  panel.finish();
  r.staff = {world.all_weeks().front(), panel.answers(),      panel.spells(),
             panel.office_years(),      panel.person_weeks(), panel.ill_weeks()};
  r.best_fifth_of_profit = best_fifth_of_profit(world, shared_cost(r.last_year));
  return r;
}

/// So many that chance decides few of the facts.
constexpr int fewest_replications = 40;

std::vector<Replication> replications_of(std::string_view file, const std::filesystem::path& scenarios,
                                         ThreadPool& pool) {
  const Scenario scenario = without_school(scenarios, file);
  std::vector<Replication> replications(
      static_cast<std::size_t>(std::max(fewest_replications, scenario.replications)));
  pool.run(replications.size(), [&](std::size_t i, unsigned) {
    replications[i] = simulate(scenario, static_cast<std::uint32_t>(i + 1));
  });
  return replications;
}

/// Of staff, or of clients.
Fact fact_of(const auto& fact) {
  return {fact.what, fact.source, fact.scenario, fact.low, fact.high, fact.percent, use_word(fact.use)};
}

void add_client_facts(std::string_view file, const std::vector<Replication>& replications,
                      std::vector<FactFound>& facts) {
  for (const auto& [key, answer] : questions) {
    const auto& fact = fact_named(key);
    if (fact.scenario != file) continue;
    std::vector<double> sample;
    for (const auto& replication : replications) sample.push_back(answer(replication));
    facts.push_back({fact_of(fact), estimate(sample)});
  }
}

void add_staff_facts(std::string_view file, const std::vector<Replication>& replications,
                     std::vector<FactFound>& facts) {
  std::vector<StaffReplication> of_staff;
  for (const auto& replication : replications) of_staff.push_back(replication.staff);
  for (std::size_t i = 0; i < staff_facts().size(); ++i)
    if (staff_facts()[i].scenario == file)
      facts.push_back({fact_of(staff_facts()[i]), measure(staff_measurements()[i], of_staff)});
}

std::string shown(double value, const Fact& fact) {
  const bool is_small = fact.high <= 0.1;
  if (fact.percent) return fmt::format("{:.{}f} %", 100 * value, is_small ? 1 : 0);
  return fmt::format("{:.2f}", value);
}

std::string range(const Fact& fact) {
  if (std::isinf(fact.high) && fact.low == 1) return "above 1";
  if (std::isinf(fact.high)) return fmt::format("at least {}", shown(fact.low, fact));
  return fmt::format("{} to {}", shown(fact.low, fact), shown(fact.high, fact));
}

}  // namespace

FactVerdict verdict(const FactFound& found) {
  const auto& [fact, simulated] = found;
  if (simulated.ci_low >= fact.low && simulated.ci_high <= fact.high) return FactVerdict::inside;
  if (simulated.ci_high < fact.low || simulated.ci_low > fact.high) return FactVerdict::outside;
  return FactVerdict::undecided;
}

std::vector<FactFound> find_facts(const std::filesystem::path& scenarios, ThreadPool& pool) {
  std::vector<FactFound> facts;
  for (const auto file : {agency, call_centre}) {
    const auto replications = replications_of(file, scenarios, pool);
    add_client_facts(file, replications, facts);
    add_staff_facts(file, replications, facts);
  }
  return facts;
}

namespace {

constexpr std::string_view introduction = R"(# How the model sits with known facts

Written by a command; a test compares it with what the simulator does now:

    clientele facts > sim/model/FACTS.md

Facts from surveys and studies, and what the shipped scenarios say when the business under study follows no
school - all its levers at their defaults, as the firms in the surveys are a mixture. *Simulated* has a 95 % interval over
replications (of correlations and hazards: the jackknife's). *Inside*: that interval lies in the known range; *outside*:
beside it; else *undecided*. Nothing is fitted to these facts policy by policy, and misses stay in the table. A number may have
been set from a *calibration* fact; from a *validation* fact, never. Of staff the list below was written down before the staff
of the model were changed; of clients and money before clients were given sizes, referrers and knowledge that is lost. Of the
latter, the list has facts that are not measured yet.

| fact | source | known | simulated | 95 % interval | scenario | use | |
|---|---|---:|---:|---:|---|---|---|
)";

constexpr std::string_view verdict_word(FactVerdict verdict) {
  constexpr std::string_view words[] = {"inside", "undecided", "**outside**"};
  return words[static_cast<std::size_t>(verdict)];
}

std::string row_of(const FactFound& found) {
  const auto& [fact, simulated] = found;
  return fmt::format("| {} | {} | {} | {} | {} to {} | {} | {} | {} |\n", fact.what, fact.source, range(fact),
                     shown(simulated.mean, fact), shown(simulated.ci_low, fact),
                     shown(simulated.ci_high, fact), fact.scenario, fact.use.empty() ? "-" : fact.use,
                     verdict_word(verdict(found)));
}

std::string changes_of_side(std::span<const ChangeOfUse> changes) {
  std::string text = "\nChanged sides since the list was written down (28 November 2026):\n\n";
  for (const auto& change : changes)
    text += fmt::format("- {}: *{}* is {} now, as {}\n", change.date, change.key, use_word(change.now),
                        change.why);
  return changes.empty() ? "\nNone changed sides since the list was written down (28 November 2026).\n"
                         : text;
}

/// Every fact of staff: what is known in the words of its source, how it is measured, and why it is of its
/// use.
std::string register_of_staff() {
  std::string text =
      "\n## Staff: which facts may set a number\n\n| key | fact | as its source has it | measured | use | "
      "why |\n"
      "|---|---|---|---|---|---|\n";
  for (std::size_t i = 0; i < staff_facts().size(); ++i) {
    const auto& fact = staff_facts()[i];
    text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", fact.key, fact.what, fact.known,
                        staff_measurements()[i].definition, use_word(fact.use), fact.why);
  }
  return text;
}

/// The name of a scenario's file, without its extension.
std::string_view stem_of(std::string_view file) { return file.substr(0, file.rfind('.')); }

/// The same of clients, money and what staff, clients and money have to do with each other.
std::string register_of_clients() {
  std::string text =
      "\n## Clients and money: which facts may set a number\n\nAn interval is made of what stands under "
      "*interval by*; a fact without any is shown, and never counted.\n\n| key | about | fact | as its "
      "sources have it | interval by | sources | trade | looked for in | measured | use | why |\n"
      "|---|---|---|---|---|---|---|---|---|---|---|\n";
  for (const auto& fact : client_facts())
    text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", fact.key,
                        subject_word(fact.subject), fact.what, fact.known,
                        fact.basis.empty() ? "-" : fact.basis, fact.source, fact.trade,
                        stem_of(fact.scenario), fact.measured, use_word(fact.use), fact.why);
  return text;
}

}  // namespace

std::string facts_page(const std::vector<FactFound>& facts) {
  std::string text(introduction);
  for (const auto& found : facts) text += row_of(found);
  return text + register_of_staff() + changes_of_side(changes_of_use()) + register_of_clients() +
         changes_of_side(changes_of_client_use());
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
    if (cells.size() != 8 || !cells[5].ends_with(".json")) continue;
    records.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6],
                       cells[7] == verdict_word(FactVerdict::outside)});
  }
  return records;
}

}  // namespace clientele::validation
