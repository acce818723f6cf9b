// Many processes on one store: what each of them says is true, and in the end the store is whole.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <random>
#include <set>
#include <sstream>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

constexpr unsigned seed = 20261126;
const std::string shop = "tests/data/small.json --vary businesses.0.price=500,560 -w 40 -j 1";

/// One shell command at work in the background, with what it says.
struct Command {
  pid_t process;
  std::string words, out, err;
  int exit_code = -1;
};

Command started(const std::string& words, int number) {
  Command command{0, words, scratch_path("out" + std::to_string(number)),
                  scratch_path("err" + std::to_string(number))};
  const auto line = "cd '" CLIENTELE_SOURCE "' && exec '" CLIENTELE_PROGRAM "' " + words + " >'" +
                    command.out + "' 2>'" + command.err + "'";
  command.process = fork();
  if (command.process == 0) {
    execl("/bin/sh", "sh", "-c", line.c_str(), nullptr);
    _exit(127);
  }
  return command;
}

void end(Command& command) {
  int status = 0;
  waitpid(command.process, &status, 0);
  command.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::set<std::string> set_of_lines(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.insert(line);
  return lines;
}

/// The rows of all runs that any of the commands can ask for, undisturbed.
std::set<std::string> true_rows() {
  const auto store = scratch_path("undisturbed.sqlite");
  REQUIRE(clientele_program("sweep " + shop + " -n 6 -q -o " + store).exit_code == 0);
  return set_of_lines(clientele_program("export " + store).out);
}

std::string any_command(std::mt19937& random, const std::string& store) {
  const auto n = std::to_string(1 + random() % 6);
  switch (random() % 6) {
    case 0:
      return "sweep " + shop + " -q -n " + n + " -o " + store;
    case 1:
      return "sweep " + shop + " -q -n " + n + " --force -o " + store;
    case 2:
    case 3:
      return "resume -q -n " + n + " " + store;
    default:
      return "export " + store;
  }
}

// What an export says is part of the truth, and all of it unless it says otherwise.
void check_export(const Command& command, const std::set<std::string>& truth) {
  const auto rows = set_of_lines(text_of(command.out));
  CHECK(std::ranges::includes(truth, rows));
  const bool says_so = mentions(text_of(command.err), " runs are finished");
  const auto runs = rows.size() - 1;
  constexpr std::size_t whole = 2 * 5 * 2;  // points, policies and businesses of a replication
  CHECK_MESSAGE((says_so || (runs > 0 && runs % whole == 0)), runs);
}

void check(const Command& command, const std::set<std::string>& truth) {
  const auto said = text_of(command.err);
  INFO(command.words);
  INFO(said);
  CHECK((command.exit_code == 0 || command.exit_code == 2 || command.exit_code == 128 + SIGKILL));
  for (const auto* word : {"database", "SQL", "locked", "terminate", "damaged"}) CHECK(!mentions(said, word));
  if (command.words.starts_with("export") && command.exit_code == 0) check_export(command, truth);
}

TEST_CASE("dozens of starts, replacements, resumes, exports and kills on one store leave it whole") {
  const auto truth = true_rows();
  const auto store = scratch_path("disputed.sqlite");
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 30; ++round) {
    std::vector<Command> commands;
    for (int i = 0; i < 8; ++i) {
      commands.push_back(started(any_command(random, store), i));
      usleep(static_cast<useconds_t>(random() % 30'000));
    }
    for (auto& command : commands)
      if (random() % 4 == 0) kill(command.process, SIGKILL);
    for (auto& command : commands) {
      end(command);
      check(command, truth);
    }
    CHECK((fs::exists(store) || fs::exists(store + ".previous") || round == 0));
  }
  if (!fs::exists(store)) REQUIRE(clientele_program("sweep " + shop + " -q -n 1 -o " + store).exit_code == 0);
  CHECK(clientele_program("resume -q -n 6 " + store).exit_code == 0);
  CHECK(set_of_lines(clientele_program("export " + store).out) == truth);
  for (const auto& entry : fs::directory_iterator(fs::path(store).parent_path())) {
    const auto name = entry.path().filename().string();
    if (name.starts_with("disputed")) CHECK_MESSAGE(name == "disputed.sqlite", name);
  }
}

TEST_CASE("two resumes of one store end with all that both asked for") {
  const auto store = scratch_path("resumed.sqlite");
  REQUIRE(clientele_program("sweep " + shop + " -q -n 1 -o " + store).exit_code == 0);
  auto one = started("resume -q -n 4 " + store, 1), other = started("resume -q -n 6 " + store, 2);
  end(one);
  end(other);
  CHECK(one.exit_code == 0);
  CHECK(other.exit_code == 0);
  CHECK(set_of_lines(clientele_program("export " + store).out) == true_rows());
}

}  // namespace
}  // namespace clientele::app
