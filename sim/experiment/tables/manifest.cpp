#include "sim/experiment/tables/manifest.hpp"

#include <array>
#include <string_view>

namespace clientele::experiment {

namespace {

constexpr std::array<std::string_view, 16> keys = {
    "program",  "model",     "continued by", "command",        "identity", "verb",
    "scenario", "seed",      "design_seed",  "random_numbers", "weeks",    "past_weeks",
    "pasts",    "decisions", "replications", "baseline"};

}  // namespace

std::vector<std::pair<std::string, std::string>> origin_of(const Store& store) {
  std::vector<std::pair<std::string, std::string>> origin;
  auto row = store.database().prepare("SELECT value FROM manifest WHERE key = ?");
  for (const auto key : keys)
    if (row.bind(key).step()) origin.emplace_back(key, row.text(0));
  return origin;
}

void write_manifest(CsvWriter& csv, const Store& store, const std::string& baseline) {
  csv.field("key").field("value").end_row();
  for (const auto& [key, value] : origin_of(store))
    csv.field(key).field(key == "baseline" && !baseline.empty() ? baseline : value).end_row();
  const auto [done, planned] = store.standing();
  csv.field("runs_done").field(static_cast<std::int64_t>(done)).end_row();
  csv.field("runs_planned").field(static_cast<std::int64_t>(planned)).end_row();
}

std::int64_t count_manifest(const Store& store) {
  return static_cast<std::int64_t>(origin_of(store).size()) + 2;
}

}  // namespace clientele::experiment
