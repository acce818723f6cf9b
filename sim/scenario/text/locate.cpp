// From JSON pointers to lines and columns: one scan of each text, looking only for the pointers that are
// wanted.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "sim/scenario/text/document.hpp"

namespace clientele::scenario {

namespace {

using Places = std::unordered_map<std::string, Place>;

std::string parent(const std::string& pointer) { return pointer.substr(0, pointer.rfind('/')); }

// A stretch of one of the texts. Texts are numbered: 0 is the file, then the overrides.
struct Spot {
  std::size_t text = 0, offset = 0, length = 0;
  auto operator<=>(const Spot&) const = default;
};

class Atlas {
 public:
  Atlas(const Document& document, const std::vector<Mistake>& mistakes) : document_(document) {
    std::unordered_set<std::string> wanted{""};
    for (const auto& mistake : mistakes)
      for (auto pointer = mistake.pointer; wanted.insert(pointer).second; pointer = parent(pointer)) {
      }
    const auto places_in = [&](std::string_view text, const std::string& base) {
      Places places;
      scan(
          text,
          [&](const auto& pointer, const auto& place) {
            if (wanted.contains(pointer)) places[pointer] = place;
          },
          base);
      return places;
    };
    places_.push_back(places_in(document.source.text, {}));
    for (const auto& [source, pointer] : document.overrides)
      places_.push_back(
          places_in(std::string_view(source.text).substr(end_of_path(source.text) + 1), pointer));
  }

  Spot find(const std::string& pointer, Part part) const {
    for (std::size_t i = document_.overrides.size(); i > 0; --i) {
      const auto& given = document_.overrides[i - 1].pointer;
      if (pointer == given) return part == Part::key ? component(i, pointer) : value(i);
      if (is_beneath(pointer, given)) return in_value(i, pointer, part);
    }
    if (const auto place = places_[0].find(pointer); place != places_[0].end())
      return spot(0, 0, place->second, part);
    for (std::size_t i = document_.overrides.size(); i > 0; --i)
      if (is_beneath(document_.overrides[i - 1].pointer, pointer)) return component(i, pointer);
    return pointer.empty() ? Spot{} : find(parent(pointer), Part::value);
  }

 private:
  static Spot spot(std::size_t text, std::size_t shift, const Place& place, Part part) {
    if (part == Part::key && place.key_length > 0) return {text, shift + place.key, place.key_length};
    return {text, shift + place.value, place.value_length};
  }

  // The value of override `i`.
  Spot value(std::size_t i) const {
    const auto& text = document_.overrides[i - 1].source.text;
    const auto start = end_of_path(text) + 1;
    return {i, start, text.size() - start};
  }

  // A part of the value of override `i`, or the nearest container of it that is there.
  Spot in_value(std::size_t i, std::string pointer, Part part) const {
    while (pointer != document_.overrides[i - 1].pointer) {
      if (const auto place = places_[i].find(pointer); place != places_[i].end())
        return spot(i, value(i).offset, place->second, part);
      pointer = parent(pointer);
    }
    return value(i);
  }

  // The part of override i's path that leads to `pointer`.
  Spot component(std::size_t i, std::string_view pointer) const {
    const auto& text = document_.overrides[i - 1].source.text;
    std::size_t start = 0;
    for (auto depth = std::count(pointer.begin(), pointer.end(), '/'); depth > 1; --depth)
      start = text.find('.', start) + 1;
    return {i, start, text.find_first_of(".=", start) - start};
  }

  const Document& document_;
  std::vector<Places> places_;
};

}  // namespace

Diagnostics locate(const Document& document, const std::vector<Mistake>& mistakes) {
  const Atlas atlas(document, mistakes);
  std::vector<std::pair<Spot, const Mistake*>> found;
  for (const auto& mistake : mistakes)
    found.emplace_back(atlas.find(mistake.pointer, mistake.part), &mistake);
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });

  Diagnostics result;
  for (const auto& [spot, mistake] : found) {
    if (result.list.size() == Diagnostics::most_shown) break;
    const auto& source = spot.text == 0 ? document.source : document.overrides[spot.text - 1].source;
    auto diagnostic = point_at(source, spot.offset, spot.length);
    diagnostic.pointer = mistake->pointer;
    diagnostic.problem = mistake->problem;
    diagnostic.remedy = mistake->remedy;
    result.list.push_back(std::move(diagnostic));
  }
  result.omitted = found.size() - result.list.size();
  return result;
}

}  // namespace clientele::scenario
