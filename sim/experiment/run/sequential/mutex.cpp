#include "sim/experiment/run/mutex.hpp"

namespace clientele::experiment {

struct Mutex::Handle {};

Mutex::Mutex() = default;
Mutex::~Mutex() = default;

Lock::Lock(Mutex& mutex) : mutex_(mutex) {}
Lock::~Lock() = default;

}  // namespace clientele::experiment
