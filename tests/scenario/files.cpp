// Files that cannot be read, and how presets are found.
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

Diagnostic only_mistake(const std::filesystem::path& file) {
  const auto resolution = resolve(read_document(file));
  CHECK_FALSE(resolution);
  REQUIRE(resolution.mistakes.list.size() == 1);
  return resolution.mistakes.list.front();
}

/// For its lifetime, the superuser, who may read everything, is somebody else.
struct Anybody {
  const uid_t before = geteuid();
  Anybody() {
    if (before == 0) REQUIRE(seteuid(65534) == 0);
  }
  ~Anybody() { CHECK(seteuid(before) == 0); }
};

}  // namespace

TEST_CASE("a missing file is reported with the nearest name in its folder") {
  const TemporaryFolder folder;
  folder.write("agency.json", "{}");
  const auto misspelt = only_mistake(folder.path() / "agncy.json");
  CHECK(misspelt.problem == "there is no such file");
  CHECK(contains(misspelt.remedy, "agency.json"));
  CHECK(misspelt.line == 0);
  CHECK(render(misspelt).starts_with((folder.path() / "agncy.json").string() +
                                     ": error: there is no such file"));
  CHECK(contains(only_mistake(folder.path() / "agency").remedy, "agency.json"));
  CHECK(contains(only_mistake(folder.path() / "nowhere/agency.json").remedy, "no folder"));
}

TEST_CASE("a folder, an unreadable file and an endless file are refused") {
  const TemporaryFolder folder;
  CHECK(contains(only_mistake(folder.path()).problem, "a folder, not a file"));
  CHECK(contains(only_mistake("/dev/zero").problem, "larger than 64 MB"));
  CHECK(contains(only_mistake(folder.path() / std::string(300, 'x')).problem, "File name too long"));
  const auto secret = folder.write("secret.json", "{}");
  chmod(secret.c_str(), 0);
  chmod(folder.path().c_str(), 0755);
  const Anybody anybody;
  CHECK(contains(only_mistake(secret).problem, "permission denied"));
}

TEST_CASE("a file of more than 64 MB is refused, one of many megabytes is read") {
  const TemporaryFolder folder;
  const auto huge = folder.write("huge.json", "");
  std::filesystem::resize_file(huge, largest_file + 1);
  CHECK(contains(only_mistake(huge).problem, "larger than 64 MB"));
  const auto wide = folder.write("wide.json", '[' + std::string(4'000'000, ' ') + ']');
  CHECK(contains(only_mistake(wide).problem, "must be an object"));
}

TEST_CASE("deep nesting is refused where it becomes too deep, however deep it goes on") {
  const TemporaryFolder folder;
  const auto mistake = only_mistake(folder.write("deep.json", std::string(1'000'000, '[')));
  CHECK(contains(mistake.problem, "nested more than 64 deep"));
  CHECK(mistake.line == 1);
  CHECK(mistake.column == deepest_nesting + 1);
  CHECK(contains(only_mistake(folder.write("objects.json",
                                           [] {
                                             std::string text;
                                             for (int i = 0; i < 5000; ++i) text += "{\"a\":";
                                             return text;
                                           }()))
                     .problem,
                 "nested more than 64 deep"));
}

TEST_CASE("a file with very many mistakes shows the first and counts the others") {
  std::string text = "{\"name\": \"many\"";
  for (int i = 0; i < 200; ++i) text += ",\n\"key" + std::to_string(i) + "\": 0";
  const auto resolution = resolve(parse_document("many", text + "}"));
  CHECK(resolution.mistakes.list.size() == Diagnostics::most_shown);
  // 200 unknown keys, three missing sections and, without presets within reach, four unknown policies
  CHECK(resolution.mistakes.list.size() + resolution.mistakes.omitted == 207);
  CHECK(contains(render(resolution.mistakes), "... and 157 more mistakes"));
}

TEST_CASE("presets are found beside the scenario, above it, and among those shipped, in this order") {
  const TemporaryFolder folder;
  const auto preset = [](const std::string& crm) {
    return R"({"name": "house", "levers": {"crm": )" + crm + "}}";
  };
  const auto scenario =
      folder.write("mine/town.json", R"({"name": "town", "segments": [{"name": "all", "share": 1}],
    "markets": [{"name": "town"}], "businesses": [{"name": "us"}], "policies": ["house"]})");
  const auto crm = [&] {
    return resolve(read_document(scenario, folder.path() / "shipped"))->scenario.policies[0].levers.crm;
  };
  folder.write("shipped/policies/house.json", preset("0.1"));
  CHECK(crm() == 0.1f);
  folder.write("policies/house.json", preset("0.2"));
  CHECK(crm() == 0.2f);
  folder.write("mine/policies/house.json", preset("0.3"));
  CHECK(crm() == 0.3f);
}

TEST_CASE("mistakes in a preset are reported in its own file, once, and only when it is used") {
  const TemporaryFolder folder;
  const auto preset =
      folder.write("policies/house.json", "{\"name\": \"huose\",\n \"levers\": {\"crn\": 1}}");
  const auto write = [&](const std::string& policies) {
    return folder.write("town.json", R"({"name": "town", "segments": [{"name": "all", "share": 1}],
      "markets": [{"name": "town"}], "businesses": [{"name": "us"}], "policies": )" +
                                         policies + "}");
  };
  const auto resolution =
      resolve(read_document(write(R"(["house", {"name": "ours", "based_on": "house"}])")));
  REQUIRE(resolution.mistakes.list.size() == 2);
  CHECK(contains(resolution.mistakes.list[0].file, "policies/house.json"));
  CHECK(contains(resolution.mistakes.list[0].problem, "is not the name of this file"));
  CHECK(resolution.mistakes.list[1].line == 2);
  CHECK(contains(resolution.mistakes.list[1].remedy, "\"crm\""));
  CHECK(resolve(read_document(write(R"([{"name": "ours"}])"))));

  folder.write("policies/house.json", "{\"name\": \"house\",");
  const auto broken = resolve(read_document(write(R"(["house"])")));
  REQUIRE(broken.mistakes.list.size() == 1);
  CHECK(contains(broken.mistakes.list[0].problem, "ends too early"));
}

TEST_CASE("a byte order mark and line ends of Windows change nothing, and no place in messages") {
  const TemporaryFolder folder;
  const std::string mark = "\xef\xbb\xbf", valid = read_text_file(example_file);
  std::string with_returns;
  for (const char c : valid) with_returns += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const auto content_of = [&](const std::string& text) {
    const auto resolution =
        resolve(read_document(folder.write("scenario.json", text), source_folder / "scenarios"));
    REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
    return content(resolution.value->scenario);
  };
  CHECK(content_of(mark + valid) == content_of(valid));
  CHECK(content_of(mark + with_returns) == content_of(valid));
  const auto plain = only_mistake(folder.write("a.json", "{\"name\": nan}"));
  const auto marked = only_mistake(folder.write("a.json", mark + "{\"name\": nan}"));
  CHECK(render(marked) == render(plain));
  CHECK(plain.column == 10);
  const auto second = only_mistake(folder.write("a.json", mark + "{\r\n  \"name\": nan\r\n}"));
  CHECK(second.line == 2);
  CHECK(second.column == 11);
  CHECK(second.excerpt == "  \"name\": nan");
}
