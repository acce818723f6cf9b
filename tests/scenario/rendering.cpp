// How mistakes look, and the words in them.
#include <doctest/doctest.h>

#include "sim/scenario/text/diagnostics.hpp"
#include "sim/scenario/text/wording.hpp"
#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

TEST_CASE("a diagnostic shows place, problem, pointer, line, caret and remedy") {
  const Source source{"town.json", "{\n  \"name\": \"Zürich\", \"prce\": 3\n}\n"};
  auto diagnostic = point_at(source, source.text.find("\"prce\""), 6);
  diagnostic.pointer = "/prce";
  diagnostic.problem = "\"prce\" is not a parameter";
  diagnostic.remedy = "did you mean \"price\"?";
  CHECK(render(diagnostic) ==
        "town.json:2:21: error: \"prce\" is not a parameter  [/prce]\n"
        "    2 |   \"name\": \"Zürich\", \"prce\": 3\n"
        "      |                     ^~~~~~\n"
        "   = did you mean \"price\"?\n");
}

TEST_CASE("a mistake in an override is shown in the override") {
  const auto resolution = resolve(read_example(), {"businesses.agency.prce=1"});
  REQUIRE(resolution.mistakes.list.size() == 1);
  CHECK(render(resolution.mistakes) ==
        "--set businesses.agency.prce=1: error: \"prce\" is not a parameter of a business  "
        "[/businesses/0/prce]\n"
        "--set | businesses.agency.prce=1\n"
        "      |                   ^~~~\n"
        "   = did you mean \"price\"?\n");
}

TEST_CASE("long lines are shown around the mistake, control characters are made harmless") {
  const Source minified{"min.json", std::string(5000, 'a').append("\x1b[31mX").append(5000, 'b')};
  const auto diagnostic = point_at(minified, 5000, 1);
  CHECK(diagnostic.column == 5001);
  CHECK(diagnostic.excerpt.size() < 140);
  CHECK(diagnostic.excerpt.starts_with("..."));
  CHECK(diagnostic.excerpt.ends_with("..."));
  CHECK(diagnostic.excerpt[diagnostic.excerpt_column - 1] == '?');
  CHECK(diagnostic.excerpt.find('\x1b') == std::string::npos);
}

TEST_CASE("lines end at a line feed, with or without carriage return") {
  const Source source{"dos.json", "{\r\n  \"a\": 1\r\n}"};
  const auto diagnostic = point_at(source, source.text.find('1'), 1);
  CHECK(diagnostic.line == 2);
  CHECK(diagnostic.column == 8);
  CHECK(diagnostic.excerpt == "  \"a\": 1");
}

TEST_CASE("edit distance counts insertions, deletions, substitutions and transpositions") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("price", "price") == 0);
  CHECK(edit_distance("prcie", "price") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ca", "abc") ==
        3);  // optimal string alignment; unrestricted Damerau-Levenshtein would say 2
}

TEST_CASE("the nearest word is suggested only when it is near") {
  const std::vector<std::string_view> words{"price", "policy", "initial_accounts"};
  CHECK(nearest("prize", words) == "price");
  CHECK(nearest("Initial-Accounts", words) == "initial_accounts");
  CHECK(nearest("staff", words).empty());
  CHECK(nearest("", words).empty());
  CHECK(suggestion("staff", words) == "possible: price, policy or initial_accounts");
}

TEST_CASE("quoted text is short and printable") {
  CHECK(in_quotes("price") == "\"price\"");
  CHECK(in_quotes("a\nb\x1b\xff") == "\"a?b??\"");
  CHECK(in_quotes(std::string(1000, 'x')).size() < 70);
  CHECK(find_invalid_utf8(in_quotes(std::string(56, 'x').append("ééééé"))) == std::string_view::npos);
}

TEST_CASE("numbers are written as people write them and read back as they were") {
  CHECK(plain(0.1) == "0.1");
  CHECK(plain(-3) == "-3");
  CHECK(plain(1000) == "1000");
  CHECK(plain(1e9) == "1e9");
  CHECK(plain(1e-9) == "1e-9");
  CHECK(plain(1.5e100) == "1.5e100");
  CHECK(plain(0) == "0");
  for (const double value : {1.0 / 3, 123456789.0, 1e300, -2.5e-8})
    CHECK(std::strtod(plain(value).c_str(), nullptr) == value);
}
