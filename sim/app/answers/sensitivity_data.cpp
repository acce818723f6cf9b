#include "sim/app/answers/sensitivity_data.hpp"

#include <limits>

#include "sim/app/answers/plan_json.hpp"
#include "sim/app/answers/sensitivity_result.hpp"

namespace clientele::app {

namespace {

Json effect(const ElementaryEffect& e) {
  return {{"mu", e.mu.mean},
          {"mu_star", e.mu_star.mean},
          {"mu_star_low", e.mu_star.ci_low},
          {"mu_star_high", e.mu_star.ci_high},
          {"sigma", e.sigma},
          {"noise", e.noise},
          {"effects", e.mu.n},
          {"dropped", e.mu.missing}};
}

Json ranking(const ScreeningResult& result) {
  const auto& [ranking, outputs, upsets] = result.screening;
  Json object = {{"leader", ranking.has_leader() ? Json(ranking.policies[ranking.leader]) : Json()},
                 {"points", ranking.judged()}};
  if (ranking.ties > 0) object["equal_at"] = ranking.ties;
  for (std::size_t p = 0; p < ranking.policies.size(); ++p)
    object["best_at"][ranking.policies[p]] = ranking.times[p];
  for (std::size_t i = 0; i < upsets.size(); ++i)
    object["share_of_steps_that_change_the_best"][result.assumptions[i].name] = upsets[i].share;
  return object;
}

Json screening(const ScreeningResult& result) {
  Json object = {{"method", "morris"},
                 {"trajectories", result.trajectories},
                 {"assumptions", described(result.assumptions)},
                 {"ranking", ranking(result)}};
  for (const auto& output : result.screening.outputs) {
    Json effects;
    for (const auto i : by_importance(output.effects))
      effects[result.assumptions[i].name] = effect(output.effects[i]);
    object["outputs"][output.name] = {{"unit", output.unit}, {"effects", effects}};
  }
  return object;
}

Json index(const SobolIndex& i) { return {{"value", i.value}, {"ci_low", i.ci_low}, {"ci_high", i.ci_high}}; }

Json decomposition(const DecompositionResult& result) {
  Json object = {{"method", "sobol"},
                 {"samples", result.samples},
                 {"assumptions", described(result.assumptions)},
                 {"leader", result.leader.empty() ? Json() : Json(result.leader)}};
  for (const auto& [name, unit, indices] : result.outputs) {
    Json of_output = {{"unit", unit},
                      {"blocks", indices.n},
                      {"dropped", indices.dropped},
                      {"variance",
                       {{"parameters", indices.variance.parameters},
                        {"luck", indices.variance.replications},  // its first name, which scripts rely on
                        {"interaction", indices.variance.interaction}}}};
    for (std::size_t i = 0; i < indices.first.size(); ++i)
      of_output["indices"][result.assumptions[i].name] = {{"first", index(indices.first[i])},
                                                          {"total", index(indices.total[i])}};
    if (indices.first.empty()) of_output["indices"] = nullptr;
    object["outputs"][name] = of_output;
  }
  return object;
}

// One number of one assumption. What has no interval has empty fields.
void write_number(CsvWriter& csv, const ScreenedOutput& output, const Assumption& of,
                  std::string_view statistic, const Estimate& e) {
  csv.field(output.name).field(output.unit).field(of.name).field(statistic);
  csv.field(e.n).field(e.mean).field(e.ci_low).field(e.ci_high);
  csv.end_row();
}

void write_number(CsvWriter& csv, const DecomposedOutput& output, const Assumption& of,
                  std::string_view statistic, const SobolIndex& i) {
  csv.field(output.name).field(output.unit).field(of.name).field(statistic);
  csv.field(output.indices.n).field(i.value).field(i.ci_low).field(i.ci_high);
  csv.end_row();
}

Estimate without_interval(std::size_t n, double value) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  return {.n = n, .mean = value, .sd = none, .ci_low = none, .ci_high = none};
}

void write_screening(CsvWriter& csv, const ScreeningResult& result) {
  for (const auto& output : result.screening.outputs)
    for (std::size_t i = 0; i < output.effects.size(); ++i) {
      const auto& of = result.assumptions[i];
      const auto& e = output.effects[i];
      write_number(csv, output, of, "mu", e.mu);
      write_number(csv, output, of, "mu_star", e.mu_star);
      write_number(csv, output, of, "sigma", without_interval(e.mu.n, e.sigma));
      write_number(csv, output, of, "noise", without_interval(e.mu.n, e.noise));
    }
}

void write_decomposition(CsvWriter& csv, const DecompositionResult& result) {
  for (const auto& output : result.outputs)
    for (std::size_t i = 0; i < output.indices.first.size(); ++i) {
      write_number(csv, output, result.assumptions[i], "first", output.indices.first[i]);
      write_number(csv, output, result.assumptions[i], "total", output.indices.total[i]);
    }
}

}  // namespace

std::string sensitivity_json(const SensitivityResult& result) {
  auto answer = plan_json(result.plan);
  for (const auto& [key, value] : result.origin) answer["origin"][key] = value;
  if (!result.reservations.empty()) answer["reservations"] = result.reservations;
  answer["objective"] = result.objective.name;
  for (const auto& cell : result.plan.cells) answer["policies"].push_back(cell.policy);
  if (result.screening) answer["screening"] = screening(*result.screening);
  if (result.decomposition) answer["decomposition"] = decomposition(*result.decomposition);
  return answer.dump(2) + "\n";
}

void write_sensitivity(CsvWriter& csv, const SensitivityResult& result) {
  for (const auto* name : {"output", "unit", "assumption", "statistic", "n", "value", "ci_low", "ci_high"})
    csv.field(name);
  csv.end_row();
  if (result.screening) write_screening(csv, *result.screening);
  if (result.decomposition) write_decomposition(csv, *result.decomposition);
}

}  // namespace clientele::app
