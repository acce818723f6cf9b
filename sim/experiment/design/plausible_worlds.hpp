// Many plausible worlds instead of one: every assumption of the scenario is drawn from its plausible range
// (assumptions.hpp) by a symmetric Latin hypercube, and each world so made is simulated under every policy
// with the same people and common random numbers. Beside them stand a few single points, which are no draws:
// the scenario as it is, and for each assumption of which the scenario has not the median, the scenario with
// that one in the middle of its range.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/experiment/design/assumptions.hpp"

namespace clientele::experiment {

/// Plan::verb of a comparison over plausible worlds.
inline constexpr std::string_view plausible_verb = "compare --uncertain";

/// Throws BadInput, naming all, if the scenario refuses an end of a range that it states itself.
void require_possible_ends(const Plan& plan, const std::vector<Assumption>& assumptions);

/// Gives the plan of a comparison `worlds` points, drawn with its seed, and the single points after them.
/// Throws BadInput for ranges with impossible ends.
void lay_out_worlds(Plan& plan, const std::vector<Assumption>& assumptions, std::size_t worlds);

/// The assumptions that differ between the worlds of such a plan.
std::vector<Assumption> assumptions_varied(const Plan& plan);

/// What the points of such a plan are.
struct WorldPoints {
  std::size_t drawn;                   ///< so many, the first, are plausible worlds
  std::optional<std::size_t> nominal;  ///< the scenario as it is; not in stores of earlier versions

  /// One assumption in the middle of its range, all else as the scenario has it.
  struct Moved {
    std::size_t assumption;  ///< position in assumptions_varied
    std::size_t point;
  };
  std::vector<Moved> moved;
};
WorldPoints points_of_worlds(const Plan& plan);

/// Where the worlds of a plan of this version are in the unit cube: one row per world, one column per
/// assumption varied. Each of the first half has its mirror image in the second.
Matrix places_of_worlds(const Plan& plan);

}  // namespace clientele::experiment
