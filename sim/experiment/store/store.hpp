// The results store: one SQLite file per experiment, meant to be read by anybody.
//
//   manifest    key, value: program, compiler, command, verb, scenario (its name), document (the resolved
//               scenario, JSON), identity (hash of the inputs), weeks, seed, replications, weekly (1 if
//               kept), baseline, precision (goals, JSON), most_replications
//   measures    measure, name, unit, meaning, headline, lower_is_better: the columns of the tables below
//   businesses  business, name
//   segments    segment, name
//   cells       cell, point, policy, one column per parameter that the sweep varies, named by its path
//   runs        run, cell, replication, identity, status (planned, running, done, failed), reason
//   summaries   run, business, one column per measure, over the whole horizon
//   weekly      run, business, week, one column per measure
//   life        run, business, segment, cohort, tenure, entered, ended, censored: how long accounts lasted,
//               as a life table (record.hpp); tenure in weeks, cohort in years, 0 being before the first
//   whale       run, business, accounts, contribution: the best share of accounts makes this share of all
//               contribution in the end; kept, like life, with the weekly rows
//   run_results, weekly_results   views: the finished runs as tidy tables, with names for numbers
//
// Everything is counted from 1. Money is in the scenario's currency; NULL stands for an undefined value (a
// ratio over nothing). A run appears with its status and all its rows in one transaction, so that whatever
// happens, the file holds whole runs only. The file is in WAL mode with synchronous = NORMAL: readers and the
// writer never wait for each other, a killed program loses nothing that was committed, and a power failure at
// worst takes the file back to an earlier moment, which `resume` makes good - a price worth a commit without
// waiting for the disk.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/store/database.hpp"
#include "sim/experiment/store/record.hpp"

namespace clientele::experiment {

inline constexpr int store_format = 2;

/// Where results come from, for the record.
struct Provenance {
  std::string version;  ///< of the program, and so of the model
  std::string compiler;
  std::string command;  ///< as typed
};

class Store {
 public:
  /// Makes a store with all runs planned. An empty path makes a temporary one. Throws BadInput if the file
  /// exists and `replace` is false, or cannot be written; then nothing is left behind.
  static Store create(const std::string& path, const Plan& plan, const Provenance& provenance, bool replace);

  /// Opens a store for resuming (write) or reading. Throws BadInput if it is none, or one of another version.
  static Store open(const std::string& path, Database::Access access,
                    std::chrono::milliseconds patience = std::chrono::seconds(30));

  const Plan& plan() const { return plan_; }
  const std::string& path() const { return database_->path(); }
  Database& database() const { return *database_; }

  /// Plans further replications of all cells, up to `replications` each; never fewer than there are. Throws
  /// what require_same_model throws.
  void extend(int replications, const Provenance& provenance);

  /// The runs that are not done, in order of cells within points, so that a sweep finishes point by point.
  std::vector<RunKey> missing() const;

  /// Throws BadInput unless this program would give the stored runs the same inputs and model that made them.
  void require_same_model(const Provenance& provenance) const;

  /// Writes all of it in one transaction, or nothing.
  void write(std::span<const RunRecord> records);

 private:
  Store(std::unique_ptr<Database> database, Plan plan);
  void resolve_missing();
  void prepare_writing();
  void write_rows(const RunRecord& record);
  void write_accounts(const RunRecord& record);

  std::unique_ptr<Database> database_;
  Plan plan_;
  std::unique_ptr<Statement> set_status_, add_summary_, add_week_, add_life_, add_whale_;
};

/// A measure's value in the units of its tables: money in currency.
double reported(const Measure& measure, const Tally& tally, double numeraire);

/// A name as SQL wants it, in quotation marks.
std::string sql_name(std::string_view name);

}  // namespace clientele::experiment
