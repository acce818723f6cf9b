#include "sim/experiment/tables/csv.hpp"

#include <fmt/core.h>

#include <cmath>

#include "sim/experiment/store/sink.hpp"

namespace clientele::experiment {

namespace {

bool needs_guard(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r'").find(text.front()) != std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) result.append(c == '"' ? 2 : 1, c);
  return result + '"';
}

}  // namespace

CsvWriter& CsvWriter::raw(std::string_view text) {
  if (!first_in_row_) sink_->write(",");
  first_in_row_ = false;
  sink_->write(text);
  return *this;
}

CsvWriter& CsvWriter::field(std::string_view text) {
  const auto guarded = (needs_guard(text) ? "'" : "") + std::string(text);
  return raw(text.find_first_of(",\"\r\n") == std::string_view::npos ? guarded : quoted(guarded));
}

CsvWriter& CsvWriter::field(double number) {
  if (std::isnan(number)) return raw("");
  return raw(fmt::format("{}", number));
}

void CsvWriter::end_row() {
  sink_->write("\n");
  first_in_row_ = true;
}

}  // namespace clientele::experiment
