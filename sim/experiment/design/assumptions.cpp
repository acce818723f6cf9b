#include "sim/experiment/design/assumptions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/scenario/money_level.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

// What anybody in business knows of their own: contracts, books and time sheets say so.
constexpr auto on_the_books = std::to_array<std::string_view>({"price",
                                                               "initial_accounts",
                                                               "initial_tenure",
                                                               "marketing_budget",
                                                               "staff",
                                                               "hours_per_week",
                                                               "wage",
                                                               "on_costs",
                                                               "overtime_premium",
                                                               "leave",
                                                               "meetings",
                                                               "administration",
                                                               "prospecting",
                                                               "learning",
                                                               "notice_weeks",
                                                               "severance",
                                                               "training_fee",
                                                               "overhead",
                                                               "cash",
                                                               "credit_weeks",
                                                               "interest",
                                                               "reserve_weeks",
                                                               "payout",
                                                               "closing_weeks",
                                                               "population",
                                                               "going_rate",
                                                               "request_rate",
                                                               "hours_per_request",
                                                               "budget",
                                                               "base_churn",
                                                               "payment_delay",
                                                               "default_risk"});

bool is_on_the_books(const ParameterInfo& info) {
  return std::ranges::find(on_the_books, info.name) != on_the_books.end();
}

/// One number of a resolved scenario that a parameter of the registry describes.
struct Place {
  std::string path;
  double value;
  double weight;
};

// The numbers by which a distribution moves as a whole: its value, its mean, or both its ends.
void add_distribution(std::vector<Place>& places, const std::string& path, const Json& trait, double weight) {
  if (trait.is_number()) {
    places.push_back({path, trait.get<double>(), weight});
  } else if (trait.contains("mean")) {
    places.push_back({path + ".mean", trait.at("mean").get<double>(), weight});
  } else {
    places.push_back({path + ".low", trait.at("low").get<double>(), weight / 2});
    places.push_back({path + ".high", trait.at("high").get<double>(), weight / 2});
  }
}

std::vector<Place> places_of(const RegistrySection& section, const ParameterInfo& info,
                             const Json& resolved) {
  std::vector<Place> places;
  if (section.title == "constants") {
    places.push_back(
        {fmt::format("model.{}", info.name), resolved.at("model").at(info.name).get<double>(), 1});
  } else if (section.title == "traits") {
    const auto& segments = resolved.at("segments");
    for (std::size_t i = 0; i < segments.size(); ++i)
      add_distribution(places, fmt::format("segments.{}.traits.{}", i, info.name),
                       segments[i].at("traits").at(info.name), segments[i].at("share").get<double>());
  } else {
    const auto& owners = resolved.at(section.title);
    for (std::size_t i = 0; i < owners.size(); ++i)
      places.push_back(
          {fmt::format("{}.{}.{}", section.title, i, info.name), owners[i].at(info.name).get<double>(), 1});
  }
  return places;
}

/// Of a scenario, what decides which of its numbers are assumptions.
struct Case {
  const Json& resolved;
  MoneyLevel level;
};

bool is_default(const Place& place, const ParameterInfo& info, const MoneyLevel& level) {
  constexpr double rounding = 1e-9;
  const double standard = standard_value(info, level);
  return std::abs(place.value - standard) <= rounding * std::abs(standard);
}

// Why a number is no assumption, unless the scenario states a range for it; "" where it is one. Terms that
// the scenario sets to something else than their default are facts of the case. An end of a uniform
// distribution that is at its bound stays there, below or above the other.
std::string why_fixed(const Case& known, const RegistrySection& section, const ParameterInfo& info,
                      const Place& place) {
  const bool is_term = section.title == "businesses" || section.title == "markets";
  const bool is_end = place.path.ends_with(".low") || place.path.ends_with(".high");
  if (is_on_the_books(info)) return "contracts, books and time sheets tell it";
  if (info.source != "assumption") return fmt::format("its source is {}", info.source);
  if (is_term && !is_default(place, info, known.level)) return "the scenario states it as a fact";
  if (is_end && (place.value <= info.valid.low || place.value >= info.valid.high))
    return "it is at its bound";
  return "";
}

std::optional<Range> stated_range(const Json& resolved, const std::string& path) {
  const auto* ranges = resolved.find("plausible");
  const auto* range = ranges ? ranges->find(path) : nullptr;
  if (!range) return std::nullopt;
  return Range{range->at(0).get<double>(), range->at(1).get<double>()};
}

std::optional<PlausibleRange> range_of(const Case& known, const RegistrySection& section,
                                       const ParameterInfo& info, const Place& place) {
  constexpr double reach_of_traits = 0.5;
  if (const auto stated = stated_range(known.resolved, place.path))
    return range_stated(info, place.value, *stated);
  if (!why_fixed(known, section, info, place).empty()) return std::nullopt;
  return range_around(info, place.value, section.title == "traits" ? reach_of_traits : 1);
}

Assumption assumption(const Case& known, const RegistrySection& section, const ParameterInfo& info) {
  Assumption assumption{.name = std::string(info.name),
                        .kind = std::string(section.singular),
                        .unit = std::string(info.unit),
                        .meaning = std::string(info.meaning),
                        .settings = {}};
  for (const auto& place : places_of(section, info, known.resolved))
    if (auto range = range_of(known, section, info, place); range && range->is_wide()) {
      range->shape = shape_of_ranges(known.resolved);
      assumption.settings.push_back({place.path, *range, place.weight});
    }
  double sum = 0;
  for (const auto& setting : assumption.settings) sum += setting.weight;
  for (auto& setting : assumption.settings)
    setting.weight = sum > 0 ? setting.weight / sum : 1.0 / static_cast<double>(assumption.settings.size());
  return assumption;
}

// A line for each number of the scenario that the parameter describes.
std::string numbers_in_words(const Case& known, const RegistrySection& section, const ParameterInfo& info) {
  std::string text;
  for (const auto& place : places_of(section, info, known.resolved)) {
    const auto range = range_of(known, section, info, place);
    text += fmt::format("  {} = {}{}\n    ", place.path, plain(place.value),
                        !is_on_the_books(info) && is_default(place, info, known.level) ? " (default)" : "");
    if (!range)
      text += fmt::format("not varied: {}\n", why_fixed(known, section, info, place));
    else
      text +=
          fmt::format("plausible {:.4g} to {:.4g}, {}{}\n", range->low, range->high, in_words(range->origin),
                      range->is_centred() ? "" : "; the value is not its middle");
  }
  return text;
}

// The same of levers and of words.
std::string decisions_in_words(const RegistrySection& section, const ParameterInfo& info,
                               const Json& resolved) {
  const bool is_lever = section.title == "levers";
  const auto list = section.path.substr(0, section.path.find('.'));
  std::string text;
  for (const auto& owner : resolved.at(list)) {
    const auto& value = (is_lever ? owner.at("levers") : owner).at(info.name);
    text += fmt::format("  {}.{}.{}{} = {}\n    not varied: {}\n", list, owner.at("name").text(),
                        is_lever ? "levers." : "", info.name, value.is_string() ? value.text() : value.dump(),
                        owner.contains("combines")
                            ? "factors combine to it; set it in these, or in policies.today"
                        : is_lever ? "it is a decision"
                                   : "it is part of the question");
  }
  return text;
}

double mean(const std::vector<Setting>& settings, const auto& value_of) {
  return std::accumulate(settings.begin(), settings.end(), 0.0, [&](double sum, const Setting& setting) {
    return sum + setting.weight * value_of(setting);
  });
}

}  // namespace

PlausibleRange::Shape shape_of_ranges(const Json& resolved) {
  const auto* ranges = resolved.find("plausible");
  const auto* shape = ranges ? ranges->find("shape") : nullptr;
  return shape && *shape == Json(in_words(PlausibleRange::Shape::uniform))
             ? PlausibleRange::Shape::uniform
             : PlausibleRange::Shape::triangular;
}

double Assumption::low() const {
  return mean(settings, [](const Setting& setting) { return setting.range.low; });
}
double Assumption::value() const {
  return mean(settings, [](const Setting& setting) { return setting.range.value; });
}
double Assumption::high() const {
  return mean(settings, [](const Setting& setting) { return setting.range.high; });
}
bool Assumption::is_centred() const {
  return std::ranges::all_of(settings, [](const Setting& setting) { return setting.range.is_centred(); });
}

std::vector<Assumption> assumptions_of(const Json& resolved) {
  const Case known{resolved, money_level(resolved)};
  std::vector<Assumption> all;
  for (const auto& section : registry_sections()) {
    if (section.title == "levers") continue;
    for (const auto& info : section.rows)
      if (info.choices.empty()) all.push_back(assumption(known, section, info));
  }
  std::erase_if(all, [](const auto& a) { return a.settings.empty(); });
  return all;
}

std::vector<Assumption> assumptions_named(const std::vector<std::string>& names, const Json& resolved) {
  auto all = assumptions_of(resolved);
  std::vector<std::string_view> known;
  for (const auto& assumption : all) known.push_back(assumption.name);
  for (const auto& name : names)
    if (std::ranges::count(names, name) > 1)
      throw BadInput(fmt::format("the assumption {} is named twice", in_quotes(name)));
    else if (std::ranges::find(known, name) == known.end())
      throw BadInput(fmt::format("no assumption of this scenario is named {}\n  {}", in_quotes(name),
                                 suggestion(name, known, "see clientele explain parameters")));
  if (!names.empty())
    std::erase_if(all, [&](const auto& a) { return std::ranges::find(names, a.name) == names.end(); });
  return all;
}

std::string values_in_words(std::string_view name, const Json& resolved) {
  const Case known{resolved, money_level(resolved)};
  std::string text;
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows)
      if (info.name == name)
        text += section.title == "levers" || !info.choices.empty()
                    ? decisions_in_words(section, info, resolved)
                    : numbers_in_words(known, section, info);
  return text;
}

std::string range_in_words(const Assumption& assumption) {
  return fmt::format("{:.3g} to {:.3g}", assumption.low(), assumption.high());
}

std::string name_in_words(const Assumption& assumption) {
  return assumption.name + (assumption.settings.size() > 1 ? " (mean)" : "");
}

Json described(const std::vector<Assumption>& assumptions) {
  auto list = Json::array();
  for (const auto& assumption : assumptions) {
    auto settings = Json::array(), paths = Json::array();
    for (const auto& [path, range, weight] : assumption.settings) {
      paths.push_back(path);
      settings.push_back({{"path", path},
                          {"low", range.low},
                          {"value", range.value},
                          {"high", range.high},
                          {"range", in_words(range.origin)}});
    }
    list.push_back({{"name", assumption.name},
                    {"kind", assumption.kind},
                    {"unit", assumption.unit},
                    {"low", assumption.low()},
                    {"value", assumption.value()},
                    {"high", assumption.high()},
                    {"paths", paths},
                    {"settings", settings},
                    {"meaning", assumption.meaning}});
  }
  return list;
}

void lay_out(Plan& plan, const std::vector<Assumption>& assumptions, const Matrix& places) {
  const auto policies = std::move(plan.cells);
  plan.parameters.clear();
  plan.points.clear();
  plan.cells.clear();
  for (const auto& assumption : assumptions)
    for (const auto& setting : assumption.settings) plan.parameters.push_back(setting.path);
  for (std::size_t row = 0; row < places.rows(); ++row) {
    auto& point = plan.points.emplace_back();
    for (std::size_t j = 0; j < assumptions.size(); ++j)
      for (const auto& setting : assumptions[j].settings)
        point.push_back(number_value(setting.range.at(places(row, j))));
    for (const auto& [ignored, policy] : policies) plan.cells.push_back({row, policy});
  }
  plan.resolved_points.clear();
  resolve_points(plan);
}

Matrix values_of(const std::vector<Assumption>& assumptions, const Plan& plan) {
  Matrix values(plan.points.size(), assumptions.size());
  for (std::size_t j = 0; j < assumptions.size(); ++j)
    for (const auto& setting : assumptions[j].settings) {
      const auto found = std::ranges::find(plan.parameters, setting.path);
      const auto column = static_cast<std::size_t>(found - plan.parameters.begin());
      for (std::size_t row = 0; row < plan.points.size(); ++row)
        values(row, j) += setting.weight * plan.points[row].at(column).get<double>();
    }
  return values;
}

}  // namespace clientele::experiment
