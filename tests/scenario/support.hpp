// What the tests of this layer share.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::scenario {

inline const std::filesystem::path source_folder = CLIENTELE_SOURCE;
inline const std::filesystem::path example_file = source_folder / "tests/scenario/example.json";

/// The example with the shipped presets within reach.
Document read_example();

/// `root` written to text and read again, with the presets of the example.
Document reparsed(const Json& root);

std::string read_text_file(const std::filesystem::path& file);

/// All that a scenario holds, exactly, except the names and the numeraire. Equal texts mean equal scenarios.
std::string content(const Scenario& scenario);

inline bool contains(std::string_view text, std::string_view words) { return text.find(words) != text.npos; }

/// A folder of its own for a test that writes files; removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::filesystem::path write(const std::string& name, const std::string& text) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace clientele::scenario
