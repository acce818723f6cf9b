#include "analysis/matrix.hpp"

#include <cmath>

namespace clientele::analysis {
namespace {

bool is_complete(const Matrix& results, std::size_t row) {
  for (std::size_t column = 0; column < results.columns(); ++column)
    if (std::isnan(results(row, column))) return false;
  return true;
}

}  // namespace

Matrix complete_rows(const Matrix& results) {
  std::vector<std::size_t> complete;
  for (std::size_t row = 0; row < results.rows(); ++row)
    if (is_complete(results, row)) complete.push_back(row);
  Matrix kept(complete.size(), results.columns());
  for (std::size_t column = 0; column < kept.columns(); ++column)
    for (std::size_t row = 0; row < kept.rows(); ++row) kept(row, column) = results(complete[row], column);
  return kept;
}

}  // namespace clientele::analysis
