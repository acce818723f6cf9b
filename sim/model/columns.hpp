// Columns: the state of many individuals, one array per variable (structure of arrays).
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/indices.hpp"

namespace clientele::model {

/// One variable of many individuals, found by positions of their kind only. Single precision where it is a
/// state: states live in [0,1] and a market must fit in cache.
template <class Id, class Value>
class IndexedColumn : public Eigen::Array<Value, Eigen::Dynamic, 1> {
 public:
  using Base = Eigen::Array<Value, Eigen::Dynamic, 1>;
  using Base::Base;
  using Base::operator=;
  IndexedColumn() = default;

  Value& operator[](Id id) { return Base::operator[](id.value); }
  const Value& operator[](Id id) const { return Base::coeffRef(id.value); }
};

/// Of customers and their accounts; of staff.
template <class Value>
using RowColumn = IndexedColumn<Row, Value>;
template <class Value>
using SeatColumn = IndexedColumn<Seat, Value>;

using Column = RowColumn<float>;

/// The lanes in which sums over rows are formed: of each row in rows.first + 0, 1, 2 ... in turn.
inline constexpr Index sum_lanes = 16;
using SumLanes = Eigen::Array<double, sum_lanes, 1>;

inline Index lane_in_sum(Rows rows, Row row) { return (row - rows.first) % sum_lanes; }

/// Sum of value(row) over rows, block by block and in several lanes at once. A double holds sums of
/// single-precision numbers exactly (unless they span more than nine orders of magnitude), so that the order
/// in which individuals are stored decides nothing.
template <class Value>
double sum_over(Rows rows, const Value& value) {
  constexpr Index block = 64, width = sum_lanes;
  Eigen::Array<float, block, 1> values;
  SumLanes lanes = SumLanes::Zero();
  const auto add_block = [&] {
    for (Index j = 0; j < block; j += width)
      lanes += values.template segment<width>(j).template cast<double>();
  };
  Row i = rows.first;
  for (; i + block <= rows.last; i = i + block) {
    for (Index j = 0; j < block; ++j) values[j] = value(i + j);
    add_block();
  }
  values.setZero();
  for (Index j = 0; i + j < rows.last; ++j) values[j] = value(i + j);
  add_block();
  return lanes.sum();
}

template <class Value>
double sum_over(Rows rows, const RowColumn<Value>& column) {
  return sum_over(rows, [&](Row i) { return static_cast<float>(column[i]); });
}

/// Those of `rows` for which holds(row), in their order, kept in `found` (as long as all rows are). Without a
/// branch on any one: what happens to a few in ten is hard to foresee. Blocks in which it happens to nobody
/// are passed over.
template <class Holds>
std::span<const Row> rows_where(Rows rows, std::vector<Row>& found, const Holds& holds) {
  constexpr Index block = 32;
  Eigen::Array<std::int32_t, block, 1> hits;
  std::size_t n = 0;
  Row i = rows.first;
  for (; i + block <= rows.last; i = i + block) {
    std::int32_t any = 0;
    for (Index j = 0; j < block; ++j) any |= hits[j] = holds(i + j) ? 1 : 0;
    if (any == 0) continue;
    for (Index j = 0; j < block; ++j) {
      found[n] = i + j;
      n += static_cast<std::size_t>(hits[j]);
    }
  }
  for (; i < rows.last; ++i) {
    found[n] = i;
    n += holds(i) ? 1 : 0;
  }
  return std::span(found).first(n);
}

}  // namespace clientele::model
