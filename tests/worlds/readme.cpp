// What the README says of plausible worlds is what is found.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

const std::string readme = CLIENTELE_SOURCE "/README.md";

/// A number as the README writes it.
std::string as_percent(double share, int decimals) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", decimals, 100 * share);
  return text;
}

/// The README's words without line ends.
std::string readme_in_one_line() {
  auto text = text_of(readme);
  std::ranges::replace(text, '\n', ' ');
  return text;
}

Json worlds_of_the_agency(const std::string& options = "") {
  const Answer answer =
      clientele_program("compare scenarios/agency.json --uncertain -q --format json" + options);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return Json::parse(answer.out);
}

const Json& named(const Json& result, std::string_view policy) {
  for (const auto& candidate : result["policies"])
    if (candidate["name"] == policy) return candidate;
  FAIL("no such policy");
  return result;
}

void readme_says(const std::string& words) { CHECK_MESSAGE(mentions(readme_in_one_line(), words), words); }

std::string number(const Json& value, int decimals) { return as_percent(value.get<double>(), decimals); }

TEST_CASE("what the README says of ranges drawn evenly is what is found in their worlds") {
  const auto result = worlds_of_the_agency(" --set plausible.shape=uniform");
  const auto& best = named(result, "right_partnership");
  readme_says("best in " + number(best["best_share"], 0) + " % of them (" +
              number(best["best_share_low"], 0) + " to " + number(best["best_share_high"], 0) + ")");
  readme_says("costs " + number(best["mean_regret"], 1) + " points on average and " +
              number(best["largest_regret"], 1) + " in the worst");
}

TEST_CASE("what the README says of other random numbers is what is found with them") {
  const auto result = worlds_of_the_agency(" --seed 5");
  const auto& best = named(result, "right_partnership");
  readme_says("with others (`--seed 5`) it is " + number(best["best_share"], 0) + " % (" +
              number(best["best_share_low"], 0) + " to " + number(best["best_share_high"], 0) + ")");
}

TEST_CASE("what the README says of plausible worlds is what is found in them") {
  const auto result = worlds_of_the_agency();
  const auto& best = named(result, "right_partnership");
  const auto& pleasing = named(result, "customer_always_right");
  const auto& choosy = named(result, "right_customer");
  readme_says("(" + number(best["best_share"], 0) + " %; 95 % interval " + number(best["best_share_low"], 0) +
              " to " + number(best["best_share_high"], 0) + ")");
  readme_says("in " + number(choosy["best_share"], 0) + " % right_customer");
  readme_says("costs " + number(best["mean_regret"], 1) + " points of margin on average");
  readme_says("and " + number(best["largest_regret"], 1) + " points in the worst");
  readme_says("always-right costs " + number(pleasing["mean_regret"], 1) + " and " +
              number(pleasing["largest_regret"], 1));
}

}  // namespace
}  // namespace clientele::app
