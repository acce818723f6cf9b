// What surveys and studies know of the trade that a scenario is of, and what of it the model misses.
#pragma once

#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/text/json.hpp"
#include "sim/validation/facts.hpp"

namespace clientele::app {

/// The facts that were set against a shipped scenario, as the page of facts has them.
struct KnownFacts {
  std::string scenario;             ///< its name; empty where no facts are known
  std::vector<FactRecord> records;  ///< of that scenario
  std::vector<std::string> others;  ///< names of the scenarios for which facts are known

  std::vector<FactRecord> missed() const;
};

/// Of a resolved scenario, which is a shipped one if it has its name and its description, whatever numbers
/// were changed.
KnownFacts known_facts(const Json& scenario);

/// Throws BadInput if the page of facts is there and cannot be read: it is said before anything is run.
void require_readable_facts();

/// As a clause, "1 of the 2 that are known of this trade is missed: ...".
std::string in_words(const KnownFacts& facts);

Json as_json(const KnownFacts& facts);

}  // namespace clientele::app
