#include "sim/app/load.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sim/app/console.hpp"
#include "sim/app/crossed.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::app {

namespace {

// A sweep is set by options of its own, which would take its place.
void refuse_sweep(const std::vector<std::string>& overrides) {
  for (const auto& override : overrides)
    if (override.starts_with("sweep=") || override.starts_with("sweep."))
      throw BadInput(fmt::format(
          "--set {}: a sweep is set by --vary, --design, --samples and --design-seed; use these", override));
}

struct Settings {
  std::vector<std::string> policies, decisions, others;  ///< decisions other than policies
};

Settings told_apart(const std::vector<std::string>& settings, const Json& document) {
  Settings apart;
  for (const auto& setting : settings) {
    const auto pointer = pointer_of(document, setting.substr(0, end_of_path(setting)));
    const bool decides = pointer && is_decision(document, *pointer);
    const bool is_of_policies = decides && (*pointer == "/policies" || is_beneath(*pointer, "/policies"));
    (is_of_policies ? apart.policies : decides ? apart.decisions : apart.others).push_back(setting);
  }
  return apart;
}

// The scenario before anything is decided, but with its policies as they are set: what is based on today
// follows what is set of today.
std::optional<Json> with_set_policies(const Document& document, const Settings& settings,
                                      const Json& before) {
  if (settings.policies.empty()) return before;
  auto overrides = settings.others;
  overrides.insert(overrides.end(), settings.policies.begin(), settings.policies.end());
  const auto set = resolve(document, overrides);
  if (!set) return std::nullopt;
  auto stated = before;
  for (const auto* key : {"policies", "factors"})
    if (set->document.contains(key)) stated[key] = set->document.at(key);
  return stated;
}

// What is decided is decided by the firm of the file: another price moves no wage and no budget that the file
// leaves to defaults. And where there is a past, it holds from then on, until when the file's decisions do.
std::optional<Resolved> decided_upon(const Document& document, const Settings& settings, bool always) {
  auto before = resolve(document, settings.others);
  if (!before) return std::nullopt;
  const auto set = with_set_policies(document, settings, before->document);
  if (!set) return std::nullopt;
  auto stated = parse_document(document.source.name, set->dump(2));
  auto decided = resolve(stated, settings.decisions);
  if (!decided) return std::nullopt;
  decided.value->sweep = before->sweep;
  decided.value->misfits = before->misfits;
  decided.value->on_former_names = before->on_former_names;
  if (decided->scenario.past_weeks > 0 && !always)
    decided.value->before = decisions_before(decided->document, before->document);
  return *std::move(decided.value);
}

bool is_of_factors(const std::string& setting) {
  return setting.starts_with("factors=") || setting.starts_with("factors.");
}

/// All settings: first of the factors, as with these other policies are there to be set, and of them first
/// those that are typed, to which --cross adds.
struct AllSettings {
  CrossedFactors crossed;
  std::vector<std::string> all;
};

AllSettings all_settings(const Options& options, const Document& document) {
  AllSettings settings{{}, app::settings(options)};
  auto& all = settings.all;
  const auto rest = std::stable_partition(all.begin(), all.end(), is_of_factors);
  auto with_factors = document;
  std::for_each(all.begin(), rest, [&](const auto& setting) { apply_override(with_factors, setting); });
  settings.crossed = crossed_factors(options, with_factors);
  all.insert(rest, settings.crossed.settings.begin(), settings.crossed.settings.end());
  return settings;
}

}  // namespace

std::vector<std::string> settings(const Options& options) {
  auto overrides = options.overrides;
  const auto add = [&](std::string_view key, const std::optional<std::int64_t>& value) {
    if (value) overrides.push_back(fmt::format("{}={}", key, *value));
  };
  add("seed", options.seed);
  add("replications", options.replications);
  add("weeks", options.weeks);
  return overrides;
}

Resolved load(const Options& options) {
  refuse_sweep(options.overrides);
  const auto document = read_document(options.scenario, scenarios_folder());
  const auto [crossed, all] = all_settings(options, document);
  auto resolution = resolve(document, all);
  tell_of_crossed(resolution.mistakes, options, crossed);
  if (!resolution.mistakes.empty()) throw InvalidScenario(render(resolution.mistakes));
  const auto apart = told_apart(all, resolution->document);
  if (!apart.decisions.empty() || !apart.policies.empty())
    if (auto decided = decided_upon(document, apart, options.always)) resolution.value = *std::move(decided);
  for (const auto& misfit : resolution->misfits)
    if (!options.quiet) say("warning: " + misfit);
  if (!resolution->on_former_names.empty() && !options.quiet) say("note: " + resolution->on_former_names);
  return *std::move(resolution.value);
}

}  // namespace clientele::app
