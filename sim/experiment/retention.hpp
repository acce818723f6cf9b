// How long accounts last: what survival curves are made from.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "sim/model/this_week.hpp"
#include "sim/model/world.hpp"

namespace clientele {

/// What can be told of an account's life, in weeks. Cohort 0 are the accounts that exist at the start, first
/// seen at the age `entered`; cohort 1 are those signed in the first year, and so on, seen from age 0.
struct History {
  int business;
  int segment;
  int cohort;
  int entered;
  int age;      ///< when it ended or was last seen
  Exit ending;  ///< `stays` if it was still there when last seen
  auto operator<=>(const History&) const = default;
};

/// Accounts with the same history.
struct Histories {
  History history;
  std::int64_t accounts;
};

/// Follows the accounts of one world until they end.
class Retention {
 public:
  /// Is to see all weeks; `week` counts them from 0. Any number of markets at once.
  void watch(int week, const Stage& stage, const Market& market, const ThisWeek& now);

  /// The accounts that have ended, and those that are still there.
  std::vector<Histories> histories(const World& world) const;

 private:
  std::mutex mutex_;
  std::map<History, std::int64_t> ended_;
};

}  // namespace clientele
