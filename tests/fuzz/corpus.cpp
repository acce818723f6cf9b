// The corpus, among it whatever libFuzzer found once: it ends well, or this says with which file it does not.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/fuzz/attempts.hpp"

namespace clientele::experiment {
namespace {

using Attempt = void(std::string_view);

void attempt_all(const char* folder, Attempt* attempt) {
  int attempts = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(CLIENTELE_SOURCE "/tests/" + std::string(folder))) {
    CAPTURE(entry.path().string());
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    CHECK_NOTHROW(attempt(bytes));
    ++attempts;
  }
  CHECK(attempts >= 4);
}

TEST_CASE("texts of scenarios that were made up are resolved or refused") {
  attempt_all("fuzz/corpus/scenario", attempt_scenario);
  attempt_all("data/malformed", attempt_scenario);
}

TEST_CASE("overrides and variations that were made up are taken or refused") {
  attempt_all("fuzz/corpus/override", attempt_override);
}

TEST_CASE("stores that were made up are read or refused") { attempt_all("fuzz/corpus/store", attempt_store); }

TEST_CASE("words of a library are no plain words, nor is what is not UTF-8") {
  CHECK_THROWS_AS(expect_plain_words("vector::_M_range_check"), Finding);
  CHECK_THROWS_AS(expect_plain_words("\xff"), Finding);
  CHECK_THROWS_AS(expect_plain_words(""), Finding);
  CHECK_NOTHROW(expect_plain_words("there is no policy \"std::\"", "policy: std::"));
  CHECK_NOTHROW(expect_plain_words("s.sqlite is no store"));
}

}  // namespace
}  // namespace clientele::experiment
