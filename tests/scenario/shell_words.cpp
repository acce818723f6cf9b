// Words that are printed to be pasted into a shell, as bash reads them back.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>

#include "sim/scenario/text/json.hpp"
#include "sim/scenario/text/wording.hpp"
#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

std::string bash(const std::filesystem::path& script) {
  std::string text;
  std::FILE* said = popen(("bash " + script.string()).c_str(), "r");
  std::array<char, 4096> chunk;
  while (const auto n = std::fread(chunk.data(), 1, chunk.size(), said)) text.append(chunk.data(), n);
  pclose(said);
  return text;
}

// A folder without files that a pattern could stand for would hide a missing quotation mark.
std::string read_back(const std::string& word) {
  const TemporaryFolder folder;
  folder.write("a", "");
  const auto script =
      folder.write("b.sh", "cd '" + folder.path().string() + "'; b=2; printf %s " + word + "; printf .");
  return bash(script);
}

}  // namespace

TEST_CASE("any word is read back by a shell as it was") {
  std::string every_byte;
  for (int byte = 1; byte < 256; ++byte) every_byte += static_cast<char>(byte);
  for (const std::string& word : {std::string(),
                                  std::string("it's"),
                                  std::string("two\nlines\n"),
                                  std::string("~"),
                                  std::string("~root/x"),
                                  std::string("a b"),
                                  std::string("*"),
                                  std::string("$b"),
                                  std::string("`echo b`"),
                                  std::string("a\\nb"),
                                  std::string("\x1b[31mred"),
                                  std::string("caf\xe9.json"),
                                  std::string("caf\u00e9.json"),
                                  std::string("\xe9"
                                              "1"),
                                  std::string("#a"),
                                  std::string("a;b&c|d"),
                                  std::string("{a,b}"),
                                  std::string("!x"),
                                  std::string("=ls"),
                                  std::string("'"),
                                  std::string("\\'\n"),
                                  every_byte}) {
    CAPTURE(shell_word(word));
    CHECK(read_back(shell_word(word)) == word + ".");
    CHECK(printable(shell_word(word)) == shell_word(word));
  }
}

TEST_CASE("words that are safe stay as they are") {
  for (const auto* word : {"compare", "-n", "3", "scenarios/agency.json", "--set", "businesses.0.price=560",
                           "a,b", "na\u00efve.json", "PATH=x:y"})
    CHECK(shell_word(word) == word);
  CHECK(shell_word("burnout_share<0.2") == "'burnout_share<0.2'");
  CHECK(shell_path("-n.sqlite") == "./-n.sqlite");
  CHECK(shell_path("- n") == "'./- n'");
}

TEST_CASE("bytes that are no text do not keep JSON from being written") {
  CHECK(Json("caf\xe9.json").dump() == "\"caf\ufffd.json\"");
}
