// Whether policies cross factors: every level of one with every level of the others, all else equal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/factorial.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::experiment {

struct Factor {
  std::string name;
  std::vector<std::string> levels;  ///< their names
};

/// A crossing of policies: one for each combination of levels, the last factor changing fastest.
struct Crossing {
  std::vector<Factor> factors;
  std::vector<std::string> policies;  ///< their names
  bool is_argument = false;           ///< of what is said (first) and who is served
  bool is_else_today = false;         ///< what belongs to no factor is as the policy today has it

  std::vector<std::size_t> levels() const;  ///< how many each factor has
};

/// The crossing that some of these policies of the document are: of the factors that the scenario states, or
/// else of what is said and who is served, the two parts of the argument. `today` is no level of a factor.
/// None if they are no full crossing, or if what belongs to no factor differs.
std::optional<Crossing> find_crossing(const Json& document, const std::vector<std::string>& policies);

/// What a policy of the crossing stands for: "partner with everyone", "tight + late".
std::string cell_label(const Crossing& crossing, std::size_t cell);

/// What an effect is of: "partner, not please", "partner: more with the right" (than with
/// everyone: how much the one adds to what the other does).
std::string effect_label(const Crossing& crossing, const FactorialEffect& effect);

/// The first factor that an effect is of.
std::size_t first_factor(const FactorialEffect& effect);

}  // namespace clientele::experiment
