#include "sim/scenario/text/placed_values.hpp"

#include <algorithm>

namespace clientele::scenario {

namespace {

bool have_same_keys(const Json& a, const Json& b) {
  return a.is_object() && b.is_object() &&
         std::equal(a.items().begin(), a.items().end(), b.items().begin(), b.items().end(),
                    [](const auto& x, const auto& y) { return x.first == y.first; });
}

void add_differing(const Json& from, const Json& to, const std::string& pointer,
                   std::vector<PlacedValue>& values) {
  if (have_same_keys(from, to)) {
    for (const auto& [key, value] : to.items())
      add_differing(from.at(key), value, pointer + '/' + pointer_escape(key), values);
  } else if (from.is_array() && to.is_array() && from.size() == to.size()) {
    for (std::size_t i = 0; i < to.size(); ++i)
      add_differing(from[i], to[i], pointer + '/' + std::to_string(i), values);
  } else if (from != to) {
    values.push_back({pointer, to});
  }
}

}  // namespace

std::vector<PlacedValue> differing_values(const Json& from, const Json& to) {
  std::vector<PlacedValue> values;
  add_differing(from, to, "", values);
  return values;
}

Json with_values(Json document, std::span<const PlacedValue> values) {
  for (const auto& [pointer, value] : values) document.at_pointer(pointer) = value;
  return document;
}

}  // namespace clientele::scenario
