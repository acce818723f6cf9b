// How long accounts last: what survival curves are made from. It takes a look at accounts one by one, and so
// is gathered while a world lives.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <tuple>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/this_week.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

/// A line of a life table: what happened at one tenure to the accounts of a kind. Lines at which nothing
/// happened are left out, so that a table is no longer than there are accounts.
struct LifeLine {
  int business, segment;  ///< counted from 0
  int cohort;             ///< 0: signed before the first week; 1: in the first year; and so on
  int tenure;             ///< weeks
  std::int64_t entered;   ///< first seen at this tenure: 0 except in cohort 0 (left truncation)
  std::int64_t ended;     ///< for whatever reason, also by the business
  std::int64_t censored;  ///< last seen at this tenure, still there
};

/// Follows the accounts of one world until they end.
class Retention {
 public:
  /// Is to see all weeks; `week` counts them from 0. Any number of markets at once.
  void watch(int week, const Stage& stage, const Market& market, const ThisWeek& now);

  /// The life table of all accounts up to now, in ascending order.
  std::vector<LifeLine> life_table(const World& world) const;

 private:
  struct Counts {
    std::int64_t entered = 0, ended = 0, censored = 0;
  };
  using Table = std::map<std::tuple<int, int, int, int>, Counts>;
  static void add(Table& table, const Customers& customers, Row row, int weeks_lived, bool ended);

  std::mutex mutex_;
  Table ended_;
};

}  // namespace clientele::experiment
