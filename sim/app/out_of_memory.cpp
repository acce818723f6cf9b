// Where memory runs out and nothing can be thrown - before main() begins, or in a destructor of a library -,
// the program still says so, and its exit code tells the truth. What was finished is in the store.
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

#include "sim/app/exit_code.hpp"

namespace clientele::app {

namespace {

[[noreturn]] void end() {
  try {
    if (const auto thrown = std::current_exception()) std::rethrow_exception(thrown);
  } catch (const std::bad_alloc&) {
    constexpr std::string_view message = "error: out of memory\n";
    if (write(STDERR_FILENO, message.data(), message.size()) < 0) _exit(failed);  // who cannot be told
    _exit(failed);
  } catch (...) {
  }
  std::abort();
}

// Before anything else of the program, the library's own objects included.
__attribute__((constructor(101))) void be_ready() { std::set_terminate(end); }

}  // namespace

}  // namespace clientele::app
