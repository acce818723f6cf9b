// What a sensitivity analysis answers, in words and tables, CSV and JSON.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/design/assumptions.hpp"
#include "sim/experiment/store/csv.hpp"
#include "sim/experiment/study/sensitivity.hpp"

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
  std::string leader;
  std::vector<DecomposedOutput> outputs;
};

struct SensitivityResult {
  std::string command;  ///< as typed
  Plan plan;            ///< without its points
  StoredMeasure objective;
  std::optional<ScreeningResult> screening;
  std::optional<DecompositionResult> decomposition;
};

/// The assumptions that matter most, to read in a terminal (at most 110 columns wide for what is shipped).
std::string sensitivity_table(const SensitivityResult& result);

/// The same as a page in Markdown.
std::string sensitivity_markdown(const SensitivityResult& result);

/// All assumptions, all figures.
std::string sensitivity_json(const SensitivityResult& result);

/// All figures, one a row: output, unit, assumption, statistic (mu, mu_star, sigma, noise; first, total), n
/// (effects or blocks used), value, ci_low, ci_high.
void write_sensitivity(CsvWriter& csv, const SensitivityResult& result);

}  // namespace clientele::app
