#include <algorithm>
#include <array>

#include "sim/scenario/correlation.hpp"
#include "sim/scenario/families.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/sections.hpp"

namespace clientele::scenario {

namespace {

template <class Words>
std::size_t position_of(const OrderedJson& word, const Words& words) {
  const auto& text = word.get_ref<const std::string&>();
  return static_cast<std::size_t>(std::ranges::find(words, text) - std::begin(words));
}

double stored_value(const OrderedJson& value, const ParameterInfo& info, double numeraire) {
  if (!info.choices.empty()) return static_cast<double>(position_of(value, info.choices));
  return is_money(info) ? value.get<double>() / numeraire : value.get<double>();
}

template <class Struct, class Rows>
Struct build_parameters(const OrderedJson& object, const Rows& rows, double numeraire) {
  Struct values{};
  for (const auto& [info, member] : rows) {
    using Value = std::remove_reference_t<decltype(values.*member)>;
    values.*member = static_cast<Value>(stored_value(object.at(info.name), info, numeraire));
  }
  return values;
}

Distribution build_distribution(const OrderedJson& value, const ParameterInfo& trait, double numeraire) {
  const double unit = is_money(trait) ? numeraire : 1;
  if (value.is_number()) return {Family::constant, value.get<double>() / unit, 0};
  const auto family = static_cast<Family>(position_of(value.at("distribution"), family_words));
  const bool is_uniform = family == Family::uniform;
  return {family, value.at(is_uniform ? "low" : "mean").get<double>() / unit,
          value.at(is_uniform ? "high" : "sd").get<double>() / unit};
}

Segment build_segment(const OrderedJson& object, double total_share, double numeraire) {
  Segment segment;
  segment.name = object.at("name");
  segment.share = object.at("share").get<double>() / total_share;
  segment.relationship =
      static_cast<Relationship>(position_of(object.at("relationship"), relationship_words));
  segment.contract_weeks = object.at("contract_weeks");
  for (std::size_t i = 0; i < trait_parameters.size(); ++i) {
    const auto& info = trait_parameters[i].info;
    segment.traits[i] = build_distribution(object.at("traits").at(info.name), info, numeraire);
  }
  if (object.contains("correlation")) segment.cholesky = correlation_factor(object.at("correlation"));
  return segment;
}

MarketGroup build_market(const OrderedJson& object, double numeraire) {
  MarketGroup market;
  market.name = object.at("name");
  market.count = object.at("count");
  market.terms = build_parameters<MarketTerms>(object, market_parameters, numeraire);
  market.shares = object.at("shares").get<std::vector<double>>();
  double sum = 0;
  for (const double share : market.shares) sum += share;
  for (double& share : market.shares) share /= sum;
  return market;
}

Policy build_policy(const OrderedJson& object) {
  Policy policy;
  policy.name = object.at("name");
  for (const auto& [info, lever] : lever_parameters) {
    const auto& value = object.at("levers").at(info.name);
    const auto stored = [&](const OrderedJson& v) { return static_cast<float>(stored_value(v, info, 1)); };
    policy.levers.*lever = stored(value.is_array() ? value.front().at("otherwise") : value);
    if (!value.is_array()) continue;
    for (auto rule = value.begin() + 1; rule != value.end(); ++rule) {
      std::string problem;
      const auto condition = parse_condition(rule->at("when").get_ref<const std::string&>(), problem);
      policy.rules.push_back({lever, stored(rule->at("then")), static_cast<Indicator>(condition->indicator),
                              condition->above, condition->threshold});
    }
  }
  return policy;
}

Business build_business(const OrderedJson& object, const std::vector<Policy>& policies, double numeraire) {
  Business business;
  business.name = object.at("name");
  const auto policy = std::ranges::find(policies, object.at("policy").get<std::string>(), &Policy::name);
  business.policy = static_cast<std::size_t>(policy - policies.begin());
  business.terms = build_parameters<BusinessTerms>(object, business_parameters, numeraire);
  return business;
}

// The first business's weekly wage, or its price where nobody is paid, or else one unit of currency.
double numeraire_of(const OrderedJson& business) {
  for (const auto key : {"wage", "price"})
    if (const double value = business.at(key); value > 0) return value;
  return 1;
}

}  // namespace

Scenario build(const OrderedJson& resolved) {
  Scenario scenario;
  scenario.name = resolved.at("name");
  scenario.description = resolved.at("description");
  scenario.weeks = resolved.at("weeks");
  scenario.seed = resolved.at("seed");
  scenario.replications = resolved.at("replications");
  scenario.numeraire = numeraire_of(resolved.at("businesses").front());
  scenario.model = build_parameters<Constants>(resolved.at("model"), constant_parameters, 1);
  double total_share = 0;
  for (const auto& segment : resolved.at("segments")) total_share += segment.at("share").get<double>();
  for (const auto& segment : resolved.at("segments"))
    scenario.segments.push_back(build_segment(segment, total_share, scenario.numeraire));
  for (const auto& market : resolved.at("markets"))
    scenario.markets.push_back(build_market(market, scenario.numeraire));
  for (const auto& policy : resolved.at("policies")) scenario.policies.push_back(build_policy(policy));
  for (const auto& business : resolved.at("businesses"))
    scenario.businesses.push_back(build_business(business, scenario.policies, scenario.numeraire));
  return scenario;
}

}  // namespace clientele::scenario
