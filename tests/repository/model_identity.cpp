// The identity of the model is that of its sources, wherever they lie; the commit is told where there is one.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

namespace fs = std::filesystem;

/// Sources of the model in another place, without a repository.
class Copy {
 public:
  Copy() {
    for (const auto* part : {"sim", "scenarios"})
      fs::copy(root / part, folder_ / part, fs::copy_options::recursive);
    fs::copy(root / "CMakeLists.txt", folder_ / "CMakeLists.txt");
  }
  ~Copy() { fs::remove_all(folder_); }
  const fs::path& folder() const { return folder_; }

 private:
  static fs::path made() {
    const auto path = fs::temp_directory_path() / ("clientele identity " + std::to_string(getpid()));
    fs::create_directories(path);
    return path;
  }
  fs::path folder_ = made();
};

std::string identity_of(const fs::path& sources) {
  const auto result = fs::temp_directory_path() / ("clientele_identity_" + std::to_string(getpid()) + ".cpp");
  const auto command = "cmake '-DSOURCE=" + sources.string() + "' '-DRESULT=" + result.string() + "' -P '" +
                       (root / "sim/scenario/model_identity.cmake").string() + "'";
  REQUIRE(std::system(command.c_str()) == 0);
  auto text = text_of(result);
  fs::remove(result);
  return text;
}

/// The value that a function of the text returns.
std::string returned(const std::string& text, const std::string& function) {
  const auto start = text.find('"', text.find(function)) + 1;
  return text.substr(start, text.find('"', start) - start);
}

void append_to(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::app) << text; }

TEST_CASE("the identity of the model is the same in another place, and another one once the model is") {
  const Copy copy;
  const auto here = identity_of(root), there = identity_of(copy.folder());
  CHECK(returned(here, "model_identity()") == returned(there, "model_identity()"));
  CHECK(returned(there, "program_commit()") == "unknown");
  for (const auto* of_the_model :
       {"sim/model/stages/serve.cpp", "sim/random/draws.hpp", "sim/scenario/build.cpp",
        "scenarios/policies/partnership.json", "sim/experiment/run/executor.cpp",
        "sim/experiment/design/points.cpp", "sim/experiment/observe/segment_books.cpp",
        "sim/experiment/store/results.cpp", "CMakeLists.txt"}) {
    const auto before = identity_of(copy.folder());
    append_to(copy.folder() / of_the_model, "\n");
    CHECK_MESSAGE(identity_of(copy.folder()) != before, of_the_model);
  }
  const auto before = identity_of(copy.folder());
  for (const auto* other :
       {"sim/app/conduct.cpp", "sim/experiment/study/goals.cpp", "scenarios/agency.json", "sim/README.md"})
    append_to(copy.folder() / other, "\n");
  CHECK(identity_of(copy.folder()) == before);
}

}  // namespace
}  // namespace clientele::scenario
