#include "sim/experiment/design/assumptions.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

// What anybody in business knows of their own: contracts, books and time sheets say so.
constexpr auto on_the_books = std::to_array<std::string_view>(
    {"price", "initial_accounts", "initial_tenure", "marketing_budget", "staff", "hours_per_week", "wage",
     "overtime_premium", "overhead", "cash", "population", "going_rate", "request_rate", "hours_per_request",
     "budget", "base_churn", "payment_delay", "default_risk"});

bool is_assumed(const ParameterInfo& info) {
  return info.source == "assumption" && info.choices.empty() &&
         std::ranges::find(on_the_books, info.name) == on_the_books.end();
}

Assumption begin(const RegistrySection& section, const ParameterInfo& info) {
  return {.name = std::string(info.name),
          .kind = std::string(section.singular),
          .unit = std::string(info.unit),
          .meaning = std::string(info.meaning),
          .low = info.plausible.low,
          .high = info.plausible.high,
          .relative = false,
          .settings = {}};
}

Assumption constant(const RegistrySection& section, const ParameterInfo& info, const Json& model) {
  auto assumption = begin(section, info);
  const auto own = model.at(info.name).get<double>();
  assumption.low = std::min(assumption.low, own);
  assumption.high = std::max(assumption.high, own);
  assumption.settings.push_back({fmt::format("model.{}", info.name), 0, -unlimited, unlimited});
  return assumption;
}

// A term of every business or market that leaves it at its default.
Assumption term(const RegistrySection& section, const ParameterInfo& info, const Json& owners) {
  auto assumption = begin(section, info);
  for (std::size_t i = 0; i < owners.size(); ++i)
    if (owners[i].at(info.name) == info.standard)
      assumption.settings.push_back(
          {fmt::format("{}.{}.{}", section.title, i, info.name), 0, -unlimited, unlimited});
  return assumption;
}

Setting setting_in(const std::string& path, double own, const Range& plausible) {
  return {path, own, std::min(plausible.low, own), std::max(plausible.high, own)};
}

// The numbers by which a distribution moves as a whole: its value, its mean, or both its ends.
void add_distribution(std::vector<Setting>& settings, const std::string& path, const Json& trait,
                      const Range& plausible) {
  if (trait.is_number()) {
    settings.push_back(setting_in(path, trait.get<double>(), plausible));
  } else if (trait.contains("mean")) {
    settings.push_back(setting_in(path + ".mean", trait.at("mean").get<double>(), plausible));
  } else {
    settings.push_back(setting_in(path + ".low", trait.at("low").get<double>(), plausible));
    settings.push_back(setting_in(path + ".high", trait.at("high").get<double>(), plausible));
  }
}

Assumption trait(const RegistrySection& section, const ParameterInfo& info, const Json& segments) {
  auto assumption = begin(section, info);
  const double quarter = (info.plausible.high - info.plausible.low) / 4;
  assumption.low = -quarter;
  assumption.high = quarter;
  assumption.relative = true;
  for (std::size_t i = 0; i < segments.size(); ++i)
    add_distribution(assumption.settings, fmt::format("segments.{}.traits.{}", i, info.name),
                     segments[i].at("traits").at(info.name), info.plausible);
  return assumption;
}

double value_at(const Setting& setting, double x) {
  return std::clamp(setting.base + x, setting.least, setting.most);
}

}  // namespace

std::vector<Assumption> assumptions_of(const Json& resolved) {
  std::vector<Assumption> all;
  for (const auto& section : registry_sections()) {
    if (section.title == "levers") continue;
    for (const auto& info : section.rows) {
      if (!is_assumed(info)) continue;
      if (section.title == "constants") {
        all.push_back(constant(section, info, resolved.at("model")));
      } else if (section.title == "traits") {
        all.push_back(trait(section, info, resolved.at("segments")));
      } else {
        all.push_back(term(section, info, resolved.at(section.title)));
      }
    }
  }
  std::erase_if(all, [](const auto& a) { return a.settings.empty() || a.low == a.high; });
  return all;
}

std::vector<Assumption> assumptions_named(const std::vector<std::string>& names, const Json& resolved) {
  auto all = assumptions_of(resolved);
  std::vector<std::string_view> known;
  for (const auto& assumption : all) known.push_back(assumption.name);
  for (const auto& name : names)
    if (std::ranges::find(known, name) == known.end())
      throw BadInput(fmt::format("no assumption of this scenario is named {}\n  {}", in_quotes(name),
                                 suggestion(name, known)));
  if (!names.empty())
    std::erase_if(all, [&](const auto& a) { return std::ranges::find(names, a.name) == names.end(); });
  return all;
}

std::string range_in_words(const Assumption& assumption) {
  return assumption.relative ? fmt::format("±{:.3g}", assumption.high)
                             : fmt::format("{:.6g} to {:.6g}", assumption.low, assumption.high);
}

std::string name_in_words(const Assumption& assumption) {
  return assumption.name + (assumption.relative ? " (against the scenario's)" : "");
}

Json described(const std::vector<Assumption>& assumptions) {
  auto list = Json::array();
  for (const auto& [name, kind, unit, meaning, low, high, relative, settings] : assumptions) {
    auto paths = Json::array();
    for (const auto& setting : settings) paths.push_back(setting.path);
    list.push_back({{"name", name},
                    {"kind", kind},
                    {"unit", unit},
                    {"low", low},
                    {"high", high},
                    {"relative", relative},
                    {"paths", paths},
                    {"meaning", meaning}});
  }
  return list;
}

Matrix values_at(const std::vector<Assumption>& assumptions, const Matrix& unit) {
  Matrix values(unit.rows(), unit.columns());
  for (std::size_t j = 0; j < unit.columns(); ++j) {
    const double low = assumptions[j].low, high = assumptions[j].high;
    for (std::size_t i = 0; i < unit.rows(); ++i) values(i, j) = low + unit(i, j) * (high - low);
  }
  return values;
}

void lay_out(Plan& plan, const std::vector<Assumption>& assumptions, const Matrix& values) {
  const auto policies = std::move(plan.cells);
  plan.parameters.clear();
  plan.points.clear();
  plan.cells.clear();
  for (const auto& assumption : assumptions)
    for (const auto& setting : assumption.settings) plan.parameters.push_back(setting.path);
  for (std::size_t row = 0; row < values.rows(); ++row) {
    auto& point = plan.points.emplace_back();
    for (std::size_t j = 0; j < assumptions.size(); ++j)
      for (const auto& setting : assumptions[j].settings)
        point.push_back(number_value(value_at(setting, values(row, j))));
    for (const auto& [ignored, policy] : policies) plan.cells.push_back({row, policy});
  }
  plan.resolved_points.clear();
  resolve_points(plan);
}

}  // namespace clientele::experiment
