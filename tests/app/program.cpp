#include "tests/app/program.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace clientele::app {

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

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

}  // namespace

std::vector<std::string> shipped_scenarios() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(CLIENTELE_SOURCE "/scenarios"))
    if (entry.path().extension() == ".json") files.push_back("scenarios/" + entry.path().filename().string());
  std::ranges::sort(files);
  return files;
}

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Running::Running(const std::vector<std::string>& arguments) {
  folder();  // is named after the parent, so it must be there before the child is
  process_ = fork();
  if (process_ != 0) return;
  const auto redirect = [](const fs::path& file, int to) {
    dup2(open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), to);
  };
  redirect(folder() / "running_out", STDOUT_FILENO);
  redirect(folder() / "running_err", STDERR_FILENO);
  std::vector<char*> words = {const_cast<char*>(CLIENTELE_PROGRAM)};
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  execv(CLIENTELE_PROGRAM, words.data());
  _exit(127);
}

Running::~Running() {
  if (ended_) return;
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
}

void Running::send(int signal) const { kill(process_, signal); }

Answer Running::wait() {
  int status = 0;
  rusage used{};
  wait4(process_, &status, 0, &used);
  ended_ = true;
  return {code_of(status), text_of(folder() / "running_out"), text_of(folder() / "running_err"),
          used.ru_maxrss};
}

Answer clientele_program(const std::string& arguments) {
  const fs::path out = folder() / "out", err = folder() / "err";
  const std::string command = "cd '" CLIENTELE_SOURCE "' && '" CLIENTELE_PROGRAM "' " + arguments + " >'" +
                              out.string() + "' 2>'" + err.string() + "' </dev/null";
  const int status = std::system(command.c_str());
  return {code_of(status), text_of(out), text_of(err), 0};
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

std::string answer_to(const std::string& command) {
  const auto answer = clientele_program(command);
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return answer.out;
}

bool has_page() {
  const bool built = fs::exists(CLIENTELE_BUILD "/report.html");
  if (!built) MESSAGE("skipped: the page of reports was not built");
  return built;
}

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string without_origin(std::string json) {
  const auto start = json.find("\"origin\"");
  return start == json.npos ? json : json.erase(start, json.find('}', start) - start);
}

void check_refused(const std::string& command, const std::string& message) {
  CAPTURE(command);
  const auto answer = clientele_program(command);
  CHECK(answer.exit_code == 2);
  CHECK(answer.out.empty());
  CAPTURE(answer.err);
  CHECK(mentions(answer.err, message));
}

}  // namespace clientele::app
