#include "sim/experiment/store/results.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <map>

#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

std::vector<StoredMeasure> stored_measures(const Store& store) {
  auto row = store.database().prepare(
      "SELECT name, unit, meaning, headline, lower_is_better FROM measures ORDER BY measure");
  std::vector<StoredMeasure> list;
  while (row.step())
    list.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                    row.integer(3) != 0, row.integer(4) != 0});
  return list;
}

std::vector<StoredMeasure> known_measures() {
  std::vector<StoredMeasure> list;
  for (const auto& m : measures())
    list.push_back(
        {std::string(m.name), std::string(m.unit), std::string(m.meaning), m.headline, m.lower_is_better});
  return list;
}

namespace {

std::string_view condition_on(Period period) {
  if (period == Period::whole) return "";
  return period == Period::first_year ? " AND year = 'first'" : " AND year = 'last'";
}

}  // namespace

Samples read_samples(const Store& store, std::size_t cell, std::size_t business, Period period) {
  const bool whole = period == Period::whole;
  auto row = store.results(Part::summaries)
                 .prepare(fmt::format(R"(SELECT replication, {0}.* FROM runs JOIN {0} USING (run)
    WHERE cell = ? AND business = ? AND status = 'done'{1})",
                                      whole ? "summaries" : "years", condition_on(period)));
  const int keys = whole ? 3 : 4;  // replication, run, business, year
  const auto replications = static_cast<std::size_t>(store.plan().replications);
  Samples samples(static_cast<std::size_t>(row.columns() - keys),
                  std::vector<double>(replications, std::numeric_limits<double>::quiet_NaN()));
  row.bind(static_cast<std::int64_t>(cell + 1), static_cast<std::int64_t>(business + 1));
  while (row.step())
    for (std::size_t m = 0; m < samples.size(); ++m)
      samples[m][static_cast<std::size_t>(row.integer(0) - 1)] = row.number(static_cast<int>(m) + keys);
  return samples;
}

namespace {

/// Accounts of the same age.
struct Peers {
  double age, number;
};

// A life table does not say who of those who entered early stayed long, and survival curves need not know it:
// only how many were there at each age. So here the first to enter is the first to go.
void match(std::deque<Peers>& entered, double age, std::size_t cause, double leavers, CauseSpells& spells) {
  while (leavers > 0 && !entered.empty()) {
    auto& first = entered.front();
    const double number = std::min(first.number, leavers);
    spells.push_back({.left = age, .cause = cause, .entered = first.age, .count = number});
    leavers -= number;
    first.number -= number;
    if (first.number == 0) entered.pop_front();
  }
}

/// Spells of a life table whose rows are group, age, entered, censored and ended by each cause, by group.
std::vector<CauseSpells> spells_by_group(Statement& row) {
  std::map<std::int64_t, CauseSpells> tables;
  std::deque<Peers> entered;  // empty after the last age of each group: all who enter end or are last seen
  while (row.step()) {
    auto& spells = tables[row.integer(0)];
    const double age = row.number(1);
    if (row.number(2) > 0) entered.push_back({age, row.number(2)});
    for (int column = 4; column < row.columns(); ++column)
      match(entered, age, static_cast<std::size_t>(column - 3), row.number(column), spells);
    match(entered, age, 0, row.number(3), spells);
  }
  std::vector<CauseSpells> list;
  for (auto& [number, spells] : tables) list.push_back(std::move(spells));
  return list;
}

std::string sums_of(std::span<const std::string_view> causes) {
  std::string sums;
  for (const auto cause : causes) sums += fmt::format(", sum({})", cause);
  return sums;
}

/// Life tables by group - an SQL expression over runs -, in ascending order of the group.
std::vector<CauseSpells> read_life_tables(const Store& store, const Clients& clients,
                                          std::string_view group) {
  auto row = store.results(Part::accounts)
                 .prepare(fmt::format(R"(SELECT {} AS "group", tenure, sum(entered), sum(censored){}
        FROM runs JOIN life USING (run)
        WHERE cell = ?1 AND business = ?2 AND (?3 < 0 OR segment = ?3 + 1) AND (?4 < 0 OR cohort = ?4) AND status = 'done'
        GROUP BY 1, 2 ORDER BY 1, 2)",
                                      group, store.plan().causes ? sums_of(account_ends) : ", sum(ended)"));
  row.bind(static_cast<std::int64_t>(clients.cell + 1), static_cast<std::int64_t>(clients.business + 1),
           clients.segment, clients.cohort);
  return spells_by_group(row);
}

Spells without_causes(const CauseSpells& spells) {
  Spells list;
  for (const auto& spell : spells) list.push_back(of_any_cause(spell));
  return list;
}

}  // namespace

Spells read_spells(const Store& store, const Clients& clients) {
  const auto tables = read_life_tables(store, clients, "1");
  return tables.empty() ? Spells{} : without_causes(tables.front());
}

std::vector<Spells> read_spells_by_replication(const Store& store, const Clients& clients) {
  std::vector<Spells> list;
  for (const auto& spells : read_causes_by_replication(store, clients))
    list.push_back(without_causes(spells));
  return list;
}

std::vector<CauseSpells> read_causes_by_replication(const Store& store, const Clients& clients) {
  return read_life_tables(store, clients, "replication");
}

std::vector<CauseSpells> read_staff_causes_by_replication(const Store& store, std::size_t cell,
                                                          std::size_t business) {
  auto row = store.results(Part::accounts)
                 .prepare(fmt::format(R"(SELECT replication, tenure, sum(entered), sum(censored){}
        FROM runs JOIN staff_life USING (run) WHERE cell = ? AND business = ? AND status = 'done'
        GROUP BY 1, 2 ORDER BY 1, 2)",
                                      sums_of(employment_ends)));
  row.bind(static_cast<std::int64_t>(cell + 1), static_cast<std::int64_t>(business + 1));
  return spells_by_group(row);
}

std::vector<int> read_cohorts(const Store& store, std::size_t cell, std::size_t business) {
  auto row = store.results(Part::accounts).prepare(R"(SELECT DISTINCT cohort FROM life JOIN runs USING (run)
    WHERE cell = ? AND business = ? AND status = 'done' ORDER BY cohort)");
  row.bind(static_cast<std::int64_t>(cell + 1), static_cast<std::int64_t>(business + 1));
  std::vector<int> cohorts;
  while (row.step()) cohorts.push_back(static_cast<int>(row.integer(0)));
  return cohorts;
}

std::vector<Matrix> read_measure(const Store& store, const std::string& measure) {
  const auto& plan = store.plan();
  const auto policies = plan.cells.size() / plan.points.size();
  const Matrix missing(plan.points.size(), static_cast<std::size_t>(plan.replications),
                       std::numeric_limits<double>::quiet_NaN());
  std::vector<Matrix> values(policies, missing);
  auto row = store.results(Part::summaries)
                 .prepare(fmt::format(R"(SELECT cell, replication, {} FROM runs JOIN summaries USING (run)
    WHERE business = 1 AND status = 'done')",
                                      sql_name(measure)));
  while (row.step()) {
    const auto cell = static_cast<std::size_t>(row.integer(0) - 1);
    values[cell % policies](cell / policies, static_cast<std::size_t>(row.integer(1) - 1)) = row.number(2);
  }
  return values;
}

namespace {

bool is_share_of_runs(const StoredMeasure& measure) { return measure.name == "failed"; }

}  // namespace

std::vector<Estimate> estimates(const std::vector<StoredMeasure>& measures, const Samples& samples) {
  std::vector<Estimate> result;
  for (std::size_t m = 0; m < samples.size(); ++m)
    result.push_back(is_share_of_runs(measures[m]) ? estimate_of_share(samples[m]) : estimate(samples[m]));
  return result;
}

std::vector<Estimate> paired_differences(const std::vector<StoredMeasure>& measures, const Samples& samples,
                                         const Samples& baseline) {
  std::vector<Estimate> result;
  for (std::size_t m = 0; m < samples.size(); ++m)
    // The baseline differs from itself by nothing, for certain.
    result.push_back(is_share_of_runs(measures[m]) && &samples != &baseline
                         ? paired_difference_of_shares(samples[m], baseline[m])
                         : paired_difference(samples[m], baseline[m]));
  return result;
}

Comparison compare(const Store& store, const std::string& baseline, std::size_t point, Period period) {
  const auto& plan = store.plan();
  const auto policies = plan.cells.size() / plan.points.size();
  const auto first = point * policies;
  const auto reference = baseline_cell(plan, first, baseline);
  Comparison result{.measures = stored_measures(store),
                    .policies = {},
                    .baseline = reference - first,
                    .samples = {},
                    .values = {},
                    .differences = {}};
  for (auto cell = first; cell < first + policies; ++cell) {
    result.policies.push_back(plan.cells[cell].policy);
    result.samples.push_back(read_samples(store, cell, 0, period));
    result.values.push_back(estimates(result.measures, result.samples.back()));
  }
  for (const auto& samples : result.samples)
    result.differences.push_back(
        paired_differences(result.measures, samples, result.samples[result.baseline]));
  return result;
}

std::size_t baseline_cell(const Plan& plan, std::size_t cell, const std::string& baseline) {
  const auto& name = baseline.empty() ? plan.baseline : baseline;
  const auto policies = plan.cells.size() / plan.points.size();
  const auto first = plan.cells[cell].point * policies;
  std::vector<std::string_view> known;
  for (std::size_t other = first; other < first + policies; ++other) {
    if (plan.cells[other].policy == name) return other;
    known.push_back(plan.cells[other].policy);
  }
  throw BadInput(fmt::format("no policy of this experiment is named {}\n  {}", in_quotes(name),
                             suggestion(name, known)));
}

}  // namespace clientele::experiment
