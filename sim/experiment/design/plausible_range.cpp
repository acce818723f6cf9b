#include "sim/experiment/design/plausible_range.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/scenario/sections/families.hpp"

namespace clientele::experiment {

namespace {

using Scale = PlausibleRange::Scale;

Scale scale_of(const ParameterInfo& info) {
  if (info.valid.low < 0) return Scale::difference;
  return info.valid.high <= 1 ? Scale::odds : Scale::proportion;
}

/// Where a number is on its scale.
double on_scale(Scale scale, const Range& ends, double x) {
  if (scale == Scale::odds) return std::log((x - ends.low) / (ends.high - x));
  return scale == Scale::proportion ? std::log(x) : x;
}

double off_scale(Scale scale, const Range& ends, double y) {
  if (scale == Scale::odds) return ends.low + (ends.high - ends.low) / (1 + std::exp(-y));
  return scale == Scale::proportion ? std::exp(y) : y;
}

double between(const PlausibleRange& range, double from, double to, double part) {
  const double a = on_scale(range.scale, range.ends, from), b = on_scale(range.scale, range.ends, to);
  if (range.scale == Scale::difference || !std::isfinite(a) || !std::isfinite(b))
    return std::lerp(from, to, part);
  const double x = off_scale(range.scale, range.ends, std::lerp(a, b, part));
  return std::clamp(x, std::min(from, to), std::max(from, to));
}

/// Of the way from the value to an end, the part within which a number is with this probability, if it is
/// somewhere on it: the density of a triangle falls evenly to nothing at the end.
double way_at(PlausibleRange::Shape shape, double probability) {
  return shape == PlausibleRange::Shape::uniform ? probability : 1 - std::sqrt(1 - probability);
}

/// As far from the value as `plausible` is from the default, on the scale; a part of the way to an end that
/// is infinitely far.
double moved(const ParameterInfo& info, Scale scale, double value, double plausible, double reach) {
  if (value == info.standard && reach == 1) return plausible;
  const double distance = on_scale(scale, info.valid, plausible) - on_scale(scale, info.valid, info.standard);
  if (!std::isfinite(distance))
    return std::lerp(value, distance < 0 ? info.valid.low : info.valid.high, reach);
  const double end = off_scale(scale, info.valid, on_scale(scale, info.valid, value) + reach * distance);
  return std::clamp(end, info.valid.low, info.valid.high);
}

}  // namespace

std::string_view in_words(Origin origin) {
  constexpr std::array<std::string_view, 3> words = {"stated by the scenario", "around the scenario's value",
                                                     "of the registry, as it is"};
  return words[static_cast<std::size_t>(origin)];
}

std::string_view in_words(PlausibleRange::Shape shape) {
  return scenario::shape_words[static_cast<std::size_t>(shape)];
}

double PlausibleRange::at(double place) const {
  if (value <= low) return between(*this, value, high, way_at(shape, place));
  if (value >= high) return between(*this, value, low, way_at(shape, 1 - place));
  if (place == 0.5) return value;
  return between(*this, value, place < 0.5 ? low : high, way_at(shape, std::abs(2 * place - 1)));
}

PlausibleRange range_around(const ParameterInfo& info, double value, double reach) {
  const auto scale = scale_of(info);
  const bool at_bound = value <= info.valid.low || value >= info.valid.high;
  const bool has_scale = std::isfinite(on_scale(scale, info.valid, info.standard));
  PlausibleRange range{.low = std::min(info.plausible.low, value),
                       .value = value,
                       .high = std::max(info.plausible.high, value),
                       .origin = Origin::registry,
                       .scale = scale,
                       .ends = info.valid};
  if (at_bound || !has_scale) return range;
  range.low = moved(info, scale, value, info.plausible.low, reach);
  range.high = moved(info, scale, value, info.plausible.high, reach);
  range.origin = Origin::around_value;
  return range;
}

PlausibleRange range_stated(const ParameterInfo& info, double value, const Range& stated) {
  return {.low = stated.low,
          .value = value,
          .high = stated.high,
          .origin = Origin::scenario,
          .scale = scale_of(info),
          .ends = info.valid};
}

}  // namespace clientele::experiment
