// A matrix of results: one row per replication (or point), one column per policy (or replication). NaN marks
// a value that is missing. It only holds numbers; who computes with them turns it into one of Eigen's
// (to_eigen.hpp), so that who only passes results on need not compile Eigen.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace clientele::analysis {

class Matrix {
 public:
  Matrix() = default;
  Matrix(std::size_t rows, std::size_t columns, double value = 0)
      : rows_(rows), columns_(columns), values_(rows * columns, value) {}

  /// From any matrix with rows(), cols() and elements (row, column), as Eigen's.
  template <class Other>
  requires requires(const Other& other) { double{other(other.rows(), other.cols())}; }
  Matrix(const Other& other)
      : Matrix(static_cast<std::size_t>(other.rows()), static_cast<std::size_t>(other.cols())) {
    auto value = values_.begin();
    for (decltype(other.cols()) column = 0; column < other.cols(); ++column)
      for (decltype(other.rows()) row = 0; row < other.rows(); ++row) *value++ = other(row, column);
  }

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t row, std::size_t column) { return values_[column * rows_ + row]; }
  double operator()(std::size_t row, std::size_t column) const { return values_[column * rows_ + row]; }

  /// One column as a sample; valid as long as the matrix.
  std::span<const double> column(std::size_t index) const { return {values_.data() + index * rows_, rows_}; }

  /// All values, column after column.
  const std::vector<double>& values() const { return values_; }

 private:
  std::size_t rows_ = 0;
  std::size_t columns_ = 0;
  std::vector<double> values_;
};

/// The rows without a NaN.
Matrix complete_rows(const Matrix& results);

}  // namespace clientele::analysis
