// What the functions of the model need is asked for, not taken for granted: a scenario made by hand that
// lacks something is refused with a sentence, before anything is looked for in vain.
#include "sim/model/preconditions.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <stdexcept>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

struct Fault {
  std::string_view words;
  std::function<void(Scenario&, std::vector<std::size_t>&)> make;
};

const Fault faults[] = {
    {"not tabulated", [](auto& s, auto&) { s.segments[0].quantiles.clear(); }},
    {"not tabulated", [](auto& s, auto&) { set_trait(s, &Traits::fit, beta(0.5, 0.1)); }},
    {"correlation",
     [](auto& s, auto&) {
       s.segments[0].cholesky = {1, 0, 0, 1};
     }},
    {"no segments", [](auto& s, auto&) { s.segments.clear(); }},
    {"more than 5000 segments", [](auto& s, auto&) { s.segments.resize(5001, s.segments[0]); }},
    {"one share for each segment", [](auto& s, auto&) { s.markets[0].shares.push_back(0); }},
    {"one share for each segment", [](auto& s, auto&) { s.segments.push_back(s.segments[0]); }},
    {"no population", [](auto& s, auto&) { s.markets[0].terms.population = 0; }},
    {"no population", [](auto& s, auto&) { s.markets[0].count = -1; }},
    {"no numbers", [](auto& s, auto&) { s.markets[0].terms.going_rate = std::nan(""); }},
    {"no businesses", [](auto& s, auto& p) { s.businesses.clear(), p.clear(); }},
    {"more than 250 businesses",
     [](auto& s, auto& p) { s.businesses.resize(251, s.businesses[0]), p.resize(251); }},
    {"has no staff", [](auto& s, auto&) { terms(s).staff = 0; }},
    {"no numbers", [](auto& s, auto&) { terms(s).staff = std::nan(""); }},
    {"needs a policy", [](auto&, auto& p) { p.clear(); }},
    {"needs a policy", [](auto& s, auto&) { s.businesses.push_back(s.businesses[0]); }},
    {"does not have", [](auto& s, auto& p) { p[0] = s.policies.size(); }},
    {"does not have", [](auto& s, auto&) { s.policies.clear(); }},
    {"no numbers", [](auto& s, auto&) { levers(s).calm = std::nanf(""); }},
    {"no number", [](auto& s, auto&) { s.model.expected_time = std::nanf(""); }},
};

TEST_CASE("no world, and no market, is made of a scenario that lacks something: it is said what") {
  Scenario good = lively_world();
  tabulate(good);
  const std::vector<std::size_t> assignment = policy_assignment_of(good);
  CHECK(missing_of_world(good, assignment).empty());
  const Draws draw(1, 0);
  for (const auto& [words, make] : faults) {
    CAPTURE(words);
    Scenario scenario = good;
    auto policy_of = assignment;
    make(scenario, policy_of);
    const doctest::Contains sentence(words.data());
    CHECK_THROWS_WITH_AS(World(scenario, policy_of, 1, 0), sentence, std::logic_error);
    CHECK_THROWS_WITH_AS(make_market(scenario, policy_of, draw, 0, 0), sentence, std::logic_error);
  }
  CHECK_THROWS_WITH_AS(make_market(good, assignment, draw, 0, 1), doctest::Contains("no group of markets"),
                       std::logic_error);
}

TEST_CASE("of a world that was moved from nothing is left, and it says so") {
  Scenario scenario = lively_world();
  tabulate(scenario);
  World world = simulated(scenario, 1);
  const World moved = std::move(world);
  CHECK(moved.week() == 1);
  const auto refused = [](const auto& call) {
    CHECK_THROWS_WITH_AS(call(), doctest::Contains("moved from"), std::logic_error);
  };
  // NOLINTBEGIN(bugprone-use-after-move)
  refused([&] { world.step(); });
  refused([&] { (void)world.week(); });
  refused([&] { (void)world.this_week(); });
  refused([&] { (void)world.all_weeks(); });
  refused([&] { (void)world.markets(); });
  refused([&] { (void)world.fingerprint(); });
  // NOLINTEND(bugprone-use-after-move)
}

TEST_CASE("a worker whose number is beyond all workers is refused") {
  Scenario scenario = lively_world();
  tabulate(scenario);
  World world = simulated(scenario, 0);
  const ForEach far = [](std::size_t n, const Body& body) {
    for (std::size_t i = 0; i < n; ++i) body(i, most_workers);
  };
  CHECK_THROWS_WITH_AS(world.step(far), doctest::Contains("fewer than most_workers"), std::logic_error);
  CHECK_NOTHROW(world.step());
}

TEST_CASE("before its first week a world has counted nothing") {
  Scenario scenario = lively_world();
  tabulate(scenario);
  const World world = simulated(scenario, 0);
  CHECK(world.week() == 0);
  for (const auto& tallies : {world.this_week(), world.all_weeks()}) {
    REQUIRE(tallies.size() == 1);
    for (const double sum : tallies[0].sums()) CHECK(sum == 0);
  }
}

}  // namespace
}  // namespace clientele::scenario
