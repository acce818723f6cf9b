#include "sim/experiment/run/background.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace clientele::experiment {

unsigned available_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

struct Repeated::Thread {
  std::jthread thread;
};

Repeated::Repeated(std::chrono::milliseconds every, std::function<void()> action)
    : thread_(std::make_unique<Thread>()) {
  thread_->thread = std::jthread([every, action = std::move(action)](const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any pause;
    std::unique_lock lock(mutex);
    while (!pause.wait_for(lock, stop, every, [&] { return stop.stop_requested(); })) action();
  });
}

Repeated::~Repeated() = default;

}  // namespace clientele::experiment
