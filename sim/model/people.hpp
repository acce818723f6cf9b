// Drawing customers from their segment; accounts that open, change hands and close.
#pragma once

#include <vector>

#include "sim/model/scratch.hpp"

namespace clientele::model {

/// Draws the segment and the traits of the person who now holds `row`; they arrive knowing nothing of any
/// business. With a correlation matrix: Gaussian copula (Nelsen 2006, section 2.3).
void draw_customer(const Scenario& scenario, const Draws& draw, Market& market, Row row);

/// Exchanges two customers' rows.
void swap_customers(Customers& customers, Row a, Row b);

/// Opens an account of the customer in `row` with `business`, served from `seat`; the row moves into the
/// served part and is returned. The caller counts the account at its seat.
Row open_account(const Constants& p, const Levers& levers, Market& market, Row row, BusinessId business,
                 Seat seat);

/// Closes the account in `row`; its customer moves into the part without accounts and that row is returned.
Row close_account(Market& market, Row row);

/// Moves the account in `row` to a new seat. What colleagues do not know of it costs trust, unless the CRM
/// remembers.
void hand_over(const Constants& p, const Levers& levers, Market& market, Row row, Seat seat);

/// The present seat of the office with the fewest accounts, or Seat{-1} when nobody is there.
Seat least_loaded_seat(const Market& market, const Office& office);

/// The same many times over, as long as accounts are only added to seats, and people only leave. The seats
/// are gone through when it is first asked for.
class LeastLoaded {
 public:
  LeastLoaded(const Staff& staff, Seats seats, std::vector<Load>& loads)
      : staff_(staff), seats_(seats), loads_(loads) {}

  Seat find();

 private:
  void gather();

  const Staff& staff_;
  Seats seats_;
  std::vector<Load>& loads_;  ///< a heap: the least in front
  bool gathered_ = false;
};

}  // namespace clientele::model
