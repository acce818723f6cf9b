#include "sim/experiment/run/same_model.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/run/executor.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

constexpr std::size_t fewest = 3;

std::string manifest(const Store& store, std::string_view key) {
  return store.database().text(fmt::format("SELECT value FROM manifest WHERE key = '{}'", key));
}

[[noreturn]] void refuse(const Store& store, const Provenance& provenance, const std::string& why) {
  throw OtherModel(
      fmt::format("{}: {}; its runs were {}", store.path(), why, both_programs(store, provenance)));
}

// What the store calls a measure, and this program does not, or the reverse.
std::string other_columns(const Store& store) {
  std::set<std::string, std::less<>> there;
  for (auto row = store.database().prepare("SELECT name FROM measures"); row.step();)
    there.emplace(row.text(0));
  std::vector<std::string> others;
  for (const auto& measure : measures())
    if (there.erase(std::string(measure.name)) == 0) others.push_back(fmt::format("{} is new", measure.name));
  for (const auto& name : there) others.push_back(fmt::format("{} is no more", name));
  return joined({others.begin(), others.end()}, ", ");
}

void require_same_columns(const Store& store, const Provenance& provenance) {
  if (!store.is_of_this_format()) refuse(store, provenance, "is of a format that is only read by now");
  if (const auto others = other_columns(store); !others.empty())
    refuse(store, provenance, "has other columns than this program writes: " + others);
}

Json document_by_this_program(const Store& store, const Provenance& provenance) {
  std::string refusal;
  auto document = resolved_anew(store.plan(), refusal);
  if (!document) refuse(store, provenance, "holds a scenario that this program refuses:\n" + refusal + "\n");
  return *std::move(document);
}

// The tables of runs, each with what its rows are sorted by. Stores of an earlier format lack some.
constexpr std::pair<std::string_view, std::string_view> tables_of_runs[] = {
    {"summaries", "business"},
    {"years", "business, year"},
    {"weekly", "business, week"},
    {"life", "business, segment, cohort, tenure"},
    {"staff_life", "business, tenure"},
    {"whale", "business, accounts"},
    {"segment_sums", "business, market, segment"}};

// All rows of a run, to the bit.
std::int64_t checksum_of_rows(const Store& store, std::string_view table, std::string_view order,
                              std::int64_t run) {
  Checksum sum;
  auto row =
      store.database().prepare(fmt::format("SELECT * FROM {} WHERE run = ? ORDER BY {}", table, order));
  for (row.bind(run); row.step();) sum.add_row(row);
  return sum.value();
}

bool is_same(const Store& one, const Store& other, std::int64_t run) {
  return std::ranges::all_of(tables_of_runs, [&](const auto& rows) {
    const auto& [table, order] = rows;
    return !has_table(one.database(), table) ||
           checksum_of_rows(one, table, order, run) == checksum_of_rows(other, table, order, run);
  });
}

Store simulated_again(Plan plan, std::span<const RunKey> runs, const Provenance& provenance, unsigned jobs,
                      const StopFlag& stop) {
  std::vector<std::size_t> points;
  for (const auto& key : runs) points.push_back(plan.cells[key.cell].point);
  plan.resolved_points.clear();
  resolve_points(plan, points);
  auto again = Store::create("", plan, provenance, false);
  ThreadPool pool(jobs);
  Progress progress;
  execute(again, runs, pool, stop, progress);
  return again;
}

}  // namespace

std::vector<RunKey> finished_runs(const Store& store) {
  const auto& plan = store.plan();
  auto row = store.database().prepare(
      "SELECT cell, replication FROM runs WHERE status = 'done' ORDER BY replication, cell");
  std::vector<RunKey> keys;
  while (row.step())
    keys.push_back(
        run_key(plan, static_cast<std::size_t>(row.integer(0) - 1), static_cast<int>(row.integer(1))));
  return keys;
}

std::vector<RunKey> telling_runs(const Store& store) {
  const auto& plan = store.plan();
  const auto finished = finished_runs(store);
  std::vector<RunKey> telling, others;
  std::set<std::string> policies;
  std::set<std::size_t> parameters;  // seen at two values
  const auto tells = [&](const RunKey& key) {
    const auto& [point, policy] = plan.cells[key.cell];
    bool is_new = policies.insert(policy).second;
    for (std::size_t j = 0; j < plan.parameters.size(); ++j)
      if (plan.points[point][j] != plan.points[plan.cells[finished.front().cell].point][j])
        is_new |= parameters.insert(j).second;
    return is_new;
  };
  for (const auto& key : finished) (tells(key) ? telling : others).push_back(key);
  for (const auto& key : others)
    if (telling.size() < fewest) telling.push_back(key);
  return telling;
}

std::vector<RunKey> other_when_simulated_again(const Store& store, std::span<const RunKey> runs,
                                               const Provenance& provenance, unsigned jobs,
                                               const StopFlag& stop) {
  require_same_columns(store, provenance);
  auto plan = store.plan();
  plan.document = std::make_shared<Json>(document_by_this_program(store, provenance));
  const auto again = simulated_again(plan, runs, provenance, jobs, stop);
  std::vector<RunKey> others;
  for (const auto& key : runs)
    if (!is_same(store, again, key.run)) others.push_back(key);
  return others;
}

std::optional<std::size_t> require_same_model(Store& store, const Provenance& provenance, unsigned jobs,
                                              const StopFlag& stop) {
  if (store.has_identity_of(provenance)) return std::nullopt;
  const auto runs = telling_runs(store);
  try {
    const auto others = other_when_simulated_again(store, runs, provenance, jobs, stop);
    if (stop.raised()) return std::nullopt;
    if (!others.empty())
      refuse(store, provenance,
             fmt::format("run {} comes out otherwise when it is simulated again", others.front().run));
    store.adopt(provenance, document_by_this_program(store, provenance));
  } catch (const OtherModel& refusal) {
    throw OtherModel(
        fmt::format("{}; go on with that program, or start anew with the command below and -o another name, "
                    "or --force to "
                    "replace it\n  {}",
                    refusal.what(), manifest(store, "command")));
  }
  return runs.size();
}

std::string way_to_program_of(const Store& store) {
  const auto program = manifest(store, "program");
  const std::string mark = "(commit ";
  const auto start = program.find(mark);
  auto commit = start == program.npos ? "" : program.substr(start + mark.size());
  if (!commit.empty()) commit.pop_back();
  if (commit.empty() || commit == "unknown") return "it did not say of which commit it was";
  if (commit.ends_with("-dirty"))
    return fmt::format("take the program of commit {}, with what was changed and not committed then",
                       commit.substr(0, commit.find('-')));
  return fmt::format("take the program of that commit: git checkout {}", commit);
}

bool is_by_this_model(const Store& store, const Provenance& provenance) {
  return manifest(store, "model") == provenance.model;
}

std::string both_programs(const Store& store, const Provenance& provenance) {
  return fmt::format("made by {}, and this is clientele {}", manifest(store, "program"), provenance.version);
}

}  // namespace clientele::experiment
