#include "tests/model/states.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "sim/model/fingerprint.hpp"

namespace clientele::scenario {

std::vector<float> traits_of(const Customers& customers, Row row) {
  std::vector<float> traits{static_cast<float>(customers.segment[row])};
  for (const auto& trait : trait_parameters) traits.push_back((customers.traits.*trait.member)[row]);
  return traits;
}

std::vector<float> values_of(const Customers& customers, Row row) {
  std::vector<float> values = traits_of(customers, row);
  values.push_back(customers.seeking[row]);
  values.push_back(customers.learned[row]);
  values.push_back(customers.account.business[row]);
  if (row >= customers.with_account().last) return values;
  for_each_variable<Accounts>([&](const StateInfo&, auto column) {
    values.push_back(static_cast<float>((customers.account.*column)[row]));
  });
  return values;
}

std::vector<float> values_of(const Staff& staff, Seat seat) {
  std::vector<float> values;
  for_each_variable<StaffState<SeatColumn>>([&](const StateInfo& info, auto column) {
    if (info.name != "accounts") values.push_back(static_cast<float>((staff.*column)[seat]));
  });
  return values;
}

namespace {

template <class Reader>
ValuesByName by_name(const Market& market, Reader reader) {
  ValuesByName all;
  for (const Row i : market.customers.everybody())
    all[{market.customers.slot[i], market.customers.generation[i]}] = reader(market.customers, i);
  return all;
}

}  // namespace

ValuesByName traits_by_name(const Market& market) { return by_name(market, traits_of); }

ValuesByName values_by_name(const Market& market) {
  return by_name(market, [](const Customers& customers, Row row) { return values_of(customers, row); });
}

std::uint64_t fingerprint(const LoneMarket& town) {
  Fingerprint print;
  add(print, town.market);
  for (const Brand& brand : town.brands)
    print.add(brand.price).add(brand.reputation).add(brand.service).add(static_cast<double>(brand.failed));
  for (const Firm& firm : town.firms) print.add(firm.cash).add(firm.revenue).add(firm.cost);
  return print.value();
}

bool identical(const Tally& a, const Tally& b) { return std::ranges::equal(a.sums(), b.sums()); }

ForEach on_threads(std::size_t threads) {
  return [threads](std::size_t n, const Body& body) {
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> pool;
    for (unsigned worker = 0; worker < threads; ++worker)
      pool.emplace_back([&, worker] {
        for (std::size_t i = next++; i < n; i = next++) body(i, worker);
      });
  };
}

void in_reverse(std::size_t n, const Body& body) {
  while (n-- > 0) body(n, 0);
}

}  // namespace clientele::scenario
