#include "sim/experiment/design/shapes.hpp"

#include "sim/scenario/text/document.hpp"

namespace clientele::experiment {

namespace {

Json beta_by_shapes(double mean, double sd) {
  const double both = mean * (1 - mean) / (sd * sd) - 1;
  return {{"distribution", "beta"}, {"a", mean * both}, {"b", (1 - mean) * both}};
}

Json gamma_by_shapes(double mean, double sd) {
  return {{"distribution", "gamma"}, {"shape", mean * mean / (sd * sd)}, {"rate", mean / (sd * sd)}};
}

bool is(const Json& distribution, const char* family) {
  return distribution.is_object() && distribution.value("distribution", "") == Json(family) &&
         distribution.contains("mean");
}

}  // namespace

Json stated_by_shapes(Json document, const std::vector<std::string>& paths) {
  for (const auto& path : paths) {
    const auto dot = path.rfind('.');
    const auto whole = dot == path.npos ? std::nullopt : pointer_of(document, path.substr(0, dot));
    if (!whole) continue;
    const auto part = path.substr(dot + 1);
    auto& distribution = document.at_pointer(*whole);
    const auto number = [&](const char* key) { return distribution.at(key).get<double>(); };
    if ((part == "a" || part == "b") && is(distribution, "beta"))
      distribution = beta_by_shapes(number("mean"), number("sd"));
    else if ((part == "shape" || part == "rate") && is(distribution, "gamma"))
      distribution = gamma_by_shapes(number("mean"), number("sd"));
  }
  return document;
}

}  // namespace clientele::experiment
