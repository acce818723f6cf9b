// Twenty years: every policy comes to rest, from wherever it begins, or fails; and the committed tables of
// settling and of ablation are what is found.
#include "sim/validation/settling.hpp"

#include <doctest/doctest.h>

#include "sim/experiment/run/background.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/validation/ablation.hpp"
#include "tests/app/program.hpp"

namespace clientele::validation {
namespace {

const std::string shipped = CLIENTELE_SOURCE "/scenarios";

std::vector<SettlingPolicy> found_in(const std::string& scenario,
                                     const std::vector<std::string>& overrides = {},
                                     std::optional<std::int64_t> replications = std::nullopt) {
  experiment::ThreadPool pool(experiment::available_threads());
  return find_settling(shipped + "/" + scenario + ".json", shipped, overrides, replications, pool);
}

/// The rows of a page that are about a scenario; those of an ablation, the section.
std::string rows_about(const std::string& page, const std::string& name) {
  std::string rows;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("| " + name + " |")) rows += line + '\n';
  return rows;
}

TEST_CASE("in the agency and in the consultancy every policy settles or fails, as the committed table says") {
  const auto page = app::text_of(CLIENTELE_SOURCE "/analysis/SETTLING.md");
  for (const std::string scenario : {"agency", "it_consultancy"}) {
    CAPTURE(scenario);
    const auto policies = found_in(scenario);
    CHECK(policies.size() == 5);
    for (const auto& policy : policies) {
      CAPTURE(policy.policy);
      REQUIRE(policy.from.size() == 3);
      for (const auto& settled : policy.from)
        CHECK((settles(settled) || settled.failed == settled.replications));
      CHECK(has_one_attractor(policy));
    }
    CHECK_MESSAGE(
        rows_about(page, scenario) == rows_about(settling_page("clientele settling", policies), scenario),
        "stale: see the command it names");
  }
}

TEST_CASE("one market of the call centre settles under every policy") {
  // Of four, chance decides whether the last years differ.
  for (const auto& policy : found_in("call_centre", {"markets.0.count=1"}, 12)) {
    CAPTURE(policy.policy);
    CHECK((settles(policy.from.front()) || policy.from.front().failed == 12));
  }
}

TEST_CASE("what mechanisms are worth to the agency is what the committed table says") {
  experiment::ThreadPool pool(experiment::available_threads());
  const auto ablated = ablate(shipped + "/agency.json", shipped, std::nullopt, pool);
  CHECK(ablated.ablations.size() >= 15);
  const auto page = ablation_page("clientele ablation", {ablated});
  const auto section = page.substr(page.find("\n## agency"));
  CHECK_MESSAGE(app::text_of(CLIENTELE_SOURCE "/analysis/ABLATION.md").find(section) != std::string::npos,
                "stale: see the command it names");
}

}  // namespace
}  // namespace clientele::validation
