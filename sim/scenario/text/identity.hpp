// The identity of a text.
#pragma once

#include <string>
#include <string_view>

namespace clientele::scenario {

/// The name-based UUID (version 5, SHA-1; RFC 4122) of a text in the URL namespace. Python:
/// uuid.uuid5(uuid.NAMESPACE_URL, text).
std::string hash_of(std::string_view text);

}  // namespace clientele::scenario
