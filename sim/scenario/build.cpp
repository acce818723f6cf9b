#include <new>
#include <stdexcept>
#include <string>

#include "sim/scenario/loader.hpp"
#include "sim/scenario/sections/correlation.hpp"
#include "sim/scenario/sections/families.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

double stored_value(const Json& value, const ParameterInfo& info, double numeraire) {
  if (!info.choices.empty()) return static_cast<double>(position_of(value.text(), info.choices).value());
  return is_money(info) ? value.get<double>() / numeraire : value.get<double>();
}

template <class Struct, class Rows>
Struct build_parameters(const Json& object, const Rows& rows, double numeraire) {
  Struct values{};
  for (const auto& [info, member] : rows) {
    using Value = std::remove_reference_t<decltype(values.*member)>;
    values.*member = static_cast<Value>(stored_value(object.at(info.name), info, numeraire));
  }
  return values;
}

Distribution build_distribution(const Json& value, const ParameterInfo& trait, double numeraire) {
  const double unit = is_money(trait) ? numeraire : 1;
  if (value.is_number()) return {Family::constant, value.get<double>() / unit, 0};
  const auto family = static_cast<Family>(position_of(value.at("distribution").text(), family_words).value());
  const bool is_uniform = family == Family::uniform;
  return {family, value.at(is_uniform ? "low" : "mean").get<double>() / unit,
          value.at(is_uniform ? "high" : "sd").get<double>() / unit};
}

Segment build_segment(const Json& object, double total_share, double numeraire) {
  Segment segment;
  segment.name = object.at("name").text();
  segment.share = object.at("share").get<double>() / total_share;
  segment.relationship =
      static_cast<Relationship>(position_of(object.at("relationship").text(), relationship_words).value());
  segment.contract_weeks = object.at("contract_weeks").get<int>();
  for (std::size_t i = 0; i < trait_infos.size(); ++i) {
    const auto& info = trait_infos[i];
    segment.traits[i] = build_distribution(object.at("traits").at(info.name), info, numeraire);
  }
  if (object.contains("correlation")) segment.cholesky = correlation_factor(object.at("correlation"));
  return segment;
}

MarketGroup build_market(const Json& object, double numeraire) {
  MarketGroup market;
  market.name = object.at("name").text();
  market.count = object.at("count").get<int>();
  market.terms = build_parameters<MarketTerms>(object, market_parameters, numeraire);
  market.shares = object.at("shares").get<std::vector<double>>();
  double sum = 0;
  for (const double share : market.shares) sum += share;
  for (double& share : market.shares) share /= sum;
  return market;
}

Policy build_policy(const Json& object, double numeraire) {
  Policy policy;
  policy.name = object.at("name").text();
  for (const auto& row : lever_parameters) {
    const auto& info = row.info;
    const auto& value = object.at("levers").at(info.name);
    const auto stored = [&](const Json& v) { return static_cast<float>(stored_value(v, info, numeraire)); };
    policy.levers.*row.member = stored(value.is_array() ? value.at(0).at("otherwise") : value);
    if (!value.is_array()) continue;
    for (auto rule = value.begin() + 1; rule != value.end(); ++rule) {
      std::string problem;
      const auto condition = parse_condition(rule->at("when").text(), problem).value();
      policy.rules.push_back({row.member, stored(rule->at("then")),
                              static_cast<Indicator>(condition.indicator), condition.above,
                              condition.threshold});
    }
  }
  return policy;
}

Business build_business(const Json& object, const std::vector<Policy>& policies, double numeraire) {
  Business business;
  business.name = object.at("name").text();
  const auto& policy = object.at("policy").text();
  while (policies.at(business.policy).name != policy) ++business.policy;
  business.terms = build_parameters<BusinessTerms>(object, business_parameters, numeraire);
  return business;
}

// The first business's weekly wage, or its price where nobody is paid, or else one unit of currency.
double numeraire_of(const Json& business) {
  for (const auto key : {"wage", "price"})
    if (const auto value = business.at(key).get<double>(); value > 0) return value;
  return 1;
}

}  // namespace

Scenario build(const Json& resolved) {
  try {
    Scenario scenario;
    scenario.name = resolved.at("name").text();
    scenario.description = resolved.at("description").text();
    scenario.weeks = resolved.at("weeks").get<int>();
    scenario.past_weeks = resolved.at("past_weeks").get<int>();
    scenario.seed = resolved.at("seed").get<std::uint32_t>();
    scenario.replications = resolved.at("replications").get<int>();
    scenario.numeraire = numeraire_of(resolved.at("businesses").at(0));
    scenario.model =
        build_parameters<Constants>(resolved.at("model"), constant_parameters, scenario.numeraire);
    double total_share = 0;
    for (const auto& segment : resolved.at("segments")) total_share += segment.at("share").get<double>();
    for (const auto& segment : resolved.at("segments"))
      scenario.segments.push_back(build_segment(segment, total_share, scenario.numeraire));
    for (const auto& market : resolved.at("markets"))
      scenario.markets.push_back(build_market(market, scenario.numeraire));
    for (const auto& policy : resolved.at("policies"))
      scenario.policies.push_back(build_policy(policy, scenario.numeraire));
    while (scenario.policies.at(scenario.today).name != policy_today) ++scenario.today;
    for (const auto& business : resolved.at("businesses"))
      scenario.businesses.push_back(build_business(business, scenario.policies, scenario.numeraire));
    return scenario;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    throw std::logic_error(
        std::string("a scenario is built of a document that resolve() made; this is none: ") + error.what());
  }
}

}  // namespace clientele::scenario
