// How a business fares over many years under each policy, from one past: what the tables of settling and of
// ablation are made from.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/measures.hpp"
#include "sim/model/specification.hpp"

namespace clientele::experiment {
class ThreadPool;
}

namespace clientele::validation {

/// One replication under one policy: the sums of the first business, block of weeks by block.
struct Course {
  std::vector<Tally> blocks;
  Tally all;
  int failed_in = 0;  ///< week, from 1; 0 = never
};

/// How long, in blocks of how many weeks, and how often.
struct Length {
  int blocks = 1;
  int weeks_of_block = 52;
  int replications = 2;
};

/// The courses of all replications for each policy of a tabulated scenario, in its order: courses[policy][i].
std::vector<std::vector<Course>> courses_of(const Scenario& scenario, const Length& length, ThreadPool& pool);

/// The same after a past as another scenario has it: of the same world, but for levers, prices and marketing,
/// and with the same policies in front. Both must have a past, and the same.
std::vector<std::vector<Course>> courses_of(const Scenario& before, const Scenario& scenario,
                                            const Length& length, ThreadPool& pool);

/// The value of the measure of that name. NaN where it is not defined.
double value_of(std::string_view measure, const Tally& tally);

}  // namespace clientele::validation
