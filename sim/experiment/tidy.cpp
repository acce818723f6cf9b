#include "sim/experiment/tidy.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <functional>

#include "sim/experiment/errors.hpp"

namespace clientele {

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

void write_wide(CsvWriter& csv, const Store& store, const std::string& view) {
  auto row = store.database().prepare("SELECT * FROM " + view);
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
  std::string_view baseline;  ///< empty for none
};

void write_estimates(CsvWriter& csv, const Plan& plan, const Row& row,
                     const std::vector<StoredMeasure>& measures, const std::vector<Estimate>& estimates) {
  const auto& cell = plan.cells[row.cell];
  for (std::size_t m = 0; m < measures.size(); ++m) {
    write_fields(csv, {plan.scenario, cell.policy});
    if (!row.baseline.empty()) csv.field(row.baseline);
    for (const auto& value : plan.points[cell.point])
      value.is_number() ? csv.field(value.get<double>()) : csv.field(value.get<std::string>());
    write_fields(csv, {plan.businesses[row.business], measures[m].name, measures[m].unit});
    const auto& [n, missing, mean, sd, low, high] = estimates[m];
    csv.field(n).field(mean).field(sd).field(low).field(high).end_row();
  }
}

struct Table {
  std::string name;
  std::function<void(CsvWriter&)> write;
};

std::vector<Table> tables(const Store& store, const std::string& baseline) {
  const auto& plan = store.plan();
  std::vector<Table> list = {{"runs.csv", [&](CsvWriter& csv) { write_runs(csv, store); }},
                             {"summary.csv", [&](CsvWriter& csv) { write_summary(csv, store); }}};
  if (plan.cells.size() > plan.points.size())
    list.push_back({"comparison.csv", [&](CsvWriter& csv) { write_comparison(csv, store, baseline); }});
  if (plan.weekly) {
    list.push_back({"weekly.csv", [&](CsvWriter& csv) { write_weekly(csv, store); }});
    list.push_back({"weekly_long.csv", [&](CsvWriter& csv) { write_weekly_long(csv, store); }});
  }
  return list;
}

}  // namespace

void write_runs(CsvWriter& csv, const Store& store) { write_wide(csv, store, "run_results"); }

void write_weekly(CsvWriter& csv, const Store& store) { write_wide(csv, store, "weekly_results"); }

void write_weekly_long(CsvWriter& csv, const Store& store) {
  const auto measures = stored_measures(store);
  auto row = store.database().prepare("SELECT * FROM weekly_results");
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
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  write_statistics_header(csv, plan, false);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell)
    for (std::size_t b = 0; b < plan.businesses.size(); ++b)
      write_estimates(csv, plan, {cell, b, ""}, measures, estimates(read_samples(store, cell, b)));
}

void write_comparison(CsvWriter& csv, const Store& store, const std::string& baseline) {
  const auto& plan = store.plan();
  const auto measures = stored_measures(store);
  write_statistics_header(csv, plan, true);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    const auto reference = baseline_cell(plan, cell, baseline);
    for (std::size_t b = 0; b < plan.businesses.size(); ++b)
      write_estimates(csv, plan, {cell, b, baseline}, measures,
                      paired_differences(read_samples(store, cell, b), read_samples(store, reference, b)));
  }
}

std::vector<std::string> export_csv(const Store& store, const std::string& folder,
                                    const std::string& baseline, bool replace) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder))
    throw BadInput(fmt::format("{}: cannot be made a folder for CSV files", folder));
  const auto list = tables(store, baseline);
  for (const auto& table : list)
    if (!replace && fs::exists(fs::path(folder) / table.name))
      throw BadInput(fmt::format("{}/{}: already exists; choose another folder, or --force to replace it",
                                 folder, table.name));
  std::vector<CsvWriter> files;
  std::vector<std::string> names;
  for (const auto& table : list) {
    names.push_back((fs::path(folder) / table.name).string());
    table.write(files.emplace_back(names.back()));
    files.back().flush();
  }
  for (auto& file : files) file.keep();
  return names;
}

}  // namespace clientele
