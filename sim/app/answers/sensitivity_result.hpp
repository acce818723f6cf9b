// What a sensitivity analysis found.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/design/assumptions.hpp"
#include "sim/experiment/study/sensitivity.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

/// Morris's screening of all assumptions.
struct ScreeningResult {
  std::vector<Assumption> assumptions;
  std::size_t trajectories;
  Screening screening;
};

/// Sobol's decomposition over a few of them.
struct DecompositionResult {
  std::vector<Assumption> assumptions;
  std::size_t samples;
  std::string leader;  ///< empty if no policy is best anywhere
  std::vector<DecomposedOutput> outputs;
};

struct SensitivityResult {
  std::string command;                         ///< as typed
  Plan plan;                                   ///< without its points
  std::vector<std::string> reservations = {};  ///< that go with its numbers
  /// By what program, command and seeds it was made; the identity is that of each study's runs.
  std::vector<std::pair<std::string, std::string>> origin = {};
  StoredMeasure objective;
  std::optional<ScreeningResult> screening;
  std::optional<DecompositionResult> decomposition;
};

}  // namespace clientele::app
