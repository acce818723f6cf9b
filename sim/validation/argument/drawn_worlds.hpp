// The argument over many firms that nobody wrote a scenario for: every input drawn from the least to the
// greatest value over the shipped scenarios, every assumption from its plausible range, by a Latin hypercube;
// each firm under the four presets, on the same people.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/experiment/design/assumptions.hpp"
#include "sim/validation/argument/firm_inputs.hpp"
#include "sim/validation/argument/four_cells.hpp"

namespace clientele::validation {

/// What is drawn, and from where.
struct Space {
  Json base;                            ///< the firm that has what no input says: the agency, resolved
  std::vector<Range> ranges;            ///< of the inputs
  std::vector<Assumption> assumptions;  ///< of the model and the terms, those apart that are inputs
  std::vector<std::pair<std::string, std::vector<double>>>
      scenarios;  ///< the shipped ones, with their inputs
};

/// Reads the shipped scenarios.
Space space_of(const std::filesystem::path& shipped);

/// Worlds that were drawn, one row each.
struct DrawnWorlds {
  Matrix values;              ///< of inputs, then of assumptions
  std::vector<Matrix> cells;  ///< complete replications alone
};

struct Draw {
  std::size_t worlds = 1024;
  int replications = 2;
  std::uint32_t seed = 1;  ///< of the design and of the people
};

/// How many inputs and assumptions are drawn.
std::size_t columns_of(const Space& space);

/// What each column moves is told apart by a regression on all: two worlds for each column are the least with
/// which one chance deviation is not taken for another.
std::size_t fewest_worlds(const Space& space);

/// Where worlds are drawn, from 0 to 1 in the range of each column: a plain Latin hypercube. In a symmetric
/// one half of the worlds are the others mirrored, so that columns are told apart by the one half alone.
Matrix design_of_worlds(std::size_t worlds, std::size_t columns, std::uint32_t seed);

/// Draws and simulates. Does not depend on the size of the pool.
DrawnWorlds draw_worlds(const Space& space, const Draw& draw, experiment::ThreadPool& pool);

/// The four cells of one scenario document, resolved, over its weeks.
Matrix simulate_cells(const Json& document, int replications, std::uint32_t seed,
                      experiment::ThreadPool& pool);

}  // namespace clientele::validation
