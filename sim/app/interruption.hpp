// Ctrl-C and SIGTERM: the first asks for an orderly end, the second ends the program at once.
#pragma once

#include <csignal>

#include "sim/experiment/run/progress.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

/// While one of these lives, an interruption sets a flag instead of ending the program; the flag stays set
/// for those that follow. At most one at a time.
class InterruptionWatch {
 public:
  InterruptionWatch();
  ~InterruptionWatch();
  InterruptionWatch(const InterruptionWatch&) = delete;

  /// Set by the first interruption.
  const StopFlag& flag() const;

 private:
  struct sigaction before_int_;
  struct sigaction before_term_;
};

}  // namespace clientele::app
