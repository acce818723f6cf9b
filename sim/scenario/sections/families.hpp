// The words by which scenarios call the families of distributions and the kinds of relationship.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"

namespace clientele::scenario {

/// In the order of Family.
inline constexpr std::array<std::string_view, 6> family_words{"constant",  "uniform", "normal",
                                                              "lognormal", "beta",    "gamma"};
/// What is drawn from a range that is uncertain; the first is meant where nothing is said.
inline constexpr std::array<std::string_view, 2> shape_words{"triangular", "uniform"};
/// In the order of Relationship.
inline constexpr std::array<std::string_view, 2> relationship_words{"contract", "transactional"};

constexpr std::string_view family_word(Family family) {
  return family_words[static_cast<std::size_t>(family)];
}
inline std::vector<std::string_view> family_names() { return {family_words.begin(), family_words.end()}; }

}  // namespace clientele::scenario
