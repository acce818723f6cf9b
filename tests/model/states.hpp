// Reading a market by person instead of by row, and worlds by their whole state.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {

/// The traits of the customer in a row.
std::vector<float> traits_of(const Customers& customers, Row row);

/// Everything that is known of the customer in a row: traits and, if there is an account, its state.
std::vector<float> values_of(const Customers& customers, Row row);

/// Everything that is known of a colleague.
std::vector<float> values_of(const Staff& staff, Seat seat);

/// A customer of one generation of a slot.
using Name = std::pair<std::uint32_t, std::uint16_t>;

using ValuesByName = std::map<Name, std::vector<float>>;
ValuesByName traits_by_name(const Market& market);
ValuesByName values_by_name(const Market& market);

/// Hash of the state of a lone market and its businesses: equals that of a world of one market.
std::uint64_t fingerprint(const LoneMarket& town);

/// True where two tallies are the same to the bit.
bool identical(const Tally& a, const Tally& b);

/// A way to simulate markets: so many threads, each taking the next market that is left.
ForEach on_threads(std::size_t threads);
void in_reverse(std::size_t n, const Body& body);

}  // namespace clientele::scenario
