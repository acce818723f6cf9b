// Golden values: the same scenario has given the same world, to the bit, ever since the values in
// tests/data/golden.txt were written - on any number of threads, in any build. See tests/README.md for how to
// change them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>

#include "tests/model/states.hpp"

namespace clientele::scenario {
namespace {

const std::string golden_file = CLIENTELE_SOURCE "/tests/data/golden.txt";

using Golden = std::map<std::string, std::uint64_t>;

Golden read_golden() {
  Golden golden;
  std::ifstream file(golden_file);
  std::string name;
  std::uint64_t value = 0;
  while (file >> name >> std::hex >> value) golden[name] = value;
  return golden;
}

/// What the file should say: the world as its past begins, as it is today under its policies, and after a
/// week and a year of them.
Golden computed(const ForEach& for_each_market) {
  Scenario scenario = varied_world();
  tabulate(scenario);
  Golden golden;
  const auto policy_of = policy_assignment_of(scenario);
  World past = past_of(scenario, 0, for_each_market);
  golden["varied_world.begins"] = past.fingerprint();
  while (past.week() < 0) past.step(for_each_market);
  World world = past.continued(scenario, policy_of);
  golden["varied_world.today"] = world.fingerprint();
  world.step(for_each_market);
  golden["varied_world.week_1"] = world.fingerprint();
  while (world.week() < 52) world.step(for_each_market);
  golden["varied_world.week_52"] = world.fingerprint();
  return golden;
}

void rewrite(const Golden& before, const Golden& now) {
  std::ofstream file(golden_file);
  for (const auto& [name, value] : now) {
    file << name << ' ' << std::hex << value << '\n';
    const auto old = before.find(name);
    std::cout << name << ": " << std::hex << (old == before.end() ? 0 : old->second) << " -> " << value
              << '\n';
  }
}

TEST_CASE("the varied world is the world it always was, on 1, 2, 3 and 8 threads") {
  const Golden alone = computed(in_sequence);
  if (std::getenv("CLIENTELE_REWRITE")) rewrite(read_golden(), alone);
  CHECK(alone == read_golden());
  for (const std::size_t threads : {2u, 3u, 8u}) CHECK(computed(on_threads(threads)) == alone);
}

TEST_CASE("in the varied world everything happens that can be counted") {
  Scenario scenario = varied_world();
  tabulate(scenario);
  World past = past_of(scenario, 0);
  while (past.week() < 0) past.step();
  World world = past.continued(scenario, policy_assignment_of(scenario));
  while (world.week() < 156) world.step();
  for (std::size_t item = 0; item < static_cast<std::size_t>(Item::count_); ++item) {
    CAPTURE(item);
    double sum = 0;
    for (const World* weeks : {&past, &world})
      for (const Tally& tally : weeks->all_weeks()) sum += std::abs(tally.sums()[item]);
    CHECK(sum > 0);
  }
}

}  // namespace
}  // namespace clientele::scenario
