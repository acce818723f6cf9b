#include "tests/effects/search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "sim/model/measures.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::scenario {

namespace {

/// Weeks after which worlds are compared: most differ soon.
constexpr std::array<int, 8> looks = {1, 2, 4, 8, 16, 32, 64, 128};

std::vector<std::size_t> assignment(const Scenario& scenario, std::size_t policy) {
  std::vector<std::size_t> policy_of;
  for (const auto& business : scenario.businesses) policy_of.push_back(business.policy);
  policy_of.front() = policy;
  return policy_of;
}

std::vector<double> measured(const World& world, double numeraire) {
  std::vector<double> values;
  for (const auto& tally : world.all_weeks())
    for (const auto& measure : measures()) {
      const double value = measure.value(tally) * (measure.unit.starts_with("money") ? numeraire : 1);
      values.push_back(std::isnan(value) ? -1e300 : value);
    }
  return values;
}

/// The worlds of all policies at week 0, after the past that they share, if there is one.
std::vector<World> worlds_of(const Scenario& scenario) {
  const bool has_past = scenario.past_weeks > 0;
  World past(scenario, assignment(scenario, scenario.today), scenario.seed, 1, model::in_sequence,
             -scenario.past_weeks);
  while (past.week() < 0) past.step();
  std::vector<World> worlds;
  for (std::size_t policy = 0; policy < scenario.policies.size(); ++policy) {
    auto policies = assignment(scenario, policy);
    if (has_past)
      worlds.push_back(past.continued(scenario, std::move(policies)));
    else
      worlds.emplace_back(scenario, std::move(policies), scenario.seed, 1);
  }
  return worlds;
}

/// The worlds of all policies side by side, looked at as long as `go_on` wants.
void live(const Scenario& scenario, int weeks, const auto& go_on) {
  auto worlds = worlds_of(scenario);
  for (std::size_t look = 0; look < looks.size() && looks[look] <= weeks; ++look)
    for (std::size_t policy = 0; policy < worlds.size(); ++policy) {
      while (worlds[policy].week() < looks[look]) worlds[policy].step();
      if (!go_on(look, policy, measured(worlds[policy], scenario.numeraire))) return;
    }
}

const ParameterInfo* info_named(const std::string& name) {
  for (const auto& section : registry_sections())
    for (const auto& row : section.rows)
      if (row.name == name) return &row;
  return nullptr;
}

/// The keys of a path, the last one that is no position and no part of a distribution or rule first.
std::string parameter_in(const std::string& path) {
  static const std::set<std::string> parts = {"mean", "sd", "low", "high", "value", "then", "otherwise"};
  auto end = path.size();
  for (;;) {
    const auto start = path.rfind('.', end - 1) + 1;
    const auto key = path.substr(start, end - start);
    const bool is_position = key.find_first_not_of("0123456789") == key.npos;
    if (!is_position && !parts.contains(key)) return key;
    end = start - 1;
  }
}

std::vector<Json> other_words(const std::string& word, const ParameterInfo* info) {
  std::vector<std::string_view> words = {"contract",    "transactional", "customer_always_right",
                                         "partnership", "normal",        "lognormal",
                                         "beta",        "gamma"};
  if (info) words.assign(info->choices.begin(), info->choices.end());
  if (word.find_first_of("<>") != word.npos) words = {"week > 0", "week < 0"};
  std::vector<Json> others;
  for (const auto other : words)
    if (other != word) others.emplace_back(other);
  return others;
}

// The farthest first.
std::vector<Json> other_numbers(double value, const ParameterInfo* info) {
  std::vector<double> numbers;
  if (info)
    for (const auto bound : {info->plausible.high, info->plausible.low, info->valid.high, info->valid.low})
      numbers.push_back(bound);
  for (const double number : {value * 2, value / 2, value + 1, value * 1.1, value - 0.05, value + 0.05})
    numbers.push_back(number);
  std::vector<Json> others;
  for (const double number : numbers)
    if (number != value) others.push_back(canonical(number));
  return others;
}

std::vector<Json> others(const std::string& path, const Json& value) {
  const auto* info = info_named(parameter_in(path));
  return value.is_string() ? other_words(value.text(), info) : other_numbers(value.get<double>(), info);
}

void add_leaves(const Json& value, const std::string& path,
                std::vector<std::pair<std::string, Json>>& leaves) {
  const auto below = [&](const std::string& key) { return path.empty() ? key : path + '.' + key; };
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) add_leaves(member, below(key), leaves);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) add_leaves(value[i], below(std::to_string(i)), leaves);
  } else if (value.is_number() || value.is_string()) {
    leaves.emplace_back(path, value);
  }
}

}  // namespace

Answers::Answers(const Json& resolved, int weeks)
    : document_(parse_document("scenario", resolved.dump())), weeks_(weeks) {
  auto scenario = build(resolved);
  tabulate(scenario);
  base_.resize(scenario.policies.size());
  live(scenario, weeks_, [&](std::size_t, std::size_t policy, auto&& values) {
    base_[policy].push_back(values);
    return true;
  });
}

Effect Answers::effect_of(const std::string& override) const {
  if (!resolve(document_, {override})) return Effect::refused;
  return first_other_look(override) == 0 ? Effect::none : Effect::another_answer;
}

int Answers::first_other_look(const std::string& override) const {
  auto scenario = resolve(document_, {override})->scenario;
  tabulate(scenario);
  int first = 0;
  live(scenario, weeks_, [&](std::size_t look, std::size_t policy, const auto& values) {
    if (values != base_[policy][look]) first = looks[look];
    return first == 0;
  });
  return first;
}

namespace {

bool has_effect(const Answers& answers, const std::string& path, const Json& value) {
  constexpr int enough = 4;  // values that are accepted and change nothing
  int without_effect = 0;
  for (const auto& other : others(path, value)) {
    const auto effect = answers.effect_of(path + '=' + other.dump());
    if (effect == Effect::another_answer) return true;
    without_effect += effect == Effect::none ? 1 : 0;
    if (without_effect == enough) break;
  }
  return without_effect == 0;  // nothing else is accepted
}

// What happens rarely, or to few, happens somewhere in so many towns; fewer where people are many already.
Json in_many_towns(const Json& resolved) {
  constexpr int most_towns = 24, many_people = 15'000;
  auto many = resolved;
  auto& market = many["markets"][0];
  auto& count = market["count"];
  const int room = many_people / market["population"].get<int>();
  count = count.get<int>() + std::min(most_towns, room);
  return many;
}

}  // namespace

Search ignored_in(const Json& resolved, const std::function<bool(const std::string& path)>& leave_out) {
  const auto many_towns = in_many_towns(resolved);
  const Answers answers(resolved), of_many(many_towns);
  std::vector<std::pair<std::string, Json>> leaves;
  add_leaves(resolved, "", leaves);
  Search search;
  for (const auto& [path, value] : leaves) {
    if (leave_out(path)) continue;
    ++search.looked_at;
    const bool is_seen =
        has_effect(answers, path, value) || (many_towns != resolved && has_effect(of_many, path, value));
    if (!is_seen) search.ignored.push_back(path);
  }
  return search;
}

Json shipped(const std::string& name, const std::vector<std::string>& overrides) {
  const auto folder = std::string(CLIENTELE_SOURCE "/scenarios");
  std::vector<std::string> all = {"past_weeks=8"};
  all.insert(all.end(), overrides.begin(), overrides.end());
  const auto resolution = resolve(read_document(folder + '/' + name + ".json", folder), all);
  return resolution->document;
}

}  // namespace clientele::scenario
