#include "sim/model/specification.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

Json resolve_business(const Node& node, const std::vector<std::string>& policies, const MoneyLevel& level,
                      std::vector<std::string>& names) {
  Members members(node, "a parameter of a business");
  Json resolved;
  const auto business = unique_name(members, names);
  resolved["name"] = business.value_or("");
  resolved["policy"] = policies.empty() ? "" : policies.front();
  if (const auto policy = members.find("policy")) {
    const auto given = text(*policy);
    if (given && !is_one_of(*given, policies))
      policy->complain("there is no policy " + in_quotes(*given) + " in this scenario",
                       suggestion(*given, views(policies), "name one of the scenario's \"policies\""));
    resolved["policy"] = given.value_or("");
  }
  read_parameters(members, business_parameters, level, resolved);
  members.close();
  return resolved;
}

}  // namespace

Json resolve_businesses(const Node& array, const std::vector<std::string>& policies,
                        const MoneyLevel& level) {
  Json resolved = Json::array();
  std::vector<std::string> names;
  for (const auto& node : elements(array, "businesses", most_businesses))
    resolved.push_back(resolve_business(node, policies, level, names));
  return resolved;
}

}  // namespace clientele::scenario
