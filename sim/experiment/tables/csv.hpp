// Comma-separated values (RFC 4180), with newlines as line ends.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace clientele::experiment {

class Sink;

/// Writes fields and rows. All members throw what the sink throws. Numbers have the fewest digits that read
/// back as the same number; NaN is an empty field.
///
/// A spreadsheet runs text that begins with = + - @ as a formula, whoever wrote it. Such text, and text that
/// begins with a tab or a carriage return, gets an apostrophe in front; so does text that begins with an
/// apostrophe, so that taking one away gives back what was written.
class CsvWriter {
 public:
  explicit CsvWriter(Sink& sink) : sink_(&sink) {}

  CsvWriter& field(std::string_view text);
  CsvWriter& field(double number);
  CsvWriter& field(std::integral auto number) { return raw(std::to_string(number)); }
  void end_row();

 private:
  CsvWriter& raw(std::string_view text);

  Sink* sink_;
  bool first_in_row_ = true;
};

}  // namespace clientele::experiment
