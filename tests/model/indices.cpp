// A position of one kind is no position of another: wrong uses do not compile.
#include "sim/model/indices.hpp"

#include <doctest/doctest.h>

#include <concepts>

#include "sim/model/people.hpp"
#include "sim/model/scratch.hpp"

namespace clientele::scenario {
namespace {

template <class Container, class Id>
concept found_by = requires(Container container, Id id) {
  container[id];
};

// Each container is found by its own kind of position, and by nothing else.
template <class Container, class Own, class... Others>
constexpr bool only_by =
    found_by<Container, Own> && !(found_by<Container, Others> || ...) && !found_by<Container, int> &&
    !found_by<Container, Index> && !found_by<Container, std::size_t>;

static_assert(only_by<decltype(Market::offices), BusinessId, Row, Seat, SegmentId>);
static_assert(only_by<decltype(Scratch::tallies), BusinessId, Row, Seat, SegmentId>);
static_assert(only_by<decltype(Office::advocacy), SegmentId, Row, Seat, BusinessId>);
static_assert(only_by<decltype(Accounts::trust), Row, Seat, BusinessId, SegmentId>);
static_assert(only_by<decltype(Traits::fit), Row, Seat, BusinessId, SegmentId>);
static_assert(only_by<decltype(Staff::exhaustion), Seat, Row, BusinessId, SegmentId>);
static_assert(only_by<decltype(StaffWeek::inflow), Seat, Row, BusinessId, SegmentId>);

// Positions are made explicitly, and not from each other.
static_assert(!std::convertible_to<int, Row> && !std::convertible_to<Index, Seat>);
static_assert(!std::convertible_to<Row, Index> && !std::constructible_from<Row, Seat>);
static_assert(!std::constructible_from<BusinessId, Row> && !std::equality_comparable_with<Row, Seat>);
static_assert(std::invocable<decltype(hand_over), const Constants&, const Levers&, Market&, Row, Seat>);
static_assert(!std::invocable<decltype(hand_over), const Constants&, const Levers&, Market&, Seat, Row>);

TEST_CASE("neighbours are visited in their order") {
  std::vector<Index> seen;
  for (const Row row : Rows{Row{3}, Row{6}}) seen.push_back(row.value);
  CHECK(seen == std::vector<Index>{3, 4, 5});
  CHECK(Rows{Row{3}, Row{6}}.size() == 3);
}

}  // namespace
}  // namespace clientele::scenario
