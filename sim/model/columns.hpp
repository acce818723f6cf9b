// Columns: the state of many individuals, one array per variable (structure of arrays).
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace clientele::model {

/// One variable for a row of individuals. Single precision: states live in [0,1] and a market must fit in
/// cache.
using Column = Eigen::ArrayXf;

/// Sums over individuals. A double holds sums of single-precision numbers exactly (unless they span more than
/// nine orders of magnitude), so that the order in which individuals are stored decides nothing.
using SumColumn = Eigen::ArrayXd;
using Index = Eigen::Index;
template <class Integer>
using IntegerColumn = Eigen::Array<Integer, Eigen::Dynamic, 1>;

/// A column of values of a type, the shape of state of many individuals.
template <class Value>
using ColumnOf = Eigen::Array<Value, Eigen::Dynamic, 1>;

/// Neighbours in the columns: rows [first, end).
struct Rows {
  Index first = 0;
  Index end = 0;

  Index size() const { return end - first; }
};

/// Sum of value(i) over rows, block by block and in several lanes at once: in double the order decides
/// nothing.
template <class Value>
double sum_over(Rows rows, const Value& value) {
  constexpr Index block = 64, width = 16;
  Eigen::Array<float, block, 1> values;
  Eigen::Array<double, width, 1> lanes = Eigen::Array<double, width, 1>::Zero();
  const auto add_block = [&] {
    for (Index j = 0; j < block; j += width)
      lanes += values.template segment<width>(j).template cast<double>();
  };
  Index i = rows.first;
  for (; i + block <= rows.end; i += block) {
    for (Index j = 0; j < block; ++j) values[j] = value(i + j);
    add_block();
  }
  values.setZero();
  for (Index j = 0; i + j < rows.end; ++j) values[j] = value(i + j);
  add_block();
  return lanes.sum();
}

template <class Value>
double sum_over(Rows rows, const ColumnOf<Value>& column) {
  return sum_over(rows, [&](Index i) { return static_cast<float>(column[i]); });
}

/// Those of `rows` for which holds(i), in their order, kept in `found` (as long as all rows are). Without a
/// branch on any one: what happens to a few in ten is hard to foresee. Blocks in which it happens to nobody
/// are passed over.
template <class Holds>
std::span<const Index> rows_where(Rows rows, std::vector<Index>& found, const Holds& holds) {
  constexpr Index block = 32;
  Eigen::Array<std::int32_t, block, 1> hits;
  std::size_t n = 0;
  Index i = rows.first;
  for (; i + block <= rows.end; i += block) {
    std::int32_t any = 0;
    for (Index j = 0; j < block; ++j) any |= hits[j] = holds(i + j) ? 1 : 0;
    if (any == 0) continue;
    for (Index j = 0; j < block; ++j) {
      found[n] = i + j;
      n += static_cast<std::size_t>(hits[j]);
    }
  }
  for (; i < rows.end; ++i) {
    found[n] = i;
    n += holds(i) ? 1 : 0;
  }
  return std::span(found).first(n);
}

}  // namespace clientele::model
