#include <fmt/core.h>

#include <cmath>

#include "sim/model/specification.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

Json segment_shares(const Json& segments) {
  Json shares = Json::array();
  for (const auto& segment : segments) shares.push_back(segment["share"]);
  return shares;
}

Json resolve_shares(const Node& array, const Json& segments) {
  std::vector<Json> shares;
  const auto nodes = elements(array, "shares");
  for (const auto& node : nodes) {
    const auto share = number(node, {0, 1});
    shares.push_back(share ? canonical(*share) : Json());
  }
  if (nodes.empty()) return nullptr;
  if (!segments.empty() && shares.size() != segments.size())
    array.complain(fmt::format("a list of {} for {} segments", shares.size(), segments.size()),
                   "give one share per segment, in their order");
  else
    check_shares(array, shares, "the shares");
  return shares;
}

Json resolve_market(const Node& node, const Json& segments, const MoneyLevel& level,
                    std::vector<std::string>& names) {
  Members members(node, "a parameter of a market");
  Json resolved;
  const auto market = unique_name(members, names);
  resolved["name"] = market.value_or("");
  const auto count = members.find("count");
  resolved["count"] = count ? integer(*count, 1, most_markets).value_or(0) : 1;
  const auto shares = members.find("shares");
  resolved["shares"] = shares ? resolve_shares(*shares, segments) : segment_shares(segments);
  read_parameters(members, market_parameters, level, resolved);
  members.close();
  return resolved;
}

}  // namespace

void check_shares(const Node& array, const std::vector<Json>& shares, std::string_view what) {
  constexpr double tolerance = 1e-6;  // three thirds written with seven digits; the rest is normalised away
  double sum = 0;
  for (const auto& share : shares) {
    if (share.is_null()) return;
    sum += share.get<double>();
  }
  if (shares.empty() || std::abs(sum - 1) <= tolerance) return;
  array.complain_of_key(
      fmt::format("{} sum to {:.7g}, not to 1", what, sum),
      fmt::format("{} {:.7g}", sum < 1 ? "the missing part is" : "there is too much by", std::abs(sum - 1)));
}

Json resolve_markets(const Node& array, const Json& segments, const MoneyLevel& level) {
  Json resolved = Json::array();
  std::vector<std::string> names;
  for (const auto& node : elements(array, "markets", most_market_groups))
    resolved.push_back(resolve_market(node, segments, level, names));
  std::int64_t count = 0;
  for (const auto& market : resolved) count += market["count"].get<std::int64_t>();
  if (count > most_markets)
    array.complain_of_key(fmt::format("there are {} markets in all", count),
                          fmt::format("at most {} are possible, their counts summed", most_markets));
  return resolved;
}

}  // namespace clientele::scenario
