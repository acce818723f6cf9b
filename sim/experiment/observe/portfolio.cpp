#include "sim/experiment/observe/portfolio.hpp"

#include "sim/model/market.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

std::vector<WhaleCurve> whale_curves(const World& world, std::size_t businesses) {
  constexpr std::size_t points = 20;
  std::vector<std::vector<double>> contributions(businesses);
  for (const Market& market : world.markets()) {
    const auto& account = market.customers.account;
    for (const Row i : market.customers.with_account())
      contributions[account.business[i]].push_back(account.contribution[i]);
  }
  std::vector<WhaleCurve> curves;
  for (const auto& values : contributions) curves.push_back(whale_curve(values, points));
  return curves;
}

}  // namespace clientele::experiment
