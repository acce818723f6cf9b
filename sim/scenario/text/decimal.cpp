#include "sim/scenario/text/decimal.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

namespace {

// Takes the digits that `text` begins with.
std::string_view take_digits(std::string_view& text) {
  const auto digits = text.substr(0, text.find_first_not_of("0123456789"));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(std::string_view& text, std::string_view any_of) {
  const bool found = !text.empty() && any_of.find(text.front()) != any_of.npos;
  if (found) text.remove_prefix(1);
  return found;
}

bool is_exponent(std::string_view text) {
  if (text.empty()) return true;
  if (!take(text, "eE")) return false;
  take(text, "+-");
  return !take_digits(text).empty() && text.empty();
}

}  // namespace

// std::from_chars would do, but not all standard libraries have it for double. So the number is written as
// JSON has it.
std::optional<double> decimal(std::string_view text) {
  const std::string sign = take(text, "-") ? "-" : "";
  auto whole = take_digits(text);
  const auto fraction = take(text, ".") ? take_digits(text) : std::string_view();
  if ((whole.empty() && fraction.empty()) || !is_exponent(text)) return std::nullopt;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  const auto number =
      Json::parse_if_valid(sign + std::string(whole.empty() ? "0" : whole) + '.' +
                           std::string(fraction.empty() ? "0" : fraction) + std::string(text));
  return number ? number->get<double>() : std::numeric_limits<double>::infinity();
}

}  // namespace clientele::scenario
