// The first replications of an experiment, lived once more to look at the people who serve: a store keeps
// sums of weeks, and nobody in particular.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/experiment/observe/burnout_courses.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

class ThreadPool;
struct Plan;
struct Progress;

/// A business in a cell of the plan.
struct Watched {
  std::size_t cell, business;
};

/// What was seen of one business in one replication.
struct PeopleSeen {
  std::vector<BurnoutCourse> courses;
  OfficeBurnout office;
};

/// For each of `watched`, one after the other, each of these replications, all of which must be possible: a
/// past that runs share is lived once and seen by all that go on from it. All cells must be of one point, and
/// those of one cell next to each other.
/// Throws Interrupted once the pool is to stop.
std::vector<std::vector<PeopleSeen>> observe_people(const Plan& plan, std::span<const Watched> watched,
                                                    std::span<const int> replications, ThreadPool& pool,
                                                    Progress& progress);

}  // namespace clientele::experiment
