#include "sim/experiment/design/varied_places.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <string_view>

#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

/// A path, and where it leads.
struct Place {
  std::string path;
  std::string pointer;
  std::vector<std::string> keys;  ///< of the pointer
};

std::vector<std::string> keys_of(const std::string& pointer) {
  std::vector<std::string> keys;
  for (std::size_t start = 1; start < pointer.size();) {
    const auto end = std::min(pointer.find('/', start), pointer.size());
    keys.push_back(pointer.substr(start, end - start));
    start = end + 1;
  }
  return keys;
}

std::optional<Place> place_of(const Json& document, const std::string& path) {
  const auto pointer = pointer_of(document, path);
  if (!pointer) return std::nullopt;
  return Place{path, *pointer, keys_of(*pointer)};
}

[[noreturn]] void refuse(const std::string& path, std::string_view why, std::string_view remedy) {
  throw BadInput(fmt::format("{} cannot be varied: {}\n  {}", path, why, remedy));
}

/// Whether the keys are these, of which "*" is any.
bool matches(const std::vector<std::string>& keys, const std::vector<std::string_view>& pattern) {
  if (keys.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (pattern[i] != "*" && pattern[i] != keys[i]) return false;
  return true;
}

/// What is neither number nor word is a whole of several, unless a number may stand for it: the distribution
/// of a trait, the rules of a lever.
void require_single(const Json& document, const Place& place) {
  const auto& value = document.at_pointer(place.pointer);
  if (!value.is_object() && !value.is_array()) return;
  if (matches(place.keys, {"segments", "*", "traits", "*"}) ||
      matches(place.keys, {"policies", "*", "levers", "*"}))
    return;
  const auto inner =
      value.is_array() || value.items().empty() ? std::string("0") : value.items().front().first;
  refuse(place.path, "it is no single number or word, but holds several",
         fmt::format("vary one of its parts, as in {}.{}", place.path, inner));
}

void require_variable(const Json& document, const Place& place) {
  const auto& keys = place.keys;
  const auto& value = document.at_pointer(place.pointer);
  if (keys.size() == 1 && !value.is_object() && !value.is_array())
    throw BadInput(fmt::format("{} is the same in all of a sweep; use --set", place.path));
  if (keys.back() == "name" || keys.back() == "description")
    refuse(place.path, "a name or a description is no number or word that the model knows",
           "names stay the same in all of a sweep; use --set");
  if (matches(keys, {"segments", "*", "share"}) || matches(keys, {"markets", "*", "shares"}) ||
      matches(keys, {"markets", "*", "shares", "*"}))
    refuse(place.path, "shares sum to 1, so that none changes without the others",
           "make a scenario for each composition; --set changes one");
  if (keys.size() > 3 && keys[0] == "segments" && keys[2] == "correlation")
    refuse(place.path, "correlations hold together or not at all", "make a scenario for each matrix");
  if (matches(keys, {"businesses", "0", "policy"}))
    refuse(place.path, "the first business follows each of the compared policies in turn",
           "choose these with --policies; the policies of other businesses can be varied");
  require_single(document, place);
}

/// Published models quote beta and gamma by other parameters, which a resolved scenario has no more.
void require_no_shape(const Json& document, const std::string& path) {
  const auto dot = path.rfind('.');
  if (dot == path.npos ||
      !is_one_of(path.substr(dot + 1), std::array<std::string_view, 4>{"a", "b", "shape", "rate"}))
    return;
  const auto whole = place_of(document, path.substr(0, dot));
  if (whole && matches(whole->keys, {"segments", "*", "traits", "*"}))
    refuse(path, "a sweep knows distributions by their mean and sd",
           fmt::format("vary {0}.mean and {0}.sd", whole->path));
}

/// Tables of results call a column by its path, and tell capital letters from small ones nowhere.
bool differ_in_case_only(const std::string& a, const std::string& b) {
  return std::ranges::equal(
      a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Whether one is the other, or a part of it.
bool is_part_of(const Place& part, const Place& whole) {
  return part.pointer == whole.pointer || part.pointer.starts_with(whole.pointer + '/');
}

void require_apart(const Place& earlier, const Place& place) {
  if (earlier.pointer == place.pointer)
    throw BadInput(fmt::format("{} is varied twice: {} is the same", place.path, earlier.path));
  if (is_part_of(place, earlier) || is_part_of(earlier, place))
    throw BadInput(
        fmt::format("{} and {} cannot both be varied: one is a part of the other", earlier.path, place.path));
  if (differ_in_case_only(earlier.path, place.path))
    refuse(place.path, fmt::format("its column of results could not be told from that of {}", earlier.path),
           "call one of the two by its positions: " + joined({place.keys.begin(), place.keys.end()}, "."));
}

}  // namespace

void require_variable(const Json& document, const std::vector<std::string>& paths) {
  std::vector<Place> places;
  for (const auto& path : paths) {
    auto place = place_of(document, path);
    if (!place) {
      require_no_shape(document, path);
      continue;
    }
    require_variable(document, *place);
    for (const auto& earlier : places) require_apart(earlier, *place);
    places.push_back(*std::move(place));
  }
}

void require_effect(const Json& document, const std::vector<std::string>& paths) {
  for (const auto& path : paths)
    if (!pointer_of(document, path))
      refuse(path, "the scenario, with nothing left to defaults, has no such number or word",
             "`clientele explain parameters` lists what there is");
}

}  // namespace clientele::experiment
