// A matrix of results: one row per replication (or point), one column per policy (or replication). NaN marks
// a value that is missing.
#pragma once

#include <Eigen/Core>
#include <span>

namespace clientele::analysis {

/// One column as a sample; valid as long as the matrix.
std::span<const double> column(const Eigen::MatrixXd& results, std::size_t index);

/// The rows without a NaN.
Eigen::MatrixXd complete_rows(const Eigen::MatrixXd& results);

}  // namespace clientele::analysis
