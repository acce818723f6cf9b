// From a scenario file and overrides to what a world is made from - or to everything that is wrong with them.
//
//   const auto document = read_document("scenarios/agency.json", shipped);
//   const auto outcome = resolve(document, {"businesses.0.price=560"});
//   if (!outcome) std::cerr << render(outcome.mistakes);
//   else run(outcome->scenario);
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/specification.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/identity.hpp"
#include "sim/scenario/text/placed_values.hpp"

namespace clientele::scenario {

inline constexpr std::int64_t most_weeks = 5200, most_past_weeks = 1040, largest_seed = 4'294'967'295;

struct Resolved {
  Scenario scenario;  ///< defaults filled in, names as positions, money in numeraire; not yet tabulated
  Json document;      ///< the same as a scenario file with nothing left to defaults, in currency, keys in
                      ///< a fixed order
  std::string hash;   ///< of `document`; see hash_of
  Json sweep;         ///< the scenario's "sweep" as written (an object), or null
  std::vector<PlacedValue> before = {};   ///< decisions that overrides changed, as the file has them
  std::vector<std::string> misfits = {};  ///< defaults at work that were not meant for it (misfits.hpp)
  std::string on_former_names = {};       ///< a sentence, where it may name presets for what they once were
};

/// Either a value and no mistakes, or mistakes and no value. Using the value of the second is an error:
/// throws std::logic_error.
struct Resolution {
  std::optional<Resolved> value;
  Diagnostics mistakes;
  explicit operator bool() const { return value.has_value(); }
  const Resolved& operator*() const {
    if (!value) throw std::logic_error("this scenario has mistakes: look at them, there is no value");
    return *value;
  }
  const Resolved* operator->() const { return &**this; }
};

/// 80 % of the memory of this machine, in bytes.
double default_memory_limit();

/// Applies `overrides` to a copy of the document, checks all of it, and resolves it. Refuses scenarios one
/// world of which would need more than `memory_limit` bytes. Pure: no files are read; may run in several
/// threads on one document.
Resolution resolve(const Document& document, const std::vector<std::string>& overrides = {},
                   double memory_limit = default_memory_limit());

/// The Scenario that a resolved document describes. The document must come from `resolve`; of one that lacks
/// something throws std::logic_error.
Scenario build(const Json& resolved);

}  // namespace clientele::scenario
