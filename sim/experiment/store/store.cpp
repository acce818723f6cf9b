#include "sim/experiment/store/store.hpp"

#include <fmt/core.h>

#include <chrono>
#include <cmath>
#include <filesystem>
#include <optional>
#include <utility>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/store/store_log.hpp"
#include "sim/experiment/store/store_place.hpp"
#include "sim/experiment/store/store_schema.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

/// The statements that write results.
struct Store::Writing {
  Writing(Database& database, const Plan& plan);

  Statement set_status, add_summary, add_week, add_life, add_staff_life, add_whale, add_segment;
  std::optional<Statement> add_year;  ///< if years are kept
  RunSigner signer;
};

namespace {

// Each round of the log cuts off what was left of the one before: see store_log.hpp.
void tune(Database& database) {
  database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 0");
}

std::string insert_statement(std::string_view table, std::size_t values) {
  std::string marks = "?";
  for (std::size_t i = 1; i < values; ++i) marks += ", ?";
  return fmt::format("INSERT OR REPLACE INTO {} VALUES ({})", table, marks);
}

// Writes a row, and gives its checksum.
template <class... Keys>
Checksum insert(Statement& statement, const Keys&... keys) {
  Checksum checksum;
  (checksum.add(keys), ...);
  statement.bind(keys...).run();
  return checksum;
}

// The same of a row that ends with counts.
template <class Counts, class... Keys>
Checksum insert_counts(Statement& statement, const Counts& counts, const Keys&... keys) {
  Checksum checksum;
  (checksum.add(keys), ...);
  statement.bind(keys...);
  for (const auto count : counts) {
    checksum.add(count);
    statement.bind_next(count);
  }
  statement.run();
  return checksum;
}

// Binds the keys of a row and its measures, and gives their checksum.
template <class... Keys>
Checksum bind_measures(Statement& statement, const Tally& tally, double numeraire, const Keys&... keys) {
  Checksum checksum;
  (checksum.add(keys), ...);
  statement.bind(keys...);
  for (const auto& measure : measures()) {
    const double value = reported(measure, tally, numeraire);
    checksum.add(value);
    statement.bind_next(value);
  }
  return checksum;
}

template <class... Keys>
Checksum insert_measures(Statement& statement, const Tally& tally, double numeraire, const Keys&... keys) {
  const auto checksum = bind_measures(statement, tally, numeraire, keys...);
  statement.run();
  return checksum;
}

// The word of a choice, unless offices differ; of any other lever its value.
void bind_lever(Statement& statement, Checksum& checksum, std::string_view lever, double value) {
  const auto choices = choices_of(lever);
  if (choices.empty() || std::isnan(value)) {
    checksum.add(value);
    statement.bind_next(value);
  } else {
    const auto word = choices[static_cast<std::size_t>(value)];
    checksum.add(word);
    statement.bind_next(word);
  }
}

constexpr std::string_view status_words[] = {"planned", "running", "done", "failed"};

void write_plan(const std::string& file, const std::string& name, const Plan& plan,
                const Provenance& provenance, const std::string& replaces) {
  Database database(file, Database::Access::create, name);
  database.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY");  // nobody resumes half a plan
  Transaction transaction(database);
  create_tables(database, plan, provenance);
  if (!replaces.empty()) database.prepare("INSERT INTO manifest VALUES ('replaces', ?)").bind(replaces).run();
  transaction.commit();
}

// Or whoever calls a store one from before would have its checksums ignored.
void require_without_checksums(Database& database) {
  if (database.integer("SELECT count(*) FROM pragma_table_info('runs') WHERE name LIKE '%checksum'") > 0)
    refuse_damaged(database);
}

void require_file(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error))
    throw BadInput(fmt::format("{}: is a directory, not a results store", path));
  if (!fs::exists(path, error)) throw BadInput(fmt::format("{}: no such file", path));
  if (!fs::is_regular_file(path, error)) throw BadInput(fmt::format("{}: is not a results store", path));
}

}  // namespace

Store::Store(std::unique_ptr<Database> database, Plan plan, int format)
    : database_(std::move(database)), plan_(std::move(plan)), format_(format) {}

Store::Store(Store&&) noexcept = default;

Store::~Store() = default;

Store Store::create(const std::string& path, const Plan& plan, const Provenance& provenance, bool replace) {
  if (path.empty()) {
    auto database = std::make_unique<Database>(path, Database::Access::create);
    tune(*database);
    Transaction transaction(*database);
    create_tables(*database, plan, provenance);
    transaction.commit();
    return Store(std::move(database), plan, store_format);
  }
  if (!is_locked(path)) require_place(path, replace);  // before a lock is made where no store can be
  auto lock = StoreLock::acquire_now(path);
  require_place(path, replace);
  const Replaced replaced(path);
  Unplaced unplaced(path);
  write_plan(unplaced.file(), path, plan, provenance, replaced.mark());
  replaced.keep();
  unplaced.place(replace);
  Store store(std::make_unique<Database>(path, Database::Access::write), plan, store_format);
  store.begin_writing(std::move(lock));
  store.is_checked_.fill(true);  // this program writes all of it
  unplaced.leave();
  return store;
}

Store Store::opened(std::unique_ptr<Database> database) {
  if (database->integer("PRAGMA application_id") != store_application)
    throw BadInput(fmt::format("{}: is not a results store, or its beginning is damaged", database->path()));
  const auto format = static_cast<int>(database->integer("PRAGMA user_version"));
  const bool is_signed = format >= earliest_signed_format && format <= store_format;
  if (!is_signed && format != unsigned_store_format)
    throw BadInput(fmt::format(
        "{}: has store format {}, which this program does not know: a newer one made it, or it is damaged",
        database->path(), format));
  is_signed ? check_plan(*database) : require_without_checksums(*database);
  auto plan = read_plan(*database);
  return Store(std::move(database), std::move(plan), format);
}

// While it is opened a store may be replaced by another, and its log is gone before SQLite has found it.
Store Store::open(const std::string& path) {
  constexpr int most_attempts = 5;
  for (int attempt = 1;; ++attempt) {
    require_file(path);
    const auto mark = file_mark(path);
    try {
      auto database = std::make_unique<Database>(path, Database::Access::read);
      database->execute("BEGIN");  // all that is read from now on is of one moment
      return opened(std::move(database));
    } catch (const std::exception&) {
      if (attempt == most_attempts || file_mark(path) == mark) throw;
    }
  }
}

Store Store::resume(const std::string& path, const std::function<void(const std::string& holder)>& wait) {
  require_file(path);
  auto lock = StoreLock::acquire(path, wait);
  require_file(path);
  remove_fragments(path);
  end_half_replacement(path);
  if (fs::hard_link_count(path) > 1)
    throw BadInput(
        fmt::format("{}: has another name as well (a hard link), and would be changed under both; copy it, "
                    "and go on with the copy",
                    path));
  const bool lost_log = is_log_damaged(path);
  Store store = opened(std::make_unique<Database>(path, Database::Access::write));
  store.lost_log_ = lost_log;
  if (store.has_checksums()) store.begin_writing(std::move(lock));
  return store;
}

void Store::begin_writing(StoreLock lock) {
  database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");  // or what is left of a log would be among the new
  tune(*database_);
  mark_ = file_mark(database_->file());
  lock_.emplace(std::move(lock));
}

Database& Store::results(Part part) const {
  auto& is_checked = is_checked_[static_cast<std::size_t>(part)];
  if (!is_checked && has_checksums() && !path().empty()) check_results(*database_, part);
  is_checked = true;
  return *database_;
}

Store::Standing Store::standing() const {
  const auto count = [this](std::string_view query) {
    return static_cast<std::size_t>(database_->integer(query));
  };
  return {count("SELECT count(*) FROM runs WHERE status = 'done'"), count("SELECT count(*) FROM runs")};
}

namespace {

// The command that makes so many from the beginning.
std::string with_replications(std::string command, int replications) {
  constexpr std::string_view option = " --replications ";
  const auto start = command.find(option);
  const auto number = std::to_string(replications);
  if (start == command.npos) return command.append(option).append(number);
  const auto digits = start + option.size();
  return command.replace(digits, command.find_first_not_of("0123456789", digits) - digits, number);
}

}  // namespace

void Store::extend(int replications, const Provenance& provenance) {
  if (replications <= plan_.replications) return;
  Transaction transaction(*database_);
  plan_runs(*database_, plan_, provenance, plan_.replications + 1, replications);
  database_->prepare("UPDATE manifest SET value = ? WHERE key = 'replications'").bind(replications).run();
  if (plan_.precision.empty())
    database_->prepare("UPDATE manifest SET value = ? WHERE key = 'command'")
        .bind(with_replications(database_->text("SELECT value FROM manifest WHERE key = 'command'"),
                                replications))
        .run();
  sign_plan(*database_);
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
std::vector<RunKey> Store::take_up_missing() {
  const auto runs = missing();
  std::vector<std::size_t> points;
  for (const auto& key : runs) points.push_back(plan_.cells[key.cell].point);
  resolve_points(plan_, points);
  return runs;
}

bool Store::has_identity_of(const Provenance& provenance) const {
  const auto identity = database_->text("SELECT value FROM manifest WHERE key = 'identity'");
  return has_checksums() && identity == experiment_identity(plan_, provenance.model);
}

void Store::adopt(const Provenance& provenance, const Json& document) {
  plan_.document = std::make_shared<Json>(document);
  plan_.resolved_points.clear();
  Transaction transaction(*database_);
  const auto note = [&](std::string_view key, const std::string& value) {
    database_->prepare("INSERT OR REPLACE INTO manifest VALUES (?, ?)").bind(key, value).run();
  };
  note("document", document.dump(2));
  note("identity", experiment_identity(plan_, provenance.model));
  note("model", provenance.model);
  const auto earlier = database_->text("SELECT value FROM manifest WHERE key = 'continued by'");
  note("continued by", (earlier.empty() ? "" : earlier + ", ") + "clientele " + provenance.version);
  database_->execute("DELETE FROM runs WHERE status <> 'done'");  // which are planned again, under its name
  plan_runs(*database_, plan_, provenance, 1, plan_.replications);
  sign_plan(*database_);
  transaction.commit();
}

// A store that is moved or removed while it is written would take the rows that are still to come with it.
void Store::require_in_place() const {
  if (path().empty() || file_mark(database_->file()) == mark_) return;
  database_->keep_log();  // or that of the file now there would be removed
  const auto [done, planned] = standing();
  try {
    database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");  // into the file, wherever it is now
  } catch (const std::runtime_error&) {
    // The log went with the folder.
  }
  throw StoreMoved(fmt::format(
      "{}: was removed, moved or replaced while it was being written; {} of {} runs are in the file that had "
      "this name, and lost if it was removed",
      path(), done, planned));
}

Store::Writing::Writing(Database& database, const Plan& plan)
    : set_status(
          database.prepare("UPDATE runs SET status = ?, reason = ?, summaries_checksum = ?, "
                           "weekly_checksum = ?, accounts_checksum = ? WHERE run = ? AND status <> 'done'")),
      add_summary(database.prepare(insert_statement("summaries", 2 + measures().size()))),
      add_week(
          database.prepare(insert_statement("weekly", 3 + measures().size() + plan.moved_levers.size()))),
      add_life(database.prepare(insert_statement("life", 8 + account_ends.size()))),
      add_staff_life(database.prepare(insert_statement("staff_life", 6 + employment_ends.size()))),
      add_whale(database.prepare(insert_statement("whale", 4))),
      add_segment(database.prepare(insert_statement("segment_sums", 9))),
      signer(database) {
  if (plan.yearly) add_year = database.prepare(insert_statement("years", 3 + measures().size()));
}

void Store::write(std::span<const RunRecord> records) {
  require_in_place();
  if (!writing_) writing_ = std::make_unique<Writing>(*database_, plan_);
  Transaction transaction(*database_);
  for (const auto& record : records) write_rows(record);
  transaction.commit();
}

void Store::write_rows(const RunRecord& record) {
  auto& status = writing_->set_status;
  status.bind(status_words[static_cast<std::size_t>(record.status)]);
  record.status == RunStatus::failed ? status.bind_next(record.reason) : status.bind_next(nullptr);
  const auto summaries = write_summaries(record), weekly = write_weekly(record),
             accounts = write_accounts(record);
  for (const auto& part : {summaries, weekly, accounts})
    record.status == RunStatus::done ? status.bind_next(part.value()) : status.bind_next(nullptr);
  status.bind_next(record.key.run);
  status.run();
  writing_->signer.sign(record.key.run);
}

RowsChecksum Store::write_summaries(const RunRecord& record) {
  RowsChecksum sum;
  for (std::size_t b = 0; b < record.totals.size(); ++b)
    sum.add(insert_measures(writing_->add_summary, record.totals[b], record.numeraire, record.key.run,
                            static_cast<std::int64_t>(b + 1)));
  write_year(record, record.first_year, "first", sum);
  write_year(record, record.last_year, "last", sum);
  return sum;
}

void Store::write_year(const RunRecord& record, const std::vector<Tally>& year, std::string_view name,
                       RowsChecksum& sum) {
  for (std::size_t b = 0; b < year.size(); ++b)
    sum.add(insert_measures(*writing_->add_year, year[b], record.numeraire, record.key.run,
                            static_cast<std::int64_t>(b + 1), name));
}

RowsChecksum Store::write_weekly(const RunRecord& record) {
  RowsChecksum sum;
  const auto businesses = record.totals.size();
  const auto& levers = plan_.moved_levers;
  for (std::size_t i = 0; i < record.weekly.size(); ++i) {
    auto& row = writing_->add_week;
    auto checksum = bind_measures(row, record.weekly[i], record.numeraire, record.key.run,
                                  static_cast<std::int64_t>(i % businesses + 1),
                                  static_cast<std::int64_t>(i / businesses + 1));
    for (std::size_t lever = 0; lever < levers.size(); ++lever)
      bind_lever(row, checksum, levers[lever], record.levers[i * levers.size() + lever]);
    row.run();
    sum.add(checksum);
  }
  return sum;
}

RowsChecksum Store::write_accounts(const RunRecord& record) {
  RowsChecksum sum;
  for (const auto& [business, segment, cohort, tenure, counts] : record.life_table)
    sum.add(insert_counts(writing_->add_life, counts.ended, record.key.run, business + 1, segment + 1, cohort,
                          tenure, counts.entered, counts.ended_in_all(), counts.censored));
  for (const auto& [business, tenure, counts] : record.staff_life)
    sum.add(insert_counts(writing_->add_staff_life, counts.ended, record.key.run, business + 1, tenure,
                          counts.entered, counts.ended_in_all(), counts.censored));
  for (std::size_t b = 0; b < record.whale_curves.size(); ++b)
    for (const auto& [accounts, contribution] : record.whale_curves[b])
      sum.add(insert(writing_->add_whale, record.key.run, static_cast<std::int64_t>(b + 1), accounts,
                     contribution));
  for (const auto& [business, market, segment, sums] : record.segments)
    sum.add(insert(writing_->add_segment, record.key.run, business + 1, market + 1, segment + 1,
                   sums.account_weeks, sums.contribution * record.numeraire, sums.hours, sums.left,
                   sums.ended));
  return sum;
}

void Store::end_writing() {
  if (!lock_) return;
  require_in_place();
  writing_.reset();
  if (standing().whole()) {
    const auto replaces = database_->text("SELECT value FROM manifest WHERE key = 'replaces'");
    database_->make_one_file(std::chrono::seconds(1));
    remove_previous(path(), replaces);
  }
  database_->execute("BEGIN");
  standing();  // the moment of this reader
  lock_.reset();
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
