#include "sim/app/console.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

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

namespace {

std::string progress_text(const Progress& progress, double seconds) {
  constexpr int width = 16;  // of the bar; the line stays below 80 columns
  const auto done = static_cast<double>(progress.weeks_done);
  const auto in_all = static_cast<double>(progress.weeks_in_all);
  const auto filled = static_cast<int>(width * done / in_all);
  return fmt::format("[{:#>{}}{:.>{}}]  {} of {} runs  {:.0f} weeks/s  {} left", "", filled, "",
                     width - filled, progress.runs_done.load(), progress.runs_in_all.load(), done / seconds,
                     duration(seconds * (in_all - done) / done));
}

// https://no-color.org: any value but an empty one asks for none.
bool is_colour_wanted() {
  const char* wish = std::getenv("NO_COLOR");
  return wish == nullptr || *wish == '\0';
}

bool can_rewrite_a_line() {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && terminal != nullptr && std::string_view(terminal) != "dumb";
}

}  // namespace

ProgressLine::ProgressLine(const Progress& progress, bool quiet) {
  if (quiet || !can_rewrite_a_line()) return;
  thread_ = std::jthread([this, &progress](const std::stop_token& stop) { show(stop, progress); });
}

void ProgressLine::show(const std::stop_token& stop, const Progress& progress) {
  using namespace std::chrono_literals;
  const bool colour = is_colour_wanted();
  const auto start = std::chrono::steady_clock::now();
  std::mutex mutex;
  std::condition_variable_any pause;
  std::unique_lock lock(mutex);
  while (!pause.wait_for(lock, stop, 250ms, [&] { return stop.stop_requested(); })) {
    if (progress.weeks_done == 0) continue;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print(stderr, "\r{}{}{}\x1b[K", colour ? "\x1b[2m" : "", progress_text(progress, seconds),
               colour ? "\x1b[0m" : "");
  }
  fmt::print(stderr, "\r\x1b[K");
}

}  // namespace clientele::app
