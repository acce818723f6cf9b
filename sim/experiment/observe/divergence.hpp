// A matched pair: the same customer, with common random numbers, under two policies - and the moment from
// which on they differ.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"

namespace clientele::experiment {

/// A customer of a market, both counted from 0.
struct CustomerKey {
  std::size_t market;
  std::uint32_t slot;
};

/// A variable of the customer that differs. Values as in the model; -1 for "has none".
struct Contrast {
  std::string_view name;
  double first;
  double second;
};

struct Divergence {
  int week;                ///< counted from 1; 0: before the first
  std::string_view stage;  ///< "beginning" before the first week
  std::vector<Contrast> contrasts;
};

/// The first week and stage after which anything about the customer differs when the first business follows
/// one policy or the other; none if nothing does in all weeks of the scenario, which must be tabulated.
/// Throws BadInput if there is no such customer.
std::optional<Divergence> find_divergence(const Scenario& scenario, const std::string& first_policy,
                                          const std::string& second_policy, std::uint32_t seed,
                                          std::uint32_t replication, CustomerKey customer);

}  // namespace clientele::experiment
