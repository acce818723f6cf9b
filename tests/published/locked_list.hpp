// A list of facts that is locked: no row vanishes, and none changes sides in silence.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <span>
#include <string_view>

#include "sim/validation/facts/staff_facts.hpp"

namespace clientele::validation {

/// Whether every fact of the first list is still there, once, and of the use that it had then or that a row
/// of the changes gives it.
template <class Fact>
void check_locked(std::map<std::string_view, Use> use_of, std::span<const ChangeOfUse> changes,
                  std::span<const Fact> facts) {
  const auto first_list = use_of;
  for (const auto& change : changes) {
    CAPTURE(change.key);
    REQUIRE(use_of.contains(change.key));
    CHECK(use_of[change.key] != change.now);
    CHECK(!change.date.empty());
    CHECK(!change.why.empty());
    use_of[change.key] = change.now;
  }
  std::set<std::string_view> there;
  for (const auto& fact : facts) {
    CAPTURE(fact.key);
    CHECK(there.insert(fact.key).second);
    for (const auto text : {fact.known, fact.source, fact.why}) CHECK(!text.empty());
    if (use_of.contains(fact.key)) CHECK(use_of[fact.key] == fact.use);
  }
  for (const auto& row : first_list) CHECK_MESSAGE(there.contains(row.first), row.first);
}

}  // namespace clientele::validation
