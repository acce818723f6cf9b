// What makes the answer turn: which inputs and assumptions move the effects of what is said and of who is
// served, where the effects change their sign, a map of the two that matter most, and how well the map does
// in worlds that it was not made from.
#pragma once

#include <string>
#include <vector>

#include "analysis/rule.hpp"
#include "sim/validation/argument/drawn_worlds.hpp"

namespace clientele::validation {

/// An effect on operating margin, world by world: a mean over its replications.
std::vector<double> effect_of_worlds(const DrawnWorlds& worlds, const Contrast& contrast);

/// In how many worlds the first two replications agree in the sign of an effect, of those with two. What
/// chance alone decided would agree in half.
Proportion agreement_in_sign(const DrawnWorlds& worlds, const Contrast& contrast);

/// How much a column of what was drawn moves an effect: the standardised coefficient of a linear regression
/// of ranks on the ranks of all columns together (Saltelli et al. 2008, "Global Sensitivity Analysis",
/// section 1.2.5), with half its 95 % interval, which takes what columns have in common into account.
struct Mover {
  std::size_t column;
  double strength = 0, half_width = 0;
};

struct Movers {
  std::vector<Mover> list;  ///< strongest first
  double explained = 0;     ///< share of the variance of ranks, adjusted for the number of columns
};
Movers find_movers(const DrawnWorlds& worlds, const std::vector<double>& effect);

/// A fifth of the worlds, by one column.
struct Fifth {
  double low, high;     ///< of the column
  double median = 0;    ///< effect
  double positive = 0;  ///< share of worlds in which it is above zero
};
std::vector<Fifth> fifths_of(const DrawnWorlds& worlds, std::size_t column,
                             const std::vector<double>& effect);

/// A cell of a map: worlds in a stretch of one column and a stretch of another.
struct MapCell {
  std::size_t worlds = 0;
  double median = 0, positive = 0;
};

/// A map of an effect over two columns, each in as many stretches of equal numbers of worlds.
struct EffectMap {
  std::size_t across, up;                        ///< columns
  std::vector<double> across_bounds, up_bounds;  ///< inner ones
  std::vector<std::vector<MapCell>> cells;       ///< [up][across]

  /// Where in `cells` such a world is.
  struct Place {
    std::size_t up, across;
  };
  Place place_of(double across_value, double up_value) const;
};
EffectMap make_map(const DrawnWorlds& worlds, std::size_t across, std::size_t up,
                   const std::vector<double>& effect);

/// How often the sign that a map, or a rule, tells is right in fresh worlds, against always naming the more
/// frequent.
struct Trial {
  Proportion map, rule, guess;
  Estimate map_gain, rule_gain;  ///< over the guess, in the same worlds
  double map_error = 0;          ///< mean absolute difference between the map's median and the effect
  double guess_error = 0;        ///< the same of the median of all worlds
};
Trial try_out(const EffectMap& map, const SimpleRule& rule, const std::vector<double>& made_from,
              const DrawnWorlds& others, const std::vector<double>& effect);

/// The columns of inputs alone, in which rules are told; assumptions cannot be looked up.
Matrix inputs_alone(const DrawnWorlds& worlds);

}  // namespace clientele::validation
