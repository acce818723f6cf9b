#include "sim/app/console.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "sim/experiment/design/errors.hpp"

namespace clientele::app {

void print(std::string_view results) {
  std::fwrite(results.data(), 1, results.size(), stdout);
  if (std::fflush(stdout) != 0 && errno != EPIPE)
    throw WriteFailure(fmt::format("standard output: {}", std::strerror(errno)));
}

void say(std::string_view message) { fmt::print(stderr, "{}\n", message); }

std::string duration(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace clientele::app
