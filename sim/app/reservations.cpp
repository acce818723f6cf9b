#include "sim/app/reservations.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/app/console.hpp"
#include "sim/experiment/store/store.hpp"

namespace clientele::app {

namespace {

// Whoever runs a scenario is warned when it is loaded.
std::vector<std::string> reservations_of_store(const Store& store) {
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

std::string in_one_line(std::string text) {
  for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', end)) {
    const auto next = std::min(text.find_first_not_of(" \n", end), text.size());
    text.replace(end, next - end, "; ");
  }
  return text;
}

}  // namespace

std::vector<std::string> reservations(const Store& store) {
  auto list = reservations_of_store(store);
  for (const auto& misfit : store.plan().misfits)
    list.push_back("a default may not fit: " + in_one_line(misfit));
  return list;
}

void say_reservations(const Store& store) {
  for (const auto& reservation : reservations_of_store(store))
    say(fmt::format("{}: {}", store.path(), reservation));
}

}  // namespace clientele::app
