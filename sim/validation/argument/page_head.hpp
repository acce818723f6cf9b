// How the pages of the argument begin: with what wrote them, so that a page of another model is noticed.
#pragma once

#include <string>
#include <string_view>

#include "sim/layers.hpp"

namespace clientele::validation {

/// "with the model `0123456789abcdef`", as scenario::model_identity has it.
std::string of_this_model();

/// The title, the command that wrote the page and the model that it did so with.
std::string page_head(std::string_view title, std::string_view command);

}  // namespace clientele::validation
