#include "sim/experiment/store/checksum.hpp"

#include "sim/experiment/store/database.hpp"

namespace clientele::experiment {

Checksum& Checksum::add_row(const Statement& row) { return add_row(row, row.columns()); }

Checksum& Checksum::add_row(const Statement& row, int columns) {
  for (int i = 0; i < columns; ++i) {
    if (row.is_null(i))
      add(nullptr);
    else if (row.is_integer(i))
      add(row.integer(i));
    else if (row.is_text(i))
      add(row.text(i));
    else
      add(row.number(i));
  }
  return *this;
}

std::int64_t Checksum::value() const {
  std::uint64_t bits = hash_;
  for (const std::uint64_t factor : {0xff51afd7ed558ccdu, 0xc4ceb9fe1a85ec53u}) {
    bits ^= bits >> 33;
    bits *= factor;
  }
  return static_cast<std::int64_t>(bits ^ bits >> 33);
}

}  // namespace clientele::experiment
