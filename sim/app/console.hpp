// Where the program speaks: results to standard output, messages to standard error.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sim/layers.hpp"

namespace clientele::experiment {
class CsvWriter;
}

namespace clientele::app {

/// Makes sure that no file opened later becomes standard input, output or error where these are closed.
/// Reading from and writing to them goes on to fail. To be called before anything else.
void occupy_standard_descriptors();

/// Writes results. Throws WriteFailure when they cannot be written; a reader that has seen enough (`| head`)
/// is none.
void print(std::string_view results);

/// Writes a table that `write` makes, in the same way; it is not made to its end for a reader that has left.
void print_table(const std::function<void(CsvWriter&)>& write);

/// Throws WriteFailure if what was printed did not arrive after all. Nothing can be printed afterwards.
void end_printing();

/// Writes a message, one line. Who cannot be told is not held up: failures are ignored.
void say(std::string_view message) noexcept;

/// The same without ending the line.
void say_part(std::string_view text) noexcept;

/// A duration in words a person would use: "0.4 s", "12 s", "3 min 20 s", "2 h 05 min".
std::string duration(double seconds);

}  // namespace clientele::app
