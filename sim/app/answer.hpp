// The answer of an experiment, from its store.
#pragma once

#include "sim/app/options.hpp"
#include "sim/experiment/store.hpp"

namespace clientele {

/// Prints what the plan's verb promises - run, compare or sweep - in the form asked.
void print_answer(const Store& store, const Options& options);

}  // namespace clientele
