// Twins: everybody who is there in week 0 is so under every policy, with the same past and the same random
// numbers, and is compared with nobody else.
#pragma once

#include <cstddef>
#include <span>

#include "analysis/estimate.hpp"
#include "sim/experiment/run/observed_people.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// People, by under which of two policies they are burnt out at some time while they are there under both.
struct TwinCounts {
  std::size_t both = 0, only_first = 0, only_second = 0, neither = 0;
  Estimate more_under_first{};  ///< share of people: only the first less only the second

  std::size_t all() const { return both + only_first + only_second + neither; }
};

/// Of the same replications under either policy.
TwinCounts count_twins(std::span<const PeopleSeen> first, std::span<const PeopleSeen> second);

/// Whether they are there in week 0.
bool is_from_the_beginning(const BurnoutCourse& course);

}  // namespace clientele::experiment
