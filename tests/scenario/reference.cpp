// The schema, the explanations and the tables follow the registry; the presets are complete.
#include "sim/scenario/reference.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "sim/model/measures.hpp"
#include "sim/scenario/registry_sections.hpp"
#include "sim/scenario/state_reference.hpp"
#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

const RegistrySection& section(std::string_view title) {
  for (const auto& candidate : registry_sections())
    if (candidate.title == title) return candidate;
  FAIL("no section " << title);
  return registry_sections().front();
}

std::set<std::string> keys(const Json& object) {
  std::set<std::string> result;
  for (const auto& [key, value] : object.items()) result.insert(key);
  return result;
}

std::set<std::string> names(std::string_view title, std::set<std::string> others = {}) {
  for (const auto& info : section(title).rows) others.emplace(info.name);
  return others;
}

// The keys of all objects that a schema describes, wherever they stand.
void collect_keys(const Json& schema, std::set<std::string>& found) {
  if (schema.is_array())
    for (const auto& element : schema) collect_keys(element, found);
  if (!schema.is_object()) return;
  for (const auto& [word, part] : schema.items()) {
    if (word == "properties") found.merge(keys(part));
    if (word == "properties")
      for (const auto& [key, inner] : part.items()) collect_keys(inner, found);
    else
      collect_keys(part, found);
  }
}

}  // namespace

TEST_CASE("the schema has the keys of the registry and no others") {
  const auto properties = schema()["properties"];
  const auto items = [&](const char* list) { return properties[list]["items"]["properties"]; };
  CHECK(keys(items("businesses")) == names("businesses", {"name", "policy"}));
  CHECK(keys(items("markets")) == names("markets", {"name", "count", "shares"}));
  CHECK(keys(items("segments")["traits"]["properties"]) == names("traits"));
  CHECK(keys(properties["policies"]["items"]["anyOf"][1]["properties"]["levers"]["properties"]) ==
        names("levers"));
  CHECK(keys(properties["model"]["properties"]) == names("constants"));
  const auto price = items("businesses")["price"];
  CHECK(price["minimum"] == 0);
  CHECK(price["default"] == 500);
  CHECK(price["x-unit"] == "money");
}

TEST_CASE("the loader knows the top-level keys of the schema and no others") {
  auto document = read_example();
  (*document.root)["factors"] =
      Json::array({"said", "served"});  // in no example: they are policies by themselves
  REQUIRE(resolve(document));
  const auto known = keys(schema()["properties"]);
  for (const auto& [key, value] : document.root->items()) CHECK_MESSAGE(known.contains(key), key);
  for (const auto& key : known) CHECK_MESSAGE(document.root->contains(key), key);
  (*document.root)["extra"] = 1;
  CHECK_FALSE(resolve(document));
}

TEST_CASE("the loader refuses what lies outside the range in the schema, for every parameter of a business") {
  for (const auto& info : section("businesses").rows) {
    if (!info.choices.empty()) continue;
    CAPTURE(info.name);
    auto document = read_example();
    (*document.root)["businesses"][0][info.name] = std::nextafter(info.valid.high, 1e300);
    const auto resolution = resolve(document);
    REQUIRE(resolution.mistakes.list.size() >= 1);
    CHECK(resolution.mistakes.list[0].pointer == "/businesses/0/" + std::string(info.name));
  }
}

TEST_CASE("everything in the registry can be explained") {
  for (const auto& part : registry_sections()) {
    CHECK(explain(part.title).known);
    for (const auto& info : part.rows) {
      const auto [known, text] = explain(info.name);
      CHECK_MESSAGE(known, info.name);
      CHECK_MESSAGE(text.find(info.meaning) != text.npos, text);
      CHECK_MESSAGE(text.find(info.source) != text.npos, text);
    }
  }
  for (const auto& measure : measures()) {
    CHECK(explain(measure.name).text.find(measure.meaning) != std::string::npos);
    CHECK(explain("metrics").text.find(measure.name) != std::string::npos);
  }
  CHECK(explain("metrics").text == explain("measures").text);
  for (const auto& part : state_sections())
    for (const auto& info : part.rows) {
      CHECK_MESSAGE(explain(info.name).text.find(info.meaning) != std::string::npos, info.name);
      CHECK(explain("states").text.find(info.name) != std::string::npos);
      CHECK(state_tables().find("\n| `" + std::string(info.name) + "` |") != std::string::npos);
    }
  for (const auto indicator : indicator_words) CHECK(explain(indicator).known);
}

TEST_CASE("an unknown name is not explained, but guessed") {
  const auto [known, text] = explain("selectivty");
  CHECK_FALSE(known);
  CHECK(text.find("did you mean \"selectivity\"?") != text.npos);
  CHECK_FALSE(explain("").known);
  CHECK_FALSE(explain("zzzzzzzzzzzz").known);
}

TEST_CASE("the tables of the documentation have one row per parameter and measure") {
  const auto tables = parameter_tables();
  std::size_t rows = measures().size();
  for (const auto& part : registry_sections()) {
    rows += part.rows.size();
    for (const auto& info : part.rows)
      CHECK_MESSAGE(tables.find("\n| `" + std::string(info.name) + "` |") != tables.npos, info.name);
  }
  std::size_t found = 0;
  for (auto at = tables.find("\n| `"); at != tables.npos; at = tables.find("\n| `", at + 1)) ++found;
  CHECK(found == rows);
}

TEST_CASE("every key that a scenario file can hold is explained") {
  std::set<std::string> found;
  collect_keys(schema(), found);
  CHECK(found.size() > 200);
  for (const auto* known :
       {"name", "contract_weeks", "relationship", "correlation", "matrix", "distribution", "sd", "shape",
        "when", "otherwise", "levers", "based_on", "plausible", "vary", "slip_rate"})
    CHECK_MESSAGE(found.contains(known), known);
  for (const auto& key : found) {
    const auto [known, text] = explain(key);
    CHECK_MESSAGE(known, key);
    CHECK_MESSAGE((text.starts_with(key + " - ") || text.starts_with(key + " (")), text);  // or a list
  }
  CHECK(explain("weeks").text.find("length of a run") != std::string::npos);
  CHECK(explain("segments.0.traits.fit").text == explain("fit").text);
}

// What a preset leaves out is as today, which is stated in full.
TEST_CASE(
    "each shipped preset says what it stands for, today every lever, those of the argument what they argue") {
  const auto presets = read_presets({source_folder / "scenarios/policies"});
  std::set<std::string> shipped;
  for (const auto& preset : presets) {
    const auto name = preset_name(preset);
    CAPTURE(name);
    shipped.insert(name);
    CHECK(preset.mistakes.empty());
    const bool argues = std::ranges::find(default_policies, name) != default_policies.end();
    for (const auto& lever : lever_parameters) {
      const bool is_stated = preset.root->at("levers").contains(lever.info.name);
      if (argues) CHECK_MESSAGE(is_stated == (lever.info.part != ArgumentPart::equal), lever.info.name);
      if (name == policy_today) CHECK_MESSAGE((is_stated || lever.info.standard == 0), lever.info.name);
    }
    CHECK(preset.root->at("description").text().size() > 100);
    const auto resolution =
        resolve(read_example(), {"policies=[\"" + name + "\"]", "businesses.0.policy=" + name});
    CHECK_MESSAGE(resolution, render(resolution.mistakes));
  }
  for (const auto name : default_policies) CHECK(shipped.contains(std::string(name)));
}
