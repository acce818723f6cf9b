// The answers of `compare` and `run`, for people and for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/experiment/results.hpp"

namespace clientele {

/// For programs: every measure of every policy, and its paired difference to the baseline.
OrderedJson comparison_object(const Plan& plan, const Comparison& comparison);
std::string comparison_json(const Plan& plan, const Comparison& comparison);

/// Which of the policies has the best margin, and whether that is known.
std::string summary_sentence(const Comparison& comparison);

/// For people: the headline measures of every policy with their 95 % intervals, the paired differences to the
/// baseline, and a sentence that sums it up. At most 100 columns wide for the measures and policies that are
/// shipped.
std::string comparison_table(const Plan& plan, const Comparison& comparison);

/// The businesses of one cell, each with its own policy.
struct Businesses {
  std::vector<StoredMeasure> measures;
  std::vector<std::string> names;
  std::vector<std::vector<Estimate>> values;  ///< per business and measure
};
Businesses read_businesses(const Store& store);
std::string businesses_json(const Plan& plan, const Businesses& businesses);
std::string businesses_table(const Plan& plan, const Businesses& businesses);

}  // namespace clientele
