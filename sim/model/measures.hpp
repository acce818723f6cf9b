// Measures: what is counted each week (a tally), and what is reported from it. Every measure is a ratio of sums, so the
// same function gives a week's value from a week's tally and a run's value from the tally of all its weeks.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace clientele {

/// The sums a business's week consists of. Additive over markets and over weeks. Unit in the name or in ODD.md.
enum class Item : std::size_t {
  weeks,
  account_weeks,
  count_  // rows are appended above
};

class Tally {
 public:
  double& operator[](Item item) { return sums_[static_cast<std::size_t>(item)]; }
  double operator[](Item item) const { return sums_[static_cast<std::size_t>(item)]; }
  Tally& operator+=(const Tally& other) {
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += other.sums_[i];
    return *this;
  }

 private:
  std::array<double, static_cast<std::size_t>(Item::count_)> sums_{};
};

/// `headline` measures are those of the decision table. `lower_is_better` orients comparisons.
struct Measure {
  std::string_view name;
  std::string_view unit;
  std::string_view meaning;
  double (*value)(const Tally&);
  bool headline = false;
  bool lower_is_better = false;
};

/// All measures, in the order of columns of every table. Money is in numeraire units: multiply values whose unit begins
/// with "money" by Scenario::numeraire.
std::span<const Measure> measures();

/// Position of the measure of that name, or -1.
int find_measure(std::string_view name);

}  // namespace clientele
