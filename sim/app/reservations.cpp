#include "sim/app/reservations.hpp"

#include <fmt/core.h>

#include "sim/app/console.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::app {

std::vector<std::string> reservations(const Store& store) {
  std::vector<std::string> list;
  const auto standing = store.standing();
  if (!standing.whole())
    list.push_back(fmt::format("{} of {} runs are finished, and the numbers are of these alone",
                               standing.done, standing.planned));
  if (!store.has_checksums())
    list.push_back(
        "the program that made this store wrote no checksums, so that nothing tells whether it is damaged");
  return list;
}

void say_reservations(const Store& store) {
  for (const auto& reservation : reservations(store)) say(fmt::format("{}: {}", store.path(), reservation));
}

}  // namespace clientele::app
