// The scanner agrees with the JSON library on what JSON is, and knows where everything stands.
#include <doctest/doctest.h>

#include <map>

#include "sim/scenario/text/scan.hpp"
#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

// Agreement is asked of UTF-8 only: other bytes are refused before scanning.
void check_agreement(const std::string& text) {
  if (!encoding_flaw(text).problem.empty()) return;
  CAPTURE(text);
  const auto result = scan(text);
  CHECK(result.valid == Json::parse_if_valid(text).has_value());
  CHECK(result.valid ==
        (result.flaws.empty() || result.flaws.back().problem.find("twice") != std::string::npos));
  for (const auto& flaw : result.flaws) {
    CHECK(flaw.offset < text.size());
    CHECK_FALSE(flaw.remedy.empty());
  }
}

const std::string sample =
    R"({"a": [1, -2.5e-3, 0, true, false, null, "x\n\u00e9\ud83d\ude00"], "b": {"c": {}, "d": []}, "e/f~": "ü"})";

}  // namespace

TEST_CASE(
    "after any one deletion, replacement or insertion the scanner accepts what the JSON library accepts") {
  const std::string characters = "{}[],:\"\\0159.-+eEtfnu x\n/'\x01";
  check_agreement(sample);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    check_agreement(std::string(sample).erase(i, 1));
    check_agreement(sample.substr(0, i));
    for (const char c : characters) {
      auto replaced = sample;
      replaced[i] = c;
      check_agreement(replaced);
      check_agreement(std::string(sample).insert(i, 1, c));
    }
  }
}

TEST_CASE("the scanner tells where keys and values stand") {
  std::map<std::string, Place> places;
  scan(sample, [&](const std::string& pointer, const Place& place) { places[pointer] = place; });
  const auto value = [&](const std::string& pointer) {
    return sample.substr(places.at(pointer).value, places.at(pointer).value_length);
  };
  CHECK(places.size() == 13);
  CHECK(value("") == "{");
  CHECK(value("/a/1") == "-2.5e-3");
  CHECK(value("/a/6") == R"("x\n\u00e9\ud83d\ude00")");
  CHECK(value("/b/d") == "[");
  CHECK(value("/e~1f~0") == "\"ü\"");
  CHECK(sample.substr(places.at("/b/c").key, places.at("/b/c").key_length) == "\"c\"");
  const auto root = Json::parse(sample);
  for (const auto& [pointer, place] : places) CHECK_NOTHROW(root.at_pointer(pointer));
}

TEST_CASE("duplicate keys are found in every object, also when spelt with escapes") {
  CHECK(scan(R"({"a": 1, "b": {"a": 2}})").flaws.empty());
  const auto result = scan(R"({"a": 1, "b": {"c": 2, "c": 3}, "\u0061": 4})");
  CHECK(result.valid);
  REQUIRE(result.flaws.size() == 2);
  CHECK(result.flaws[0].pointer == "/b/c");
  CHECK(result.flaws[1].pointer == "/a");
}
