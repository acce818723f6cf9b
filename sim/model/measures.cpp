#include "sim/model/measures.hpp"

namespace clientele {

namespace {
constexpr auto rows = std::to_array<Measure>({
    {"accounts", "accounts", "mean number of accounts", [](const Tally& t) { return t[Item::account_weeks] / t[Item::weeks]; },
     true},
});
}  // namespace

std::span<const Measure> measures() { return rows; }

int find_measure(std::string_view name) {
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].name == name) return static_cast<int>(i);
  return -1;
}

}  // namespace clientele
