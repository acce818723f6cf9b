// Ranges that a scenario states for its own numbers, and the shape of all ranges: {"model.slip_rate": [0.002,
// 0.008], "shape": "uniform"}.
#include <fmt/core.h>

#include <algorithm>

#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/sections/families.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

using Keys = std::vector<std::string>;

Keys parts_of(std::string_view text, char separator) {
  Keys parts;
  for (std::size_t start = 0; start < text.size();) {
    const auto end = std::min(text.find(separator, start), text.size());
    parts.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// Whether `keys` begin like a path of the section, whatever the position in a list.
bool is_in(const RegistrySection& section, const Keys& keys) {
  const auto path = parts_of(section.path, '.');
  if (keys.size() <= path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i)
    if (path[i] != "0" && path[i] != keys[i]) return false;
  return true;
}

std::string path_of(const Keys& keys) { return joined({keys.begin(), keys.end()}, "."); }

/// Why there is no range for a parameter; "" where there may be one.
std::string_view reason_for_none(const RegistrySection& section, const ParameterInfo& info) {
  if (section.title == "levers") return "a lever is a decision, which is compared, not guessed";
  if (!info.choices.empty()) return "a word is part of the question";
  return is_count(info) ? "what comes whole stays as it is" : "";
}

/// The parts by which a distribution moves.
bool is_moved(std::string_view part) { return part == "mean" || part == "low" || part == "high"; }

/// A number that a range is for.
struct RangedNumber {
  std::string path;
  ParameterInfo info;
  double value;
};

std::optional<RangedNumber> complained(const Node& range, std::string_view problem, std::string_view remedy) {
  range.complain_of_key(std::string(problem), std::string(remedy));
  return std::nullopt;
}

/// The number itself, or the mean of a distribution.
std::optional<RangedNumber> number_at(const Node& range, const ParameterInfo& info, Keys keys,
                                      const Json& value) {
  if (value.is_null()) return std::nullopt;  // which has been complained of
  if (value.is_number()) return RangedNumber{path_of(keys), info, value.get<double>()};
  keys.emplace_back("mean");
  if (const auto* mean = value.find("mean")) return RangedNumber{path_of(keys), info, mean->get<double>()};
  keys.pop_back();
  return complained(range, "a uniform distribution has no mean to be moved",
                    fmt::format("give a range for each end: {0}.low and {0}.high", path_of(keys)));
}

Json resolve_range(const Node& range, const RangedNumber& number_there) {
  const auto& [path, info, value] = number_there;
  const auto ends = elements(range, "ends of a range");
  if (!ends.empty() && ends.size() != 2)
    range.complain(fmt::format("a range has two ends, not {}", ends.size()), "write [low, high]");
  if (ends.size() != 2) return nullptr;
  const auto low = number(ends[0], info.valid, info.unit), high = number(ends[1], info.valid, info.unit);
  if (!low || !high) return nullptr;
  if (*low >= *high)
    range.complain(fmt::format("low ({}) is not below high ({})", plain(*low), plain(*high)),
                   "write [low, high]");
  else if (value < *low || value > *high)
    range.complain(fmt::format("{} is {} in this scenario, outside of the range", path, plain(value)),
                   "widen the range to hold it");
  return Json::array({canonical(*low), canonical(*high)});
}

std::optional<RangedNumber> number_with_range(const Node& range, const std::string& path,
                                              const Json& resolved) {
  const auto pointer = pointer_of(resolved, path);
  const auto keys = pointer ? parts_of(std::string_view(*pointer).substr(1), '/') : Keys{};
  for (const auto& section : registry_sections()) {
    if (!is_in(section, keys)) continue;
    const auto place = parts_of(section.path, '.').size();
    for (const auto& info : section.rows) {
      if (info.name != keys[place]) continue;
      if (const auto reason = reason_for_none(section, info); !reason.empty())
        return complained(range, fmt::format("{} can have no range: {}", in_quotes(path), reason),
                          "leave it out");
      if (keys.size() > place + 1 && !is_moved(keys.back()))
        return complained(
            range, fmt::format("{} can have no range: a distribution moves as a whole", in_quotes(path)),
            "give a range for its mean, or for both ends of a uniform one");
      return number_at(range, info, keys, resolved.at_pointer(*pointer));
    }
  }
  return complained(range,
                    fmt::format("{} is no number of this scenario that can have a range", in_quotes(path)),
                    "write paths as in --set: model.slip_rate, segments.0.traits.fit, businesses.0.pooling");
}

}  // namespace

Json resolve_plausible(const Node& object, const Json& resolved) {
  Json ranges = Json::object();
  if (!object->is_object()) {
    object.complain("\"plausible\" must be an object, not " + described(*object),
                    R"(for example {"model.slip_rate": [0.002, 0.008]})");
    return ranges;
  }
  for (const auto& [path, value] : object->items()) {
    const Node range{&value, object.pointer + '/' + pointer_escape(path), object.findings};
    if (path == "shape") {  // no path is without a dot
      const auto shape = word(range, {shape_words.begin(), shape_words.end()});
      ranges[path] = shape ? Json(std::string(shape_words[*shape])) : Json();
      continue;
    }
    const auto number_there = number_with_range(range, path, resolved);
    if (!number_there) continue;
    if (ranges.contains(number_there->path))
      range.complain_of_key(fmt::format("{} has two ranges", number_there->path), "keep one of them");
    ranges[number_there->path] = resolve_range(range, *number_there);
  }
  return ranges.sorted();
}

}  // namespace clientele::scenario
