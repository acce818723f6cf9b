#include "tests/experiment/small.hpp"

#include <unistd.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/experiment/tables/csv_folder.hpp"
#include "sim/experiment/tables/tidy.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::experiment {

namespace {

const std::string small_scenario = R"({
  "name": "small", "weeks": 12, "past_weeks": 0, "seed": 3,
  "markets": [{"name": "town", "count": 2, "population": 60}],
  "segments": [{"name": "everybody", "share": 1, "contract_weeks": 4, "traits": {
    "budget": {"distribution": "lognormal", "mean": 500, "sd": 80}, "base_churn": 0.05}}],
  "businesses": [
    {"name": "ours", "policy": "soft", "staff": 4, "initial_accounts": 20, "lead_rate": 0.02},
    {"name": "theirs", "policy": "soft", "staff": 3, "initial_accounts": 10}],
  "policies": [{"name": "soft", "levers": {"contradict": 0}}, {"name": "firm", "levers": {"contradict": 1}}]
})";

}  // namespace

TestFolder::TestFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "clientele_test_XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  folder_ = name;
}

TestFolder::~TestFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Plan small_plan(int replications, int weeks) {
  const auto resolution =
      resolve(parse_document("small", small_scenario),
              {"replications=" + std::to_string(replications), "weeks=" + std::to_string(weeks)});
  if (!resolution) throw std::runtime_error(render(resolution.mistakes));
  auto plan = make_plan("compare", *resolution, {"soft", "firm"});
  plan.weekly = plan.yearly = true;  // short as they are, there are 52 first and 52 last weeks at most
  return plan;
}

Provenance test_provenance() { return {"1.2.3", "a model", "a compiler", "clientele compare small.json"}; }

Outcome run_missing(Store& store, unsigned jobs) {
  ThreadPool pool(jobs);
  Progress progress;
  const StopFlag stop;
  const auto runs = store.take_up_missing();
  return execute(store, runs, pool, stop, progress);
}

std::map<std::string, std::string> tables(const Store& store) {
  const TestFolder scratch;
  auto names = table_names();
  std::erase_if(names, [&](const auto& name) { return !has_table(store.plan(), name); });
  std::map<std::string, std::string> texts;
  for (const auto& path : export_csv(store, {scratch.path("csv"), names}, ""))
    texts[std::filesystem::path(path).filename().string()] = file_text(path);
  return texts;
}

std::string dump(const Store& store) {
  std::string text;
  for (const std::string table :
       {"manifest", "measures", "businesses", "segments", "markets", "cells", "runs", "summaries", "years",
        "weekly", "life", "staff_life", "whale", "segment_sums"}) {
    if (!has_table(store.database(), table)) continue;
    auto row = store.database().prepare(
        "SELECT * FROM " + table +
        (table == "manifest" ? " WHERE key NOT IN ('program', 'compiler', 'command')" : ""));
    while (row.step()) {
      for (int i = 0; i < row.columns(); ++i) text.append(row.text(i)).append("|");
      text += '\n';
    }
  }
  return text;
}

Store resumed(const std::string& path) {
  return Store::resume(path,
                       [](const std::string& holder) { throw std::runtime_error("held by " + holder); });
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string file_text(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace clientele::experiment
