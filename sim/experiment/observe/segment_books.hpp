// What each kind of customer brings and takes, market by market: what sums over all accounts cannot be split
// into afterwards.
#pragma once

#include <vector>

#include "sim/experiment/store/record.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

/// Books of the accounts of one world, week after week.
class SegmentBooks {
 public:
  /// Of a world that is at its beginning; both outlive this.
  SegmentBooks(const World& world, const Scenario& scenario);

  /// Is to see all weeks; any number of markets at once.
  Observer observer();

  /// Sums over all weeks up to now, of what there was: by business, market and segment, in that order.
  /// Markets that are alike (`count`) are one.
  std::vector<SegmentRow> rows() const;

 private:
  void look(const Market& market, const Scratch& scratch);

  const World& world_;
  const Scenario& scenario_;
  std::vector<std::vector<SegmentSums>> of_market_;  ///< per market: by business, then segment
};

}  // namespace clientele::experiment
