// How far an execution is, on a terminal.
#pragma once

#include <optional>

#include "sim/experiment/run/background.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {
struct Progress;
}

namespace clientele::app {

/// Shows progress, rate and time left in one line that is written anew, until it goes out of scope; only on a
/// terminal, and not if `quiet`.
class ProgressLine {
 public:
  ProgressLine(const Progress& progress, bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;

 private:
  std::optional<Repeated> repeated_;
};

}  // namespace clientele::app
