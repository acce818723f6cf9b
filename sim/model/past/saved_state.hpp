// The complete state of a world as bytes, for the same program on the same kind of machine.
#pragma once

#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "sim/model/market.hpp"

namespace clientele::model {

/// Appends values and columns as they lie in memory.
class StateWriter {
 public:
  template <class Value>
  void operator()(const Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class Id, class Scalar>
  void operator()(const IndexedColumn<Id, Scalar>& column) {
    (*this)(column.size());
    bytes_.append(reinterpret_cast<const char*>(column.data()),
                  static_cast<std::size_t>(column.size()) * sizeof(Scalar));
  }
  std::string bytes() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads them back into places of the same kinds, in the same order. Throws std::runtime_error where there is
/// not enough, or a column is of another length than the place it is for.
class StateReader {
 public:
  explicit StateReader(std::string_view bytes) : bytes_(bytes) {}

  template <class Value>
  void operator()(Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    std::memcpy(&value, take(sizeof value), sizeof value);
  }
  template <class Id, class Scalar>
  void operator()(IndexedColumn<Id, Scalar>& column) {
    Index size = 0;
    (*this)(size);
    if (size != column.size()) throw std::runtime_error("a saved state is of another world");
    const auto bytes = static_cast<std::size_t>(size) * sizeof(Scalar);
    std::memcpy(column.data(), take(bytes), bytes);
  }
  bool is_at_end() const { return bytes_.empty(); }

 private:
  const char* take(std::size_t size) {
    if (size > bytes_.size()) throw std::runtime_error("a saved state is incomplete");
    const char* start = bytes_.data();
    bytes_.remove_prefix(size);
    return start;
  }
  std::string_view bytes_;
};

/// Goes through everything that a market is, in one order, for writing (a const market) or reading.
template <class Archive, class AnyMarket>
void go_through(Archive& archive, AnyMarket& market) {
  auto& customers = market.customers;
  archive(market.demand_noise);
  archive(customers.served);
  for (const auto& trait : trait_parameters) archive(customers.traits.*trait.member);
  const auto all_of = [&]<class State>(auto& state) {
    for_each_variable<State>([&](const StateInfo&, auto member) { archive(state.*member); });
  };
  all_of.template operator()<Accounts>(customers.account);
  all_of.template operator()<CustomerState<RowColumn>>(customers);
  all_of.template operator()<StaffState<SeatColumn>>(market.staff);
  for (auto& office : market.offices) {
    all_of.template operator()<OfficeState>(office);
    archive(office.levers);
    archive(office.accounts.first.value);
    archive(office.accounts.last.value);
    for (auto& advocacy : office.advocacy) archive(advocacy);
  }
}

}  // namespace clientele::model
