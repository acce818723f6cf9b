// The published models are special cases of the simulator, to within 4 standard errors over the replications
// and seeds that the scenario files fix, or within the margin of the published number; and the table in
// scenarios/published/README.md says what the simulator does now.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/reproduction.hpp"

namespace clientele::validation {
namespace {

const std::filesystem::path scenarios = CLIENTELE_SOURCE "/scenarios";

std::string readme() {
  std::ifstream file(scenarios / "published" / "README.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The n-th way of running a file; its section of the README is checked on the way.
std::vector<Reproduced> reproduced(std::string_view file, std::size_t n = 0) {
  ThreadPool pool(available_threads());
  for (const auto& reproduction : reproductions()) {
    if (reproduction.file != file || n-- > 0) continue;
    auto results = reproduce(reproduction, scenarios, pool);
    CHECK_MESSAGE(readme().find(reproduction_section(reproduction, results, scenarios)) != std::string::npos,
                  "stale: see the command in scenarios/published/README.md");
    return results;
  }
  FAIL("no such reproduction");
  return {};
}

void check_agreement(const std::vector<Reproduced>& results) {
  for (const auto& result : results) {
    INFO(result.quantity.name, ": reference ", result.quantity.reference, ", simulated ",
         result.simulated.mean, ", standard error ", standard_error(result));
    CHECK((agrees(result) || is_within_margin(result)));
  }
}

TEST_CASE("service quality erodes as in Oliva and Sterman 2001") {
  check_agreement(reproduced("oliva_sterman_2001.json"));
}

TEST_CASE("what is outside of chance is not called agreement, nor a number of ours a published one") {
  const auto section = readme().substr(readme().find("## Oliva"), 6000);
  CHECK(section.find("people of 35 hours | re-simulation | 67.00 ± 2 |") != section.npos);
  CHECK(section.find("| within the given ± 2, 9 standard errors off |") != section.npos);
  CHECK(section.find("| orders a week, mean | input |") != section.npos);
  CHECK(readme().find("| published |") == std::string::npos);
}

TEST_CASE("service quality does not erode while its standard is frozen") {
  check_agreement(reproduced("oliva_sterman_2001.json", 2));
}

TEST_CASE("service quality erodes in an office of whole people, too") {
  const auto results = reproduced("oliva_sterman_2001.json", 1);
  CHECK(results[0].simulated.mean + 4 * standard_error(results[0]) < 1.0);
  CHECK(results[1].simulated.mean + 4 * standard_error(results[1]) < 75);
}

TEST_CASE("contracts are kept as in Fader and Hardie 2007") { check_agreement(reproduced("sbg_2007.json")); }

TEST_CASE("purchases are made as in Fader, Hardie and Lee 2005") {
  check_agreement(reproduced("bgnbd_2005.json"));
}

TEST_CASE("an innovation spreads as in Bass 1969") { check_agreement(reproduced("bass_1969.json")); }

TEST_CASE("the README of the published models has its head") {
  CHECK(readme().starts_with(reproduction_head()));
}

}  // namespace
}  // namespace clientele::validation
