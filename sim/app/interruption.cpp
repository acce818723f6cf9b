#include "sim/app/interruption.hpp"

namespace clientele::app {

namespace {

// A signal handler can reach nothing but what is static.
std::atomic<bool> interrupted_flag = false;
static_assert(std::atomic<bool>::is_always_lock_free);

void note_interruption(int) { interrupted_flag = true; }

}  // namespace

InterruptionWatch::InterruptionWatch() {
  struct sigaction action = {};
  action.sa_handler = note_interruption;
  action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);  // the second one has its usual effect
  sigaction(SIGINT, &action, &before_int_);
  sigaction(SIGTERM, &action, &before_term_);
}

InterruptionWatch::~InterruptionWatch() {
  sigaction(SIGINT, &before_int_, nullptr);
  sigaction(SIGTERM, &before_term_, nullptr);
}

const std::atomic<bool>& InterruptionWatch::flag() const { return interrupted_flag; }

}  // namespace clientele::app
