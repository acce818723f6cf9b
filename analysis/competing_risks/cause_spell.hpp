// Competing risks: customers may leave for one of several reasons, and the first that comes hides the others.
#pragma once

#include <cstddef>
#include <span>

#include "analysis/survival.hpp"

namespace clientele::analysis {

/// A spell as in survival.hpp that tells why it ended: `cause` 1 to k, or 0 if the customers were last seen
/// still there (censored). Ages in weeks.
struct CauseSpell {
  double left = 0;
  std::size_t cause = 0;
  double entered = 0;
  double count = 1;
};

/// The same history without the reason: an event is an end by any cause.
Spell of_any_cause(const CauseSpell& spell);

/// Throws std::invalid_argument for a history that nobody can have (see survival.hpp) or a cause above
/// `causes`.
void check(std::span<const CauseSpell> spells, std::size_t causes);

}  // namespace clientele::analysis
