#include "analysis/competing_risks/cause_spell.hpp"

#include <stdexcept>

namespace clientele::analysis {

Spell of_any_cause(const CauseSpell& spell) {
  return {.left = spell.left, .event = spell.cause > 0, .entered = spell.entered, .count = spell.count};
}

void check(std::span<const CauseSpell> spells, std::size_t causes) {
  for (const auto& spell : spells) {
    check(of_any_cause(spell));
    if (spell.cause > causes) throw std::invalid_argument("a spell's cause must be one of those there are");
  }
}

}  // namespace clientele::analysis
