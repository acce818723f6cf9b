#include "sim/experiment/design/sweep.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/sensitivity/design.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/design/typed_number.hpp"
#include "sim/experiment/design/varied_places.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

Json to_value(const std::string& text) {
  const auto value = Json::parse_if_valid(text);
  if (value && value->is_number()) return number_value(value->get<double>());
  return value && value->is_string() ? *value : Json(text);
}

void read_range(Variation& variation, const std::string& text) {
  const auto parts = split(text, ':');
  const auto context = fmt::format("the range of {}", variation.path);
  if (parts.size() > 3)
    throw BadInput(fmt::format("{}: write low:high, or low:high:n for n values", context));
  variation.low = typed_number(parts[0], context);
  variation.high = typed_number(parts[1], context);
  if (!(variation.low < variation.high))
    throw BadInput(fmt::format("{}: the low end must be below the high end", context));
  if (parts.size() == 2) return;
  const double n = typed_number(parts[2], context);
  if (n != std::floor(n) || n < 2 || n > static_cast<double>(most_points))
    throw BadInput(
        fmt::format("{}: the number of values must be a whole number from 2 to {}", context, most_points));
  for (double i = 0; i < n; ++i)
    variation.values.push_back(number_value(variation.low + (variation.high - variation.low) * i / (n - 1)));
}

void read_values(Variation& variation, const std::string& text) {
  if (text.find(':') != text.npos) return read_range(variation, text);
  for (const auto& value : split(text, ',')) {
    if (value.empty())
      throw BadInput(fmt::format("{}: a value is missing in {}", variation.path, in_quotes(text)));
    variation.values.push_back(to_value(value));
  }
}

Variation read_member(const std::string& path, const Json& value) {
  Variation variation{.path = path, .values = {}};
  if (value.is_string()) {
    read_values(variation, value.get<std::string>());
    return variation;
  }
  if (!value.is_array() || value.empty())
    throw BadInput(
        fmt::format("/sweep/vary/{}: write \"low:high\", \"low:high:n\" or a list of values", path));
  for (const auto& element : value) {
    if (!element.is_number() && !element.is_string())
      throw BadInput(fmt::format("/sweep/vary/{}: values must be numbers or words", path));
    variation.values.push_back(element.is_number() ? number_value(element.get<double>()) : element);
  }
  return variation;
}

void require_sense(const Sweep& sweep) {
  if (sweep.variations.empty())
    throw BadInput(
        "nothing to vary; say what with --vary path=low:high:n, or with a \"sweep\" in the scenario");
  std::set<std::string> paths;
  for (const auto& variation : sweep.variations) {
    if (!paths.insert(variation.path).second)
      throw BadInput(fmt::format("{} is varied twice", variation.path));
    if (sweep.design == Design::grid && variation.values.empty())
      throw BadInput(
          fmt::format("{}: a grid needs a number of values; write {}:{}:n, or choose --design lhs or sobol",
                      variation.path, variation.low, variation.high));
  }
  if (sweep.design != Design::grid && (sweep.samples < 1 || sweep.samples > most_points))
    throw BadInput(fmt::format("say with --samples how many points to look at, from 1 to {}", most_points));
}

// All combinations, the last parameter changing fastest.
std::vector<std::vector<Json>> grid(const std::vector<Variation>& variations) {
  double size = 1;
  for (const auto& variation : variations) size *= static_cast<double>(variation.values.size());
  if (size > static_cast<double>(most_points))
    throw BadInput(
        fmt::format("a grid of {:.3g} points is too much; at most {} are possible - or choose --design sobol",
                    size, most_points));
  std::vector<std::vector<Json>> points = {{}};
  for (const auto& variation : variations) {
    std::vector<std::vector<Json>> longer;
    for (const auto& point : points)
      for (const auto& value : variation.values) {
        longer.push_back(point);
        longer.back().push_back(value);
      }
    points = std::move(longer);
  }
  return points;
}

Json value_at(const Variation& variation, double u) {
  if (variation.values.empty()) return number_value(variation.low + u * (variation.high - variation.low));
  return variation.values[static_cast<std::size_t>(u * static_cast<double>(variation.values.size()))];
}

std::vector<std::vector<Json>> spread(const Sweep& sweep, std::uint64_t seed) {
  const auto k = sweep.variations.size();
  const auto unit =
      sweep.design == Design::lhs ? latin_hypercube(sweep.samples, k, seed) : sobol_points(sweep.samples, k);
  std::vector<std::vector<Json>> points(sweep.samples);
  for (std::size_t i = 0; i < points.size(); ++i)
    for (std::size_t j = 0; j < k; ++j) points[i].push_back(value_at(sweep.variations[j], unit(i, j)));
  return points;
}

// Points at which every value of every parameter is seen, or its extremes where there are more than a few.
std::vector<std::size_t> telling_points(const Plan& plan) {
  constexpr std::size_t few = 32;
  std::set<std::size_t> telling;
  for (std::size_t j = 0; j < plan.parameters.size(); ++j) {
    std::map<Json, std::size_t> first_with;
    for (std::size_t i = 0; i < plan.points.size(); ++i) first_with.emplace(plan.points[i][j], i);
    if (first_with.size() > few) first_with = {*first_with.begin(), *first_with.rbegin()};
    for (const auto& [value, point] : first_with) telling.insert(point);
  }
  return {telling.begin(), telling.end()};
}

}  // namespace

Variation read_variation(const std::string& text) {
  if (find_invalid_utf8(text) != text.npos)
    throw BadInput(fmt::format("{} is no variation: it is not UTF-8", in_quotes(text)));
  const auto equals = text.find('=');
  if (equals == text.npos || equals == 0 || equals + 1 == text.size())
    throw BadInput(fmt::format("{} is no variation; write path=low:high:n or path=a,b,c", in_quotes(text)));
  Variation variation{.path = text.substr(0, equals), .values = {}};
  read_values(variation, text.substr(equals + 1));
  return variation;
}

Sweep read_sweep(const Json& block) {
  Sweep sweep;
  for (const auto& [key, value] : block.items()) {
    if (key == "design" && value.is_string()) {
      sweep.design = read_design(value.get<std::string>());
    } else if (key == "samples" && value.is_unsigned()) {
      sweep.samples = value.get<std::size_t>();
    } else if (key == "vary" && value.is_object()) {
      for (const auto& [path, values] : value.items()) sweep.variations.push_back(read_member(path, values));
    } else {
      throw BadInput(
          fmt::format("/sweep/{}: a sweep has a \"design\" (grid, lhs or sobol), a number of \"samples\" and "
                      "an object \"vary\"",
                      key));
    }
  }
  return sweep;
}

Design read_design(const std::string& word) {
  if (word == "grid") return Design::grid;
  if (word == "lhs") return Design::lhs;
  if (word == "sobol") return Design::sobol;
  throw BadInput(fmt::format("there is no design {}\n  {}", in_quotes(word),
                             suggestion(word, {"grid", "lhs", "sobol"})));
}

void lay_out(Plan& plan, const Sweep& sweep) {
  require_sense(sweep);
  std::vector<std::string> policies;
  for (const auto& cell : plan.cells) policies.push_back(cell.policy);
  plan.parameters.clear();
  for (const auto& variation : sweep.variations) plan.parameters.push_back(variation.path);
  require_variable(*plan.document, plan.parameters);
  plan.points = sweep.design == Design::grid ? grid(sweep.variations) : spread(sweep, plan.seed);
  plan.cells.clear();
  for (std::size_t point = 0; point < plan.points.size(); ++point)
    for (const auto& policy : policies) plan.cells.push_back({point, policy});
  plan.resolved_points.clear();
  const auto telling = telling_points(plan);
  resolve_points(plan, telling);
  for (const auto point : telling)
    if (const auto& refusal = plan.resolved_points.at(point).refusal; !refusal.empty())
      throw BadInput(refusal);
  require_effect(*plan.document, plan.parameters);
  resolve_points(plan);
}

}  // namespace clientele::experiment
