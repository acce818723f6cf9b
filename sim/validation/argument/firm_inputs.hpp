// The inputs of a firm that differ between the shipped scenarios, as numbers of one kind of firm: contracts,
// a fee a week, one market, two kinds of clients - those who drain people, and the others. So every trade
// lies in one space, from which firms can be drawn that nobody wrote a scenario for.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/parameters/registry.hpp"
#include "sim/scenario/text/json.hpp"

namespace clientele::validation {

struct FirmInput {
  std::string_view name, unit, meaning;
  double (*of)(const Json& resolved);  ///< in a scenario; NaN where it has none
  bool logarithmic = false;            ///< drawn evenly by its logarithm
  bool is_open_assumption =
      false;  ///< no scenario tells it; the plausible range of the registry is drawn from
};

/// In the order of `make_firm`.
std::span<const FirmInput> firm_inputs();

/// From the least to the greatest value over these resolved scenarios, one for each input.
std::vector<Range> input_ranges(const std::vector<Json>& scenarios);

/// The inputs of one scenario.
std::vector<double> inputs_of(const Json& resolved);

/// A number between the ends, at a place from 0 to 1.
double input_at(const FirmInput& input, Range range, double place);

/// A firm with these inputs, as a scenario that is resolved but for what it does not say; `base` is one that
/// has all else, such as wages. Accounts, prices and overhead follow from staff, workload and margin. At most
/// some thousand accounts and some ten thousand customers: a firm that would have more has fewer staff, or a
/// smaller market.
Json make_firm(const Json& base, const std::vector<double>& inputs);

}  // namespace clientele::validation
