// Numbers as somebody typed them.
#pragma once

#include <string>
#include <string_view>

namespace clientele::experiment {

/// Throws BadInput, which begins with `context`, when the text is no finite number.
double typed_number(std::string_view text, const std::string& context);

}  // namespace clientele::experiment
