#include "sim/experiment/design/sweep.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "analysis/sensitivity/design.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/points.hpp"
#include "sim/experiment/design/varied_places.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

void require_different(const Variation& variation) {
  std::set<std::string> seen;
  for (const auto& value : variation.values)
    if (!seen.insert(value.dump()).second)
      throw BadInput(fmt::format("{}: the value {} is listed twice", variation.path, text_of(value)));
}

void require_sense(const Sweep& sweep) {
  if (sweep.variations.empty())
    throw BadInput(
        "nothing to vary; say what with --vary path=low:high:n, or with a \"sweep\" in the scenario");
  std::set<std::string> paths;
  for (const auto& variation : sweep.variations) {
    if (!paths.insert(variation.path).second)
      throw BadInput(fmt::format("{} is varied twice", variation.path));
    require_different(variation);
    if (sweep.design == Design::grid && variation.values.empty())
      throw BadInput(
          fmt::format("{}: a grid needs a number of values; write {}:{}:n, or choose --design lhs or sobol",
                      variation.path, variation.low, variation.high));
  }
  if (sweep.design == Design::grid && sweep.samples > 0)
    throw BadInput(
        "a grid has the points of its values; leave out the number of samples, or choose --design lhs or "
        "sobol");
  if (sweep.design != Design::lhs && sweep.seed)
    throw BadInput("only the points of --design lhs are drawn; leave out the seed of the design");
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

std::vector<std::vector<Json>> spread(const Sweep& sweep, const Json& document, std::uint32_t seed) {
  const auto k = sweep.variations.size();
  const auto unit =
      sweep.design == Design::lhs ? latin_hypercube(sweep.samples, k, seed) : sobol_points(sweep.samples, k);
  std::vector<std::vector<Json>> points(sweep.samples);
  for (std::size_t j = 0; j < k; ++j) {
    const bool is_whole = holds_whole_number(document, sweep.variations[j].path);
    for (std::size_t i = 0; i < points.size(); ++i)
      points[i].push_back(value_at(sweep.variations[j], unit(i, j), is_whole));
  }
  return points;
}

// The mistakes of a point, each of several lines, of which the first calls it an error.
std::vector<std::string> mistakes_in(const std::string& refusal) {
  std::vector<std::string> mistakes;
  std::istringstream lines(refusal);
  for (std::string line; std::getline(lines, line);) {
    const bool is_first = mistakes.empty() || line.find(": error: ") != line.npos;
    is_first ? mistakes.push_back(line) : void(mistakes.back() += '\n' + line);
  }
  return mistakes;
}

// Every reason once, and in how many points.
void require_accepted(const Plan& plan) {
  constexpr std::size_t most_shown = 10;
  std::vector<std::string> reasons;
  std::size_t refused = 0;
  for (const auto& [point, resolved] : plan.resolved_points) {
    refused += resolved.refusal.empty() ? 0 : 1;
    for (const auto& mistake : mistakes_in(resolved.refusal))
      if (reasons.size() < most_shown && std::ranges::find(reasons, mistake) == reasons.end())
        reasons.push_back(mistake);
  }
  if (refused == 0) return;
  throw BadInput(fmt::format("the scenario refuses {} of the {} points, and nothing is run\n{}", refused,
                             plan.points.size(), joined({reasons.begin(), reasons.end()}, "\n")));
}

// What the plan keeps of its runs: years, where all runs are as long as two of them; each lever that rules
// move somewhere.
void keep_of_all_points(Plan& plan) {
  std::set<std::string> moved;
  const bool varies_weeks = std::ranges::any_of(
      plan.parameters, [&](const auto& path) { return pointer_of(*plan.document, path) == "/weeks"; });
  if (varies_weeks) plan.yearly = true;
  for (std::size_t point = 0; point < plan.points.size(); ++point) {
    const auto scenario = scenario_at(plan, point);
    if (varies_weeks && scenario.weeks < 2 * weeks_of_year) plan.yearly = false;
    for (const auto& lever : moved_levers(scenario, plan)) moved.insert(lever);
  }
  plan.moved_levers.clear();
  for (const auto& lever : lever_parameters)
    if (moved.contains(std::string(lever.info.name))) plan.moved_levers.emplace_back(lever.info.name);
}

}  // namespace

Sweep read_sweep(const Json& block) {
  Sweep sweep;
  for (const auto& [key, value] : block.items()) {
    if (key == "design" && value.is_string()) {
      sweep.design = read_design(value.get<std::string>());
    } else if (key == "samples" && value.is_unsigned()) {
      sweep.samples = value.get<std::size_t>();
    } else if (key == "vary" && value.is_object()) {
      for (const auto& [path, values] : value.items())
        sweep.variations.push_back(read_variation(path, values));
    } else if (key == "seed" && value.is_unsigned() &&
               value.get<std::uint64_t>() <= std::uint64_t{largest_seed}) {
      sweep.seed = value.get<std::uint32_t>();
    } else {
      throw BadInput(
          fmt::format("/sweep/{}: a sweep has a \"design\" (grid, lhs or sobol), a number of \"samples\", a "
                      "\"seed\" of the design (lhs, to 4294967295) and an object \"vary\"",
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

void lay_out(Plan& plan, const Sweep& asked) {
  require_sense(asked);
  const auto& document = *plan.document;
  auto sweep = asked;
  for (auto& variation : sweep.variations)
    if (holds_whole_number(document, variation.path)) variation = in_whole_numbers(std::move(variation));
  std::vector<std::string> policies;
  for (const auto& cell : plan.cells) policies.push_back(cell.policy);
  plan.parameters.clear();
  for (const auto& variation : sweep.variations) plan.parameters.push_back(variation.path);
  require_variable(plan);
  plan.design_seed = sweep.seed.value_or(plan.design_seed);
  plan.points =
      sweep.design == Design::grid ? grid(sweep.variations) : spread(sweep, document, plan.design_seed);
  plan.cells.clear();
  for (std::size_t point = 0; point < plan.points.size(); ++point)
    for (const auto& policy : policies) plan.cells.push_back({point, policy});
  plan.resolved_points.clear();
  resolve_points(plan);
  require_accepted(plan);
  require_effect(plan);
  keep_of_all_points(plan);
}

}  // namespace clientele::experiment
