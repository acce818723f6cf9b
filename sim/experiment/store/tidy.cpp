#include "sim/experiment/store/tidy.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/store/tidy_survival.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

void write_point(CsvWriter& csv, const Plan& plan, std::size_t point) {
  for (const auto& value : plan.points[point])
    value.is_number() ? csv.field(value.get<double>()) : csv.field(value.get<std::string>());
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
                      estimates(read_samples(store, cell, b)));
}

void write_differences(CsvWriter& csv, const Store& store, const std::string& baseline) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    const auto reference = baseline_cell(plan, cell, baseline);
    for (std::size_t b = 0; b < plan.businesses.size(); ++b)
      write_estimates(csv, plan, {cell, b, true, plan.cells[reference].policy}, measures,
                      paired_differences(read_samples(store, cell, b), read_samples(store, reference, b)));
  }
}

struct Table {
  std::string name;
  void (*write)(CsvWriter&, const Store&, const std::string& baseline);
  bool (*made_by)(const Plan&);
};

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
  static constexpr auto weekly = [](const Plan& plan) { return plan.weekly; };
  static const std::vector<Table> list = {{"runs", without_baseline<write_runs>, always},
                                          {"summary", without_baseline<write_summary>, summed_up},
                                          {"comparison", write_comparison, compared},
                                          {"weekly", without_baseline<write_weekly>, weekly},
                                          {"weekly_long", without_baseline<write_weekly_long>, weekly},
                                          {"survival", without_baseline<write_survival>, weekly}};
  return list;
}

// The tables that results of this plan make, with the files they go to.
std::vector<std::pair<Table, std::string>> files_in(const std::string& folder, const Plan& plan) {
  std::vector<std::pair<Table, std::string>> list;
  for (const auto& table : tables())
    if (table.made_by(plan)) list.emplace_back(table, (fs::path(folder) / (table.name + ".csv")).string());
  return list;
}

}  // namespace

void write_runs(CsvWriter& csv, const Store& store) {
  write_wide(csv, store, Part::summaries, "run_results");
}

void write_weekly(CsvWriter& csv, const Store& store) {
  write_wide(csv, store, Part::weekly, "weekly_results");
}

void write_weekly_long(CsvWriter& csv, const Store& store) {
  const auto measures = stored_measures(store);
  auto row = store.results(Part::weekly).prepare("SELECT * FROM weekly_results");
  const int keys = row.columns() - static_cast<int>(measures.size());
  for (int i = 0; i < keys; ++i) csv.field(row.name(i));
  write_fields(csv, {"metric", "value", "unit"});
  csv.end_row();
  while (row.step()) {
    for (int i = keys; i < row.columns(); ++i) {
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

void write_table(CsvWriter& csv, const Store& store, const std::string& name, const std::string& baseline) {
  const auto table = std::ranges::find(tables(), name, &Table::name);
  if (!table->made_by(store.plan()))
    throw BadInput(fmt::format(
        "{}: has no table {} (weeks are kept by run and compare; comparisons need two policies; of plausible "
        "worlds there are runs only)",
        store.path(), name));
  table->write(csv, store, baseline);
}

void require_folder(const Plan& plan, const std::string& folder, bool replace) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder))
    throw BadInput(fmt::format("{}: cannot be made a folder for CSV files", folder));
  if (access(folder.c_str(), W_OK) != 0) throw BadInput(fmt::format("{}: cannot be written to", folder));
  for (const auto& [table, path] : files_in(folder, plan))
    if (!replace && fs::exists(path))
      throw BadInput(
          fmt::format("{}: already exists; choose another folder, or --force to replace it", path));
}

std::vector<std::string> export_csv(const Store& store, const std::string& folder,
                                    const std::string& baseline, bool replace) {
  require_folder(store.plan(), folder, replace);
  std::vector<CsvWriter> files;
  std::vector<std::string> names;
  for (const auto& [table, path] : files_in(folder, store.plan())) {
    table.write(files.emplace_back(path), store, baseline);
    files.back().flush();
    names.push_back(path);
  }
  for (auto& file : files) file.keep();
  return names;
}

}  // namespace clientele::experiment
