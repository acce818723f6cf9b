// Decimal numbers as people write them, which is more loosely than JSON does.
#pragma once

#include <optional>
#include <string_view>

namespace clientele::scenario {

/// The value of a decimal number such as 3, -0.5, .5, 5., 007 or 1e-4; infinite where it is too large; none
/// where `text` is no such number. Whatever the locale.
std::optional<double> decimal(std::string_view text);

}  // namespace clientele::scenario
