// What is done with bytes that nobody meant well by: each kind of input that people bring has an attempt.
// Whatever the bytes are, an attempt comes to an end, refuses what it does not understand in words of its
// own, and touches no memory that is not its own; sanitizers watch over the last. libFuzzer makes bytes up
// (CLIENTELE_FUZZ); the tests take those of the corpus (corpus.cpp).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace clientele::experiment {

/// What an attempt ends with that came upon something which must not be.
struct Finding : std::logic_error {
  using logic_error::logic_error;
};

void expect(bool met, const std::string& finding);

/// What is shown to a user is a text: not empty, UTF-8, and without what libraries call their errors, but
/// where it quotes what the input said.
void expect_plain_words(const std::string& message, std::string_view input = {});

inline constexpr double memory_limit = 1e9;  ///< that scenarios are allowed, in bytes

/// The text of a scenario: it is resolved, or all that is wrong with it is said; and what it was resolved to
/// means the same when it is read again.
void attempt_scenario(std::string_view text);

/// Lines of path=value: as overrides of a fixed scenario (--set), one by one and all together, and as what a
/// sweep of it varies (--vary).
void attempt_override(std::string_view lines);

/// The bytes of a results store: all that is asked of it is read, or it is refused.
void attempt_store(std::string_view bytes);

}  // namespace clientele::experiment
