#include "sim/app/report/saved_sensitivity.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/study/goals.hpp"

namespace clientele::app {

namespace {

namespace fs = std::filesystem;

/// Null is what is not a number.
double number(const Json& value) {
  return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

// One setting stands for all of an assumption: tables show their mean.
std::vector<Assumption> assumptions_in(const Json& list) {
  std::vector<Assumption> assumptions;
  for (const auto& a : list) {
    const PlausibleRange range{
        .low = number(a.at("low")), .value = number(a.at("value")), .high = number(a.at("high"))};
    assumptions.push_back(
        {.name = a.at("name").text(),
         .kind = a.at("kind").text(),
         .unit = a.at("unit").text(),
         .meaning = a.at("meaning").text(),
         .settings = {{.path = a.at("paths").front().text(), .range = range, .weight = 1}}});
  }
  return assumptions;
}

ElementaryEffect effect_in(const Json& e) {
  const auto used = e.at("effects").get<std::size_t>(), dropped = e.at("dropped").get<std::size_t>();
  ElementaryEffect effect;
  effect.mu = {.n = used, .missing = dropped, .mean = number(e.at("mu"))};
  effect.mu_star = {.n = used,
                    .missing = dropped,
                    .mean = number(e.at("mu_star")),
                    .ci_low = number(e.at("mu_star_low")),
                    .ci_high = number(e.at("mu_star_high"))};
  effect.sigma = number(e.at("sigma"));
  effect.noise = number(e.at("noise"));
  return effect;
}

Ranking ranking_in(const Json& object) {
  Ranking ranking;
  for (const auto& [policy, times] : object.at("best_at").items()) {
    if (object.at("leader") == Json(policy)) ranking.leader = ranking.policies.size();
    ranking.policies.push_back(policy);
    ranking.times.push_back(times.get<std::size_t>());
  }
  ranking.ties = object.value("equal_at", 0).get<std::size_t>();
  return ranking;
}

ScreeningResult screening_in(const Json& object) {
  ScreeningResult result{.assumptions = assumptions_in(object.at("assumptions")),
                         .trajectories = object.at("trajectories").get<std::size_t>(),
                         .screening = {}};
  const auto& ranking = object.at("ranking");
  result.screening.ranking = ranking_in(ranking);
  for (const auto& assumption : result.assumptions)
    result.screening.upsets.push_back(
        {.share = number(ranking.at("share_of_steps_that_change_the_best").at(assumption.name))});
  for (const auto& [name, output] : object.at("outputs").items()) {
    auto& screened = result.screening.outputs.emplace_back();
    screened.name = name;
    screened.unit = output.at("unit").text();
    for (const auto& assumption : result.assumptions)
      screened.effects.push_back(effect_in(output.at("effects").at(assumption.name)));
  }
  return result;
}

SobolIndex index_in(const Json& i) {
  return {number(i.at("value")), number(i.at("ci_low")), number(i.at("ci_high"))};
}

SobolIndices indices_in(const Json& output, const std::vector<Assumption>& assumptions) {
  SobolIndices indices;
  indices.n = output.at("blocks").get<std::size_t>();
  indices.dropped = output.at("dropped").get<std::size_t>();
  const auto& variance = output.at("variance");
  indices.variance = {number(variance.at("parameters")), number(variance.at("luck")),
                      number(variance.at("interaction"))};
  if (output.at("indices").is_null()) return indices;
  for (const auto& assumption : assumptions) {
    const auto& of_assumption = output.at("indices").at(assumption.name);
    indices.first.push_back(index_in(of_assumption.at("first")));
    indices.total.push_back(index_in(of_assumption.at("total")));
  }
  return indices;
}

DecompositionResult decomposition_in(const Json& object) {
  const auto& leader = object.at("leader");
  DecompositionResult result{.assumptions = assumptions_in(object.at("assumptions")),
                             .samples = object.at("samples").get<std::size_t>(),
                             .leader = leader.is_null() ? "" : leader.text(),
                             .outputs = {}};
  for (const auto& [name, output] : object.at("outputs").items())
    result.outputs.push_back({name, output.at("unit").text(), indices_in(output, result.assumptions)});
  return result;
}

SensitivityResult result_in(const Json& answer) {
  const auto measures = known_measures();
  SensitivityResult result{.command = "",
                           .plan = {},
                           .objective = measures[measure_named(answer.at("objective").text(), measures)],
                           .screening = {},
                           .decomposition = {}};
  result.plan.scenario = answer.at("scenario").text();
  result.plan.weeks = answer.at("weeks").get<int>();
  result.plan.seed = answer.at("seed").get<std::uint32_t>();
  result.plan.replications = answer.at("replications").get<int>();
  for (const auto& policy : answer.at("policies")) result.plan.cells.push_back({0, policy.text()});
  for (const auto& [key, value] : answer.at("origin").items()) result.origin.emplace_back(key, value.text());
  if (const auto* list = answer.find("reservations"))
    for (const auto& reservation : *list) result.reservations.push_back(reservation.text());
  if (const auto* screening = answer.find("screening")) result.screening = screening_in(*screening);
  if (const auto* decomposition = answer.find("decomposition"))
    result.decomposition = decomposition_in(*decomposition);
  return result;
}

}  // namespace

std::optional<SensitivityResult> saved_sensitivity(const std::string& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return std::nullopt;  // a pipe can be read once only
  std::ifstream stream(file, std::ios::binary);
  if (stream.peek() != '{') return std::nullopt;
  const auto answer = Json::parse_if_valid(std::string{std::istreambuf_iterator<char>(stream), {}});
  if (!answer) return std::nullopt;
  const bool is_sensitivity = answer->contains("screening") || answer->contains("decomposition");
  if (!is_sensitivity && answer->contains("origin"))
    throw BadInput(fmt::format(
        "{}: is a printed answer; a page is made of a store (compare -o FILE), or of a scenario", file));
  if (!is_sensitivity) return std::nullopt;
  try {
    return result_in(*answer);
  } catch (const std::logic_error&) {  // lacks something, or has another kind of it
    throw BadInput(fmt::format(
        "{}: is not the answer of a sensitivity analysis as this program writes it; make it anew with: "
        "clientele sensitivity SCENARIO --format json > FILE",
        file));
  }
}

}  // namespace clientele::app
