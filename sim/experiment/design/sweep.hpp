// Sweeps: which points of a space of parameters are looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/design/variation.hpp"

namespace clientele::experiment {

/// grid: every combination of values. lhs, sobol: samples points spread evenly
/// (analysis/sensitivity/design.hpp).
enum class Design { grid, lhs, sobol };

struct Sweep {
  Design design = Design::grid;
  std::size_t samples = 0;                 ///< of lhs and sobol
  std::optional<std::uint32_t> seed = {};  ///< of the points that lhs draws
  std::vector<Variation> variations = {};
};

/// Understands the "sweep" of a scenario: {"design", "samples", "seed" (of the design), "vary": {path:
/// "low:high:n" or [values]}}. Throws BadInput.
Sweep read_sweep(const Json& block);

/// "grid", "lhs" or "sobol". Throws BadInput.
Design read_design(const std::string& word);

/// Gives the plan the points of the sweep, resolved, each under every policy of the plan. Throws BadInput for
/// a sweep that makes no sense, or in which something can have no effect, and when the scenario refuses
/// points: with all reasons at once.
void lay_out(Plan& plan, const Sweep& sweep);

}  // namespace clientele::experiment
