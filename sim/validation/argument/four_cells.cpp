#include "sim/validation/argument/four_cells.hpp"

#include <algorithm>

namespace clientele::validation {

ArgumentEffects effects_of(const Matrix& cells) {
  constexpr std::array<std::size_t, 2> levels{2, 2};
  const auto effects = factorial_effects(cells, levels);
  return {effects[0].estimate, effects[1].estimate, effects[2].estimate};
}

Leader leader_of(const Matrix& cells) {
  std::vector<double> means;
  for (std::size_t cell = 0; cell < cells.columns(); ++cell)
    means.push_back(estimate(cells.column(cell)).mean);
  const auto best = static_cast<std::size_t>(std::ranges::max_element(means) - means.begin());
  std::vector<double> behind;
  for (const double mean : means) behind.push_back(means[best] - mean);
  return {best, std::move(behind),
          compare_policies(cells, Orientation::higher_is_better, best)[best].versus_best_other};
}

}  // namespace clientele::validation
