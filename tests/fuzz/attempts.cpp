#include "tests/fuzz/attempts.hpp"

#include "sim/layers.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

void expect(bool met, const std::string& finding) {
  if (!met) throw Finding(finding);
}

void expect_plain_words(const std::string& message, std::string_view input) {
  expect(!message.empty(), "an empty message");
  expect(find_invalid_utf8(message) == message.npos, "a message that is not UTF-8: " + message);
  for (const auto* word : {"json.exception", "std::", "basic_string", "bad_alloc", "vector::", "SQLITE_"})
    expect(message.find(word) == message.npos || input.find(word) != input.npos,
           "the words of a library: " + message);
}

}  // namespace clientele::experiment
