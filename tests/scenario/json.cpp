// JSON values: read, changed, compared and written.
#include "sim/scenario/text/json.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace clientele::scenario;

TEST_CASE("what is read is written as it was, members in their order") {
  for (const std::string text :
       {R"({"b":[1,-2,0.5,1e+300,18446744073709551615],"a":{"ü":"\"\n"},"c":[],"d":{},"e":null,"f":true})",
        "3", "\"x\""})
    CHECK(Json::parse(text).dump() == text);
  CHECK(Json::parse(R"({"a": [1, {"b": 2}]})").dump(1) == "{\n \"a\": [\n  1,\n  {\n   \"b\": 2\n  }\n ]\n}");
  CHECK(Json(std::numeric_limits<double>::quiet_NaN()).dump() == "null");
  CHECK(Json(0.1).dump() == "0.1");
  CHECK(Json(2.0).dump() == "2.0");
}

TEST_CASE("of members given twice the last counts, in the place of the first") {
  CHECK(Json::parse(R"({"a": 1, "b": 2, "a": {"c": 3, "c": 4}})").dump() == R"({"a":{"c":4},"b":2})");
}

TEST_CASE("what is no JSON is refused") {
  for (const std::string text : {"", "{", "[1,]", "1e999", "\"\xff\"", "nan", "1 2"}) {
    CHECK_FALSE(Json::parse_if_valid(text));
    CHECK_THROWS_AS(Json::parse(text), std::invalid_argument);
  }
  const std::string deep(deepest_nesting, '['), closing(deepest_nesting, ']');
  CHECK(Json::parse_if_valid(deep + closing));
  CHECK_FALSE(Json::parse_if_valid('[' + deep + closing + ']'));
}

TEST_CASE("braces make an object of pairs of key and value, and an array of anything else") {
  CHECK(Json{{"mean", 0.5}, {"sd", Json{1, "x"}}}.dump() == R"({"mean":0.5,"sd":[1,"x"]})");
  CHECK(Json{{"a", 1}}.is_object());
  CHECK(Json{{"a", 1}, {"b", 1, 2}}.is_array());
  CHECK(Json{{1, 2}}.is_array());
  CHECK(Json(std::vector<std::string>{"a", "b"}).dump() == R"(["a","b"])");
  CHECK(Json::array({{"a", 1}}).dump() == R"([["a",1]])");
}

TEST_CASE("null becomes what is put into it") {
  Json value;
  value["list"].push_back(1);
  value["list"].push_back("x");
  value["other"]["deep"] = false;
  CHECK(value.dump() == R"({"list":[1,"x"],"other":{"deep":false}})");
  value.update({{"other", 2}, {"new", nullptr}});
  value.erase("list");
  CHECK(value.dump() == R"({"other":2,"new":null})");
  CHECK(Json().empty());
  CHECK(Json().begin() == Json().end());
}

TEST_CASE("a value is taken as what it is") {
  const auto value = Json::parse(R"({"n": 3, "x": -2.5, "t": "word", "l": [1, 2], "b": true})");
  CHECK(value["n"].get<int>() == 3);
  CHECK(value["n"].get<double>() == 3.0);
  CHECK(value["x"].get<float>() == -2.5f);
  CHECK(value["t"].get<std::string>() == "word");
  CHECK(value["l"].get<std::vector<double>>() == std::vector{1.0, 2.0});
  CHECK(value["b"].get<bool>());
  CHECK(value.value("t", "") == "word");
  CHECK(value.value("u", "none") == "none");
  CHECK_THROWS_AS(value["t"].get<double>(), std::invalid_argument);
  CHECK_THROWS_AS(value["x"].get<int>(), std::invalid_argument);
  CHECK_THROWS_AS(value["n"].text(), std::invalid_argument);
  CHECK_THROWS_AS(value["u"], std::out_of_range);
  CHECK_THROWS_AS(value["l"][2], std::out_of_range);
}

TEST_CASE("a number is read as what can hold it, or refused") {
  CHECK(Json(255).get<std::uint8_t>() == 255);
  CHECK_THROWS_AS(Json(256).get<std::uint8_t>(), std::invalid_argument);
  CHECK_THROWS_AS(Json(-1).get<std::uint64_t>(), std::invalid_argument);
  CHECK(Json(1e9).get<int>() == 1'000'000'000);
  CHECK_THROWS_AS(Json(1e10).get<int>(), std::invalid_argument);
  CHECK_THROWS_AS(Json(0x1p64).get<std::uint64_t>(), std::invalid_argument);
  CHECK(Json(-0x1p63).get<std::int64_t>() == std::numeric_limits<std::int64_t>::min());
  CHECK_THROWS_AS(Json(std::numeric_limits<std::uint64_t>::max()).get<std::int64_t>(), std::invalid_argument);
  CHECK_THROWS_AS(Json(std::nan("")).get<int>(), std::invalid_argument);
}

TEST_CASE("text that is no UTF-8 is written with marks of replacement") {
  CHECK(Json("caf\xe9").dump() == "\"caf\xef\xbf\xbd\"");
}

TEST_CASE("objects are equal in any order, and sorted on demand") {
  const auto one = Json::parse(R"({"b": [{"d": 1, "c": 2}], "a": 1})"),
             other = Json::parse(R"({"a": 1.0, "b": [{"c": 2, "d": 1}]})");
  CHECK(one == other);
  CHECK(one != Json::parse(R"({"b": [{"d": 1, "c": 3}], "a": 1})"));
  CHECK(one != Json::parse(R"({"b": [{"d": 1, "c": 2}]})"));
  CHECK(one.sorted().dump() == R"({"a":1,"b":[{"c":2,"d":1}]})");
}

TEST_CASE("numbers come by value, before words") {
  CHECK(Json(2) < Json(10));
  CHECK(Json(2.5) < Json(10u));
  CHECK(Json(-1) < Json(0u));
  CHECK(Json(10) < Json("10"));
  CHECK(Json("b") > Json("a"));
  CHECK(Json(2) == Json(2.0));
}

TEST_CASE("JSON pointers lead to values") {
  const auto value = Json::parse(R"({"a/b": [10, {"~": 20}], "": 30})");
  CHECK(value.at_pointer("") == value);
  CHECK(value.at_pointer("/a~1b/1/~0") == 20);
  CHECK(value.at_pointer("/") == 30);
  for (const auto* nowhere : {"/a", "/a~1b/2", "/a~1b/x", "/a~1b/0/x"})
    CHECK_THROWS_AS(value.at_pointer(nowhere), std::out_of_range);
}
