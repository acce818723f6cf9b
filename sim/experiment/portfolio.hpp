// What a business's accounts amount to: how long they stay, and how unevenly they contribute. Both need to
// see the accounts one by one, and so are gathered while a world lives.
#pragma once

#include <span>
#include <vector>

#include "analysis/concentration.hpp"
#include "sim/model/market.hpp"
#include "sim/model/world.hpp"

namespace clientele {

/// A life table of accounts by tenure, over all weeks lived: element t is about the passage from t weeks with
/// the business to t + 1. Accounts that were there in the beginning enter at the tenure they had (left
/// truncation), those still there at the end are censored.
struct LifeTable {
  std::vector<double> at_risk;
  std::vector<double> ended;  ///< for whatever reason, also by the business
};

struct Portfolio {
  LifeTable life;
  std::vector<CurvePoint> whale;  ///< of the contributions in the end; empty unless their total is positive
};

/// Watches the accounts of every business of one world. Tenures beyond `longest` weeks are left out.
class PortfolioWatch {
 public:
  PortfolioWatch(const World& world, std::size_t businesses, std::size_t longest);

  /// To be called after every week.
  void see(const World& world);

  /// One portfolio per business, as of the last week.
  std::vector<Portfolio> portfolios(const World& world) const;

 private:
  using Counts = std::vector<double>;  ///< accounts by tenure
  std::vector<Counts> count(const World& world) const;

  std::size_t longest_;
  std::vector<Counts> before_;  ///< per business, at the end of the week before
  std::vector<LifeTable> lives_;
};

}  // namespace clientele
