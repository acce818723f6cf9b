#include "sim/experiment/store/csv.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <utility>

#include "sim/experiment/design/errors.hpp"

namespace clientele::experiment {

CsvWriter::CsvWriter(std::string path)
    : path_(std::move(path)), stream_(nullptr, std::fclose), own_file_(true) {
  stream_.reset(std::fopen(temporary().c_str(), "w"));
  if (!stream_) fail();
}

CsvWriter::CsvWriter(std::FILE* stream, std::string name)
    : path_(std::move(name)), stream_(stream, std::fflush), own_file_(false) {}

CsvWriter::~CsvWriter() {
  if (!stream_ || !own_file_) return;
  stream_.reset();
  std::error_code ignored;  // the file is a fragment nobody asked for; leaving it does no harm
  std::filesystem::remove(temporary(), ignored);
}

CsvWriter& CsvWriter::raw(std::string_view text) {
  if (!first_in_row_) std::fputc(',', stream_.get());
  first_in_row_ = false;
  std::fwrite(text.data(), 1, text.size(), stream_.get());
  return *this;
}

CsvWriter& CsvWriter::field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return raw(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return raw(quoted + '"');
}

CsvWriter& CsvWriter::field(double number) {
  if (std::isnan(number)) return raw("");
  char text[32];
  return raw({text, fmt::format_to_n(text, sizeof text, "{}", number).size});
}

void CsvWriter::end_row() {
  if (std::fputc('\n', stream_.get()) == EOF) fail();
  first_in_row_ = true;
}

void CsvWriter::flush() {
  if (std::fflush(stream_.get()) != 0 || std::ferror(stream_.get()) != 0) fail();
}

void CsvWriter::keep() {
  flush();
  if (std::fclose(stream_.release()) != 0) fail();
  std::error_code error;
  std::filesystem::rename(temporary(), path_, error);
  if (error) throw WriteFailure(fmt::format("{}: {}", path_, error.message()));
}

void CsvWriter::fail() const {
  if (errno == EPIPE) throw ReaderLeft();
  throw WriteFailure(fmt::format("{}: {}", path_, std::strerror(errno)));
}

}  // namespace clientele::experiment
