// A hash of state, to compare worlds to the bit (FNV-1a, 64 bits: Fowler, Noll & Vo).
#pragma once

#include <cstdint>
#include <span>

#include "sim/model/market.hpp"

namespace clientele::model {

class Fingerprint {
 public:
  Fingerprint& add(std::span<const std::byte> bytes) {
    for (const std::byte byte : bytes) hash_ = (hash_ ^ static_cast<std::uint64_t>(byte)) * 0x100000001b3u;
    return *this;
  }
  Fingerprint& add(double value) { return add(std::as_bytes(std::span(&value, 1))); }
  template <class Scalar>
  Fingerprint& add(const Eigen::Array<Scalar, Eigen::Dynamic, 1>& column) {
    return add(std::as_bytes(std::span(column.data(), static_cast<std::size_t>(column.size()))));
  }
  /// One byte for each code, as long as none needs its second: then the hash is that of the narrower column
  /// which segments had before there could be more than 256 of them.
  Fingerprint& add(const Eigen::Array<std::int16_t, Eigen::Dynamic, 1>& codes) {
    add(Eigen::Array<std::uint8_t, Eigen::Dynamic, 1>(
        codes.unaryExpr([](int code) { return static_cast<std::uint8_t>(code & 255); })));
    if ((codes > 255).any())
      add(Eigen::Array<std::uint8_t, Eigen::Dynamic, 1>(
          codes.unaryExpr([](int code) { return static_cast<std::uint8_t>(code >> 8); })));
    return *this;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

/// Adds all columns of numbers, or all columns of codes, of a table.
template <class State, bool numbers>
void add_columns(Fingerprint& print, const State& state) {
  for_each_variable<State>([&](const StateInfo&, auto member) {
    using Value = typename std::remove_cvref_t<decltype(state.*member)>::Scalar;
    if constexpr (std::is_floating_point_v<Value> == numbers) print.add(state.*member);
  });
}

inline void add(Fingerprint& print, const Office& office) {
  for (const auto& [info, lever] : lever_parameters) print.add(office.levers.*lever);
  for_each_variable<OfficeState>(
      [&](const StateInfo&, auto member) { print.add(static_cast<double>(office.*member)); });
  for (const double advocacy : office.advocacy) print.add(advocacy);
}

/// Adds the complete state of a market.
inline void add(Fingerprint& print, const Market& market) {
  using CustomerColumns = CustomerState<RowColumn>;
  const auto& customers = market.customers;
  for (const auto& trait : trait_parameters) print.add(customers.traits.*trait.member);
  add_columns<Accounts, true>(print, customers.account);
  add_columns<CustomerColumns, true>(print, customers);
  add_columns<Accounts, false>(print, customers.account);
  add_columns<CustomerColumns, false>(print, customers);
  print.add(static_cast<double>(customers.served)).add(market.demand_noise);
  add_columns<StaffState<SeatColumn>, true>(print, market.staff);
  add_columns<StaffState<SeatColumn>, false>(print, market.staff);
  for (const Office& office : market.offices) add(print, office);
}

}  // namespace clientele::model
