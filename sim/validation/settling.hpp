// Whether scenarios settle: does a policy end where it stays, wherever it began, or fail for a reason that
// can be read?
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/validation/course.hpp"

namespace clientele::validation {

/// One policy from one initial standard, over the replications that did not fail.
struct Settled {
  double standard = 1;
  std::vector<Estimate> quality = {}, margin = {};         ///< of each block
  Estimate change_of_quality = {}, change_of_margin = {};  ///< from the third block to the last, within runs
  int failed = 0, replications = 0;
  double median_failure = 0;  ///< week, from 1; of those that failed
};

struct SettlingPolicy {
  std::string scenario, policy;
  std::vector<Settled> from;  ///< initial standards of 1, 0.6 and 1.2
};

/// Quality within 0.03 and margin within 3 points of five years before; of nobody left it cannot be said.
bool settles(const Settled& settled);

/// More than that, with 95 % confidence.
bool moves_on(const Settled& settled);

/// Whether all beginnings come to the same quality within 0.03, as far as any are left.
bool has_one_attractor(const SettlingPolicy& policy);

/// All policies of a scenario, with these overrides: over twenty years, in blocks of five. Without a number
/// of replications, in as many that chance seldom moves a mean margin by the 3 points that are looked for:
/// 100, or the scenario's own where a world has more than 10,000 customers, whose luck evens out. Throws
/// BadInput when it is refused.
std::vector<SettlingPolicy> find_settling(const std::filesystem::path& file,
                                          const std::filesystem::path& shipped,
                                          const std::vector<std::string>& overrides,
                                          std::optional<std::int64_t> replications, ThreadPool& pool);

/// A table in Markdown; `command` is what wrote it.
std::string settling_page(const std::string& command, const std::vector<SettlingPolicy>& policies);

}  // namespace clientele::validation
