// Sweeps: which points of a space of parameters are looked at.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/design/plan.hpp"

namespace clientele::experiment {

/// What may happen to one path of the scenario: these values, or any number from low to high.
struct Variation {
  std::string path;
  std::vector<Json> values;  ///< numbers or words; empty for a range
  double low = 0;
  double high = 0;
};

/// grid: every combination of values. lhs, sobol: samples points spread evenly
/// (analysis/sensitivity/design.hpp).
enum class Design { grid, lhs, sobol };

struct Sweep {
  Design design = Design::grid;
  std::size_t samples = 0;  ///< of lhs and sobol
  std::vector<Variation> variations;
};

inline constexpr std::size_t most_points = 1'000'000;

/// Understands "path=low:high", "path=low:high:n" (n values, evenly spaced) and "path=a,b,c". Throws
/// BadInput.
Variation read_variation(const std::string& text);

/// Understands the "sweep" of a scenario: {"design", "samples", "vary": {path: "low:high:n" or [values]}}.
/// Throws BadInput.
Sweep read_sweep(const Json& block);

/// "grid", "lhs" or "sobol". Throws BadInput.
Design read_design(const std::string& word);

/// Gives the plan the points of the sweep, resolved, each under every policy of the plan. Throws BadInput for
/// a sweep that makes no sense, or when the scenario refuses one of the points that show every value, or the
/// extremes where there are many; of other points what is refused becomes a failed run.
void lay_out(Plan& plan, const Sweep& sweep);

}  // namespace clientele::experiment
