// The first and the last year, where means over the whole time may hide what turns between them.
#pragma once

#include <string>

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

struct Options;

/// A sentence, if a difference between two policies has one sign in the first year and the other in the last:
/// in the objective, or else in another headline measure. It says where an interval does not exclude zero.
/// Empty if nothing turns, and where years are not kept.
std::string reversal_sentence(const Store& store, const Options& options);

/// The objective and the headline measures of every policy in both years, with paired differences to the
/// baseline, and the differences that turn. Null where years are not kept.
Json years_json(const Store& store, const Options& options);

}  // namespace clientele::app
