// A point of a sweep is kept as the values in which its resolved document differs from the scenario's.
#include "sim/scenario/text/placed_values.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

struct Case {
  std::vector<std::string> overrides;
  std::vector<std::string> pointers;  // of the values that change with them
};

}  // namespace

TEST_CASE("the scenario with the values in which a point differs is the scenario of that point") {
  const auto base = resolve(read_example());
  REQUIRE(base);
  const std::string fit = "segments.0.traits.fit=",
                    normal = R"({"distribution": "normal", "mean": 0.8, "sd": 0.1})";
  for (const auto& [overrides, pointers] : {
           Case{{}, {}},
           Case{{"businesses.0.price=601.5"}, {"/businesses/0/price"}},
           Case{{"businesses.0.price=601.0", "model.satisfaction_pace=1"},
                {"/businesses/0/price", "/model/satisfaction_pace"}},
           Case{{fit + "0.25"}, {"/segments/0/traits/fit"}},
           Case{{fit + normal}, {"/segments/0/traits/fit/distribution"}},
           Case{{"segments.0.traits.fit.sd=0"}, {"/segments/0/traits/fit"}},
           Case{{"policies.1.levers.crm=0.125"}, {"/policies/1/levers/crm", "/policies/2/levers/crm"}},
           Case{{"policies.1.levers.selectivity=0.5"}, {"/policies/1/levers/selectivity"}},
       }) {
    CAPTURE(overrides.empty() ? "" : overrides.front());
    const auto point = resolve(read_example(), overrides);
    REQUIRE_MESSAGE(point, render(point.mistakes));
    const auto values = differing_values(base->document, point->document);
    REQUIRE(values.size() == pointers.size());
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(values[i].pointer == pointers[i]);
    const auto document = with_values(base->document, values);
    CHECK(document.dump() == point->document.dump());
    CHECK(content(build(document)) == content(point->scenario));
  }
}

TEST_CASE("values have their places already") {
  const Json document{{"a/b", Json{1, 2}}};
  const PlacedValue there{"/a~1b/1", 3}, beyond{"/a~1b/2", 3}, nowhere{"/c", 3};
  CHECK(with_values(document, {&there, 1}).dump() == R"({"a/b":[1,3]})");
  CHECK_THROWS_AS(with_values(document, {&beyond, 1}), std::out_of_range);
  CHECK_THROWS_AS(with_values(document, {&nowhere, 1}), std::out_of_range);
}

TEST_CASE("the path of an override leads to the same place in the resolved document") {
  const auto document = resolve(read_example())->document;
  CHECK(pointer_of(document, "businesses.0.price") == "/businesses/0/price");
  CHECK(pointer_of(document, "policies.partnership.levers.crm") == "/policies/0/levers/crm");
  CHECK(pointer_of(document, "weeks") == "/weeks");
  for (const auto* nowhere :
       {"", "businesses.2.price", "businesses.nobody.price", "businesses.0.prize", "weeks.0"})
    CHECK_FALSE(pointer_of(document, nowhere));
}
