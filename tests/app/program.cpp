#include "tests/app/program.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace clientele {

namespace fs = std::filesystem;

namespace {

/// One folder for each run of the tests, removed at its end.
struct Folder {
  fs::path path = fs::temp_directory_path() / ("clientele_test_app_" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
};

const fs::path& folder() {
  static const Folder one;
  return one.path;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

Answer clientele_program(const std::string& arguments) {
  const fs::path out = folder() / "out", err = folder() / "err";
  const std::string command = "cd '" CLIENTELE_SOURCE "' && '" CLIENTELE_PROGRAM "' " + arguments + " >'" +
                              out.string() + "' 2>'" + err.string() + "' </dev/null";
  const int status = std::system(command.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), text_of(out), text_of(err)};
}

std::string scratch_file(const std::string& name, const std::string& text) {
  const fs::path file = folder() / name;
  std::ofstream(file, std::ios::binary) << text;
  return file.string();
}

std::string scratch_path(const std::string& name) {
  const fs::path path = folder() / name;
  fs::remove_all(path);
  return path.string();
}

}  // namespace clientele
