// The JSON Schema of scenario files, derived from the registry.
#include <algorithm>
#include <array>

#include "sim/model/specification.hpp"
#include "sim/scenario/check.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/sections/families.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

using Schema = Json;

Schema number_in(double low, double high) {
  return {{"type", "number"}, {"minimum", canonical(low)}, {"maximum", canonical(high)}};
}

Schema whole(std::int64_t low, std::int64_t high, std::string_view description) {
  return {{"type", "integer"}, {"minimum", low}, {"maximum", high}, {"description", description}};
}

Schema text(std::string_view description) { return {{"type", "string"}, {"description", description}}; }

Schema name_schema(std::string_view description) {
  return {{"type", "string"}, {"minLength", 1}, {"maxLength", 100}, {"description", description}};
}

Schema list_of(Schema item, std::string_view description) {
  return {{"type", "array"}, {"minItems", 1}, {"items", std::move(item)}, {"description", description}};
}

Schema list_of(Schema item, std::size_t most, std::string_view description) {
  auto schema = list_of(std::move(item), description);
  schema["maxItems"] = most;
  return schema;
}

// An object with these members and no others.
Schema object_of(Schema properties, std::vector<std::string_view> required,
                 std::string_view description = {}) {
  Schema schema{{"type", "object"}};
  if (!description.empty()) schema["description"] = description;
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

Schema any_of_schemas(Schema alternatives, std::string_view description) {
  return {{"description", description}, {"anyOf", std::move(alternatives)}};
}

// What a parameter may be, without what it means.
Schema value_schema(const ParameterInfo& info) {
  if (!info.choices.empty())
    return {{"enum", std::vector<std::string_view>(info.choices.begin(), info.choices.end())}};
  auto schema = number_in(info.valid.low, info.valid.high);
  if (is_count(info)) schema["type"] = "integer";
  return schema;
}

void annotate(Schema& schema, const ParameterInfo& info) {
  schema["description"] = info.meaning;
  schema["default"] = default_value(info);
  if (const auto anchor = standard_anchor(info); !anchor.empty()) schema["x-default-at"] = anchor;
  if (info.choices.empty()) {
    schema["x-unit"] = info.unit;
    schema["x-plausible"] = {canonical(info.plausible.low), canonical(info.plausible.high)};
  }
  schema["x-source"] = info.source;
}

template <class Rows>
Schema parameter_schemas(const Rows& rows) {
  auto properties = Schema::object();
  for (const auto& row : rows) {
    auto schema = value_schema(row.info);
    annotate(schema, row.info);
    properties[row.info.name] = std::move(schema);
  }
  return properties;
}

struct Named {
  std::string_view name;
  std::string_view text;
};

constexpr auto parts_of_distributions = std::to_array<Named>({
    {"value", "of a constant: the same for all"},
    {"low", "of a uniform distribution: the lowest value"},
    {"high", "of a uniform distribution: the highest value"},
    {"mean", "of a normal, lognormal, beta or gamma distribution: its mean"},
    {"sd", "of a normal, lognormal, beta or gamma distribution: its standard deviation; 0 makes all alike"},
    {"a", "of a beta distribution, instead of mean and sd: its first parameter"},
    {"b", "of a beta distribution, instead of mean and sd: its second parameter"},
    {"shape", "of a gamma distribution, instead of mean and sd: its shape"},
    {"rate", "of a gamma distribution, instead of mean and sd: its rate, the shape over the mean"},
});

// Bounds that depend on the trait are left to the loader.
Schema family_schema(Family family, std::string_view first, std::string_view second) {
  const auto number = [](std::string_view key) -> Schema {
    const auto* meaning = std::find_if(parts_of_distributions.begin(), parts_of_distributions.end(),
                                       [&](const Named& part) { return part.name == key; });
    Schema schema{{"type", "number"}, {"description", meaning->text}};
    if (key == "sd") schema["minimum"] = 0;
    if (key == "a" || key == "b" || key == "shape" || key == "rate") schema["exclusiveMinimum"] = 0;
    return schema;
  };
  Schema properties{
      {"distribution",
       {{"const", family_word(family)},
        {"description",
         "constant (value), uniform (low, high), normal, lognormal, beta or gamma (mean, sd)"}}},
      {std::string(first), number(first)}};
  std::vector<std::string_view> required{"distribution", first};
  if (!second.empty()) {
    properties[second] = number(second);
    required.push_back(second);
  }
  return object_of(std::move(properties), required);
}

Schema distribution_schema() {
  auto alternatives = Schema::array();
  alternatives.push_back(family_schema(Family::constant, "value", {}));
  alternatives.push_back(family_schema(Family::uniform, "low", "high"));
  for (const auto family : {Family::normal, Family::lognormal, Family::beta, Family::gamma})
    alternatives.push_back(family_schema(family, "mean", "sd"));
  alternatives.push_back(family_schema(Family::beta, "a", "b"));
  alternatives.push_back(family_schema(Family::gamma, "shape", "rate"));
  return any_of_schemas(
      std::move(alternatives),
      "how a trait varies among the customers of a segment; values are clamped to its valid range");
}

Schema trait_schemas() {
  auto properties = Schema::object();
  for (const auto& trait : trait_infos) {
    auto alternatives = Schema::array({value_schema(trait), {{"$ref", "#/$defs/distribution"}}});
    auto schema = any_of_schemas(std::move(alternatives), trait.meaning);
    annotate(schema, trait);
    properties[trait.name] = std::move(schema);
  }
  return properties;
}

Schema condition_schema() {
  const auto words = joined({std::begin(indicator_words), std::end(indicator_words)}, "|");
  const auto pattern = "^ *(" + words + ") *[<>] *-?[0-9.]+([eE][+-]?[0-9]+)? *$";
  return {
      {"type", "string"}, {"pattern", pattern}, {"description", "indicator > number, or indicator < number"}};
}

Schema described(Schema schema, std::string_view description) {
  schema["description"] = description;
  return schema;
}

Schema lever_schemas() {
  auto properties = Schema::object();
  for (const auto& row : lever_parameters) {
    const auto value = value_schema(row.info);
    const Schema condition{{"$ref", "#/$defs/condition"}};
    auto rule =
        object_of({{"when", described(condition, "the condition of a rule, as in \"exhaustion > 0.5\"")},
                   {"then", described(value, "the lever's value while the condition holds")}},
                  {"when", "then"});
    auto otherwise = object_of(
        {{"otherwise", described(value, "the lever's value while no condition holds")}}, {"otherwise"});
    auto rules = list_of(any_of_schemas(Schema::array({std::move(otherwise), std::move(rule)}),
                                        "the last rule that holds wins"),
                         "rules over the office's own indicators; {\"otherwise\": ...} may come first");
    const bool may_follow_rules = row.info.name != business_wide_lever;
    auto schema =
        may_follow_rules ? any_of_schemas(Schema::array({value, std::move(rules)}), row.info.meaning) : value;
    annotate(schema, row.info);
    properties[row.info.name] = std::move(schema);
  }
  return properties;
}

Schema segment_schema() {
  Schema trait_name{{"enum", Schema::array()}};
  for (const auto& trait : trait_infos) trait_name["enum"].push_back(trait.name);
  const auto correlation =
      object_of({{"traits", list_of(trait_name, "in the order of the matrix")},
                 {"matrix", list_of(list_of(number_in(-1, 1), "one row"),
                                    "symmetric, with ones on the diagonal, positive definite")}},
                {"traits", "matrix"}, "correlations of the traits' normal scores");
  return object_of(
      {{"name", name_schema("different from other segments")},
       {"share",
        {{"type", "number"},
         {"minimum", 0},
         {"maximum", 1},
         {"description", "of the population; all sum to 1"}}},
       {"relationship",
        {{"enum", relationship_words},
         {"default", "contract"},
         {"description",
          "whether clients may leave when their contract ends, or at any time; default contract"}}},
       {"contract_weeks", whole(1, 520, "weeks between renewals, under contract; default 52")},
       {"traits", object_of(trait_schemas(), {}, "traits not given have their default, alike for all")},
       {"correlation", correlation}},
      {"name", "share"}, "a kind of customer");
}

Schema market_schema() {
  auto properties = parameter_schemas(market_parameters);
  properties["name"] = name_schema("different from other markets");
  properties["count"] =
      whole(1, most_markets, "number of identical markets; default 1; all together at most as many");
  properties["shares"] =
      list_of(number_in(0, 1), "of the segments here, in their order; default: the segments' own");
  return object_of(std::move(properties), {"name"}, "a local, closed population of customers");
}

Schema business_schema() {
  auto properties = parameter_schemas(business_parameters);
  properties["name"] = name_schema("different from other businesses");
  properties["policy"] = text("name of one of the scenario's policies; default: the first");
  return object_of(std::move(properties), {"name"}, "a firm with an office in every market");
}

Schema claims_schema() {
  auto properties = Schema::object();
  for (const auto& row : lever_parameters) properties[row.info.name] = text("why this lever has its value");
  return object_of(std::move(properties), {}, "why levers have their values: what claim they rest on");
}

Schema follows_schema() {
  return {{"type", "object"},
          {"description",
           "of policies that are written with nothing left to defaults: the levers in which they are as "
           "another policy, by its name, and stay so where that is changed"},
          {"additionalProperties", list_of(Schema{{"enum", lever_names()}}, "names of levers")}};
}

Schema policy_schema() {
  const auto own = object_of(
      {{"name", name_schema("different from other policies")},
       {"based_on", text("a preset or an earlier policy, for the levers not given; else their defaults")},
       {"description", text("what the policy stands for")},
       {"levers", object_of(lever_schemas(), {}, "the levers that it sets, by name")},
       {"follows", follows_schema()},
       {"claims", claims_schema()},
       {"combines",
        list_of(name_schema("of a level"),
                "of policies that are written with nothing left to defaults: the levels of factors "
                "that it combines")}},
      {"name"});
  return any_of_schemas(
      Schema::array({name_schema("a preset: NAME.json in the folder policies/ beside the scenario"), own}),
      "a setting of the levers");
}

Schema factor_schema() {
  const auto lever = object_of({{"lever", text("a lever that is a factor by itself")},
                                {"values", list_of(Schema{{"type", Schema::array({"number", "string"})}}, 3,
                                                   "two or three values of it")}},
                               {"lever", "values"});
  const auto level =
      object_of({{"name", name_schema("different from other levels of all factors")},
                 {"levers", object_of(lever_schemas(), {}, "what it sets; the rest is as today")},
                 {"follows", follows_schema()}},
                {"name", "levers"});
  const auto levers = object_of(
      {{"name", name_schema("different from other factors")}, {"levels", list_of(level, 3, "two or three")}},
      {"name", "levels"});
  return any_of_schemas(Schema::array({{{"enum", Schema::array({"said", "served"})}}, lever, levers}),
                        "said (please or partner), served (everyone or the right), one lever at several "
                        "values, or levels of levers");
}

// What a sweep is made of is checked by those who make it.
Schema sweep_schema() {
  return {
      {"type", "object"},
      {"description", "an experiment over several values of some parameters"},
      {"properties",
       {{"design",
         text("grid (every combination; the default), lhs or sobol (so many samples, spread evenly)")},
        {"samples",
         {{"type", "integer"}, {"minimum", 1}, {"description", "points of a design that is no grid"}}},
        {"vary",
         {{"type", "object"},
          {"description",
           "what is varied, by path: a list of values, or \"low:high\", or \"low:high:n\" for n values"}}}}}};
}

Schema plausible_schema() {
  return {
      {"type", "object"},
      {"description",
       "ranges of this scenario's own for numbers that are uncertain, by path, as in {\"model.slip_rate\": "
       "[0.002, 0.008]}; what is not listed has the range of `clientele explain NAME FILE`"},
      {"properties",
       {{"shape",
         {{"enum", shape_words},
          {"description",
           "of what is drawn from all ranges: triangular (the scenario's value is likeliest, the ends are "
           "never met; the default) or uniform (spread evenly to both ends)"}}}}},
      {"additionalProperties",
       {{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}}}};
}

}  // namespace

Json schema() {
  Schema properties{
      {"name", name_schema("of the scenario")},
      {"description", text("what the scenario shows and where its numbers come from")},
      {"weeks", whole(1, 5200, "length of a run; default 260")},
      {"past_weeks", whole(0, 1040,
                           "weeks that every replication lives through before the first, under the policy "
                           "today; default 156")},
      {"seed", whole(0, 4'294'967'295, "of all random numbers; default 1")},
      {"replications", whole(1, 1'000'000, "repetitions that differ in random numbers only; default 20")},
      {"segments", list_of(segment_schema(), most_segments, "kinds of customers")},
      {"markets", list_of(market_schema(), most_market_groups, "where they live")},
      {"businesses", list_of(business_schema(), most_businesses, "who serves them")},
      {"policies",
       list_of(policy_schema(), most_policies,
               "the policies to compare; default: the four presets of the argument. The preset today, which "
               "changes nothing, is added unless one is of that name")},
      {"factors",
       list_of(factor_schema(), 4,
               "two to four factors, all combinations of which are compared, everything else as today")},
      {"model", object_of(parameter_schemas(constant_parameters), {}, "constants of the model")},
      {"plausible", plausible_schema()},
      {"sweep", sweep_schema()},
  };
  Schema schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "Clientele scenario"}};
  schema.update(object_of(std::move(properties), {"name", "segments", "markets", "businesses"}));
  schema["$defs"] = {{"distribution", distribution_schema()}, {"condition", condition_schema()}};
  return schema;
}

}  // namespace clientele::scenario
