#include "sim/experiment/design/points.hpp"

#include <numeric>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/shapes.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"

namespace clientele::experiment {

namespace {

ResolvedPoint resolve_point(const Plan& plan, Document document, const std::vector<Json>& values) {
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    apply_override(document, plan.parameters[i] + "=" + values[i].dump());
  const auto resolution = resolve(document);
  if (!resolution) return {{}, render(resolution.mistakes)};
  return {differing_values(*plan.document, resolution->document), {}};
}

}  // namespace

void resolve_points(Plan& plan, std::span<const std::size_t> points) {
  if (plan.parameters.empty()) return;
  const auto stated = stated_by_shapes(*plan.document, plan.parameters);
  const auto document = parse_document("the scenario", stated.dump(2));
  for (const auto point : points)
    if (!plan.resolved_points.contains(point))
      plan.resolved_points.emplace(point, resolve_point(plan, document, plan.points[point]));
}

void resolve_points(Plan& plan) {
  std::vector<std::size_t> all(plan.points.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  resolve_points(plan, all);
}

std::optional<Json> resolved_anew(const Plan& plan, std::string& refusal) {
  const auto resolution = resolve(parse_document("its scenario", plan.document->dump(2)));
  if (resolution) return resolution->document;
  refusal = render(resolution.mistakes);
  return std::nullopt;
}

Scenario base_scenario(const Plan& plan) { return build(*plan.document); }

Json document_at(const Plan& plan, std::size_t point) {
  if (plan.parameters.empty()) return *plan.document;
  const auto& [values, refusal] = plan.resolved_points.at(point);
  if (!refusal.empty()) throw BadInput(refusal);
  return with_values(*plan.document, values);
}

Scenario scenario_at(const Plan& plan, std::size_t point) { return build(document_at(plan, point)); }

bool fit_in_memory(const Plan& plan, unsigned worlds) {
  return worlds * memory_needed(base_scenario(plan)) < default_memory_limit();
}

}  // namespace clientele::experiment
