#include "sim/experiment/portfolio.hpp"

namespace clientele {

namespace {

constexpr std::size_t whale_points = 20;

std::vector<std::vector<double>> contributions(const World& world, std::size_t businesses) {
  std::vector<std::vector<double>> values(businesses);
  for (const Market& market : world.markets()) {
    const auto& account = market.customers.account;
    for (Index i = 0; i < market.customers.served; ++i)
      values[account.business[i]].push_back(account.contribution[i]);
  }
  return values;
}

}  // namespace

PortfolioWatch::PortfolioWatch(const World& world, std::size_t businesses, std::size_t longest)
    : longest_(longest), lives_(businesses, {Counts(longest), Counts(longest)}) {
  before_ = count(world);
}

std::vector<PortfolioWatch::Counts> PortfolioWatch::count(const World& world) const {
  std::vector<Counts> counts(lives_.size(), Counts(longest_ + 1));
  for (const Market& market : world.markets()) {
    const auto& account = market.customers.account;
    for (Index i = 0; i < market.customers.served; ++i)
      if (const auto tenure = static_cast<std::size_t>(account.tenure[i]); tenure <= longest_)
        ++counts[account.business[i]][tenure];
  }
  return counts;
}

// Every account ages one week a week, and new ones begin with none: who was at tenure t, or has just signed,
// is now at t + 1 or gone.
void PortfolioWatch::see(const World& world) {
  auto now = count(world);
  for (std::size_t b = 0; b < lives_.size(); ++b) {
    before_[b].front() += world.this_week()[b][Item::signed_accounts];
    for (std::size_t t = 0; t < longest_; ++t) {
      lives_[b].at_risk[t] += before_[b][t];
      lives_[b].ended[t] += before_[b][t] - now[b][t + 1];
    }
  }
  before_ = std::move(now);
}

std::vector<Portfolio> PortfolioWatch::portfolios(const World& world) const {
  const auto values = contributions(world, lives_.size());
  std::vector<Portfolio> result;
  for (std::size_t b = 0; b < lives_.size(); ++b)
    result.push_back({lives_[b], whale_curve(values[b], whale_points)});
  return result;
}

}  // namespace clientele
