// What becomes of results and messages where they cannot be written, and of files with names of all kinds.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "sim/experiment/store/store.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;

const std::string one_run = small + " -n 1 -w 3 -q -j 1";
const std::string program = "'" CLIENTELE_PROGRAM "' ";

/// Runs a line of the shell, in the repository's root.
Answer shell(const std::string& line) { return clientele_program("--version >/dev/null; { " + line + "\n}"); }

/// `word` for the shell that tests run.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

const std::vector<std::string>& verbs_that_print() {
  static const auto store = [] {
    const auto path = scratch_path("printed.sqlite");
    REQUIRE(clientele_program("compare " + one_run + " -o " + path).exit_code == 0);
    return path;
  }();
  static const std::vector<std::string> list = {
      "--help",
      "--version",
      "compare --help",
      "schema",
      "explain parameters",
      "policies",
      "validate " + small,
      "validate -v " + small,
      "run " + one_run,
      "run --format json " + one_run,
      "run --format csv " + one_run,
      "compare -v " + one_run,
      "compare --format json " + one_run,
      "compare --format csv " + one_run,
      "sweep --format json --vary businesses.0.price=500,600 --force -o " + scratch_path("w.sqlite") + " " +
          one_run,
      "export " + store,
      "export --table weekly_long " + store,
      "resume " + store,
      "diverge " + small + " customer_always_right partnership --customer 0",
      "sensitivity --method morris --trajectories 2 --assumptions moves,lesson -w 3 -q --format csv " + small,
      "sensitivity --method morris --trajectories 2 --assumptions moves,lesson -w 3 -q --format json " +
          small};
  return list;
}

TEST_CASE(
    "whatever is printed, exit code 0 means that it arrived - a full disk, a closed output and a limit") {
  const auto file = scratch_path("limited");
  for (const auto& verb : verbs_that_print()) {
    CAPTURE(verb);
    const auto full = shell(program + verb + " >/dev/full");
    CHECK(full.exit_code == 1);
    CHECK(full.err == "error: standard output: No space left on device\n");
    const auto closed = shell(program + verb + " >&-");
    CHECK(closed.exit_code == 1);
    CHECK(closed.err == "error: standard output: it is closed, so that nothing can be written to it\n");
    CHECK(shell(program + verb + " >/dev/full 2>/dev/full").exit_code == 1);
    CHECK(shell(program + verb + " | true").err.empty());
  }
  const auto limited = shell("(ulimit -f 8; " + program + "schema >" + file + ")");
  CHECK(limited.exit_code == 1);
  CHECK(mentions(limited.err, "ulimit -f"));
}

TEST_CASE("whoever cannot be told is not held up - messages change neither what is done nor the exit code") {
  const auto store = scratch_path("untold.sqlite");
  const std::string sweep =
      "sweep --vary businesses.0.price=500,600 --force --format csv -n 1 -w 3 -o " + store + " " + small;
  const auto told = shell(program + sweep);
  REQUIRE(told.exit_code == 0);
  REQUIRE(!told.err.empty());
  for (const std::string nowhere : {" 2>/dev/full", " 2>&-", " 2>&1 >/dev/null | true"}) {
    CAPTURE(nowhere);
    const auto code_of = [&](const std::string& command) {
      const auto code = scratch_path("code");
      shell("{ " + program + command + "; echo $? >" + code + "; }" + nowhere);
      return text_of(code);
    };
    CHECK(code_of("validate nosuch.json") == "2\n");
    CHECK(code_of("validate --set weeks=-1 " + small) == "2\n");
    CHECK(code_of("compare " + small + " --policies xx") == "2\n");
    CHECK(code_of(sweep) == "0\n");
    CHECK(clientele_program("export " + store + " --table runs").exit_code == 0);
  }
  CHECK(shell(program + sweep + " 2>/dev/full").out == told.out);
  CHECK(shell(program + sweep + " 2>&-").out == told.out);
}

TEST_CASE("no file lands where standard input, output or error are closed") {
  const auto fifo = scratch_path("fifo");
  for (const std::string number : {"0", "1", "2"}) {
    const auto held =
        shell("mkfifo " + fifo + "; " + program + "validate " + fifo + " " + number + ">&- & " + "exec 3>" +
              fifo + "; sleep 0.3; readlink /proc/$!/fd/" + number + "; rm " + fifo);
    CHECK(held.out == "/dev/null\n");  // not the file that is being read
  }
  const auto store = scratch_path("closed.sqlite"), folder = scratch_path("closed_csv");
  const auto command = program + "compare " + one_run + " -v --csv " + folder + " -o " + store;
  CHECK(shell(command + " <&- >&- 2>&-").exit_code == 1);  // for the answer has nowhere to go
  CHECK(text_of(store).starts_with("SQLite format 3"));
  CHECK(clientele_program("export " + store).exit_code == 0);
  for (const std::string closed : {" >&-", " <&- >&-"}) {
    fs::remove(store);
    const auto answer = shell(command + " --force" + closed);
    CHECK(answer.exit_code == 1);
    CHECK(mentions(answer.err, "standard output: it is closed"));
  }
  fs::remove_all(folder);
  fs::remove(store);
  CHECK(shell(command + " <&- 2>&-").exit_code == 0);
  CHECK(text_of(folder + "/runs.csv") == clientele_program("export " + store).out);
  CHECK(clientele_program("resume " + store).exit_code == 0);
  const auto input = shell(program + "validate - <&-");
  CHECK(input.exit_code == 2);
  CHECK(mentions(input.err, "standard input"));
}

TEST_CASE("a reader that leaves early does not keep tables from being written, nor hides what failed") {
  const auto folder = scratch_path("left_csv"), code = scratch_path("left_code");
  const auto leave = [&](const std::string& command) {
    shell("{ " + program + command + "; echo $? >" + code + "; } | true");
    return text_of(code);
  };
  for (const auto* format : {"csv", "json", "table"}) {
    fs::remove_all(folder);
    CHECK(leave("compare " + small + " -n 2 -q --csv " + folder + " --format " + format) == "0\n");
    CHECK(fs::exists(folder + "/comparison.csv"));
  }
  CHECK(leave("compare " + small + " -n 2 -q --precision accounts=1e-9 --max-replications 3") == "3\n");
}

TEST_CASE("a file that may not become larger is told of in a sentence, whatever it is") {
  const auto store = scratch_path("large.sqlite"), folder = scratch_path("large_csv");
  const auto made =
      shell("(ulimit -f 200; " + program + "compare " + small + " -n 20 -q -j 1 -o " + store + ")");
  CHECK(made.exit_code == 1);
  CHECK_MESSAGE(mentions(made.err, "ulimit -f"), made.err);
  fs::remove(store);
  REQUIRE(clientele_program("compare " + small + " -n 20 -q -o " + store).exit_code == 0);
  const auto exported = shell("(ulimit -f 100; " + program + "export " + store + " --csv " + folder + ")");
  CHECK(exported.exit_code == 1);
  CHECK_MESSAGE(mentions(exported.err, "ulimit -f"), exported.err);
  CHECK(fs::is_empty(folder));
}

TEST_CASE("commands that are printed and kept can be pasted into a shell") {
  const auto folder = scratch_path("a folder");
  fs::create_directory(folder);
  const auto there = "cd " + quoted(folder) + "; ";
  for (const std::string& name :
       {std::string("it's.sqlite"), std::string("two\nlines.sqlite"), std::string("~.sqlite"),
        std::string("a b.sqlite"), std::string("-x.sqlite"), std::string("caf\xe9.sqlite")}) {
    CAPTURE(name);
    const auto compare = program + "compare '" CLIENTELE_SOURCE "/" + small +
                         "' --set name=\"it's\" -n 1 -w 2 -q --output=" + quoted(name);
    const auto made = folder + "/" + name;
    CHECK(shell(there + compare).exit_code == 0);
    const auto again = shell(there + compare);
    const auto at = again.err.find("clientele resume ");
    REQUIRE(at != again.err.npos);
    const auto printed = again.err.substr(at, again.err.find(" - or", at) - at);
    const auto bash = [&](const std::string& line) {
      return shell(there + "bash -c " + quoted("clientele() { '" CLIENTELE_PROGRAM "' \"$@\"; }\n" + line));
    };
    CHECK(bash(printed).exit_code == 0);
    const auto kept = Store::open(made).database().text("SELECT value FROM manifest WHERE key = 'command'");
    fs::remove(made);
    CHECK(bash(kept + " -q --output=" + quoted(name)).exit_code == 0);
    CHECK(Store::open(made).plan().scenario == "it's");
  }
}

TEST_CASE("files of any name are read and written by every verb") {
  const auto folder = scratch_path("caf\xe9 \xff it's");
  fs::create_directory(folder);
  const auto path = [&](const std::string& name) { return quoted(folder + "/" + name); };
  fs::copy_file(CLIENTELE_SOURCE "/" + small, folder + "/\xe9.json");
  const auto scenario = path("\xe9.json") + " -n 2 -w 5 -q ";
  for (const auto& line :
       {"validate " + path("\xe9.json"), "policies " + path("\xe9.json"), "run --format json " + scenario,
        "compare --format json " + scenario + " -o " + path("\xe9.sqlite") + " --csv " + path("\xe9"),
        "export " + path("\xe9.sqlite"), "export " + path("\xe9.sqlite") + " --csv " + path("\xe8"),
        "resume --format json " + path("\xe9.sqlite"),
        "sweep --format json --vary businesses.0.price=500,600 " + scenario + " -o " + path("\xe8.sqlite")}) {
    const auto answer = clientele_program(line);
    CHECK_MESSAGE(answer.exit_code == 0, (line + answer.err));
  }
  CHECK(fs::exists(folder + "/\xe9/runs.csv"));
  if (!has_page()) return;
  const auto page = clientele_program("report " + scenario + " -o " + path("\xe9.html"));
  CHECK_MESSAGE(page.exit_code == 0, page.err);
  CHECK(fs::file_size(folder + "/\xe9.html") > 10'000);
  CHECK(clientele_program("report " + path("\xe9.sqlite") + " -o " + path("\xe8.html")).exit_code == 0);
}

TEST_CASE("scenarios come from pipes and from standard input, and mistakes in them are at their places") {
  for (const auto* from : {"-", "/dev/stdin"}) {
    CAPTURE(from);
    const auto piped = [&](const std::string& verb, const std::string& more) {
      return shell("cat " + small + " | " + program + verb + " " + from + " " + more);
    };
    CHECK(piped("validate", "").exit_code == 0);
    const auto run = piped("run", "-n 2 -w 5 --format json");
    CHECK(without_origin(run.out) ==
          without_origin(clientele_program("run " + small + " -n 2 -w 5 --format json").out));
    CHECK(piped("compare", "-n 2 -w 5 -o " + scratch_path("piped.sqlite")).exit_code == 0);
    const auto wrong = shell("sed 's/\"weeks\"/\"weaks\"/' " + small + " | " + program + "validate " + from);
    const auto file = scratch_file("wrong.json", "");
    shell("sed 's/\"weeks\"/\"weaks\"/' " + small + " >" + file);
    const auto same = clientele_program("validate " + file);
    CHECK(wrong.exit_code == 2);
    REQUIRE(mentions(wrong.err, ":"));
    CHECK(wrong.err.substr(wrong.err.find(":")) == same.err.substr(same.err.find(":")));
    if (has_page()) CHECK(piped("report", "-n 2 -w 5 -q -o " + scratch_path("piped.html")).exit_code == 0);
  }
  const auto place = scratch_path("swept");
  fs::create_directory(place);
  CHECK(shell("cd " + place + "; " + program +
              "sweep - -n 1 -w 2 -q --vary businesses.0.price=500 <'" CLIENTELE_SOURCE "/" + small + "'")
            .exit_code == 0);
  CHECK(fs::exists(place + "/scenario-sweep.sqlite"));
}

TEST_CASE("what may not be reached is told of in a sentence") {
  const auto locked = scratch_path("locked");
  fs::create_directory(locked);
  const std::string nobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
  if (shell(nobody + "test -x " + program).exit_code != 0) return;  // nor may the program
  fs::permissions(locked, geteuid() == 0 ? fs::perms::owner_all : fs::perms::none);
  for (const std::string& line :
       {"compare " + one_run + " -o " + locked + "/x.sqlite",
        "compare " + one_run + " --csv " + locked + "/x", "run " + locked + "/x.json",
        "export " + locked + "/x.sqlite", "resume " + locked + "/x.sqlite",
        "report " + one_run + " -o " + locked + "/x.html", "report " + locked + "/x.json -o /tmp/x.html",
        "compare " + locked + "/x.json -o /tmp/x.sqlite"}) {
    const auto answer = shell(nobody + program + line);
    CAPTURE(line);
    CAPTURE(answer.err);
    CHECK(answer.exit_code == 2);
    CHECK(mentions(answer.err, locked));
    for (const auto* word : {"filesystem error", "std::", "status:"}) CHECK(!mentions(answer.err, word));
  }
  fs::permissions(locked, fs::perms::owner_all);
}

TEST_CASE("--csv writes the tables that are asked for, and the large one only then") {
  const auto folder = scratch_path("asked_csv");
  const auto exists = [&](const char* table) { return fs::exists(folder + "/" + table + ".csv"); };
  REQUIRE(clientele_program("compare " + one_run + " --csv " + folder).exit_code == 0);
  for (const auto* table : {"runs", "summary", "comparison", "weekly", "survival"}) CHECK(exists(table));
  CHECK(!exists("weekly_long"));
  check_refused("run " + one_run + " --csv " + folder, "already exists");
  REQUIRE(clientele_program("run " + one_run + " --force --csv " + folder).exit_code == 0);
  CHECK(exists("runs"));
  CHECK(!exists("comparison"));
  check_refused("run " + one_run + " --csv " + folder + " --force --tables comparison",
                "has no table comparison");
  check_refused("run " + one_run + " --csv " + folder + " --tables nothing", "nothing");
  check_refused("run " + one_run + " --tables runs", "requires --csv");
  REQUIRE(clientele_program("run " + one_run + " --force --csv " + folder + " --tables runs,weekly_long")
              .exit_code == 0);
  CHECK(exists("weekly_long"));
  CHECK(!exists("weekly"));
  scratch_file("asked_csv/runs.csv", "my own runs\n");
  check_refused("run " + one_run + " --force --csv " + folder, "is no table of this program");
  CHECK(text_of(folder + "/runs.csv") == "my own runs\n");
}

TEST_CASE(
    "a table that no spreadsheet shows is announced with its rows before the first of them is written") {
  const auto store = scratch_path("long.sqlite"), folder = scratch_path("long_csv");
  REQUIRE(clientele_program("compare " + small + " -w 52 -n 50 -q -o " + store).exit_code == 0);
  const auto answer =  // no file may be larger than some kilobytes
      shell("ulimit -f 100; " + program + "export " + store + " --tables weekly_long --csv " + folder);
  CHECK(answer.exit_code == 1);
  const auto announced = answer.err.find("weekly_long has 3,172,000 rows"),
             failed = answer.err.find("ulimit");
  CHECK(announced < failed);
  CHECK(failed != std::string::npos);
}

TEST_CASE("a report replaces an earlier report by force, and nothing else") {
  const auto mine = scratch_file("mine.html", "<html>mine</html>");
  check_refused("report " + one_run + " --force -o " + mine, "is no report of this program");
  CHECK(text_of(mine) == "<html>mine</html>");
  check_refused("report " + one_run + " --force -o /dev/null", "is no ordinary file");
  if (!has_page()) return;
  const auto page = scratch_path("again.html");
  const auto link = scratch_path("link.html");
  REQUIRE(clientele_program("report " + one_run + " -o " + page).exit_code == 0);
  fs::create_symlink(page, link);
  check_refused("report " + one_run + " -o " + link, "already exists");
  const auto before = text_of(page);
  CHECK(clientele_program("report " + one_run + " -s 5 --force -o " + link).exit_code == 0);
  CHECK(fs::is_symlink(link));
  CHECK(text_of(page) != before);
}

}  // namespace
}  // namespace clientele::app
