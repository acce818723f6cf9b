#include <doctest/doctest.h>
#include <fmt/core.h>

#include "tests/effects/search.hpp"
namespace clientele::scenario {
namespace {
TEST_CASE("probe") {
  for (const auto* name : {"agency", "boutique", "call_centre", "difficult_few", "it_consultancy",
                           "price_war", "shop", "tiny_studio"}) {
    fmt::print("== {}\n", name);
    for (const auto& path : ignored_in(shipped(name))) fmt::print("{}\n", path);
    std::fflush(stdout);
  }
}
}  // namespace
}  // namespace clientele::scenario
