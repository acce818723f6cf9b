#include "analysis/factorial.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace clientele::analysis {
namespace {

std::size_t product(std::span<const std::size_t> levels) {
  return std::accumulate(levels.begin(), levels.end(), std::size_t{1}, std::multiplies<>());
}

// What a cell counts for in an effect: of a factor in it plus at its level and minus at the first, of the
// others an equal share.
double weight(const std::vector<std::size_t>& effect, const std::vector<std::size_t>& cell,
              std::span<const std::size_t> levels) {
  double weight = 1;
  for (std::size_t f = 0; f < effect.size(); ++f) {
    if (effect[f] == 0)
      weight /= static_cast<double>(levels[f]);
    else
      weight *= cell[f] == effect[f] ? 1 : cell[f] == 0 ? -1 : 0;
  }
  return weight;
}

// Cells that are equal differ by nothing: what rounding leaves of their sum is no effect.
std::vector<double> contrast(const Matrix& results, const std::vector<std::size_t>& effect,
                             std::span<const std::size_t> levels) {
  constexpr double rounding = 64 * std::numeric_limits<double>::epsilon();
  std::vector<double> sample(results.rows(), 0.0), size(results.rows(), 0.0);
  for (std::size_t cell = 0; cell < results.columns(); ++cell) {
    const double w = weight(effect, levels_of_cell(cell, levels), levels);
    if (w == 0) continue;
    for (std::size_t r = 0; r < results.rows(); ++r) {
      sample[r] += w * results(r, cell);
      size[r] += std::abs(w * results(r, cell));
    }
  }
  for (std::size_t r = 0; r < sample.size(); ++r)
    if (std::abs(sample[r]) <= rounding * size[r]) sample[r] = 0;
  return sample;
}

// Main effects first, factors in their order, then interactions of two, and so on.
bool comes_before(const FactorialEffect& a, const FactorialEffect& b) {
  if (a.order() != b.order()) return a.order() < b.order();
  for (std::size_t f = 0; f < a.levels.size(); ++f)
    if ((a.levels[f] > 0) != (b.levels[f] > 0)) return a.levels[f] > 0;
  return a.levels < b.levels;
}

void require_factorial(const Matrix& results, std::span<const std::size_t> levels) {
  if (levels.empty() || std::ranges::any_of(levels, [](std::size_t n) { return n < 2; }))
    throw std::invalid_argument("factorial_effects: every factor needs two levels or more");
  if (results.columns() != product(levels))
    throw std::invalid_argument("factorial_effects: there must be a column for each combination of levels");
}

}  // namespace

std::size_t FactorialEffect::order() const {
  return static_cast<std::size_t>(std::ranges::count_if(levels, [](std::size_t level) { return level > 0; }));
}

std::vector<std::size_t> levels_of_cell(std::size_t cell, std::span<const std::size_t> levels) {
  std::vector<std::size_t> at(levels.size());
  for (std::size_t f = levels.size(); f-- > 0; cell /= levels[f]) at[f] = cell % levels[f];
  return at;
}

std::vector<FactorialEffect> factorial_effects(const Matrix& results, std::span<const std::size_t> levels,
                                               double confidence) {
  require_factorial(results, levels);
  const auto complete = complete_rows(results);
  if (complete.rows() == 0) throw std::invalid_argument("factorial_effects: no replication has all cells");
  const auto effects = product(levels) - 1;  // a combination of levels each, but for that of no factor
  const double each = 1 - (1 - confidence) / static_cast<double>(effects);
  std::vector<FactorialEffect> list;
  for (std::size_t code = 1; code <= effects; ++code) {
    FactorialEffect effect{levels_of_cell(code, levels), {}};
    effect.estimate = estimate(contrast(complete, effect.levels, levels), each);
    effect.estimate.missing = results.rows() - complete.rows();
    list.push_back(std::move(effect));
  }
  std::ranges::sort(list, comes_before);
  return list;
}

}  // namespace clientele::analysis
