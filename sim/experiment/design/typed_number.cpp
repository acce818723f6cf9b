#include "sim/experiment/design/typed_number.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cmath>

#include "sim/experiment/design/errors.hpp"
#include "sim/layers.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

double typed_number(std::string_view text, const std::string& context) {
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value))
    throw BadInput(fmt::format("{}: {} is not a number", context, in_quotes(text)));
  return value;
}

}  // namespace clientele::experiment
