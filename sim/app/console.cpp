#include "sim/app/console.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/sink.hpp"
#include "sim/experiment/tables/csv.hpp"

namespace clientele::app {

namespace {

constexpr auto standard_output = "standard output";

void print_into(const std::function<void(Sink&)>& write) {
  Sink sink(STDOUT_FILENO, standard_output);
  try {
    write(sink);
    sink.flush();
  } catch (const ReaderLeft&) {
    return;
  }
}

}  // namespace

void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(descriptor, F_GETFD) < 0)  // the system gives the lowest number that is free
      open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void print(std::string_view results) {
  print_into([&](Sink& sink) { sink.write(results); });
}

void print_table(const std::function<void(CsvWriter&)>& write) {
  print_into([&](Sink& sink) {
    CsvWriter csv(sink);
    write(csv);
  });
}

// Some file systems tell of a full disk only now.
void end_printing() {
  if (close(STDOUT_FILENO) != 0 && errno != EINTR)
    throw WriteFailure(fmt::format("{}: {}", standard_output, write_error(errno)));
}

void say(std::string_view message) noexcept {
  iovec parts[] = {{const_cast<char*>(message.data()), message.size()}, {const_cast<char*>("\n"), 1}};
  const auto written = writev(STDERR_FILENO, parts, 2);  // at once, so that lines of others stay apart
  if (written == static_cast<ssize_t>(message.size() + 1)) return;
  message.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  write_all(STDERR_FILENO, message);
  write_all(STDERR_FILENO, "\n");
}

void say_part(std::string_view text) noexcept { write_all(STDERR_FILENO, text); }

std::string duration(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace clientele::app
