// What a report shows, as one JSON object for its page (sim/app/report/page/).
#pragma once

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::app {

struct Options;
struct SensitivityResult;

/// Tables and curves of a run or a comparison: the subjects are the businesses of a run, the policies of a
/// comparison. Numbers of the tables are those of `--format json`, those of curves have five digits; values
/// that do not exist are null. Of a sweep and of plausible worlds, the parts of the answer. Throws BadInput
/// if there is no such baseline.
Json report_data(const Store& store, const Options& options);

/// The parts of the answer of a sensitivity analysis.
Json report_data(const SensitivityResult& result);

}  // namespace clientele::app
