// A matrix of results as one of Eigen's, for those who compute with it. It is a copy, since Eigen sums in an
// order that depends on where a matrix begins in memory, and its own ones begin at aligned addresses.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "analysis/matrix.hpp"

namespace clientele::analysis {

inline Eigen::MatrixXd to_eigen(const Matrix& matrix) {
  return Eigen::MatrixXd::Map(matrix.values().data(), static_cast<Eigen::Index>(matrix.rows()),
                              static_cast<Eigen::Index>(matrix.columns()));
}

inline std::vector<Eigen::MatrixXd> to_eigen(const std::vector<Matrix>& matrices) {
  std::vector<Eigen::MatrixXd> converted;
  for (const auto& matrix : matrices) converted.push_back(to_eigen(matrix));
  return converted;
}

}  // namespace clientele::analysis
