// A crossing for people and for programs: the cells, what each factor does, what they do together.
#pragma once

#include <string>

#include "sim/app/answers/text_table.hpp"
#include "sim/experiment/study/reversals.hpp"
#include "sim/experiment/tables/effects.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// The policies in the order of the crossing, then others, on the measures by which firms are judged and on
/// the objective; each value with half its 95 % interval.
std::string cell_table(const Comparison& comparison, const Crossing& crossing, const std::string& objective);

/// How often the business failed, under which policies, a sentence; "" if it never did. Churn cannot be read
/// without it.
std::string failures(const Comparison& comparison);

/// The effects on the same measures, those of three factors and more left out.
std::string effect_table(const Comparison& comparison, const Crossing& crossing,
                         const std::string& objective);

/// What the factors do to a measure, in sentences: "To partner rather than please adds ...".
std::string effect_sentence(const Comparison& comparison, const Crossing& crossing,
                            const std::string& measure);

/// Main effects on a measure that have one sign in the first year and the other in the last; "" for none.
std::string turn_of_effects(const Years& years, const Crossing& crossing, const std::string& measure);

/// {"factors", "cells", "effects"} with all effects; null where the policies are no crossing.
Json crossing_json(const Comparison& comparison, const std::optional<Crossing>& crossing,
                   const std::string& objective);

}  // namespace clientele::app
