#include "sim/model/preconditions.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace clientele::model {

namespace {

bool is_tabulated(const Segment& segment) {
  const auto is_of = [](const QuantileTable& table, const Distribution& d) {
    return table.distribution() == d;
  };
  return std::equal(segment.quantiles.begin(), segment.quantiles.end(), segment.traits.begin(),
                    segment.traits.end(), is_of);
}

template <class Struct, class Rows>
bool are_finite(const Struct& values, const Rows& rows) {
  return std::all_of(rows.begin(), rows.end(),
                     [&](const auto& row) { return std::isfinite(values.*row.member); });
}

std::string more_than(std::size_t most) {
  return std::string("there are more than ").append(std::to_string(most));
}

std::string missing_of_segments(const Scenario& scenario) {
  constexpr auto traits = trait_infos.size();
  if (scenario.segments.empty()) return "there are no segments";
  if (scenario.segments.size() > most_segments) return more_than(most_segments).append(" segments");
  for (const Segment& segment : scenario.segments) {
    if (!is_tabulated(segment))
      return "segment " + segment.name + " is not tabulated as its traits are now: call tabulate() last";
    if (!segment.cholesky.empty() && segment.cholesky.size() != traits * traits)
      return "the correlation of segment " + segment.name + " has not one row and one column for each trait";
  }
  return {};
}

std::string missing_of_markets(const Scenario& scenario) {
  for (const MarketGroup& market : scenario.markets) {
    if (market.shares.size() != scenario.segments.size())
      return "market " + market.name + " has not one share for each segment";
    if (!are_finite(market.terms, market_parameters) || market.terms.population < 1 || market.count < 0)
      return "market " + market.name + " has no population, or terms that are no numbers";
  }
  return {};
}

std::string missing_of_businesses(const Scenario& scenario) {
  if (scenario.businesses.empty()) return "there are no businesses";
  if (scenario.businesses.size() > most_businesses) return more_than(most_businesses).append(" businesses");
  for (const Business& business : scenario.businesses)
    if (!are_finite(business.terms, business_parameters) || business.terms.staff < 1)
      return "business " + business.name + " has no staff, or terms that are no numbers";
  return {};
}

std::string missing_of_policies(const Scenario& scenario, std::span<const std::size_t> policy_of) {
  if (policy_of.size() != scenario.businesses.size())
    return "every business needs a policy: give one position for each, in their order";
  for (const std::size_t policy : policy_of)
    if (policy >= scenario.policies.size())
      return "a business is to follow a policy that the scenario does not have";
  for (const Policy& policy : scenario.policies)
    if (!are_finite(policy.levers, lever_parameters))
      return "policy " + policy.name + " has levers that are no numbers";
  if (!are_finite(scenario.model, constant_parameters)) return "a constant of the model is no number";
  return {};
}

}  // namespace

std::string missing_of_world(const Scenario& scenario, std::span<const std::size_t> policy_of) {
  for (const auto& missing : {missing_of_segments(scenario), missing_of_markets(scenario),
                              missing_of_businesses(scenario), missing_of_policies(scenario, policy_of)})
    if (!missing.empty()) return missing;
  return {};
}

const Scenario& require_complete(const Scenario& scenario, std::span<const std::size_t> policy_of) {
  if (const auto missing = missing_of_world(scenario, policy_of); !missing.empty())
    throw std::logic_error("no world can be made of this scenario: " + missing);
  return scenario;
}

}  // namespace clientele::model
