#include "sim/scenario/loader.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <tuple>

#include "sim/model/world.hpp"
#include "sim/random/draws.hpp"
#include "sim/scenario/former_names.hpp"
#include "sim/scenario/misfits.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

Json whole_number(Members& members, std::string_view key, std::int64_t low, std::int64_t high,
                  std::int64_t standard) {
  const auto node = members.find(key);
  if (!node) return standard;
  const auto value = integer(*node, low, high);
  return value ? Json(*value) : Json();
}

Json section(Members& members, std::string_view key, const auto& resolve_section) {
  const auto node = members.need(key, fmt::format("add \"{}\": [...]", key));
  return node ? resolve_section(*node) : Json::array();
}

Json resolve_model(const std::optional<Node>& object, const MoneyLevel& level) {
  Json resolved = Json::object();
  const Json nothing = Json::object();
  Findings unused;
  Members members(object.value_or(Node{&nothing, "", &unused}), "a constant of the model");
  read_parameters(members, constant_parameters, level, resolved);
  members.close();
  return resolved;
}

// Everybody who has an account at the start must live somewhere.
void check_populations(const Node& root, const Json& resolved) {
  double accounts = 0;
  for (const auto& business : resolved["businesses"]) {
    if (business["initial_accounts"].is_null()) return;
    accounts += business["initial_accounts"].get<double>();
  }
  for (std::size_t i = 0; i < resolved["markets"].size(); ++i) {
    const auto& population = resolved["markets"][i]["population"];
    if (population.is_null() || accounts <= population.get<double>()) continue;
    Node{nullptr, fmt::format("/markets/{}/population", i), root.findings}.complain(
        fmt::format("the businesses start with {} accounts in a market of {} customers", plain(accounts),
                    population.dump()),
        "raise the population or lower initial_accounts (which are per market)");
  }
}

std::string memory_text(double bytes) {
  constexpr std::string_view units[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
  std::size_t unit = 0;
  for (bytes /= 1000; bytes >= 1000 && unit + 1 < std::size(units); ++unit) bytes /= 1000;
  return fmt::format("{:.3g} {}", bytes, units[unit]);
}

void check_memory(const Node& root, const Scenario& scenario, double limit) {
  const double needed = memory_needed(scenario);
  if (needed <= limit) return;
  Node{nullptr, "/markets", root.findings}.complain_of_key(
      fmt::format("one world of this scenario would need {} of memory; {} may be used", memory_text(needed),
                  memory_text(limit)),
      "lower the population, the count of markets or the number of businesses");
}

// The factors; what they combine to is added to the policies, unless something is wrong with them.
Json cross(const Node& root, const Node& factors, Policies& policies) {
  const auto mistakes = root.findings->mistakes().size();
  auto resolved = policies.resolve_factors(factors);
  if (root.findings->mistakes().size() == mistakes) policies.add_combinations(root, resolved);
  return resolved;
}

Json check_scenario(const Node& root, Policies& policies, const MoneyLevel& level) {
  const Scenario standard;
  Members members(root, "a part of a scenario");
  if (!root->is_object()) return nullptr;
  Json resolved;
  resolved["name"] = name(members).value_or("");
  const auto description = members.find("description");
  resolved["description"] = description ? text(*description).value_or("") : "";
  resolved["weeks"] = whole_number(members, "weeks", 1, most_weeks, standard.weeks);
  resolved["past_weeks"] = whole_number(members, "past_weeks", 0, most_past_weeks, standard.past_weeks);
  resolved["seed"] = whole_number(members, "seed", 0, largest_seed, standard.seed);
  resolved["replications"] =
      whole_number(members, "replications", 1, most_replications, standard.replications);
  resolved["segments"] =
      section(members, "segments", [&](const Node& node) { return resolve_segments(node, level); });
  resolved["markets"] = section(members, "markets", [&](const Node& node) {
    return resolve_markets(node, resolved["segments"], level);
  });
  const auto listed = members.find("policies"), factors = members.find("factors");
  if (listed)
    policies.resolve(*listed);
  else if (!factors)
    policies.resolve_defaults(root);
  if (factors) resolved["factors"] = cross(root, *factors, policies);
  if (const auto businesses = members.find("businesses"); !listed && businesses)
    policies.add_followed(*businesses);
  resolved["policies"] = policies.with_today(root);
  policies.require_combined();
  policies.require_needed();
  resolved["businesses"] = section(members, "businesses", [&](const Node& node) {
    return resolve_businesses(node, policies.names(), level);
  });
  resolved["model"] = resolve_model(members.find("model"), level);
  if (const auto plausible = members.find("plausible"))
    resolved["plausible"] = resolve_plausible(*plausible, resolved);
  if (const auto sweep = members.find("sweep"); sweep && !(*sweep)->is_object())
    sweep->complain("a sweep must be an object, not " + described(**sweep), "write {...}");
  members.close();
  check_populations(root, resolved);
  return resolved;
}

// Mistakes of the file in the order of its lines; those of presets and overrides after them, as they were
// found.
void sort_by_place(Diagnostics& mistakes, const std::string& file) {
  const auto place = [&](const Diagnostic& diagnostic) {
    if (diagnostic.line == 0 && diagnostic.file != file) return std::tuple(2, std::size_t{0}, std::size_t{0});
    if (diagnostic.file != file) return std::tuple(1, std::size_t{0}, std::size_t{0});
    return std::tuple(0, diagnostic.line, diagnostic.column);
  };
  std::stable_sort(mistakes.list.begin(), mistakes.list.end(),
                   [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace

double default_memory_limit() {
  constexpr double usable = 0.8;
  return usable * static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

Resolution resolve(const Document& original, const std::vector<std::string>& overrides, double memory_limit) {
  auto document = original;
  if (document.root && document.root->is_object())  // in what is no object, there is no place for values
    for (const auto& assignment : overrides) apply_override(document, assignment);
  Resolution result{{}, document.mistakes};
  if (!document.root) return result;

  Findings findings;
  const auto level = money_level(*document.root);
  Policies policies(document.presets, level);
  const Node root{&*document.root, "", &findings};
  Resolved resolved{
      .scenario = {}, .document = check_scenario(root, policies, level), .hash = {}, .sweep = {}};
  if (findings.mistakes().empty() && policies.preset_mistakes().empty() && result.mistakes.empty()) {
    resolved.scenario = build(resolved.document);
    resolved.hash = hash_of(resolved.document.dump());
    resolved.misfits = misfits(*document.root, resolved.document, resolved.scenario);
    resolved.on_former_names = sentence_on_former_names(*document.root);
    resolved.sweep = document.root->value("sweep", Json()).sorted();
    check_memory(root, resolved.scenario, memory_limit);
  }
  append(result.mistakes, locate(document, findings.mistakes()));
  append(result.mistakes, policies.preset_mistakes());
  sort_by_place(result.mistakes, document.source.name);
  if (result.mistakes.empty()) result.value = std::move(resolved);
  return result;
}

}  // namespace clientele::scenario
