// What each mechanism is worth: scenarios with it switched off, one mechanism at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/validation/course.hpp"

namespace clientele::validation {

/// Differences that switching a mechanism off makes to one policy, paired by replication.
struct Difference {
  Estimate margin, churn, burnout;
};

struct Ablation {
  std::string mechanism;
  std::vector<Difference> of_policy;  ///< in the order of the policies
  std::string winner;                 ///< policy with the best mean margin
};

struct AblatedScenario {
  std::string name;
  std::vector<std::string> policies;
  std::vector<Difference> as_it_is;  ///< not differences: the values with all mechanisms on
  std::string winner;
  std::vector<Ablation> ablations;
};

/// One scenario with each mechanism off in turn, over its own horizon and, unless there is another number, in
/// its own replications. Throws BadInput when it is refused.
AblatedScenario ablate(const std::filesystem::path& file, const std::filesystem::path& shipped,
                       std::optional<std::int64_t> replications, ThreadPool& pool);

/// Tables in Markdown.
std::string ablation_page(const std::string& command, const std::vector<AblatedScenario>& scenarios);

}  // namespace clientele::validation
