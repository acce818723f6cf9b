#include "sim/app/interruption.hpp"

namespace clientele::app {

namespace {

// A signal handler can reach nothing but what is static.
StopFlag interruption;

void note_interruption(int) { interruption.raise(); }

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

const StopFlag& InterruptionWatch::flag() const { return interruption; }

}  // namespace clientele::app
