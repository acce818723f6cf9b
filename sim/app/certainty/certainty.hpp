// All that is unsure of an answer: what random numbers do, which its intervals and chances are about; what
// assumptions do; and what is known and the model misses.
#pragma once

#include <string>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/certainty/known_facts.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Certainty {
  std::string luck;         ///< what is said of random numbers, as a clause
  std::string assumptions;  ///< what was found of them; empty where nobody asked
  std::string question;     ///< the command that asks; empty where it was asked
  KnownFacts facts;
};

/// Of results in one world.
Certainty certainty_of(const Store& store);

/// Of results over plausible worlds, which say that of their assumptions.
Certainty certainty_over_worlds(const Store& store, std::string assumptions);

/// A row for each source: what it is called, and what there is to say.
Part certainty_part(const Certainty& certainty);

/// The same as lines of at most 100 characters, longer words excepted.
std::string certainty_text(const Certainty& certainty);

Json certainty_json(const Certainty& certainty);

}  // namespace clientele::app
