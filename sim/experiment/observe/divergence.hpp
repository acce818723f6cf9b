// A matched pair: the same customer, with common random numbers, under two policies - and the moment from
// which on they differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::model {
enum class StageId;
struct Market;
struct Scenario;
struct Scratch;
}  // namespace clientele::model

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

/// All that is compared of a customer at some moment: the state, and what is known of the week.
using Snapshot = std::vector<std::pair<std::string_view, double>>;
Snapshot snapshot(const Market& market, std::uint32_t slot);
Snapshot snapshot(StageId after, const Market& market, const Scratch& scratch, std::uint32_t slot);
std::vector<Contrast> contrasts(const Snapshot& first, const Snapshot& second);

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
