#include "analysis/results.hpp"

#include <vector>

namespace clientele::analysis {

std::span<const double> column(const Eigen::MatrixXd& results, std::size_t index) {
  return {results.col(static_cast<Eigen::Index>(index)).data(), static_cast<std::size_t>(results.rows())};
}

Eigen::MatrixXd complete_rows(const Eigen::MatrixXd& results) {
  std::vector<Eigen::Index> complete;
  for (Eigen::Index row = 0; row < results.rows(); ++row) {
    if (!results.row(row).hasNaN()) complete.push_back(row);
  }
  return results(complete, Eigen::all);
}

}  // namespace clientele::analysis
