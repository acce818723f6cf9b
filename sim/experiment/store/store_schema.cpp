#include "sim/experiment/store/store_schema.hpp"

#include <fmt/core.h>

namespace clientele::experiment {

namespace {

std::string measure_columns(std::string_view type) {
  std::string columns;
  for (const auto& measure : measures()) columns += fmt::format(", {}{}", sql_name(measure.name), type);
  return columns;
}

std::string parameter_columns(const Plan& plan, std::string_view prefix) {
  std::string columns;
  for (const auto& path : plan.parameters) columns += fmt::format(", {}{}", prefix, sql_name(path));
  return columns;
}

std::string tidy_view(const Plan& plan, std::string_view view, std::string_view table,
                      std::string_view time) {
  return fmt::format(R"(
    CREATE VIEW {0} AS
      SELECT (SELECT value FROM manifest WHERE key = 'scenario') AS scenario, cells.policy{3}, businesses.name AS business,
             runs.replication{2}{4}
      FROM runs CROSS JOIN {1} ON {1}.run = runs.run CROSS JOIN cells ON cells.cell = runs.cell
           CROSS JOIN businesses ON businesses.business = {1}.business
      WHERE runs.status = 'done'
      ORDER BY runs.cell, runs.replication, {1}.business{2};)",
                     view, table, time, parameter_columns(plan, "cells."), measure_columns(""));
}

std::string schema(const Plan& plan) {
  return fmt::format(R"(
    PRAGMA application_id = {};
    PRAGMA user_version = {};
    CREATE TABLE manifest (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE measures (measure INTEGER PRIMARY KEY, name TEXT, unit TEXT, meaning TEXT, headline INTEGER,
                           lower_is_better INTEGER);
    CREATE TABLE businesses (business INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE segments (segment INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE cells (cell INTEGER PRIMARY KEY, point INTEGER, policy TEXT{});
    CREATE TABLE runs (run INTEGER PRIMARY KEY, cell INTEGER, replication INTEGER, identity TEXT,
                       status TEXT CHECK (status IN ('planned', 'running', 'done', 'failed')), reason TEXT,
                       UNIQUE (cell, replication));
    CREATE TABLE summaries (run INTEGER, business INTEGER{}, PRIMARY KEY (run, business)) WITHOUT ROWID;
    CREATE TABLE weekly (run INTEGER, business INTEGER, week INTEGER{}, PRIMARY KEY (run, business, week)) WITHOUT ROWID;
    CREATE TABLE life (run INTEGER, business INTEGER, segment INTEGER, cohort INTEGER, tenure INTEGER, entered INTEGER,
                       ended INTEGER, censored INTEGER,
                       PRIMARY KEY (run, business, segment, cohort, tenure)) WITHOUT ROWID;
    CREATE TABLE whale (run INTEGER, business INTEGER, accounts REAL, contribution REAL,
                        PRIMARY KEY (run, business, accounts)) WITHOUT ROWID;)",
                     store_application, store_format, parameter_columns(plan, ""), measure_columns(" REAL"),
                     measure_columns(" REAL")) +
         tidy_view(plan, "run_results", "summaries", "") +
         tidy_view(plan, "weekly_results", "weekly", ", week");
}

void write_manifest(Database& database, const Plan& plan, const Provenance& provenance) {
  auto insert = database.prepare("INSERT INTO manifest VALUES (?, ?)");
  insert.bind("program", "clientele " + provenance.version).run();
  insert.bind("compiler", provenance.compiler).run();
  insert.bind("command", provenance.command).run();
  insert.bind("verb", plan.verb).run();
  insert.bind("scenario", plan.scenario).run();
  insert.bind("document", plan.document->dump(2)).run();
  insert.bind("identity", experiment_identity(plan, provenance.version)).run();
  insert.bind("weeks", plan.weeks).run();
  insert.bind("seed", static_cast<std::int64_t>(plan.seed)).run();
  insert.bind("replications", plan.replications).run();
  insert.bind("weekly", int{plan.weekly}).run();
  insert.bind("baseline", plan.baseline).run();
  insert.bind("precision", Json(plan.precision).dump()).run();
  insert.bind("most_replications", plan.most_replications).run();
}

void write_names(Database& database, const Plan& plan) {
  auto measure_row = database.prepare("INSERT INTO measures VALUES (NULL, ?, ?, ?, ?, ?)");
  for (const auto& m : measures())
    measure_row.bind(m.name, m.unit, m.meaning, int{m.headline}, int{m.lower_is_better}).run();
  auto business_row = database.prepare("INSERT INTO businesses VALUES (NULL, ?)");
  for (const auto& name : plan.businesses) business_row.bind(name).run();
  auto segment_row = database.prepare("INSERT INTO segments VALUES (NULL, ?)");
  for (const auto& name : plan.segments) segment_row.bind(name).run();
}

void write_cells(Database& database, const Plan& plan) {
  std::string marks;
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) marks += ", ?";
  auto insert = database.prepare("INSERT INTO cells VALUES (NULL, ?, ?" + marks + ")");
  for (const auto& cell : plan.cells) {
    insert.bind(static_cast<std::int64_t>(cell.point + 1), cell.policy);
    for (const auto& value : plan.points[cell.point])
      value.is_number() ? insert.bind_next(value.get<double>()) : insert.bind_next(value.get<std::string>());
    insert.run();
  }
}

Json column_value(const Statement& row, int column) {
  if (row.is_text(column)) return row.text(column);
  return number_value(row.number(column));
}

std::vector<std::string> names(Database& database, std::string_view query) {
  std::vector<std::string> list;
  for (auto row = database.prepare(query); row.step();) list.emplace_back(row.text(0));
  return list;
}

void read_cells(Database& database, Plan& plan) {
  auto row = database.prepare("SELECT * FROM cells ORDER BY cell");
  for (int i = 3; i < row.columns(); ++i) plan.parameters.emplace_back(row.name(i));
  while (row.step()) {
    const auto point = static_cast<std::size_t>(row.integer(1));
    plan.cells.push_back({point - 1, std::string(row.text(2))});
    if (point <= plan.points.size()) continue;
    auto& values = plan.points.emplace_back();
    for (int i = 3; i < row.columns(); ++i) values.push_back(column_value(row, i));
  }
}

}  // namespace

void create_tables(Database& database, const Plan& plan, const Provenance& provenance) {
  database.execute(schema(plan));
  write_manifest(database, plan, provenance);
  write_names(database, plan);
  write_cells(database, plan);
  plan_runs(database, plan, provenance, 1, plan.replications);
}

void plan_runs(Database& database, const Plan& plan, const Provenance& provenance, int from, int to) {
  auto insert = database.prepare("INSERT INTO runs VALUES (?, ?, ?, ?, 'planned', NULL)");
  const auto experiment = experiment_identity(plan, provenance.version);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    const auto identity = cell_identity(plan, cell, experiment);
    for (int replication = from; replication <= to; ++replication)
      insert
          .bind(run_key(plan, cell, replication).run, static_cast<std::int64_t>(cell + 1), replication,
                run_identity(identity, replication))
          .run();
  }
}

Plan read_plan(Database& database) {
  const auto value = [&](std::string_view key) {
    return database.text(fmt::format("SELECT value FROM manifest WHERE key = '{}'", key));
  };
  Plan plan;
  plan.verb = value("verb");
  plan.scenario = value("scenario");
  plan.document = std::make_shared<Json>(Json::parse(value("document")));
  plan.weeks = std::stoi(value("weeks"));
  plan.seed = static_cast<std::uint32_t>(std::stoul(value("seed")));
  plan.replications = std::stoi(value("replications"));
  plan.weekly = value("weekly") == "1";
  plan.baseline = value("baseline");
  plan.precision = Json::parse(value("precision")).get<std::vector<std::string>>();
  plan.most_replications = std::stoi(value("most_replications"));
  plan.businesses = names(database, "SELECT name FROM businesses ORDER BY business");
  plan.segments = names(database, "SELECT name FROM segments ORDER BY segment");
  read_cells(database, plan);
  return plan;
}

}  // namespace clientele::experiment
