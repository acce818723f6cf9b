// Known facts of each trade, simulated again: the committed table is what the simulator says.
#include "sim/validation/facts.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/facts/staff_facts.hpp"

namespace clientele::validation {
namespace {

TEST_CASE("the table of stylised facts is what the simulator says now, misses included") {
  ThreadPool pool(available_threads());
  const auto facts = find_facts(CLIENTELE_SOURCE "/scenarios", pool);
  REQUIRE(facts.size() == 4 + staff_facts().size());
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
    CHECK(records[i].is_missed == (verdict(facts[i]) == FactVerdict::outside));
  }
}

}  // namespace
}  // namespace clientele::validation
