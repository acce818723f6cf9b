// Columns: the state of many individuals, one array per variable (structure of arrays).
#pragma once

#include <Eigen/Core>
#include <cstdint>

namespace clientele {

/// One variable for a row of individuals. Single precision: states live in [0,1] and a market must fit in
/// cache.
using Column = Eigen::ArrayXf;

/// Sums over individuals. A double holds sums of single-precision numbers exactly (unless they span more than
/// nine orders of magnitude), so that the order in which individuals are stored decides nothing.
using SumColumn = Eigen::ArrayXd;
using Index = Eigen::Index;
template <class Integer>
using IntegerColumn = Eigen::Array<Integer, Eigen::Dynamic, 1>;

}  // namespace clientele
