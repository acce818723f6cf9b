// Checksums of what a store holds, as SQLite has none: one flipped bit of a number would be read as another
// number.
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace clientele::experiment {

class Statement;

/// A 64-bit hash (FNV-1a, Fowler, Noll & Vo, finished by the mixer of MurmurHash3, Appleby) of values in
/// their order, as SQLite keeps them: NaN is NULL, and there is no negative zero.
class Checksum {
 public:
  Checksum& add(std::int64_t value) { return add_bits(1, static_cast<std::uint64_t>(value)); }
  Checksum& add(int value) { return add(std::int64_t{value}); }
  Checksum& add(double value) {
    if (std::isnan(value)) return add(nullptr);
    const double kept = value + 0.0;
    std::uint64_t bits;
    std::memcpy(&bits, &kept, sizeof bits);
    return add_bits(2, bits);
  }
  Checksum& add(std::string_view text) {
    add_bits(3, text.size());
    for (const char c : text) add_byte(static_cast<unsigned char>(c));
    return *this;
  }
  Checksum& add(std::nullptr_t) { return add_bits(4, 0); }

  /// The first columns of the row that a query has come to; all of them.
  Checksum& add_row(const Statement& row, int columns);
  Checksum& add_row(const Statement& row);

  /// As SQLite's integers.
  std::int64_t value() const;

 private:
  Checksum& add_bits(unsigned char kind, std::uint64_t bits) {
    add_byte(kind);
    for (int shift = 0; shift < 64; shift += 8) add_byte(static_cast<unsigned char>(bits >> shift));
    return *this;
  }
  void add_byte(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3u; }

  std::uint64_t hash_ = 0xcbf29ce484222325u;
};

/// The checksum of rows in any order: their sum, so that a table can be checked in the order it is stored in.
class RowsChecksum {
 public:
  void add(const Checksum& row) { sum_ += static_cast<std::uint64_t>(row.value()); }
  std::int64_t value() const { return static_cast<std::int64_t>(sum_); }

 private:
  std::uint64_t sum_ = 0;
};

}  // namespace clientele::experiment
