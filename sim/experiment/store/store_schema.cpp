#include "sim/experiment/store/store_schema.hpp"

#include <fmt/core.h>

#include <charconv>
#include <limits>

#include "sim/experiment/design/past.hpp"
#include "sim/experiment/store/store_check.hpp"
#include "sim/model/parameters/levers.hpp"
#include "sim/random/draws.hpp"
#include "sim/scenario/text/document.hpp"

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

std::string tidy_view(const Plan& plan, std::string_view view, std::string_view table, std::string_view time,
                      std::string_view more = "") {
  return fmt::format(R"(
    CREATE VIEW {0} AS
      SELECT (SELECT value FROM manifest WHERE key = 'scenario') AS scenario, cells.policy{3}, businesses.name AS business,
             runs.replication{2}{4}
      FROM runs CROSS JOIN {1} ON {1}.run = runs.run CROSS JOIN cells ON cells.cell = runs.cell
           CROSS JOIN businesses ON businesses.business = {1}.business
      WHERE runs.status = 'done'
      ORDER BY runs.cell, runs.replication, {1}.business{2};)",
                     view, table, time, parameter_columns(plan, "cells."), measure_columns("").append(more));
}

// "levers.crm", as nothing else is called; words as text.
std::string lever_columns(const Plan& plan, bool with_types) {
  std::string columns;
  for (const auto& name : plan.moved_levers)
    columns += fmt::format(", {}{}", sql_name(lever_prefix + name),
                           !with_types                ? ""
                           : choices_of(name).empty() ? " REAL"
                                                      : " TEXT");
  return columns;
}

// How long a run is, where a sweep may vary it.
std::string weeks_of_run(const Plan& plan) {
  for (const auto& path : plan.parameters)
    if (pointer_of(*plan.document, path) == "/weeks") return "cells." + sql_name(path);
  return "(SELECT value FROM manifest WHERE key = 'weeks')";
}

std::string segment_tables(const Plan& plan) {
  return fmt::format(R"(
    CREATE TABLE markets (market INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE segment_sums (run INTEGER, business INTEGER, market INTEGER, segment INTEGER, account_weeks REAL,
                               contribution REAL, hours REAL, lost INTEGER, ended INTEGER,
                               PRIMARY KEY (run, business, market, segment)) WITHOUT ROWID;
    CREATE VIEW segment_results AS
      SELECT (SELECT value FROM manifest WHERE key = 'scenario') AS scenario, cells.policy{0}, businesses.name AS business,
             markets.name AS market, segments.name AS segment, runs.replication,
             account_weeks / {1} AS accounts, contribution / {1} AS contribution,
             contribution / account_weeks AS contribution_per_account, hours / {1} AS hours,
             hours / account_weeks AS hours_per_account, 52 * lost / account_weeks AS churn_rate,
             52 * ended / account_weeks AS ended_rate
      FROM runs CROSS JOIN segment_sums ON segment_sums.run = runs.run CROSS JOIN cells ON cells.cell = runs.cell
           CROSS JOIN businesses ON businesses.business = segment_sums.business
           CROSS JOIN markets ON markets.market = segment_sums.market
           CROSS JOIN segments ON segments.segment = segment_sums.segment
      WHERE runs.status = 'done'
      ORDER BY runs.cell, runs.replication, segment_sums.business, segment_sums.market, segment_sums.segment;)",
                     parameter_columns(plan, "cells."), weeks_of_run(plan));
}

/// Who left at which age, as the life tables of record.hpp have it, and why.
std::string life_tables() {
  const auto counts = [](std::span<const std::string_view> causes) {
    std::string columns = "entered INTEGER, ended INTEGER, censored INTEGER";
    for (const auto cause : causes) columns += fmt::format(", {} INTEGER", cause);
    return columns;
  };
  return fmt::format(R"(
    CREATE TABLE life (run INTEGER, business INTEGER, segment INTEGER, cohort INTEGER, tenure INTEGER, {},
                       PRIMARY KEY (run, business, segment, cohort, tenure)) WITHOUT ROWID;
    CREATE TABLE staff_life (run INTEGER, business INTEGER, tenure INTEGER, {},
                             PRIMARY KEY (run, business, tenure)) WITHOUT ROWID;)",
                     counts(account_ends), counts(employment_ends));
}

std::string yearly_tables(const Plan& plan) {
  if (!plan.yearly) return "";
  return fmt::format(R"(
    CREATE TABLE years (run INTEGER, business INTEGER, year TEXT CHECK (year IN ('first', 'last')){},
                        PRIMARY KEY (run, business, year)) WITHOUT ROWID;)",
                     measure_columns(" REAL")) +
         tidy_view(plan, "yearly_results", "years", ", year");
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
                       summaries_checksum INTEGER, weekly_checksum INTEGER, accounts_checksum INTEGER, checksum INTEGER,
                       UNIQUE (cell, replication));
    CREATE TABLE summaries (run INTEGER, business INTEGER{}, PRIMARY KEY (run, business)) WITHOUT ROWID;
    CREATE TABLE weekly (run INTEGER, business INTEGER, week INTEGER{}{}, PRIMARY KEY (run, business, week)) WITHOUT ROWID;
    CREATE TABLE whale (run INTEGER, business INTEGER, accounts REAL, contribution REAL,
                        PRIMARY KEY (run, business, accounts)) WITHOUT ROWID;)",
                     store_application, store_format, parameter_columns(plan, ""), measure_columns(" REAL"),
                     measure_columns(" REAL"), lever_columns(plan, true)) +
         tidy_view(plan, "run_results", "summaries", "") +
         tidy_view(plan, "weekly_results", "weekly", ", week", lever_columns(plan, false)) + life_tables() +
         yearly_tables(plan) + segment_tables(plan);
}

Json to_json(const std::vector<PlacedValue>& values) {
  auto list = Json::array();
  for (const auto& [pointer, value] : values) list.push_back(Json::array({pointer, value}));
  return list;
}

std::vector<PlacedValue> placed_values(const Json& list) {
  std::vector<PlacedValue> values;
  for (const auto& value : list) values.push_back({value.at(0).text(), value.at(1)});
  return values;
}

void write_manifest(Database& database, const Plan& plan, const Provenance& provenance) {
  auto insert = database.prepare("INSERT INTO manifest VALUES (?, ?)");
  insert.bind("program", "clientele " + provenance.version).run();
  insert.bind("model", provenance.model).run();
  insert.bind("compiler", provenance.compiler).run();
  insert.bind("command", provenance.command).run();
  insert.bind("verb", plan.verb).run();
  insert.bind("scenario", plan.scenario).run();
  insert.bind("document", plan.document->dump(2)).run();
  insert.bind("identity", experiment_identity(plan, provenance.model)).run();
  insert.bind("weeks", plan.weeks).run();
  insert.bind("seed", static_cast<std::int64_t>(plan.seed)).run();
  insert.bind("design_seed", static_cast<std::int64_t>(plan.design_seed)).run();
  insert.bind("random_numbers", plan.independent ? "independent" : "common").run();
  insert.bind("past_weeks", past_weeks_of(plan)).run();
  insert.bind("pasts", static_cast<std::int64_t>(pasts_of(plan))).run();
  insert.bind("decisions", plan.always ? "always" : "from week 1").run();
  if (!plan.before.empty()) insert.bind("before", to_json(plan.before).dump()).run();
  insert.bind("replications", plan.replications).run();
  insert.bind("weekly", int{plan.weekly}).run();
  insert.bind("baseline", plan.baseline).run();
  insert.bind("precision", Json(plan.precision).dump()).run();
  insert.bind("most_replications", plan.most_replications).run();
  if (!plan.misfits.empty()) insert.bind("misfits", Json(plan.misfits).dump()).run();
}

void write_names(Database& database, const Plan& plan) {
  auto measure_row = database.prepare("INSERT INTO measures VALUES (NULL, ?, ?, ?, ?, ?)");
  for (const auto& m : measures())
    measure_row.bind(m.name, m.unit, m.meaning, int{m.headline}, int{m.lower_is_better}).run();
  auto business_row = database.prepare("INSERT INTO businesses VALUES (NULL, ?)");
  for (const auto& name : plan.businesses) business_row.bind(name).run();
  auto segment_row = database.prepare("INSERT INTO segments VALUES (NULL, ?)");
  for (const auto& name : plan.segments) segment_row.bind(name).run();
  auto market_row = database.prepare("INSERT INTO markets VALUES (NULL, ?)");
  for (const auto& name : plan.markets) market_row.bind(name).run();
}

void write_cells(Database& database, const Plan& plan) {
  std::string marks;
  for (std::size_t i = 0; i < plan.parameters.size(); ++i) marks += ", ?";
  auto insert = database.prepare("INSERT INTO cells VALUES (NULL, ?, ?" + marks + ")");
  for (const auto& cell : plan.cells) {
    insert.bind(static_cast<std::int64_t>(cell.point + 1), cell.policy);
    for (const auto& value : plan.points[cell.point])
      value.is_number() ? insert.bind_next(value.get<double>()) : insert.bind_next(text_of(value));
    insert.run();
  }
}

// Words are no JSON, distributions, rules and lists are.
Json column_value(const Statement& row, int column) {
  if (row.is_text(column)) {
    const auto text = row.text(column);
    const bool is_whole = text.starts_with('{') || text.starts_with('[');
    auto whole = is_whole ? Json::parse_if_valid(text) : std::nullopt;
    return whole ? *std::move(whole) : Json(text);
  }
  return number_value(row.number(column));
}

std::vector<std::string> names(Database& database, std::string_view query) {
  std::vector<std::string> list;
  for (auto row = database.prepare(query); row.step();) list.emplace_back(row.text(0));
  return list;
}

std::vector<std::string> moved_levers(Database& database) {
  std::vector<std::string> levers;
  for (const auto& column : names(database, "SELECT name FROM pragma_table_info('weekly') ORDER BY cid"))
    if (column.starts_with(lever_prefix)) levers.push_back(column.substr(lever_prefix.size()));
  return levers;
}

void read_cells(Database& database, Plan& plan) {
  auto row = database.prepare("SELECT * FROM cells ORDER BY cell");
  for (int i = 3; i < row.columns(); ++i) plan.parameters.emplace_back(row.name(i));
  while (row.step()) {
    const auto point = static_cast<std::size_t>(row.integer(1));
    if (point == 0 || point > plan.points.size() + 1) refuse_damaged(database);
    plan.cells.push_back({point - 1, std::string(row.text(2))});
    if (point <= plan.points.size()) continue;
    auto& values = plan.points.emplace_back();
    for (int i = 3; i < row.columns(); ++i) values.push_back(column_value(row, i));
  }
}

// Runs are found by their numbers, which stores without checksums may hold whatever somebody made of them.
void require_runs(Database& database, const Plan& plan) {
  auto strays = database.prepare(R"(SELECT count(*) FROM runs
    WHERE typeof(cell) <> 'integer' OR cell NOT BETWEEN 1 AND ?
       OR typeof(replication) <> 'integer' OR replication NOT BETWEEN 1 AND ?)");
  strays.bind(static_cast<std::int64_t>(plan.cells.size()), plan.replications).step();
  if (strays.integer(0) != 0) refuse_damaged(database);
}

}  // namespace

std::span<const std::string_view> choices_of(std::string_view lever) {
  for (const auto& row : lever_parameters)
    if (row.info.name == lever) return row.info.choices;
  return {};
}

void create_tables(Database& database, const Plan& plan, const Provenance& provenance) {
  database.execute(schema(plan));
  write_manifest(database, plan, provenance);
  write_names(database, plan);
  write_cells(database, plan);
  plan_runs(database, plan, provenance, 1, plan.replications);
  sign_plan(database);
}

void plan_runs(Database& database, const Plan& plan, const Provenance& provenance, int from, int to) {
  auto insert = database.prepare(
      "INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, 'planned', NULL, NULL, NULL, NULL, ?)");
  const auto of_scenario = scenario_identity(plan, provenance.model);
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell) {
    const auto in_cell = cell_identity(plan, cell, of_scenario);
    const auto number = static_cast<std::int64_t>(cell + 1);
    for (int replication = from; replication <= to; ++replication) {
      const auto run = run_key(plan, cell, replication).run;
      const auto identity = run_identity(in_cell, replication);
      const auto checksum = checksum_of_planned(run, number, replication, identity);
      insert.bind(run, number, replication, identity, checksum).run();
    }
  }
}

Plan read_plan(Database& database) try {
  const auto value = [&](std::string_view key) {
    return database.text(fmt::format("SELECT value FROM manifest WHERE key = '{}'", key));
  };
  const auto whole = [&](std::string_view key, std::int64_t low, std::int64_t high) {
    const auto text = value(key);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < low || number > high)
      refuse_damaged(database);
    return number;
  };
  const auto json = [&](std::string_view key) {
    auto parsed = Json::parse_if_valid(value(key));
    if (!parsed) refuse_damaged(database);
    return *std::move(parsed);
  };
  Plan plan;
  plan.verb = value("verb");
  plan.scenario = value("scenario");
  plan.document = std::make_shared<Json>(json("document"));
  plan.weeks = static_cast<int>(whole("weeks", 1, std::numeric_limits<int>::max()));
  plan.seed = static_cast<std::uint32_t>(whole("seed", 0, std::numeric_limits<std::uint32_t>::max()));
  plan.replications = static_cast<int>(whole("replications", 1, most_replications));
  const bool has_design_seed = !value("design_seed").empty();  // before, points were drawn by the one seed
  plan.design_seed =
      has_design_seed
          ? static_cast<std::uint32_t>(whole("design_seed", 0, std::numeric_limits<std::uint32_t>::max()))
          : plan.seed;
  plan.independent = value("random_numbers") == "independent";
  plan.always = value("decisions") == "always";
  if (!value("before").empty()) plan.before = placed_values(json("before"));
  plan.weekly = value("weekly") == "1";
  plan.yearly = has_table(database, "years");
  plan.causes = has_table(database, "staff_life");
  plan.baseline = value("baseline");
  for (const auto& goal : json("precision")) plan.precision.push_back(goal.get<std::string>());
  if (!value("misfits").empty())
    for (const auto& misfit : json("misfits")) plan.misfits.push_back(misfit.get<std::string>());
  plan.most_replications = static_cast<int>(whole("most_replications", 0, most_replications));
  plan.businesses = names(database, "SELECT name FROM businesses ORDER BY business");
  plan.segments = names(database, "SELECT name FROM segments ORDER BY segment");
  if (has_table(database, "markets"))
    plan.markets = names(database, "SELECT name FROM markets ORDER BY market");
  plan.moved_levers = moved_levers(database);
  read_cells(database, plan);
  if (plan.cells.empty() || plan.businesses.empty()) refuse_damaged(database);
  require_runs(database, plan);
  return plan;
} catch (const std::logic_error&) {  // JSON of another kind than was written
  refuse_damaged(database);
}

}  // namespace clientele::experiment
