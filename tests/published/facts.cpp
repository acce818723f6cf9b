// How the model sits with known facts: the page in the tree says what the simulator does now.
#include "sim/validation/facts.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"

namespace clientele::validation {
namespace {

TEST_CASE("the table of stylised facts is what the simulator says now, misses included") {
  ThreadPool pool(available_threads());
  const auto facts = find_facts(CLIENTELE_SOURCE "/scenarios", pool);
  REQUIRE(facts.size() == 12);
  for (const auto& found : facts) {
    CAPTURE(found.fact.what);
    CHECK(found.simulated.n > 1);
    CHECK(std::isfinite(found.simulated.mean));
    CHECK(found.simulated.ci_low < found.simulated.ci_high);
  }
  std::ostringstream page;
  page << std::ifstream(CLIENTELE_SOURCE "/sim/model/FACTS.md").rdbuf();
  CHECK_MESSAGE(page.str() == facts_page(facts), "stale: clientele facts > sim/model/FACTS.md");
  const auto records = read_facts_page(facts_page(facts));
  REQUIRE(records.size() == facts.size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    CHECK(records[i].what == facts[i].fact.what);
    CHECK(records[i].scenario == facts[i].fact.scenario);
    CHECK(records[i].inside == inside(facts[i]));
  }
}

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
