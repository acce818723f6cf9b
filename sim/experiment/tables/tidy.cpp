#include "sim/experiment/tables/tidy.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/tables/effects.hpp"
#include "sim/experiment/tables/manifest.hpp"
#include "sim/experiment/tables/tidy_survival.hpp"

namespace clientele::experiment {

void write_point(CsvWriter& csv, const Plan& plan, std::size_t point) {
  for (const auto& value : plan.points[point])
    value.is_number() ? csv.field(value.get<double>()) : csv.field(text_of(value));
}

namespace {

void write_value(CsvWriter& csv, const Statement& row, int column) {
  if (row.is_text(column)) {
    csv.field(row.text(column));
  } else if (row.is_integer(column)) {
    csv.field(row.integer(column));
  } else {
    csv.field(row.number(column));
  }
}

void write_wide(CsvWriter& csv, const Store& store, Part part, const std::string& view) {
  auto row = store.results(part).prepare("SELECT * FROM " + view);
  for (int i = 0; i < row.columns(); ++i) csv.field(row.name(i));
  csv.end_row();
  while (row.step()) {
    for (int i = 0; i < row.columns(); ++i) write_value(csv, row, i);
    csv.end_row();
  }
}

void write_fields(CsvWriter& csv, std::initializer_list<std::string_view> names) {
  for (const auto name : names) csv.field(name);
}

void write_statistics_header(CsvWriter& csv, const Plan& plan, bool baseline) {
  write_fields(csv, {"scenario", "policy"});
  if (baseline) csv.field("baseline");
  for (const auto& path : plan.parameters) csv.field(path);
  write_fields(csv, {"business", "metric", "unit", "n", "mean", "sd", "ci_low", "ci_high"});
  csv.end_row();
}

struct Row {
  std::size_t cell;
  std::size_t business;
  bool baseline_column;
  std::string_view baseline;  ///< empty for none
};

void write_estimates(CsvWriter& csv, const Plan& plan, const Row& row,
                     const std::vector<StoredMeasure>& measures, const std::vector<Estimate>& estimates) {
  const auto& cell = plan.cells[row.cell];
  for (std::size_t m = 0; m < measures.size(); ++m) {
    write_fields(csv, {plan.scenario, cell.policy});
    if (row.baseline_column) csv.field(row.baseline);
    write_point(csv, plan, cell.point);
    write_fields(csv, {plan.businesses[row.business], measures[m].name, measures[m].unit});
    const auto& [n, missing, mean, sd, low, high] = estimates[m];
    csv.field(n).field(mean).field(sd).field(low).field(high).end_row();
  }
}

void write_means(CsvWriter& csv, const Store& store, bool baseline_column) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell)
    for (std::size_t b = 0; b < plan.businesses.size(); ++b)
      write_estimates(csv, plan, {cell, b, baseline_column, ""}, measures,
                      estimates(measures, read_samples(store, cell, b)));
}

void write_differences(CsvWriter& csv, const Store& store, const std::string& baseline) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    const auto reference = baseline_cell(plan, cell, baseline);
    for (std::size_t b = 0; b < plan.businesses.size(); ++b) {
      const auto samples = read_samples(store, cell, b);
      write_estimates(csv, plan, {cell, b, true, plan.cells[reference].policy}, measures,
                      cell == reference
                          ? paired_differences(measures, samples, samples)
                          : paired_differences(measures, samples, read_samples(store, reference, b)));
    }
  }
}

struct Table {
  std::string name;
  std::string_view meaning;
  void (*write)(CsvWriter&, const Store&, const std::string& baseline);
  bool (*made_by)(const Plan&);
  std::int64_t (*count)(const Store&);
};

std::int64_t count_runs(const Store& store) {
  return store.results(Part::summaries).integer("SELECT count(*) FROM run_results");
}

std::int64_t count_years(const Store& store) {
  return store.results(Part::summaries).integer("SELECT count(*) FROM yearly_results");
}

std::int64_t count_segments(const Store& store) {
  return store.results(Part::accounts).integer("SELECT count(*) FROM segment_results");
}

std::int64_t count_weeks(const Store& store) {
  return store.results(Part::weekly).integer("SELECT count(*) FROM weekly_results");
}

std::int64_t count_weekly_measures(const Store& store) {
  return count_weeks(store) * static_cast<std::int64_t>(stored_measures(store).size());
}

std::int64_t count_estimates(const Store& store) {
  const auto& plan = store.plan();
  return static_cast<std::int64_t>(plan.cells.size() * plan.businesses.size() *
                                   stored_measures(store).size());
}

template <void (*write)(CsvWriter&, const Store&)>
void without_baseline(CsvWriter& csv, const Store& store, const std::string&) {
  write(csv, store);
}

// Of plausible worlds only single runs are told: statistics of each world would repeat a hundred assumptions
// for every measure, and say little of so few runs.
const std::vector<Table>& tables() {
  static constexpr auto always = [](const Plan&) { return true; };
  static constexpr auto summed_up = [](const Plan& plan) { return plan.verb != plausible_verb; };
  static constexpr auto compared = [](const Plan& plan) { return summed_up(plan) && has_comparison(plan); };
  static constexpr auto yearly = [](const Plan& plan) { return plan.yearly; };
  static constexpr auto by_segment = [](const Plan& plan) { return plan.weekly && !plan.markets.empty(); };
  static constexpr auto weekly = [](const Plan& plan) { return plan.weekly; };
  static constexpr auto with_causes = [](const Plan& plan) { return plan.weekly && plan.causes; };
  static const std::vector<Table> list = {
      {"runs", "one row per run and business, one column per measure", without_baseline<write_runs>, always,
       count_runs},
      {"years", "the same for the first year and for the last", without_baseline<write_years>, yearly,
       count_years},
      {"summary", "means over replications of all measures, with their intervals",
       without_baseline<write_summary>, summed_up, count_estimates},
      {"comparison", "paired differences of all measures to a baseline, with their intervals",
       write_comparison, compared, count_estimates},
      {"effects", "what each factor of a crossing does, and what two do together",
       without_baseline<write_effects>, has_effects, count_effects},
      {"weekly", "one row per run, business and week, one column per measure", without_baseline<write_weekly>,
       weekly, count_weeks},
      {"weekly_long", "the same, one row per measure", without_baseline<write_weekly_long>, weekly,
       count_weekly_measures},
      {"segments", "what the accounts of each market and segment bring, take and how many leave",
       without_baseline<write_segments>, by_segment, count_segments},
      {"survival", "how long accounts last, whyever they end (Kaplan-Meier), by policy, cohort and segment",
       without_baseline<write_survival>, weekly, count_survival},
      {"staff_survival",
       "how long people stay with the business, whyever they leave (Kaplan-Meier). Whoever was there before "
       "the first week enters at the service held then; at ages with few at risk a single one who leaves "
       "takes the curve down far, and it stays there: mind at_risk",
       without_baseline<write_staff_survival>, with_causes, count_staff_survival},
      {"incidence",
       "what share has left for each cause by which age, of clients and of staff (Aalen-Johansen)",
       without_baseline<write_incidence>, with_causes, count_incidence},
      {"leaving_rates",
       "how many leave for each cause a year, in bands of age (occurrence over exposure). Standard errors "
       "are over replications; the interval is exact for events that are independent, and so too narrow "
       "where those of one office are not",
       without_baseline<write_leaving_rates>, with_causes, count_leaving_rates},
      {manifest_table, "what the results were made with: program, model, seeds, command", write_manifest,
       always, count_manifest}};
  return list;
}

const Table& table_named(const std::string& name) { return *std::ranges::find(tables(), name, &Table::name); }

}  // namespace

void write_runs(CsvWriter& csv, const Store& store) {
  write_wide(csv, store, Part::summaries, "run_results");
}

void write_years(CsvWriter& csv, const Store& store) {
  write_wide(csv, store, Part::summaries, "yearly_results");
}

void write_segments(CsvWriter& csv, const Store& store) {
  write_wide(csv, store, Part::accounts, "segment_results");
}

void write_weekly(CsvWriter& csv, const Store& store) {
  write_wide(csv, store, Part::weekly, "weekly_results");
}

void write_weekly_long(CsvWriter& csv, const Store& store) {
  const auto measures = stored_measures(store);
  auto row = store.results(Part::weekly).prepare("SELECT * FROM weekly_results");
  const int keys = 5 + static_cast<int>(store.plan().parameters.size());  // before the measures
  const int end = keys + static_cast<int>(measures.size());
  for (int i = 0; i < keys; ++i) csv.field(row.name(i));
  write_fields(csv, {"metric", "value", "unit"});
  csv.end_row();
  while (row.step()) {
    for (int i = keys; i < end; ++i) {
      const auto& measure = measures[static_cast<std::size_t>(i - keys)];
      for (int key = 0; key < keys; ++key) write_value(csv, row, key);
      csv.field(measure.name).field(row.number(i)).field(measure.unit).end_row();
    }
  }
}

void write_summary(CsvWriter& csv, const Store& store) {
  write_statistics_header(csv, store.plan(), false);
  write_means(csv, store, false);
}

void write_comparison(CsvWriter& csv, const Store& store, const std::string& baseline) {
  write_statistics_header(csv, store.plan(), true);
  write_differences(csv, store, baseline);
}

bool has_comparison(const Plan& plan) { return plan.cells.size() > plan.points.size(); }

void write_summary_and_comparison(CsvWriter& csv, const Store& store, const std::string& baseline) {
  write_statistics_header(csv, store.plan(), true);
  write_means(csv, store, true);
  write_differences(csv, store, baseline);
}

std::vector<std::string> table_names() {
  std::vector<std::string> names;
  for (const auto& table : tables()) names.push_back(table.name);
  return names;
}

bool has_table(const Plan& plan, const std::string& name) { return table_named(name).made_by(plan); }

std::string explain_table(const std::string& name) {
  const auto found = std::ranges::find(tables(), name, &Table::name);
  return found == tables().end() ? ""
                                 : fmt::format("{} - table\n  {}\n  written by export STORE --table {}\n",
                                               name, found->meaning, name);
}

void require_table(const Plan& plan, const std::string& name, const std::string& whose) {
  if (!has_table(plan, name))
    throw BadInput(fmt::format(
        "{}: has no table {} (weeks are kept by run and compare, a first and a last year where they do not "
        "overlap; earlier versions did not keep why anybody leaves; comparisons need two policies, effects a "
        "crossing; of plausible worlds there are runs "
        "only)",
        whose, name));
}

void write_table(CsvWriter& csv, const Store& store, const std::string& name, const std::string& baseline) {
  require_table(store.plan(), name, store.path());
  table_named(name).write(csv, store, baseline);
}

std::int64_t count_rows(const Store& store, const std::string& name) {
  return table_named(name).count(store);
}

}  // namespace clientele::experiment
