#include "tests/scenario/support.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <fstream>
#include <sstream>

namespace clientele::scenario {

Document read_example() { return read_document(example_file, source_folder / "scenarios"); }

Document reparsed(const Json& root) {
  auto document = parse_document("reparsed", root.dump());
  document.presets = read_example().presets;
  return document;
}

std::string read_text_file(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

namespace {

template <class Struct, class Rows>
std::string values(const Struct& object, const Rows& rows) {
  std::string text;
  for (const auto& row : rows)
    text += fmt::format("{}={:a}\n", row.info.name, static_cast<double>(object.*(row.member)));
  return text;
}

std::string values(const Segment& segment) {
  auto text = fmt::format("share={:a} {} {}\n", segment.share, static_cast<int>(segment.relationship),
                          segment.contract_weeks);
  for (const auto& [family, first, second] : segment.traits)
    text += fmt::format("{} {:a} {:a}\n", static_cast<int>(family), first, second);
  for (const double entry : segment.cholesky) text += fmt::format("{:a} ", entry);
  return text;
}

}  // namespace

std::string content(const Scenario& scenario) {
  auto text = fmt::format("{} {} {}\n", scenario.weeks, scenario.seed, scenario.replications);
  text += values(scenario.model, constant_parameters);
  for (const auto& segment : scenario.segments) text += values(segment);
  for (const auto& market : scenario.markets) {
    text += fmt::format("count={}\n", market.count) + values(market.terms, market_parameters);
    for (const double share : market.shares) text += fmt::format("{:a} ", share);
  }
  for (const auto& business : scenario.businesses)
    text += fmt::format("policy={}\n", business.policy) + values(business.terms, business_parameters);
  for (const auto& policy : scenario.policies) {
    text += values(policy.levers, lever_parameters);
    for (const auto& rule : policy.rules) {
      Levers marked{};
      marked.*(rule.lever) = 1;
      text += fmt::format("rule {:a} {} {} {:a}\n", rule.value, static_cast<int>(rule.indicator), rule.above,
                          rule.threshold) +
              values(marked, lever_parameters);
    }
  }
  return text;
}

TemporaryFolder::TemporaryFolder() {
  auto pattern = (std::filesystem::temp_directory_path() / "clientele-test-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() { std::filesystem::remove_all(path_); }

std::filesystem::path TemporaryFolder::write(const std::string& name, const std::string& text) const {
  const auto file = path_ / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

}  // namespace clientele::scenario
