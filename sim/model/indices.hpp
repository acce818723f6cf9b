// Positions of one kind that cannot be taken for positions of another: an account's row is no seat and no
// business.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "sim/layers.hpp"

namespace clientele::model {

using Index = std::ptrdiff_t;

/// The position of one of a kind among all of it, from 0.
template <class Kind>
struct Position {
  Index value = 0;

  constexpr Position() = default;
  constexpr explicit Position(Index position) : value(position) {}
  constexpr explicit Position(std::size_t position) : value(static_cast<Index>(position)) {}
  constexpr explicit Position(int position) : value(position) {}

  constexpr std::size_t index() const { return static_cast<std::size_t>(value); }
  constexpr Position& operator++() {
    ++value;
    return *this;
  }
  constexpr Position operator++(int) { return Position(value++); }
  constexpr Position& operator--() {
    --value;
    return *this;
  }
  friend constexpr bool operator==(Position a, Position b) { return a.value == b.value; }
  friend constexpr bool operator!=(Position a, Position b) { return a.value != b.value; }
  friend constexpr bool operator<(Position a, Position b) { return a.value < b.value; }
  friend constexpr bool operator>(Position a, Position b) { return a.value > b.value; }
  friend constexpr bool operator<=(Position a, Position b) { return a.value <= b.value; }
  friend constexpr bool operator>=(Position a, Position b) { return a.value >= b.value; }
  friend constexpr Position operator+(Position a, Index n) { return Position(a.value + n); }
  friend constexpr Index operator-(Position a, Position b) { return a.value - b.value; }
};

using Row = Position<struct RowOfCustomer>;      ///< of a customer, and of the account the customer has
using Seat = Position<struct SeatOfStaff>;       ///< of a member of staff, in a market
using BusinessId = Position<struct OfBusiness>;  ///< of a business, and of its office in a market
using SegmentId = Position<struct OfSegment>;    ///< of a kind of customers

/// Positions next to each other: [first, last).
template <class Id>
struct Neighbours {
  Id first{};
  Id last{};  ///< one past the last

  struct Iterator {
    Id at;
    constexpr Id operator*() const { return at; }
    constexpr Iterator& operator++() {
      ++at;
      return *this;
    }
    friend constexpr bool operator!=(Iterator a, Iterator b) { return a.at != b.at; }
    friend constexpr bool operator==(Iterator a, Iterator b) { return a.at == b.at; }
  };

  constexpr Index size() const { return last - first; }
  constexpr Iterator begin() const { return {first}; }
  constexpr Iterator end() const { return {last}; }
};

using Rows = Neighbours<Row>;
using Seats = Neighbours<Seat>;

/// One value for each of a kind, found by positions of that kind only.
template <class Id, class Value>
class PerKind {
 public:
  PerKind() = default;
  explicit PerKind(std::vector<Value> values) : values_(std::move(values)) {}
  PerKind(std::initializer_list<Value> values) : values_(values) {}
  explicit PerKind(std::size_t size, const Value& value = {}) : values_(size, value) {}

  Value& operator[](Id id) { return values_[id.index()]; }
  const Value& operator[](Id id) const { return values_[id.index()]; }
  std::size_t size() const { return values_.size(); }
  Neighbours<Id> ids() const { return {Id{}, Id{values_.size()}}; }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }
  const Value& front() const { return values_.front(); }
  void push_back(Value value) { values_.push_back(std::move(value)); }
  void fill(const Value& value) { values_.assign(values_.size(), value); }
  std::span<const Value> values() const { return values_; }

 private:
  std::vector<Value> values_;
};

template <class Value>
using PerBusiness = PerKind<BusinessId, Value>;
template <class Value>
using PerSegment = PerKind<SegmentId, Value>;

}  // namespace clientele::model
