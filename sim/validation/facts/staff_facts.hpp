// What is known of staff, and which of it may set a number of the model. A fact from which a number was set,
// or that somebody looked at while a number was changed, says nothing about the model when it is met: it is
// calibration. The list was written down before the staff of the model were changed, and no fact changes
// sides without a row in changes_of_use.
#pragma once

#include <span>
#include <string_view>

#include "sim/layers.hpp"

namespace clientele::validation {

/// A number from a calibration fact may set an input; none from a validation fact ever does.
enum class Use { calibration, validation };
constexpr std::string_view use_word(Use use) {
  return use == Use::calibration ? "calibration" : "validation";
}

struct StaffFact {
  std::string_view key;  ///< frozen
  std::string_view what;
  std::string_view known;  ///< as its source gives it
  std::string_view source;
  Use use;
  std::string_view why;       ///< why it is of this use
  std::string_view scenario;  ///< file in scenarios/ in which it is looked for
  double low, high;           ///< the range that counts as met; infinite where there is no such bound
  bool percent = false;
};

std::span<const StaffFact> staff_facts();

/// A fact that changed sides since the list was first written down, and why.
struct ChangeOfUse {
  std::string_view key, date;
  Use now;
  std::string_view why;
};

std::span<const ChangeOfUse> changes_of_use();

}  // namespace clientele::validation
