// What may happen to one path of a scenario.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::experiment {

inline constexpr std::size_t most_points = 1'000'000;

/// These values, or any number from low to high.
struct Variation {
  std::string path;
  std::vector<Json> values;  ///< numbers, words, or whole distributions, rules and lists; empty for a range
  double low = 0;
  double high = 0;
};

/// Understands "path=low:high", "path=low:high:n" (n values, evenly spaced, each the decimal number that it
/// would be on paper) and "path=a,b,c", where a value may be JSON with commas in it. Throws BadInput.
Variation read_variation(const std::string& text);

/// The same for a member of a scenario's "sweep": a text like those, or a list of values. Throws BadInput.
Variation read_variation(const std::string& path, const Json& value);

/// The value a fraction u, from 0 to 1, of the way through the variation. Of whole numbers each is as likely.
Json value_at(const Variation& variation, double u, bool is_whole);

/// The same with whole numbers only; throws BadInput if there are fewer of them than values were asked for.
Variation in_whole_numbers(Variation variation);

}  // namespace clientele::experiment
