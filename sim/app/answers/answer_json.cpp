#include "sim/app/answers/answer_json.hpp"

#include "analysis/common_random_numbers.hpp"
#include "sim/app/answers/comparison/choice.hpp"
#include "sim/app/answers/comparison/crossing_text.hpp"
#include "sim/app/answers/comparison/years.hpp"
#include "sim/app/answers/plan_json.hpp"
#include "sim/app/certainty/certainty.hpp"
#include "sim/app/options.hpp"

namespace clientele::app {

namespace {

// What is not a number (an interval from one replication, a mean of nothing) becomes null.
Json metrics(const std::vector<StoredMeasure>& measures, const std::vector<Estimate>& estimates) {
  auto object = Json::object();
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto& [n, missing, mean, sd, low, high] = estimates[m];
    object[measures[m].name] = {
        {"mean", mean}, {"sd", sd}, {"ci_low", low}, {"ci_high", high}, {"unit", measures[m].unit}, {"n", n}};
  }
  return object;
}

Json policies(const Comparison& comparison) {
  auto list = Json::array();
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    list.push_back({{"name", comparison.policies[p]},
                    {"metrics", metrics(comparison.measures, comparison.values[p])},
                    {"versus_baseline", metrics(comparison.measures, comparison.differences[p])}});
  return list;
}

Json common_random_numbers(const Comparison& comparison, std::size_t p) {
  auto object = Json::object();
  for (std::size_t m = 0; m < comparison.measures.size(); ++m) {
    const auto achieved =
        synchronisation(comparison.samples[p][m], comparison.samples[comparison.baseline][m]);
    object[comparison.measures[m].name] = {{"correlation", achieved.correlation},
                                           {"variance_reduction", achieved.variance_reduction}};
  }
  return object;
}

Json interval_of(const Difference& difference) {
  return {{"mean", difference.mean}, {"ci_low", difference.ci_low}, {"ci_high", difference.ci_high}};
}

Json verdict(const Verdict& v) {
  return {{"versus_baseline", interval_of(v.versus_baseline)},
          {"versus_best_other", interval_of(v.versus_best_other)},
          {"best_probability", v.best_probability},
          {"beats_baseline_probability", as_chance(v.beats_baseline)},
          {"opportunity_cost", v.opportunity_cost},
          {"loss_probability", as_chance(v.loss)}};
}

Json decision(const Comparison& comparison, const Choice& choice) {
  Json object = {
      {"objective", comparison.measures[choice.objective].name}, {"n", choice.table.n}, {"best", nullptr}};
  if (const auto reason = reason_for_no_best(comparison, choice); reason.empty())
    object["best"] = comparison.policies[choice.best.front()];
  else
    object["best_missing"] = reason;
  for (const auto& requirement : choice.requirements) object["requirements"].push_back(requirement.text);
  for (std::size_t p = 0; p < comparison.policies.size(); ++p) {
    Json of_policy = {{"name", comparison.policies[p]}};
    of_policy.update(verdict(choice.table.verdicts[p]));
    for (const auto met : choice.met_probability[p]) of_policy["requirement_probabilities"].push_back(met);
    object["policies"].push_back(of_policy);
  }
  return object;
}

}  // namespace

std::string comparison_json(const Store& store, const Options& options) {
  const auto comparison = compare(store, options.baseline);
  auto answer = store_json(store);
  answer["baseline"] = comparison.policies[comparison.baseline];
  answer["policies"] = policies(comparison);
  for (std::size_t p = 0; p < comparison.policies.size(); ++p)
    if (p != comparison.baseline)
      answer["policies"][p]["common_random_numbers"] = common_random_numbers(comparison, p);
  if (const auto choice = choose(comparison, options)) {
    answer["decision"] = decision(comparison, *choice);
  } else {
    answer["decision"] = nullptr;
    answer["decision_missing"] = reason_for_no_choice(comparison, options);
  }
  if (auto crossing = crossing_json(comparison, find_crossing(*store.plan().document, comparison.policies),
                                    options.objective);
      !crossing.is_null())
    answer["crossing"] = std::move(crossing);
  answer["certainty"] = certainty_json(certainty_of(store));
  if (auto years = years_json(store, options); !years.is_null()) answer["years"] = std::move(years);
  return answer.dump(2) + "\n";
}

std::string run_json(const Store& store) {
  const auto measures = stored_measures(store);
  const auto& plan = store.plan();
  auto answer = store_json(store);
  for (std::size_t b = 0; b < plan.businesses.size(); ++b)
    answer["businesses"].push_back(
        {{"name", plan.businesses[b]},
         {"metrics", metrics(measures, estimates(measures, read_samples(store, 0, b)))}});
  return answer.dump(2) + "\n";
}

std::string sweep_json_line(const Store& store, const std::string& baseline, std::size_t point) {
  const auto& plan = store.plan();
  const auto comparison = compare(store, baseline, point);
  auto answer = store_json(store);
  answer["baseline"] = comparison.policies[comparison.baseline];
  for (std::size_t i = 0; i < plan.parameters.size(); ++i)
    answer["parameters"][plan.parameters[i]] = plan.points[point][i];
  answer["policies"] = policies(comparison);
  return answer.dump() + "\n";
}

}  // namespace clientele::app
