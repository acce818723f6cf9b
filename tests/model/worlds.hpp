// Scenarios made by hand, and markets that can be run stage by stage.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/beginning.hpp"
#include "sim/model/business.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"

namespace clientele::scenario {

inline Distribution always(double value) { return {Family::constant, value, 0}; }
inline Distribution between(double low, double high) { return {Family::uniform, low, high}; }
inline Distribution beta(double mean, double sd) { return {Family::beta, mean, sd}; }
inline Distribution gamma(double mean, double sd) { return {Family::gamma, mean, sd}; }

/// Position of a trait in trait_parameters.
std::size_t position_of(Column Traits::*trait);

void set_trait(Segment& segment, Column Traits::*trait, Distribution distribution);

/// The same for all segments.
void set_trait(Scenario& scenario, Column Traits::*trait, Distribution distribution);

/// Customers who all have the standard traits.
Segment standard_segment(std::string_view name, double share = 1);

/// The scenario with all off that a service firm has beside its clients and their requests: errors and what
/// comes of them, norms, training, surveys, time for itself, credit, dismissals, inflation, and a past. What
/// is left can be worked out by hand.
Scenario bare(Scenario scenario);

/// One market of 300 standard people, one business of 14 staff with 80 accounts, and one policy: all else at
/// its default, but bare.
Scenario plain_world();

/// The same with people who differ in every trait.
Scenario lively_world();

/// Six markets of three sizes, three businesses, four segments (one transactional, one correlated), four
/// policies (one steered by rules), half a year of past, every mechanism acting. The owners of two of the
/// businesses always pay, and those of one have something to take out; the third fails.
Scenario varied_world();

/// The levers of the first policy.
inline Levers& levers(Scenario& scenario) { return scenario.policies.front().levers; }

/// The terms of the first business.
inline BusinessTerms& terms(Scenario& scenario) { return scenario.businesses.front().terms; }
inline const BusinessTerms& terms(const Scenario& scenario) { return scenario.businesses.front().terms; }

/// Position of the policy of each business.
std::vector<std::size_t> policy_assignment_of(const Scenario& scenario);

/// A world of the scenario with every business under its own policy, after so many weeks and without a past.
World simulated(const Scenario& scenario, int weeks, std::uint32_t replication = 0);

/// The beginning of a scenario's past, which the first business lives through under the policy `today`.
World past_of(const Scenario& scenario, std::uint32_t replication,
              const ForEach& for_each_market = in_sequence);

/// The first market of a scenario with all that its stages need, to be run by hand.
struct LoneMarket {
  Scenario scenario;
  std::vector<std::size_t> policy_of;
  Draws draw;
  PerBusiness<Brand> brands;
  PerBusiness<Firm> firms;
  Market market;
  Scratch scratch;
  int week = 0;

  explicit LoneMarket(Scenario made, std::uint32_t replication = 0);

  Context context() const { return {scenario, scenario.model, brands, policy_of, week}; }

  /// Runs one stage; or a whole week, with `before` and `after` called around each stage.
  void run(const Stage& stage) { stage.run(context(), draw, market, scratch); }
  void run(std::string_view stage);
  using Observer = std::function<void(const Stage&)>;
  void run_week(const Observer& before = {}, const Observer& after = {});
  void run_weeks(int n) {
    for (int i = 0; i < n; ++i) run_week();
  }

  /// Runs the stages of this week that come before the named one.
  void run_up_to(std::string_view stage);

  Accounts& accounts() { return market.customers.account; }
  Index served() const { return market.customers.served; }
  Rows with_account() const { return market.customers.with_account(); }
  Office& office(std::size_t business = 0) { return market.offices[BusinessId{business}]; }
  Tally& tally(std::size_t business = 0) { return scratch.tallies[BusinessId{business}]; }
};

}  // namespace clientele::scenario
