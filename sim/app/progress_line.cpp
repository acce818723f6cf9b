#include "sim/app/progress_line.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "sim/app/console.hpp"
#include "sim/experiment/run/progress.hpp"

namespace clientele::app {

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

constexpr auto clear_line = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(const Progress& progress, bool quiet) {
  using std::chrono::steady_clock;
  if (quiet || !can_rewrite_a_line()) return;
  const auto show = [&progress, colour = is_colour_wanted(), start = steady_clock::now()] {
    if (progress.weeks_done == 0) return;
    const double seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
    say_part(fmt::format("\r{}{}{}\x1b[K", colour ? "\x1b[2m" : "", progress_text(progress, seconds),
                         colour ? "\x1b[0m" : ""));
  };
  repeated_.emplace(std::chrono::milliseconds(250), show);
}

ProgressLine::~ProgressLine() {
  if (!repeated_) return;
  repeated_.reset();
  say_part(clear_line);
}

}  // namespace clientele::app
