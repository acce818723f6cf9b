#include "sim/experiment/run/mutex.hpp"

#include <mutex>

namespace clientele::experiment {

struct Mutex::Handle {
  std::mutex mutex;
};

Mutex::Mutex() : handle_(std::make_unique<Handle>()) {}
Mutex::~Mutex() = default;

Lock::Lock(Mutex& mutex) : mutex_(mutex) { mutex_.handle_->mutex.lock(); }
Lock::~Lock() { mutex_.handle_->mutex.unlock(); }

}  // namespace clientele::experiment
