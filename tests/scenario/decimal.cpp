// Numbers as people write them.
#include "sim/scenario/text/decimal.hpp"

#include <doctest/doctest.h>

#include <clocale>
#include <cmath>
#include <string>

using namespace clientele::scenario;

TEST_CASE("decimal numbers are read to the last bit, also where JSON would refuse them") {
  CHECK(decimal("3") == 3.0);
  CHECK(decimal("-0.1") == -0.1);
  CHECK(decimal(".5") == 0.5);
  CHECK(decimal("-.5") == -0.5);
  CHECK(decimal("5.") == 5.0);
  CHECK(decimal("007.25") == 7.25);
  CHECK(decimal("00") == 0.0);
  CHECK(decimal("1e-4") == 1e-4);
  CHECK(decimal(".1E+3") == 100.0);
  CHECK(decimal("9007199254740993") == 9007199254740993.0);
  CHECK(decimal("0.30000000000000004") == 0.1 + 0.2);
  CHECK(decimal("123456789012345678901234567890") == 123456789012345678901234567890.0);
  CHECK(std::signbit(decimal("-0").value()));
}

TEST_CASE("what is too large is infinite") {
  CHECK(decimal("1e999") == HUGE_VAL);
  CHECK(decimal(".1e400") == HUGE_VAL);
}

TEST_CASE("what is no decimal number is refused") {
  for (const auto* text :
       {"",    ".",     "-",   "-.",   "+1",  " 1",  "1 ",  "1,5",      "1.2.3", "e5", "1e",
        "1e+", "1e5.0", "--1", "0x10", "inf", "nan", "NaN", "infinity", "1f",    "one"})
    CHECK_FALSE_MESSAGE(decimal(text), text);
}

TEST_CASE("the decimal point is a point in every locale") {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  const auto* comma = std::setlocale(LC_NUMERIC, "de_DE.UTF-8");
  if (!comma) MESSAGE("no locale with a decimal comma is installed: this tests the C locale");
  if (comma) REQUIRE(std::string(std::localeconv()->decimal_point) == ",");
  CHECK(decimal("0.5") == 0.5);
  CHECK_FALSE(decimal("0,5"));
  std::setlocale(LC_NUMERIC, before.c_str());
}
