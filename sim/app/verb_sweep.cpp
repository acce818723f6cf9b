#include "sim/app/verbs.hpp"

namespace clientele {

void add_sweep(CLI::App&, Action&) {}

}  // namespace clientele
