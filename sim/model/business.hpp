// What belongs to a business as a whole, over all its markets: price, reputation and cash.
#pragma once

#include <span>

#include "sim/model/measures.hpp"
#include "sim/model/scratch.hpp"
#include "sim/model/specification.hpp"

namespace clientele::model {

struct Firm {
  double cash = 0;      ///< money
  double revenue = 0;   ///< money a week, smoothed
  double cost = 0;      ///< money a week, smoothed
  bool failed = false;  ///< insolvent: its offices are closed
};

/// Closes the week of all businesses: reputations, prices and cash follow from the week's tallies (one per
/// business, over all markets), which also receive them. Repricing reads last week's prices of the rivals.
/// Before week 0 no business fails; its cash is what it will begin week 0 with.
void close_week(const Scenario& scenario, std::span<const std::size_t> policy_of, int week,
                PerBusiness<Tally>& tallies, PerBusiness<Firm>& firms, PerBusiness<Brand>& brands);

}  // namespace clientele::model
