// The results store: one SQLite file per experiment, meant to be read by anybody.
//
//   manifest    key, value: program, model (its identity), compiler, command, verb, scenario (its name),
//               document (the resolved scenario, JSON), identity (hash of the inputs and the model), weeks,
//               seed, design_seed (of points that are drawn), random_numbers (common to all points, or
//               independent), replications, weekly (1 if kept), baseline, precision (goals, JSON),
//               most_replications, continued by (another program that was found to have the same model),
//               checksum (of the plan), replaces (the store kept as NAME.previous until this one is finished)
//   measures    measure, name, unit, meaning, headline, lower_is_better: the columns of the tables below
//   businesses  business, name
//   segments    segment, name
//   markets     market, name
//   cells       cell, point, policy, one column per parameter that the sweep varies, named by its path
//   runs        run, cell, replication, identity, status (planned, running, done, failed), reason, checksums
//   summaries   run, business, one column per measure, over the whole horizon
//   years       run, business, year (first or last), one column per measure, over the first and the last 52
//               weeks; kept of runs that have both
//   weekly      run, business, week, one column per measure, and levers.NAME of each lever that rules move:
//               what is in force that week, the mean over offices
//   life        run, business, segment, cohort, tenure, entered, ended, censored, and of those ended
//               own_choice, by_business, closing: how long accounts lasted, as a life table (record.hpp);
//               tenure in weeks, cohort in years, 0 being before the first
//   staff_life  run, business, tenure, entered, ended, censored, and of those ended quit, dismissed, retired,
//               moved, closing: the same of the people at work; kept, like life, with the weekly rows
//   whale       run, business, accounts, contribution: the best share of accounts makes this share of all
//               contribution in the end; kept, like life, with the weekly rows
//   segment_sums   run, business, market, segment, account_weeks, contribution, hours, lost, ended: of their
//               accounts over the horizon; lost by their own choice, ended by the business; kept with the
//               weekly rows
//   run_results, weekly_results, yearly_results, segment_results   views: the finished runs as tidy tables,
//               with names for numbers
//
// Everything is counted from 1. Money is in the scenario's currency; NULL stands for an undefined value (a
// ratio over nothing). A run appears with its status, all its rows and their checksums (store_check.hpp) in
// one transaction, so that whatever happens, the file holds whole runs only. One process at a time may write
// (store_lock.hpp); a store appears with its whole plan or not at all (store_place.hpp).
//
// While a store is being written it is in WAL mode with synchronous = NORMAL: readers and the writer never
// wait for each other, a killed program loses nothing that was committed, and a power failure at worst takes
// the file back to an earlier moment, which `resume` makes good - a price worth a commit without waiting for
// the disk. Where the log of such a program is damaged, readers say so (store_log.hpp). A finished store is
// one file, which readers leave as it is.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/record.hpp"
#include "sim/experiment/store/store_check.hpp"
#include "sim/experiment/store/store_lock.hpp"

namespace clientele::experiment {

/// Formats before this one can be read, and finished stores of them "resume" to their own answer. 5 does not
/// tell why accounts end, and nothing of those who leave a job; 4 keeps no years, no segments and no levers
/// either; 2 had no checksums.
inline constexpr int store_format = 6;
inline constexpr int earliest_signed_format = 4;
inline constexpr int unsigned_store_format = 2;

/// Where results come from, for the record.
struct Provenance {
  std::string version;  ///< of the program, with its commit
  std::string model;    ///< identity of the model
  std::string compiler;
  std::string command;  ///< as typed
};

class Store {
 public:
  /// Makes a store with all runs planned, and locks it for as long as it is written. An empty path makes a
  /// temporary one. Throws BadInput if another process writes to a store of that name, if the file exists and
  /// `replace` is false, or cannot be written; then nothing is left behind.
  static Store create(const std::string& path, const Plan& plan, const Provenance& provenance, bool replace);

  /// Opens a store for reading, as it is at this moment. Throws BadInput if it is none, is damaged, or is one
  /// of another version.
  static Store open(const std::string& path);

  /// Opens a store to go on with it. If another process writes to it, `wait` is told which, once, and this
  /// one waits.
  static Store resume(const std::string& path, const std::function<void(const std::string& holder)>& wait);

  const Plan& plan() const { return plan_; }
  const std::string& path() const { return database_->path(); }

  /// For queries of the results of some runs; `part` is checked to be as it was written, once.
  Database& results(Part part) const;
  Database& database() const { return *database_; }

  /// Whether there are checksums by which results can be told from damage.
  bool has_checksums() const { return format_ != unsigned_store_format; }

  bool is_of_this_format() const { return format_ == store_format; }

  /// Whether runs were lost from the log of a writer that was killed, as the log is damaged.
  bool has_lost_runs() const { return lost_log_; }

  /// Runs that are done, and all that are planned.
  struct Standing {
    std::size_t done, planned;
    bool whole() const { return done == planned; }
  };
  Standing standing() const;

  /// Plans further replications of all cells, up to `replications` each; never fewer than there are. To be
  /// asked before: require_same_model().
  void extend(int replications, const Provenance& provenance);

  /// The runs that are not done, in order of cells within points, so that a sweep finishes point by point.
  std::vector<RunKey> missing() const;

  /// The same, made ready to be carried out: their points are resolved.
  std::vector<RunKey> take_up_missing();

  /// Whether a program of this model would name the experiment as the store does.
  bool has_identity_of(const Provenance& provenance) const;

  /// Notes that this program goes on with it, having been found to have the same model; `document` is what it
  /// makes of the scenario.
  void adopt(const Provenance& provenance, const Json& document);

  /// Writes all of it in one transaction, or nothing. Throws WriteFailure, also if the file is no longer the
  /// one of that name.
  void write(std::span<const RunRecord> records);

  /// Ends the writing: what is finished is put into the one file, if all is then the store that this one
  /// replaces is removed, and others may write. The results stay as they are for this reader. Throws
  /// WriteFailure if the file is no longer the one of that name.
  void end_writing();

  Store(Store&&) noexcept;
  ~Store();

 private:
  Store(std::unique_ptr<Database> database, Plan plan, int format);
  static Store opened(std::unique_ptr<Database> database);
  void begin_writing(StoreLock lock);
  void require_in_place() const;
  void prepare_writing();
  void write_rows(const RunRecord& record);
  RowsChecksum write_summaries(const RunRecord& record);
  void write_year(const RunRecord& record, const std::vector<Tally>& year, std::string_view name,
                  RowsChecksum& sum);
  RowsChecksum write_weekly(const RunRecord& record);
  RowsChecksum write_accounts(const RunRecord& record);

  std::optional<StoreLock> lock_;  ///< first, so that it is given back when the file is closed
  std::unique_ptr<Database> database_;
  Plan plan_;
  int format_;
  bool lost_log_ = false;
  std::string mark_;  ///< of the file that is written to; see file_mark()
  mutable std::array<bool, std::size(part_columns)> is_checked_{};
  struct Writing;
  std::unique_ptr<Writing> writing_;
};

/// A measure's value in the units of its tables: money in currency.
double reported(const Measure& measure, const Tally& tally, double numeraire);

/// A name as SQL wants it, in quotation marks.
std::string sql_name(std::string_view name);

}  // namespace clientele::experiment
