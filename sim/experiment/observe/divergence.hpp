// A matched pair: the same customer, with common random numbers, under two policies - and the moment from
// which on they differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
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

/// A variable of the customer that differs, as the tables of state and of the week describe it. Values as in
/// the model; -1 for "has none".
struct Contrast {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  double first;
  double second;
};

/// All that is compared of a customer at some moment: the state, and what is known of the week.
struct Reading {
  std::string_view name, unit, meaning;
  double value;
};
using Snapshot = std::vector<Reading>;
Snapshot snapshot(const Market& market, std::uint32_t slot);
Snapshot snapshot(StageId after, const Market& market, const Scratch& scratch, std::uint32_t slot);
std::vector<Contrast> contrasts(const Snapshot& first, const Snapshot& second);

/// A moment in a run: after a stage of a week.
struct Moment {
  int week;                ///< counted from 1; 0: before the first
  std::string_view stage;  ///< "beginning" before the first week
  std::string_view meaning;
};

/// The first decision about the customer that goes otherwise.
struct Turn {
  Moment moment;
  std::string_view decision;  ///< in words
  Contrast contrast;          ///< how it goes
};

struct Divergence {
  Moment moment;
  std::string market, segment;  ///< names: where the customer is, and what kind of customer
  std::vector<Contrast> contrasts;
  std::optional<Turn>
      turn;  ///< then or later; none where quantities (hours, expectations, moods) alone differ
};

/// The first week and stage after which anything about the customer differs when the first business follows
/// one policy or the other, and what is decided otherwise from then on; none if nothing differs in all weeks
/// of the scenario, which must be tabulated.
/// Throws BadInput if there is no such customer. Until week 0 both live in the scenario `before`, where that
/// is another one.
std::optional<Divergence> find_divergence(const Scenario& scenario, const Scenario& before,
                                          const std::string& first_policy, const std::string& second_policy,
                                          std::uint32_t seed, std::uint32_t replication,
                                          CustomerKey customer);
std::optional<Divergence> find_divergence(const Scenario& scenario, const std::string& first_policy,
                                          const std::string& second_policy, std::uint32_t seed,
                                          std::uint32_t replication, CustomerKey customer);

}  // namespace clientele::experiment
