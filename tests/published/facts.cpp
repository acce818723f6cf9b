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
}

}  // namespace
}  // namespace clientele::validation
