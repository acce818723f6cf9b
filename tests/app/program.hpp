// Running the program as its users do.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace clientele::app {

/// Scenarios that many tests ask about, from the repository's root.
inline const std::string small = "tests/data/small.json", agency = "scenarios/agency.json";

struct Answer {
  int exit_code = -1;
  std::string out;       ///< standard output
  std::string err;       ///< standard error
  long most_memory = 0;  ///< resident at its peak, in kilobytes; known of a Running only
};

/// Runs `clientele ARGUMENTS` (a line for the shell) in the repository's root, without a terminal.
Answer clientele_program(const std::string& arguments);

/// What the program answers; it must.
std::string answer_to(const std::string& arguments);

/// Whether reports can be made here; where there is no page for them, the test is shown as skipped.
bool has_page();

bool mentions(const std::string& text, const std::string& part);

/// A JSON answer without what says who made it and how, which differs between ways to the same numbers.
std::string without_origin(std::string json);

/// Expects the command to be refused with exit code 2, nothing on standard output and this in the message.
void check_refused(const std::string& command, const std::string& message);

/// The program at work, to be interrupted. Killed if still running at the end.
class Running {
 public:
  explicit Running(const std::vector<std::string>& arguments);
  ~Running();
  Running(const Running&) = delete;

  void send(int signal) const;
  Answer wait();  ///< what it said, and its exit code: 128 + signal if it was killed by one

 private:
  int process_;
  bool ended_ = false;
};

/// The files of the shipped scenarios, "scenarios/agency.json" and so on, in the order of the alphabet.
std::vector<std::string> shipped_scenarios();

/// All that is in a file; nothing where there is none.
std::string text_of(const std::filesystem::path& file);

/// A file of that text in a folder of this test run's own; returns its path.
std::string scratch_file(const std::string& name, const std::string& text);

/// A path in that folder where nothing is yet.
std::string scratch_path(const std::string& name);

}  // namespace clientele::app
