#include "sim/experiment/run/background.hpp"

namespace clientele::experiment {

unsigned available_threads() { return 1; }

struct Repeated::Thread {};

Repeated::Repeated(std::chrono::milliseconds, std::function<void()>) {}

Repeated::~Repeated() = default;

}  // namespace clientele::experiment
