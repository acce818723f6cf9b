// Files of our own: whole or not at all, in nobody's way, and every write of them checked.
#include "sim/experiment/store/output_file.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "sim/experiment/design/errors.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

namespace fs = std::filesystem;

const std::string page = R"(<!DOCTYPE html><meta name="generator" content="clientele">)";

void put(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

void write_page(const std::string& path, bool replace, const std::string& text = page) {
  OutputFile file(path, OutputKind::page, replace);
  file.sink().write(text);
  file.complete();
  file.keep();
}

TEST_CASE("a file has its name when it is complete, and leaves nothing behind when it is not kept") {
  const TestFolder scratch;
  const auto path = scratch.path("a.html");
  {
    OutputFile file(path, OutputKind::page, false);
    file.sink().write(page);
    file.complete();
    CHECK(!fs::exists(path));
  }
  CHECK(fs::is_empty(scratch.path("")));
  const auto mask = umask(027);
  write_page(path, false);
  umask(mask);
  CHECK(file_text(path) == page);
  CHECK((fs::status(path).permissions() & fs::perms::mask) == fs::perms(0640));
  CHECK(std::distance(fs::directory_iterator(scratch.path("")), {}) == 1);
}

TEST_CASE("names as long as the system allows are no obstacle") {
  const TestFolder scratch;
  std::string longest(250, 'x');
  const auto path = scratch.path(longest.append(".html"));
  CHECK_NOTHROW(write_page(path, false));
  CHECK(file_text(path) == page);
}

TEST_CASE("force replaces earlier outputs of that kind and empty files - nothing else is ever replaced") {
  const TestFolder scratch;
  const auto path = scratch.path("a.html");
  put(path, "");
  CHECK_THROWS_AS(write_page(path, false), BadInput);
  CHECK_NOTHROW(write_page(path, true));
  CHECK_THROWS_AS(write_page(path, false), BadInput);
  CHECK_NOTHROW(write_page(path, true));
  for (const auto* text :
       {"my letter", "scenario,policy,business\n", "<meta name=\"generator\" content=\"other\">"}) {
    put(path, text);
    CHECK_THROWS_AS(write_page(path, true), BadInput);
    CHECK(file_text(path) == text);
  }
  CHECK(is_earlier_output(path, OutputKind::table) == false);
  fs::create_directory(scratch.path("folder"));
  mkfifo(scratch.path("fifo").c_str(), 0600);
  for (const auto& other : {scratch.path("folder"), scratch.path("fifo"), std::string("/dev/null")})
    CHECK_THROWS_AS(write_page(other, true), BadInput);
  CHECK_THROWS_AS(write_page(scratch.path("no/where.html"), true), BadInput);
}

TEST_CASE("through a link what it leads to is replaced or made, and the link stays") {
  const TestFolder scratch;
  put(scratch.path("real.html"), page);
  fs::create_symlink("real.html", scratch.path("link"));
  CHECK_THROWS_AS(write_page(scratch.path("link"), false), BadInput);
  write_page(scratch.path("link"), true, page + "new");
  CHECK(fs::is_symlink(scratch.path("link")));
  CHECK(file_text(scratch.path("real.html")) == page + "new");
  fs::create_symlink("later.html", scratch.path("promise"));
  write_page(scratch.path("promise"), false);
  CHECK(fs::is_symlink(scratch.path("promise")));
  CHECK(file_text(scratch.path("later.html")) == page);
}

TEST_CASE("what others put under the name meanwhile is not replaced") {
  const TestFolder scratch;
  const auto path = scratch.path("a.html");
  for (const bool replace : {false, true}) {
    fs::remove(path);
    OutputFile file(path, OutputKind::page, replace);
    file.complete();
    put(path, "somebody else's");
    CHECK_THROWS_AS(file.keep(), BadInput);
    CHECK(file_text(path) == "somebody else's");
  }
}

TEST_CASE("what a killed writer left is removed - what is being written, and what is not ours, stays") {
  const TestFolder scratch;
  const auto path = scratch.path("a.html");
  put(path + ".part.Killed", page);
  put(path + ".part.others", "somebody else's");
  OutputFile first(path, OutputKind::page, false);
  first.sink().write(page);
  first.complete();
  {
    const OutputFile second(path, OutputKind::page, false);
    CHECK(!fs::exists(path + ".part.Killed"));
  }
  CHECK(fs::exists(path + ".part.others"));
  CHECK_NOTHROW(first.keep());
}

TEST_CASE("a sink tells of the first write that is refused, at once, and of why") {
  const int full = open("/dev/full", O_WRONLY);
  Sink sink(full, "a full disk");
  CHECK_THROWS_WITH_AS((sink.write("x"), sink.flush()), "a full disk: No space left on device", WriteFailure);
  CHECK_THROWS_AS(sink.write(std::string(1 << 20, 'x')), WriteFailure);
  close(full);
  const int reading = open("/dev/null", O_RDONLY);
  Sink closed(reading, "standard output");
  closed.write("x");
  CHECK_THROWS_WITH_AS(closed.flush(), "standard output: it is closed, so that nothing can be written to it",
                       WriteFailure);
  close(reading);
}

TEST_CASE("a sink waits for a slow reader that asked not to be waited for, and notices one that leaves") {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  REQUIRE(pipe2(ends, O_NONBLOCK) == 0);
  const std::string text(1 << 20, 'x');
  const auto reader = fork();
  if (reader == 0) {
    close(ends[1]);
    fcntl(ends[0], F_SETFL, 0);
    std::size_t sum = 0;
    std::string chunk(1 << 12, '\0');
    for (ssize_t n; sum < text.size() && (n = read(ends[0], chunk.data(), chunk.size())) > 0;)
      sum += static_cast<std::size_t>(n);
    _exit(sum == text.size() ? 0 : 1);
  }
  close(ends[0]);
  Sink sink(ends[1], "a pipe");
  CHECK_NOTHROW((sink.write(text), sink.flush()));
  int status = 1;
  waitpid(reader, &status, 0);
  CHECK(status == 0);
  sink.write("x");
  CHECK_THROWS_AS(sink.flush(), ReaderLeft);
  close(ends[1]);
  std::signal(SIGPIPE, before);
}

TEST_CASE("a file that may not become larger is told of, and does not appear") {
  const TestFolder scratch;
  const auto writer = fork();
  if (writer == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {4096, 4096};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
      write_page(scratch.path("a.html"), false, std::string(1 << 17, 'x'));
    } catch (const WriteFailure& failure) {
      _exit(mentions(failure.what(), "ulimit -f") ? 0 : 2);
    }
    _exit(1);
  }
  int status = 1;
  waitpid(writer, &status, 0);
  CHECK(status == 0);
  CHECK(fs::is_empty(scratch.path("")));
}

}  // namespace
}  // namespace clientele::experiment
