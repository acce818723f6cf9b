// Studies of individuals in a living world, for questions that sums over everybody cannot answer. All are
// about the first business of a scenario.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::model {
struct Market;
class World;
}  // namespace clientele::model

namespace clientele::experiment {

/// Share of all profit that the best fifth of accounts earn, when costs that no account causes are borne by
/// all alike, `shared_cost` each a week (Kaplan & Narayanan 2001). Accounts younger than half a year are left
/// out; NaN when there is no profit.
double best_fifth_of_profit(const World& world, double shared_cost);

/// Follows accounts won since the beginning, those that came by word of mouth apart from the others.
class ReferralStudy {
 public:
  struct Group {
    double account_weeks = 0, contribution = 0 /* money */, departures = 0;

    double churn() const { return departures / account_weeks; }              ///< per week
    double value() const { return contribution / account_weeks / churn(); }  ///< money, over a mean lifetime
  };

  /// Call after each week.
  void look(const World& world);

  const Group& referred() const { return groups_[1]; }
  const Group& others() const { return groups_[0]; }

 private:
  struct Slot {
    std::uint16_t generation = 0;
    std::int8_t group = -1;  ///< none
  };
  void look(const Market& market, int week, std::vector<Slot>& before);

  std::array<Group, 2> groups_{};
  std::vector<std::vector<Slot>> slots_;  ///< per market
};

}  // namespace clientele::experiment
