// Trajectories in a terminal: one line of blocks per measure and subject.
#pragma once

#include <span>
#include <string>

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

/// One block character per value, "▁" at `low` to "█" at `high`; a blank where there is none.
std::string sparkline(std::span<const double> values, double low, double high);

/// The headline measures of every policy or business over time, on one scale per measure, with the first and
/// the last value. Empty if weeks were not kept, and for sweeps.
std::string sparklines(const Store& store);

}  // namespace clientele::app
