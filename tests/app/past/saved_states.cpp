// Worlds as their past leaves them, kept in a file: whoever goes on from it gets the answer that living
// through the past gives, and nothing is gone on from that is of another past.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

const std::string two_policies = "compare " + small + " -n 2 -w 6 -q ";

/// A state of two replications.
std::string saved() {
  const auto state = scratch_path("small.state");
  answer_to(two_policies + "--save-state " + state);
  return state;
}

TEST_CASE("who goes on from a saved past gets the same answer, whatever is asked from week 1 on") {
  const auto state = scratch_path("kept.state");
  CHECK(answer_to(two_policies + "--format json --save-state " + state) ==
        answer_to(two_policies + "--format json"));
  for (const std::string& command :
       {two_policies, two_policies + "-j 2 ", "compare " + small + " -n 1 -w 9 -q ",
        "run " + small + " -n 2 -w 9 -q ", two_policies + "--policies partnership ",
        two_policies + "--set businesses.0.price=560 ",
        two_policies + "--set policies.today.levers.crm=0.9 "}) {
    CAPTURE(command);
    CHECK(answer_to(command + "--format json --state " + state) == answer_to(command + "--format json"));
  }
  const auto store = scratch_path("from_state.sqlite");
  const auto made = answer_to(two_policies + "--state " + state + " -o " + store);
  CHECK(answer_to("resume " + store + " -n 3 --format csv") ==
        answer_to("compare " + small + " -n 3 -w 6 -q --format csv"));
}

TEST_CASE("replications that are added are kept, and those that a file lacks are lived through") {
  const auto two = saved(), four = scratch_path("four.state");
  const auto looked = clientele_program(
      two_policies + "--format json --precision accounts=1e-9 --max-replications 4 --save-state " + four);
  CHECK(looked.exit_code == 3);
  CHECK(clientele_program(two_policies +
                          "--format json --precision accounts=1e-9 --max-replications 4 --state " + two)
            .out == looked.out);
  const std::string more = "compare " + small + " -n 4 -w 6 -q --format json";
  CHECK(answer_to(more + " --state " + four) == answer_to(more));
}

TEST_CASE("a state of another past is refused before anything is run") {
  const auto state = saved();
  for (const std::string other :
       {"-s 12", "--set past_weeks=155", "--set model.contagion=0.06",
        "--set businesses.1.price=530 --always", "--set policies.today.levers.crm=0.9 --always"})
    check_refused(two_policies + other + " --state " + state,
                  "is of another past: its world, its policy today or its seed differ");
  check_refused("compare " + small + " -n 3 -w 6 --state " + state,
                "holds 2 replications, and 3 are asked for");
  const std::string none = two_policies + "--set past_weeks=0 ";
  check_refused(none + "--state " + state, "are about a past, and this scenario has none");
  const auto unwritten = scratch_path("unwritten.state");
  check_refused(none + "--save-state " + unwritten, "are about a past, and this scenario has none");
  check_refused(two_policies + "--uncertain --worlds 3 --save-state " + unwritten,
                "are about one past, and these worlds have several");
  CHECK(!fs::exists(unwritten));
}

TEST_CASE("a file that is no state, or was damaged anywhere, is refused in a sentence that names it") {
  check_refused(two_policies + "--state " + scratch_path("nothing.state"), "cannot be read as a saved state");
  for (const std::string text : {"", "hello\n", "clientele saved state 0\n"}) {
    const auto file = scratch_file("no.state", text);
    check_refused(two_policies + "--state " + file, file + ": is no saved state");
  }
  const auto whole = text_of(saved());
  const auto second_line = whole.find('\n') + 1, third_line = whole.find('\n', second_line) + 1;
  for (const auto place : {second_line, third_line, whole.find("\"bytes\":") + 8,
                           whole.find("\"replication\"") + 14, whole.size() / 2, whole.size() - 1}) {
    CAPTURE(place);
    auto damaged = whole;
    damaged[place] ^= 1;
    const auto file = scratch_file("damaged.state", damaged);
    check_refused(two_policies + "--state " + file, file + ": is damaged");
  }
  for (const auto length : {second_line, third_line - 1, third_line, whole.size() / 2, whole.size() - 1}) {
    const auto file = scratch_file("short.state", whole.substr(0, length));
    check_refused(two_policies + "--state " + file, file + ": is damaged");
  }
}

TEST_CASE("a state replaces an earlier state by force, and nothing else") {
  const auto state = saved();
  const auto before = text_of(state);
  check_refused(two_policies + "--save-state " + state, "already exists");
  answer_to(two_policies + "-s 12 --force --save-state " + state);
  CHECK(text_of(state) != before);
  answer_to(two_policies + "--force --save-state " + state);
  CHECK(text_of(state) == before);
  const auto mine = scratch_file("my.state", "mine\n");
  check_refused(two_policies + "--force --save-state " + mine, "is no saved state of this program");
  CHECK(text_of(mine) == "mine\n");
  check_refused(two_policies + "--force --save-state " + small, "is no saved state of this program");
  check_refused(two_policies + "--save-state tests", "is a directory");
  check_refused(two_policies + "--save-state /nowhere/at/all.state", "there is no folder");
  check_refused(two_policies + "--force --state " + state + " --save-state " + state,
                "is read by this command");
  const auto both = scratch_path("both");
  check_refused(two_policies + "-o " + both + " --save-state " + both, "two outputs of this command");
  CHECK(!fs::exists(both));
  check_refused("sweep " + small + " --vary businesses.0.price=500,560 --state " + state,
                "no option is called");
}

TEST_CASE("a state that cannot be written costs no answer") {
  const auto state = scratch_path("too_large.state");
  const auto limited = clientele_program("--version >/dev/null; (ulimit -f 40; '" CLIENTELE_PROGRAM "' " +
                                         two_policies + "--save-state " + state + ")");
  CHECK(limited.exit_code == 1);
  CHECK_MESSAGE(mentions(limited.err, "ulimit -f"), limited.err);
  CHECK(limited.out == answer_to(two_policies));
  CHECK(!fs::exists(state));
}

}  // namespace
}  // namespace clientele::app
