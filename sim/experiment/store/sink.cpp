#include "sim/experiment/store/sink.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "sim/experiment/design/errors.hpp"

namespace clientele::experiment {

namespace {

constexpr std::size_t buffer_size = 1 << 16;

// Whoever shares the descriptor may have asked not to be made to wait; we have nothing better to do.
void wait_until_writable(int descriptor) {
  pollfd waiting = {descriptor, POLLOUT, 0};
  poll(&waiting, 1, -1);
}

}  // namespace

int write_all(int descriptor, std::string_view bytes) noexcept {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(written));
    } else if (written == 0) {
      return EIO;
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      wait_until_writable(descriptor);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

std::string write_error(int error) {
  if (error == EBADF) return "it is closed, so that nothing can be written to it";
  if (error == EFBIG) return "the file would become larger than is allowed here (see ulimit -f)";
  return std::strerror(error);
}

void fail_to_write(const std::string& name, int error) {
  if (error == EPIPE) throw ReaderLeft();
  throw WriteFailure(fmt::format("{}: {}", name, write_error(error)));
}

Sink::Sink(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {
  buffer_.reserve(buffer_size);
}

void Sink::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > buffer_size) flush();
  if (bytes.size() < buffer_size)
    buffer_ += bytes;
  else
    hand_over(bytes);
}

void Sink::flush() { hand_over(buffer_); }

void Sink::hand_over(std::string_view bytes) {
  const int error = write_all(descriptor_, bytes);
  buffer_.clear();
  if (error != 0) fail_to_write(name_, error);
}

}  // namespace clientele::experiment
