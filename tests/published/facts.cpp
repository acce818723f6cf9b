// How the model sits with known facts: the page that says so is read back by answers.
#include "sim/validation/facts.hpp"

#include <doctest/doctest.h>

namespace clientele::validation {
namespace {

TEST_CASE("the page of facts is read back row by row, and nothing else is taken for one") {
  const FactFound missed{{"clients lost", "surveys", "agency.json", 0.18, 0.2, true},
                         estimate(std::vector{0.3, 0.32})};
  const auto records = read_facts_page(facts_page({missed, missed}));
  REQUIRE(records.size() == 2);
  CHECK(records[0].source == "surveys");
  CHECK(records[0].known == "18 % to 20 %");
  CHECK(records[0].simulated == "31 %");
  CHECK(records[0].interval == "18 % to 44 %");
  CHECK(!records[0].inside);
  for (const auto* other : {"", "\n", "| a | b |", "| a | b | c | d | e | f | inside |", "|"})
    CHECK(read_facts_page(other).empty());
}

}  // namespace
}  // namespace clientele::validation
