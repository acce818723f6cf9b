#include "sim/experiment/store/store.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/store/store_schema.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

namespace {

void remove_store(const std::string& path) {
  std::error_code ignored;  // what cannot be removed shows when it is opened
  for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(path + suffix, ignored);
}

void make_room(const std::string& path, bool replace) {
  if (path.empty() || !fs::exists(fs::symlink_status(path))) return;
  if (fs::is_directory(path)) throw BadInput(fmt::format("{}: is a directory; name a file", path));
  if (!replace)
    throw BadInput(fmt::format("{}: already exists; choose another name, or --force to replace it", path));
  if (!fs::is_regular_file(path)) throw BadInput(fmt::format("{}: is not an ordinary file", path));
  remove_store(path);
}

void tune(Database& database) {
  database.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
}

std::string insert_statement(std::string_view table, std::size_t keys) {
  std::string marks = "?";
  for (std::size_t i = 1; i < keys + measures().size(); ++i) marks += ", ?";
  return fmt::format("INSERT OR REPLACE INTO {} VALUES ({})", table, marks);
}

void bind_measures(Statement& statement, const Tally& tally, double numeraire) {
  for (const auto& measure : measures()) statement.bind_next(reported(measure, tally, numeraire));
}

constexpr std::string_view status_words[] = {"planned", "running", "done", "failed"};

}  // namespace

Store::Store(std::unique_ptr<Database> database, Plan plan)
    : database_(std::move(database)), plan_(std::move(plan)) {}

Store Store::create(const std::string& path, const Plan& plan, const Provenance& provenance, bool replace) {
  make_room(path, replace);
  auto database = std::make_unique<Database>(path, Database::Access::create);
  try {
    tune(*database);
    Transaction transaction(*database);
    create_tables(*database, plan, provenance);
    transaction.commit();
  } catch (...) {
    database.reset();
    if (!path.empty()) remove_store(path);
    throw;
  }
  return Store(std::move(database), plan);
}

Store Store::open(const std::string& path, Database::Access access, std::chrono::milliseconds patience) {
  if (fs::is_directory(path)) throw BadInput(fmt::format("{}: is a directory, not a results store", path));
  if (!fs::exists(path)) throw BadInput(fmt::format("{}: no such file", path));
  auto database = std::make_unique<Database>(path, access, patience);
  if (database->integer("PRAGMA application_id") != store_application)
    throw BadInput(fmt::format("{}: is not a results store", path));
  if (const auto version = database->integer("PRAGMA user_version"); version != store_format)
    throw BadInput(fmt::format("{}: has store format {}, this program reads format {}; make it anew with: {}",
                               path, version, store_format,
                               database->text("SELECT value FROM manifest WHERE key = 'command'")));
  if (access == Database::Access::write) tune(*database);
  Store store(std::move(database), read_plan(*database));
  if (access == Database::Access::write) store.resolve_missing();
  return store;
}

void Store::extend(int replications, const Provenance& provenance) {
  if (replications <= plan_.replications) return;
  require_same_model(provenance);
  Transaction transaction(*database_);
  plan_runs(*database_, plan_, provenance, plan_.replications + 1, replications);
  database_->prepare("UPDATE manifest SET value = ? WHERE key = 'replications'").bind(replications).run();
  transaction.commit();
  plan_.replications = replications;
}

std::vector<RunKey> Store::missing() const {
  auto row = database_->prepare(R"(SELECT cell, replication FROM runs JOIN cells USING (cell)
    WHERE status <> 'done' ORDER BY point, replication, cell)");
  std::vector<RunKey> keys;
  while (row.step())
    keys.push_back(
        run_key(plan_, static_cast<std::size_t>(row.integer(0) - 1), static_cast<int>(row.integer(1))));
  return keys;
}

// Only what is still to be run has to be checked.
void Store::resolve_missing() {
  std::vector<std::size_t> points;
  for (const auto& key : missing()) points.push_back(plan_.cells[key.cell].point);
  resolve_points(plan_, points);
}

void Store::require_same_model(const Provenance& provenance) const {
  const auto manifest = [this](std::string_view key) {
    return database_->text(fmt::format("SELECT value FROM manifest WHERE key = '{}'", key));
  };
  if (manifest("identity") == experiment_identity(plan_, provenance.version)) return;
  throw BadInput(fmt::format(
      "{}: runs are missing, and those there are were made by {}, whose results may differ from those of "
      "this program, clientele {}; go on with that program, or start anew with the command below and -o "
      "another "
      "name, or --force to replace it\n  {}",
      path(), manifest("program"), provenance.version, manifest("command")));
}

void Store::prepare_writing() {
  const auto prepare = [this](const std::string& sql) {
    return std::make_unique<Statement>(database_->prepare(sql));
  };
  set_status_ = prepare("UPDATE runs SET status = ?, reason = ? WHERE run = ? AND status <> 'done'");
  add_summary_ = prepare(insert_statement("summaries", 2));
  add_week_ = prepare(insert_statement("weekly", 3));
  add_life_ = prepare("INSERT OR REPLACE INTO life VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  add_whale_ = prepare("INSERT OR REPLACE INTO whale VALUES (?, ?, ?, ?)");
}

void Store::write(std::span<const RunRecord> records) {
  if (!set_status_) prepare_writing();
  Transaction transaction(*database_);
  for (const auto& record : records) {
    write_rows(record);
    write_accounts(record);
  }
  transaction.commit();
}

void Store::write_rows(const RunRecord& record) {
  set_status_->bind(status_words[static_cast<std::size_t>(record.status)]);
  record.status == RunStatus::failed ? set_status_->bind_next(record.reason)
                                     : set_status_->bind_next(nullptr);
  set_status_->bind_next(record.key.run);
  set_status_->run();
  const auto businesses = record.totals.size();
  for (std::size_t b = 0; b < businesses; ++b) {
    add_summary_->bind(record.key.run, static_cast<std::int64_t>(b + 1));
    bind_measures(*add_summary_, record.totals[b], record.numeraire);
    add_summary_->run();
  }
  for (std::size_t i = 0; i < record.weekly.size(); ++i) {
    add_week_->bind(record.key.run, static_cast<std::int64_t>(i % businesses + 1),
                    static_cast<std::int64_t>(i / businesses + 1));
    bind_measures(*add_week_, record.weekly[i], record.numeraire);
    add_week_->run();
  }
}

void Store::write_accounts(const RunRecord& record) {
  const auto run = record.key.run;
  for (const auto& row : record.life_table)
    add_life_
        ->bind(run, row.business + 1, row.segment + 1, row.cohort, row.tenure, row.entered, row.ended,
               row.censored)
        .run();
  for (std::size_t b = 0; b < record.whale_curves.size(); ++b)
    for (const auto& [accounts, contribution] : record.whale_curves[b])
      add_whale_->bind(run, static_cast<std::int64_t>(b + 1), accounts, contribution).run();
}

double reported(const Measure& measure, const Tally& tally, double numeraire) {
  return measure.value(tally) * (measure.unit.starts_with("money") ? numeraire : 1.0);
}

std::string sql_name(std::string_view name) {
  std::string result = "\"";
  for (const char c : name) result.append(c == '"' ? 2 : 1, c);
  return result + '"';
}

}  // namespace clientele::experiment
