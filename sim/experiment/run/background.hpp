// What happens beside the simulation.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace clientele::experiment {

/// How many threads this machine runs at once; 1 where the program is built without threads.
unsigned available_threads();

/// Calls the action again and again, `every` so often, on a thread of its own, until destroyed; never where
/// the program is built without threads. The first call is `every` after the beginning, and none is under way
/// once the destructor has returned.
class Repeated {
 public:
  Repeated(std::chrono::milliseconds every, std::function<void()> action);
  ~Repeated();
  Repeated(const Repeated&) = delete;

 private:
  struct Thread;
  std::unique_ptr<Thread> thread_;
};

}  // namespace clientele::experiment
