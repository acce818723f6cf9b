// Values in their places, by which one document differs from another: how a point of a sweep is kept beside
// the scenario that it belongs to.
//
//   const auto base = resolve(document), point = resolve(document, {"segments.ideal.traits.fit.sd=0"});
//   const auto values = differing_values(base->document, point->document);
//   // now {"/segments/0/traits/fit", 0.8}, and this is the scenario of the point:
//   build(with_values(base->document, values));
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

struct PlacedValue {
  std::string pointer;  ///< JSON pointer (RFC 6901)
  Json value;
};

/// The values of `to` where it differs from `from`: as deep as both have the same keys and lengths.
std::vector<PlacedValue> differing_values(const Json& from, const Json& to);

/// `document` with these values in their places. Checks nothing; throws std::out_of_range where there is no
/// such place.
Json with_values(Json document, std::span<const PlacedValue> values);

}  // namespace clientele::scenario
