// The answer of a sensitivity analysis for programs.
#pragma once

#include <string>

#include "sim/experiment/tables/csv.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct SensitivityResult;

/// All assumptions, all numbers.
std::string sensitivity_json(const SensitivityResult& result);

/// All numbers, one a row: output, unit, assumption, statistic (mu, mu_star, sigma, noise; first, total), n
/// (effects or blocks used), value, ci_low, ci_high.
void write_sensitivity(CsvWriter& csv, const SensitivityResult& result);

}  // namespace clientele::app
