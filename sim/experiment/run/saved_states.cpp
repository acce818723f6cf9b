#include "sim/experiment/run/saved_states.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/identity.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::experiment {

namespace {

constexpr std::string_view mark = "clientele saved state 1\n";

[[noreturn]] void refuse(const std::string& path, std::string_view why, std::string_view remedy) {
  throw BadInput(fmt::format("{}: {}\n  {}", path, why, remedy));
}

constexpr std::string_view save_again = "save the state again with --save-state";

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse(path, "cannot be read as a saved state", "name a file that --save-state wrote");
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::string_view line_from(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

// Below the mark stands the checksum of all that follows: a line that says what the bytes after it are, and
// these.
Json header_of(const std::string& path, std::string_view& text) {
  if (!text.starts_with(mark)) refuse(path, "is no saved state", "name a file that --save-state wrote");
  text.remove_prefix(mark.size());
  const auto checksum = line_from(text);
  if (checksum != hash_of(text)) refuse(path, damaged, save_again);
  return Json::parse(line_from(text));
}

}  // namespace

std::string past_name(const Plan& plan) {
  auto document = past_document(plan, plan.cells.front().point);
  for (const auto* key : {"name", "description", "weeks", "replications", "plausible"}) document.erase(key);
  auto followed = Json::array();
  for (std::size_t b = 0; b < document.at("businesses").size(); ++b) {
    auto& business = document.at("businesses").at(b);
    const auto name = b == 0 ? std::string(policy_today) : business.at("policy").text();
    for (const auto& policy : document.at("policies"))
      if (policy.at("name").text() == name) followed.push_back(policy.at("levers"));
    business.erase("policy");
  }
  document["policies"] = followed;
  return hash_of(document.dump());
}

SavedStates::SavedStates(const std::string& path, const Plan& plan, const Provenance& provenance) {
  const auto file = text_of_file(path);
  std::string_view text = file;
  const auto header = header_of(path, text);
  if (header.at("model").text() != provenance.model)
    refuse(path,
           fmt::format("was made by {}, and this is clientele {}", header.at("program").text(),
                       provenance.version),
           save_again);
  if (header.at("past").text() != past_name(plan))
    refuse(path, "is of another past: its world, its policy today or its seed differ from this scenario's",
           save_again);
  for (const auto& state : header.at("states")) {
    const auto size = state.at("bytes").get<std::size_t>();
    states_[state.at("replication").get<int>()] = text.substr(0, size);
    text.remove_prefix(std::min(size, text.size()));
  }
  for (int replication = 1; replication <= plan.replications; ++replication)
    if (!states_.contains(replication))
      refuse(path,
             fmt::format("holds {} replications, and {} are asked for", states_.size(), plan.replications),
             fmt::format("ask for fewer with -n, or {}", save_again));
}

std::string_view SavedStates::of(int replication) const {
  const Lock lock(mutex_);
  const auto found = states_.find(replication);
  return found == states_.end() ? std::string_view() : std::string_view(found->second);
}

void SavedStates::keep(int replication, std::string state) {
  const Lock lock(mutex_);
  states_[replication] = std::move(state);
}

void SavedStates::write(const std::string& path, const Plan& plan, const Provenance& provenance,
                        bool replace) const {
  const Lock lock(mutex_);
  std::string bytes;
  auto list = Json::array();
  for (const auto& [replication, state] : states_) {
    list.push_back({{"replication", replication}, {"bytes", state.size()}});
    bytes += state;
  }
  const Json header{{"program", "clientele " + provenance.version},
                    {"model", provenance.model},
                    {"command", provenance.command},
                    {"scenario", plan.scenario},
                    {"past", past_name(plan)},
                    {"past_weeks", past_weeks_of(plan)},
                    {"seed", plan.seed},
                    {"states", list}};
  const auto content = header.dump() + '\n' + bytes;
  OutputFile file(path, OutputKind::state, replace);
  file.sink().write(mark);
  file.sink().write(hash_of(content) + '\n');
  file.sink().write(content);
  file.complete();
  file.keep();
}

}  // namespace clientele::experiment
