// What a world is made from: the resolved scenario, with names turned into positions and every default filled
// in.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/indices.hpp"
#include "sim/model/parameters/business.hpp"
#include "sim/model/parameters/constants.hpp"
#include "sim/model/parameters/levers.hpp"
#include "sim/model/parameters/market.hpp"
#include "sim/model/parameters/traits.hpp"
#include "sim/random/distributions.hpp"

namespace clientele::model {

enum class Relationship { contract, transactional };

/// A kind of customer. `traits` in the order of trait_infos, in their units. `cholesky` is the lower factor
/// of the correlation matrix of the traits' normal scores (Gaussian copula), row by row, one row per trait;
/// empty when the traits are independent.
struct Segment {
  std::string name;
  double share = 1;  ///< of the population of every market that does not say otherwise
  Relationship relationship = Relationship::contract;
  int contract_weeks = 52;  ///< weeks between renewals; 1 = may leave any week
  std::array<Distribution, trait_infos.size()> traits{};
  std::vector<double> cholesky;
  std::vector<QuantileTable> quantiles{};  ///< of the traits; see tabulate()
};

/// `count` identical markets. `shares` are of segments, in their order, and sum to one.
struct MarketGroup {
  std::string name;
  int count = 1;
  MarketTerms terms = defaults<MarketTerms>(market_parameters);
  std::vector<double> shares;
};

/// What an office may watch to steer a lever by a rule; its words are below, its value is read in
/// stages/record.cpp.
enum class Indicator : std::uint8_t {
  exhaustion,
  cynicism,
  efficacy,
  burnout_share,
  satisfaction,
  trust,
  entitlement,
  pressure,
  utilisation,
  vacancies,
  accounts,
  margin,
  load,  ///< the same as utilisation
  week   ///< that the levers are for, from 1
};
inline constexpr std::string_view indicator_words[] = {
    "exhaustion", "cynicism",    "efficacy",  "burnout_share", "satisfaction", "trust", "entitlement",
    "pressure",   "utilisation", "vacancies", "accounts",      "margin",       "load",  "week"};

/// "lever := value when indicator > (or <) threshold"; rules are tried in order, the last that holds wins.
struct Rule {
  float Levers::*lever;
  float value;
  Indicator indicator;
  bool above;
  double threshold;

  bool holds(double indicated) const { return above ? indicated > threshold : indicated < threshold; }
};

struct Policy {
  std::string name;
  Levers levers = defaults<Levers>(lever_parameters);
  std::vector<Rule> rules;
};

struct Business {
  std::string name;
  std::size_t policy = 0;  ///< position in Scenario::policies
  BusinessTerms terms = defaults<BusinessTerms>(business_parameters);
};

/// Money inside the simulator is counted in `numeraire` units of the scenario's currency (the first
/// business's weekly wage), so that changing the currency changes no decision. Every money parameter here is
/// already divided by it.
struct Scenario {
  std::string name;
  std::string description;
  int weeks = 260;
  int past_weeks = 156;   ///< lived through before, under the policy `today`
  std::size_t today = 0;  ///< position in policies
  std::uint32_t seed = 1;
  int replications = 20;
  double numeraire = 1;
  Constants model = defaults<Constants>(constant_parameters);
  std::vector<Segment> segments;
  std::vector<MarketGroup> markets;
  std::vector<Business> businesses;
  std::vector<Policy> policies;
};

/// The most of each that a scenario may have. A state column tells businesses apart by one byte, of which one
/// value means nobody (state/accounts.hpp), and segments by two; a market has a number of 32 bits among the
/// random numbers. Below those, the limits are what a computer has room for: a thousand segments of customers
/// that differ in every trait are 100 MB of tables.
inline constexpr std::size_t most_segments = 5'000, most_businesses = 250, most_policies = 1'000,
                             most_market_groups = 10'000;
inline constexpr int most_markets = 1'000'000'000;

/// The businesses of a scenario, and what belongs to one of them or to a segment.
inline Neighbours<BusinessId> businesses_of(const Scenario& scenario) {
  return {BusinessId{}, BusinessId{scenario.businesses.size()}};
}
inline const BusinessTerms& terms_of(const Scenario& scenario, BusinessId business) {
  return scenario.businesses[business.index()].terms;
}
inline const Segment& segment_of(const Scenario& scenario, SegmentId segment) {
  return scenario.segments[segment.index()];
}

/// Tabulates the quantile functions of all traits: the last step of making a scenario, needed before a world
/// can be made from it. Equal distributions share a table; scenarios do, too, that are given the same
/// `tables`.
void tabulate(Scenario& scenario, QuantileTables& tables);
void tabulate(Scenario& scenario);

}  // namespace clientele::model
