// Two clocks: what passed, and what was worked. On a machine with other things to do only the second says
// something about the program.
#pragma once

#include <chrono>
#include <ctime>

namespace clientele::experiment {

class Stopwatch {
 public:
  double passed() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  /// Processor time of all threads, in seconds.
  double worked() const { return static_cast<double>(std::clock() - worked_) / CLOCKS_PER_SEC; }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::clock_t worked_ = std::clock();
};

}  // namespace clientele::experiment
