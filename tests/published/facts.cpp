// How the model sits with known facts: the page that says so is read back by answers.
#include "sim/validation/facts.hpp"

#include <doctest/doctest.h>

#include <vector>

namespace clientele::validation {
namespace {

FactFound found(double low, double high, std::vector<double> sample) {
  return {{"clients lost", "surveys", "agency.json", low, high, true, "calibration"}, estimate(sample)};
}

TEST_CASE("the page of facts is read back row by row, and nothing else is taken for one") {
  const auto records =
      read_facts_page(facts_page({found(0.18, 0.2, {0.3, 0.32}), found(0.18, 0.2, {0.3, 0.301, 0.302})}));
  REQUIRE(records.size() == 2);
  CHECK(records[0].source == "surveys");
  CHECK(records[0].known == "18 % to 20 %");
  CHECK(records[0].simulated == "31 %");
  CHECK(records[0].interval == "18 % to 44 %");
  CHECK(records[0].use == "calibration");
  CHECK(!records[0].is_missed);
  CHECK(records[1].is_missed);
  for (const auto* other : {"", "\n", "| a | b |", "| a | b | c | d | e | f | g | inside |", "|"})
    CHECK(read_facts_page(other).empty());
}

TEST_CASE("a verdict is by both intervals: in the known one, beside it, or neither") {
  CHECK(verdict(found(0.1, 0.5, {0.3, 0.301, 0.302})) == FactVerdict::inside);
  CHECK(verdict(found(0.1, 0.3, {0.3, 0.301, 0.302})) == FactVerdict::undecided);
  CHECK(verdict(found(0.1, 0.2, {0.3, 0.301, 0.302})) == FactVerdict::outside);
  CHECK(verdict(found(0.4, 0.5, {0.3, 0.301, 0.302})) == FactVerdict::outside);
  CHECK(verdict(found(0.31, 0.32, {0.1, 0.3, 0.5})) == FactVerdict::undecided);
}

}  // namespace
}  // namespace clientele::validation
