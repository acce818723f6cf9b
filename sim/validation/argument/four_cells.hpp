// The argument in one world: the four presets side by side, replication by replication.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/factorial.hpp"
#include "analysis/matrix.hpp"
#include "analysis/multiple_comparisons.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::experiment {
class ThreadPool;
}
namespace clientele::model {
struct Scenario;
}

namespace clientele::validation {

/// What the four presets are judged by. Their values are a matrix, replications x cells, in the order of
/// scenario::default_policies.
inline constexpr std::string_view judged_measure = "operating_margin";

/// A difference of means of the cells: how it weighs each.
using Contrast = std::array<double, default_policies.size()>;
inline constexpr Contrast partner_not_please{-0.5, -0.5, 0.5, 0.5},
    the_right_not_everyone{-0.5, 0.5, -0.5, 0.5};

/// The effects of what is said (partner, not please), of who is served (the right, not everyone), and of how
/// much more partnering does with the right than with everyone; intervals hold together at 95 %.
struct ArgumentEffects {
  Estimate said, served, both;
};
ArgumentEffects effects_of(const Matrix& cells);

/// The cell with the highest mean, and how far it is ahead of the best of the others, whichever that truly
/// is; the interval holds together with those of all pairs.
struct Leader {
  std::size_t cell = 0;
  std::vector<double> behind;  ///< by how much the mean of each cell is below that of the best
  analysis::Difference lead;
};
Leader leader_of(const Matrix& cells);

/// Whether the interval excludes zero.
bool is_clear(const auto& interval) { return interval.ci_low > 0 || interval.ci_high < 0; }

}  // namespace clientele::validation
