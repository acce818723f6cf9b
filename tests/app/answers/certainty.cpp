// What is said of certainty: that it is about random numbers alone, what assumptions do, and what is known of
// the trade and the model misses.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using clientele::scenario::Json;

std::string in_one_line(std::string text) {
  std::string line;
  for (const char c : text)
    if (c != '\n' && !(c == ' ' && line.ends_with(' ')))
      line += c;
    else if (!line.ends_with(' '))
      line += ' ';
  return line;
}

// As a shell reads it.
std::string without_continuations(const std::string& text) {
  auto line = in_one_line(text);
  for (auto at = line.find(" \\ "); at != line.npos; at = line.find(" \\ ")) line.erase(at, 2);
  return line;
}

Json json_of(const std::string& command) {
  const auto answer = clientele_program(command + " --format json");
  REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
  return Json::parse(answer.out);
}

TEST_CASE("what is clear is clear as far as the luck of the draw goes, in words, in JSON and on the page") {
  const auto compare = "compare " + agency + " -n 12 -w 156 --objective operating_margin";
  const auto answer = clientele_program(compare);
  const auto text = in_one_line(answer.out);
  CHECK(mentions(text, ", clearly, as far as the luck of the draw goes)"));
  CHECK(mentions(text, "how sure it is, by the luck of the draw alone, that no other policy does better"));
  CHECK(mentions(text, " luck of the draw \"clearly\", intervals and chances are about this alone"));
  const auto certainty = json_of(compare).at("certainty");
  CHECK(mentions(certainty.at("luck_of_the_draw").text(), "about this alone"));
  if (!has_page()) return;
  const auto page = scratch_path("certainty.html");
  REQUIRE(clientele_program("report " + agency + " -n 6 -w 26 -q -o " + page).exit_code == 0);
  CHECK(mentions(text_of(page), "\"unsure\":{\"title\":\"How sure is it?\""));
  CHECK(mentions(text_of(page), "by the luck of the draw alone, that no other does better"));
}

TEST_CASE("where nobody asked what assumptions do, the command that asks is named, and asks") {
  const auto store = scratch_path("certainty.sqlite");
  const auto command = "compare " + small + " -n 2 -w 5 -s 3 --set 'name=a b' --policies " +
                       "partnership,right_customer --baseline right_customer -q -j 1 -o " + store;
  const std::string question = "clientele compare " + small +
                               " --seed 3 --weeks 5 --set 'name=a b' --policies " +
                               "partnership,right_customer --uncertain";
  for (const auto& said : {clientele_program(command).out, clientele_program("resume " + store).out})
    CHECK(mentions(without_continuations(said), "not asked: " + question + " known facts"));
  const auto assumptions = json_of("resume " + store).at("certainty").at("assumptions");
  CHECK(assumptions.at("asked") == false);
  CHECK(assumptions.at("command") == question);
  const auto asked = clientele_program(question.substr(10) + " --worlds 3 -q");
  CHECK_MESSAGE(asked.exit_code == 0, asked.err);
  CHECK(mentions(asked.out, "3 plausible worlds"));
}

TEST_CASE("a comparison over plausible worlds says what assumptions do, also from its store") {
  const auto store = scratch_path("certain_worlds.sqlite");
  const auto answer =
      clientele_program("compare " + small + " -w 8 --uncertain --worlds 12 -q -o " + store).out;
  for (const auto& text : {answer, clientele_program("resume " + store).out}) {
    CHECK(!mentions(text, "not asked"));
    CHECK(mentions(in_one_line(text), " of 12 plausible worlds (95% interval "));
  }
  const auto certainty = json_of("resume " + store).at("certainty");
  CHECK(certainty.at("assumptions").at("asked") == true);
  CHECK(mentions(certainty.at("assumptions").at("text").text(), "is best by operating margin"));
}

/// Facts of the agency on the page in the tree: all of them, or those that are outside.
std::size_t on_the_page(bool only_missed) {
  std::istringstream page(text_of(CLIENTELE_SOURCE "/sim/model/FACTS.md"));
  std::size_t found = 0;
  for (std::string line; std::getline(page, line);) {
    const bool is_of_agency = line.find("| agency.json |") != line.npos;
    found += is_of_agency && (!only_missed || line.ends_with("| **outside** |"));
  }
  return found;
}

TEST_CASE("known facts of the trade that the model misses stand beside its answers") {
  const auto facts = json_of("compare " + agency + " -n 2 -w 4 --set businesses.0.price=600")
                         .at("certainty")
                         .at("known_facts");
  CHECK(facts.at("scenario") == "agency");
  CHECK(facts.at("known") == on_the_page(false));
  REQUIRE(on_the_page(true) > 0);
  CHECK(facts.at("missed").size() == on_the_page(true));
  const auto& missed = facts.at("missed").front();
  const auto text = in_one_line(clientele_program("compare " + agency + " -n 2 -w 4").out);
  CHECK(mentions(text, "of 4 facts known of this trade (agency as shipped), the model misses"));
  CHECK(mentions(text, missed.at("fact").text() + " (known " + missed.at("known").text() + ", simulated " +
                           missed.at("simulated").text() + ")"));
}

TEST_CASE("of a scenario that is not shipped no facts are known, whatever its name") {
  for (const std::string& scenario : {small + " --set name=agency", std::string("scenarios/shop.json")}) {
    const auto text = in_one_line(clientele_program("compare " + scenario + " -n 2 -w 4").out);
    CHECK(mentions(text, "none are known for this scenario; there are some for agency and call_centre"));
  }
  const auto facts = json_of("compare " + small + " -n 2 -w 4").at("certainty").at("known_facts");
  CHECK(facts.at("scenario").is_null());
  CHECK(facts.at("missed").empty());
}

// The program finds the page beside itself, so a copy of the program with another page there.
TEST_CASE(
    "a page of facts that cannot be read is told of, and one that is not there is said not to be there") {
  const auto folder = scratch_path("copy");
  std::filesystem::create_directory(folder);
  std::filesystem::copy_file(CLIENTELE_PROGRAM, folder + "/clientele");
  std::filesystem::create_symlink(CLIENTELE_SOURCE "/scenarios", folder + "/scenarios");
  const auto compare = "--version > /dev/null; '" + folder + "/clientele' compare " + small + " -n 2 -w 4 -q";
  const auto without = clientele_program(compare);
  CHECK(without.exit_code == 0);
  CHECK(mentions(in_one_line(without.out), "the page of facts is not beside the program"));
  std::filesystem::create_directory(folder + "/FACTS.md");  // can be opened by nobody as a file
  const auto unreadable = clientele_program(compare);
  CHECK(unreadable.exit_code == 2);
  CHECK(mentions(unreadable.err, "FACTS.md: cannot be read"));
}

}  // namespace
}  // namespace clientele::app
