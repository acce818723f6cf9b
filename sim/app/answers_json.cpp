#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sim/app/answers.hpp"

namespace clientele {

namespace {

// What is not a number (an interval from one replication, a mean of nothing) becomes null.
OrderedJson metrics(const std::vector<StoredMeasure>& measures, const std::vector<Estimate>& estimates) {
  auto object = OrderedJson::object();
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto& [n, missing, mean, sd, low, high] = estimates[m];
    object[measures[m].name] = {
        {"mean", mean}, {"sd", sd}, {"ci_low", low}, {"ci_high", high}, {"unit", measures[m].unit}, {"n", n}};
  }
  return object;
}

OrderedJson head(const Plan& plan) {
  return {{"scenario", plan.scenario},
          {"weeks", plan.weeks},
          {"seed", plan.seed},
          {"replications", plan.replications}};
}

}  // namespace

OrderedJson comparison_object(const Plan& plan, const Comparison& comparison) {
  auto answer = head(plan);
  answer["baseline"] = comparison.policies[comparison.baseline];
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    answer["policies"].push_back(
        {{"name", comparison.policies[p]},
         {"metrics", metrics(comparison.measures, comparison.values[p])},
         {"versus_baseline", metrics(comparison.measures, comparison.differences[p])}});
  return answer;
}

std::string comparison_json(const Plan& plan, const Comparison& comparison) {
  return comparison_object(plan, comparison).dump(2) + "\n";
}

std::string businesses_json(const Plan& plan, const Businesses& businesses) {
  auto answer = head(plan);
  for (std::size_t b = 0; b < businesses.names.size(); ++b)
    answer["businesses"].push_back(
        {{"name", businesses.names[b]}, {"metrics", metrics(businesses.measures, businesses.values[b])}});
  return answer.dump(2) + "\n";
}

}  // namespace clientele
