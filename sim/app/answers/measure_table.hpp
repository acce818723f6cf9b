// A table of headline measures: one row per policy or business.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/store/results.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct MeasureRow {
  std::string label;
  std::vector<Estimate> estimates;  ///< of all measures
};

inline constexpr std::size_t heading_width = 9;  ///< eight measures and the longest preset fit in 100

/// Name of a measure as it stands above a column, with "per year" where the unit says so.
std::string heading_name(const StoredMeasure& measure);

enum class Show { values, differences };

/// Means, with half their interval on the line below. Differences have signs, and a star when the interval
/// excludes zero. `title` stands above the labels.
std::string measure_table(const std::string& title, const std::vector<StoredMeasure>& measures,
                          const std::vector<MeasureRow>& rows, Show show);

/// Says which measures had no value in some replications, a line for each; empty if none.
std::string missing_values(const std::vector<StoredMeasure>& measures, const std::vector<MeasureRow>& rows);

/// Whether the interval tells the value from zero.
bool excludes_zero(const auto& interval) { return interval.ci_low > 0 || interval.ci_high < 0; }

}  // namespace clientele::app
