// What a scenario file comes to: defaults, invariances, the resolved document.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <Eigen/Core>
#include <algorithm>

#include "sim/scenario/registry_sections.hpp"
#include "tests/scenario/support.hpp"

using namespace clientele::scenario;

namespace {

Resolved resolved(const Document& document, const std::vector<std::string>& overrides = {}) {
  auto resolution = resolve(document, overrides);
  REQUIRE_MESSAGE(resolution, render(resolution.mistakes));
  return *std::move(resolution.value);
}

Json reversed_keys(const Json& value) {
  if (value.is_object()) {
    auto members = value.items();
    std::ranges::reverse(members);
    for (auto& [key, member] : members) member = reversed_keys(member);
    return Json::object(std::move(members));
  }
  if (!value.is_array()) return value;
  auto result = Json::array();
  for (const auto& element : value) result.push_back(reversed_keys(element));
  return result;
}

bool holds_money(std::string_view key) {
  for (const auto& section : registry_sections())
    for (const auto& info : section.rows)
      if (info.name == key && is_money(info)) return true;
  return false;
}

// Every number of `value` times `factor`, except shapes that are pure numbers.
void scale(Json& value, double factor) {
  if (value.is_number()) value = value.get<double>() * factor;
  if (value.is_array())
    for (auto& element : value) scale(element, factor);
  if (value.is_object())
    for (const auto& [key, member] : value.items()) scale(value[key], factor);
}

void scale_money(Json& value, double factor) {
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) {
      if (holds_money(key))
        scale(value[key], factor);
      else
        scale_money(value[key], factor);
    }
  } else if (value.is_array()) {
    for (auto& element : value) scale_money(element, factor);
  }
}

const Scenario& example() {
  static const Scenario scenario = resolved(read_example()).scenario;
  return scenario;
}

}  // namespace

TEST_CASE("what the file says arrives where it belongs") {
  const auto& scenario = example();
  CHECK(scenario.name == "example");
  CHECK(scenario.weeks == 104);
  CHECK(scenario.seed == 11);
  CHECK(scenario.replications == 3);
  CHECK(scenario.numeraire == 1400);
  CHECK(scenario.model.satisfaction_pace == 0.2f);
  REQUIRE(scenario.businesses.size() == 2);
  CHECK(scenario.businesses[0].policy == 1);
  CHECK(scenario.businesses[1].policy == 0);
  CHECK(scenario.businesses[0].terms.price == 560.0 / 1400);
  CHECK(scenario.businesses[0].terms.billing == static_cast<double>(Billing::per_request));
  CHECK(scenario.businesses[0].terms.hours_per_week == 40);
  CHECK(scenario.markets[0].count == 2);
  CHECK(scenario.markets[0].terms.going_rate == 480.0 / 1400);
  CHECK(scenario.markets[0].shares == std::vector{0.25, 0.75});
  CHECK(scenario.markets[1].shares == std::vector{0.1, 0.9});
  CHECK(scenario.segments[0].relationship == Relationship::contract);
  CHECK(scenario.segments[0].contract_weeks == 26);
  CHECK(scenario.segments[1].relationship == Relationship::transactional);
}

TEST_CASE("distributions arrive in their family, in the trait's unit, with mean and standard deviation") {
  const auto trait = [](std::size_t segment, std::string_view name) {
    const auto row = std::ranges::find(trait_infos, name, &ParameterInfo::name);
    return example().segments[segment].traits[static_cast<std::size_t>(row - trait_infos.begin())];
  };
  CHECK(trait(0, "fit") == Distribution{Family::beta, 0.8, 0.1});
  CHECK(trait(0, "respect") == Distribution{Family::uniform, 0.6, 1});
  CHECK(trait(0, "openness") == Distribution{Family::normal, 0.7, 0.1});
  CHECK(trait(0, "budget") == Distribution{Family::lognormal, 600.0 / 1400, 150.0 / 1400});
  CHECK(trait(0, "request_rate") ==
        Distribution{Family::gamma, 2, 1});  // shape 4, rate 2: mean 4/2, sd sqrt(4)/2
  CHECK(trait(0, "candor") == Distribution{Family::constant, 0.66, 0});
  CHECK(trait(1, "fit") == Distribution{Family::constant, 0.6, 0});
  CHECK(trait(1, "budget") == Distribution{Family::uniform, 300.0 / 1400, 500.0 / 1400});
  // a = .5, b = 4.5: mean a/(a+b) = .1, variance ab/((a+b)^2 (a+b+1)) = 2.25/150
  const auto churn = trait(1, "base_churn");
  CHECK(churn.family == Family::beta);
  CHECK(churn.first == doctest::Approx(0.1).epsilon(1e-14));
  CHECK(churn.second == doctest::Approx(std::sqrt(2.25 / 150)).epsilon(1e-14));
}

TEST_CASE("a distribution without spread is a constant") {
  for (const std::string_view text : {R"({"distribution": "normal", "mean": 0.5, "sd": 0})",
                                      R"({"distribution": "beta", "mean": 0.5, "sd": 0})",
                                      R"({"distribution": "uniform", "low": 0.5, "high": 0.5})", "0.5"}) {
    const auto scenario = resolved(read_example(), {fmt::format("segments.0.traits.fit={}", text)}).scenario;
    CHECK(scenario.segments[0].traits[0] == Distribution{Family::constant, 0.5, 0});
  }
}

TEST_CASE("the Cholesky factor covers all traits and reproduces the correlations") {
  const auto& rows = example().segments[0].cholesky;
  constexpr auto n = static_cast<Eigen::Index>(trait_infos.size());
  REQUIRE(rows.size() == n * n);
  const Eigen::MatrixXd factor = Eigen::Map<const Eigen::Matrix<double, n, n, Eigen::RowMajor>>(rows.data());
  const Eigen::MatrixXd correlation = factor * factor.transpose();
  const auto position = [](std::string_view name) {
    return std::ranges::find(trait_infos, name, &ParameterInfo::name) - trait_infos.begin();
  };
  Eigen::MatrixXd expected = Eigen::MatrixXd::Identity(n, n);
  const auto relate = [&](std::string_view a, std::string_view b, double value) {
    expected(position(a), position(b)) = expected(position(b), position(a)) = value;
  };
  relate("respect", "fit", 0.4);
  relate("respect", "openness", 0.5);
  relate("fit", "openness", 0.3);
  CHECK((correlation - expected).cwiseAbs().maxCoeff() < 1e-15);
  CHECK(example().segments[1].cholesky.empty());
}

TEST_CASE("policies take levers from what they are based on, rules included") {
  const auto& policies = example().policies;
  const auto presets = resolved(read_example(), {R"(policies=["partnership", "right_customer"])",
                                                 "businesses.0.policy=partnership"})
                           .scenario.policies;
  const auto &ours = policies[1], &blunt = policies[2], &right_customer = presets[1];
  CHECK(policies[0].levers.crm == presets[0].levers.crm);
  CHECK(ours.levers.targeting == right_customer.levers.targeting);
  CHECK(ours.levers.crm == 0.9f);
  CHECK(ours.levers.selectivity == 0.3f);
  CHECK(ours.levers.prioritisation == right_customer.levers.prioritisation);
  REQUIRE(ours.rules.size() == 2);
  CHECK(ours.rules[0].lever == &Levers::selectivity);
  CHECK(ours.rules[0].value == 0.8f);
  CHECK(ours.rules[0].indicator == Indicator::exhaustion);
  CHECK(ours.rules[0].above);
  CHECK(ours.rules[0].threshold == 0.5);
  CHECK(ours.rules[1].lever == &Levers::prioritisation);
  CHECK(ours.rules[1].value == static_cast<float>(Prioritisation::fair));
  CHECK(ours.rules[1].indicator == Indicator::utilisation);
  CHECK_FALSE(ours.rules[1].above);
  // "ours, but blunt" gives selectivity a plain value, which drops the rules for it and only those
  CHECK(blunt.levers.contradict == 1);
  CHECK(blunt.levers.selectivity == 0.4f);
  REQUIRE(blunt.rules.size() == 1);
  CHECK(blunt.rules[0].lever == &Levers::prioritisation);
}

TEST_CASE("without policies the four presets of the argument are compared") {
  auto document = read_example();
  document.root->erase("policies");
  (*document.root)["businesses"][0].erase("policy");
  const auto scenario = resolved(document).scenario;
  REQUIRE(scenario.policies.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) CHECK(scenario.policies[i].name == default_policies[i]);
  CHECK(scenario.policies[4].name == policy_today);
  CHECK(resolved(document, {"policies.partnership.levers.crm=0.05"}).scenario.policies[2].levers.crm ==
        0.05f);
}

TEST_CASE("the resolved document reads back to the identical scenario and document, without any preset") {
  const auto first = resolved(read_example());
  const auto second = resolved(parse_document("resolved", first.document.dump(2)));
  CHECK(content(second.scenario) == content(first.scenario));
  CHECK(second.scenario.numeraire == first.scenario.numeraire);
  CHECK(second.document.dump() == first.document.dump());
  CHECK(second.hash == first.hash);
  CHECK(content(build(first.document)) == content(first.scenario));
}

TEST_CASE("the resolved document leaves nothing to defaults") {
  const auto document = resolved(read_example()).document;
  const auto check_all = [](const Json& object, std::string_view section) {
    for (const auto& candidate : registry_sections())
      if (candidate.title == section)
        for (const auto& info : candidate.rows) CHECK_MESSAGE(object.contains(info.name), info.name);
  };
  for (const auto& business : document["businesses"]) check_all(business, "businesses");
  for (const auto& market : document["markets"]) check_all(market, "markets");
  for (const auto& segment : document["segments"]) check_all(segment["traits"], "traits");
  for (const auto& policy : document["policies"]) check_all(policy["levers"], "levers");
  check_all(document["model"], "constants");
}

TEST_CASE("the hash is that of the resolved document and nothing else") {
  const auto base = resolved(read_example());
  CHECK(base.hash == hash_of(base.document.dump()));
  CHECK(resolved(read_example(), {"businesses.1.hours_per_week=40"}).hash == base.hash);  // its default
  CHECK(resolved(read_example(), {"sweep={}"}).hash == base.hash);
  CHECK(resolved(read_example(), {"businesses.1.hours_per_week=39"}).hash != base.hash);
  // python3 -c 'import uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, "clientele"))'
  CHECK(hash_of("clientele") == "e2083494-d73f-58c3-b08f-c58056fad1e8");
}

TEST_CASE("the order of keys changes nothing") {
  const auto base = resolved(read_example());
  const auto other = resolved(reparsed(reversed_keys(*read_example().root)));
  CHECK(content(other.scenario) == content(base.scenario));
  CHECK(other.hash == base.hash);
}

TEST_CASE("names of segments, markets, businesses and policies are only names") {
  const auto other =
      resolved(read_example(),
               {"segments.0.name=a", "segments.1.name=b", "markets.0.name=c", "markets.1.name=d",
                "businesses.0.name=e", "businesses.1.name=f", "policies.1.name=g", "businesses.0.policy=g",
                "policies.2.based_on=g", "policies.0.name=h", "policies.2.name=i", "name=j"})
          .scenario;
  CHECK(content(other) == content(example()));
  CHECK(other.segments[0].name == "a");
  CHECK(other.policies[0].name == "h");
}

TEST_CASE("ten times all money is the same scenario in another currency") {
  auto document = resolved(read_example()).document;
  scale_money(document, 10);
  const auto other = resolved(reparsed(document)).scenario;
  CHECK(other.numeraire == 14000);
  CHECK(content(other) == content(example()));
}

TEST_CASE("money is counted in the first business's wage, else its price, else in currency") {
  const auto base = read_example();
  CHECK(resolved(base, {"businesses.0.wage=900"}).scenario.numeraire == 900);
  CHECK(resolved(base, {"businesses.0.wage=0"}).scenario.numeraire == 560);
  CHECK(resolved(base, {"businesses.0.wage=0", "businesses.0.price=0"}).scenario.numeraire == 1);
}

TEST_CASE("shares within rounding of one are normalised") {
  const auto scenario = resolved(read_example(), {"segments.0.share=0.2500004"}).scenario;
  CHECK(scenario.segments[0].share + scenario.segments[1].share == doctest::Approx(1).epsilon(1e-15));
  CHECK(scenario.markets[0].shares[0] == scenario.segments[0].share);
  CHECK_FALSE(resolve(read_example(), {"segments.0.share=0.2501"}));
}

TEST_CASE("what one world would need of memory is held against the limit") {
  const auto refused = resolve(read_example(), {}, 1000);
  REQUIRE(refused.mistakes.list.size() == 1);
  CHECK(refused.mistakes.list[0].pointer == "/markets");
  CHECK(refused.mistakes.list[0].problem.find("1 kB may be used") != std::string::npos);
  CHECK(resolve(read_example(), {}, 1e9));
  CHECK(default_memory_limit() > 1e8);
}

TEST_CASE("the sweep is passed on as written") {
  CHECK(resolved(read_example()).sweep == Json::parse(R"({"businesses.0.price": [500, 560, 620]})"));
  CHECK(resolved(read_example(), {"sweep.weeks=[52]"}).sweep.size() == 2);
  CHECK_FALSE(resolved(read_example()).document.contains("sweep"));
}
