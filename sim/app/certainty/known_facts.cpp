#include "sim/app/certainty/known_facts.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/installation.hpp"
#include "sim/experiment/design/errors.hpp"

namespace clientele::app {

namespace {

namespace fs = std::filesystem;

// Nothing where there is no such file. One that cannot be read would otherwise pass for one that knows
// nothing.
std::string text_of(const std::string& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return "";
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream || !text)
    throw BadInput(
        fmt::format("{}: cannot be read, and belongs to the program; check its permissions", file));
  return text.str();
}

std::string name_of(const FactRecord& record) { return fs::path(record.scenario).stem().string(); }

// Anybody may call a scenario "agency": it takes the same description to be the one that facts are about.
bool is_shipped(const Json& scenario, const FactRecord& record) {
  if (scenario.value("name", "") != Json(name_of(record))) return false;
  const auto shipped =
      Json::parse_if_valid(text_of((fs::path(scenarios_folder()) / record.scenario).string()));
  return shipped && shipped->value("description", "") == scenario.value("description", "");
}

std::string described(const FactRecord& record) {
  return fmt::format("{} (known {}, simulated {})", record.what, record.known, record.simulated);
}

}  // namespace

std::vector<FactRecord> KnownFacts::missed() const {
  std::vector<FactRecord> list;
  std::ranges::copy_if(records, std::back_inserter(list),
                       [](const auto& record) { return record.is_missed; });
  return list;
}

KnownFacts known_facts(const Json& scenario) {
  KnownFacts facts;
  for (const auto& record : read_facts_page(text_of(facts_page_file()))) {
    if (facts.others.empty() || facts.others.back() != name_of(record))
      facts.others.push_back(name_of(record));
    if (!is_shipped(scenario, record)) continue;
    facts.scenario = name_of(record);
    facts.records.push_back(record);
  }
  return facts;
}

void require_readable_facts() { text_of(facts_page_file()); }

std::string in_words(const KnownFacts& facts) {
  if (facts.records.empty())
    return facts.others.empty()
               ? "none can be told of, as the page of facts is not beside the program"
               : fmt::format("none are known for this scenario; there are some for {} (clientele facts)",
                             enumeration(facts.others));
  constexpr std::size_t most_shown = 3;
  const auto missed = facts.missed();
  std::string list;
  for (std::size_t i = 0; i < std::min(most_shown, missed.size()); ++i)
    list += (list.empty() ? ": " : "; ") + described(missed[i]);
  if (missed.size() > most_shown)
    list += fmt::format("; and {} more (clientele facts)", missed.size() - most_shown);
  return fmt::format("of {} known of this trade ({} as shipped), the model misses {}{}",
                     counted(facts.records.size(), "fact"), facts.scenario,
                     missed.empty() ? "none" : fmt::format("{}", missed.size()), list);
}

Json as_json(const KnownFacts& facts) {
  auto missed = Json::array();
  for (const auto& record : facts.missed())
    missed.push_back({{"fact", record.what},
                      {"source", record.source},
                      {"known", record.known},
                      {"simulated", record.simulated},
                      {"interval", record.interval}});
  return {{"scenario", facts.scenario.empty() ? Json() : Json(facts.scenario)},
          {"known", facts.records.size()},
          {"missed", std::move(missed)},
          {"text", in_words(facts)}};
}

}  // namespace clientele::app
