#include "sim/experiment/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/uuid/name_generator.hpp>
#include <boost/uuid/string_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "sim/experiment/errors.hpp"

namespace clientele {

namespace {

// The namespace of all names made here, itself made from the name of the program.
boost::uuids::uuid root() { return boost::uuids::name_generator_sha1(boost::uuids::ns::dns())("clientele"); }

std::string uuid5(const boost::uuids::uuid& space, const std::string& name) {
  return to_string(boost::uuids::name_generator_sha1(space)(name));
}

boost::uuids::uuid parse(const std::string& identity) { return boost::uuids::string_generator()(identity); }

}  // namespace

RunKey run_key(const Plan& plan, std::size_t cell, int replication) {
  const auto cells = static_cast<std::int64_t>(plan.cells.size());
  return {(replication - 1) * cells + static_cast<std::int64_t>(cell) + 1, cell, replication};
}

std::vector<std::size_t> cast(const Scenario& scenario, const std::string& policy) {
  const auto found = std::ranges::find(scenario.policies, policy, &Policy::name);
  if (found == scenario.policies.end()) throw BadInput(fmt::format("no policy is named \"{}\"", policy));
  std::vector<std::size_t> policy_of;
  for (const auto& business : scenario.businesses) policy_of.push_back(business.policy);
  policy_of.front() = static_cast<std::size_t>(found - scenario.policies.begin());
  return policy_of;
}

std::string experiment_identity(const Plan& plan, const std::string& model_version) {
  auto document = nlohmann::json::parse(plan.document);
  for (const auto* key : {"name", "description", "replications"}) document.erase(key);
  return uuid5(root(), nlohmann::json({model_version, document, plan.parameters}).dump());
}

std::string cell_identity(const Plan& plan, std::size_t cell, const std::string& experiment_identity) {
  const auto& [point, policy] = plan.cells[cell];
  return uuid5(parse(experiment_identity), nlohmann::json({plan.points[point], policy}).dump());
}

std::string run_identity(const std::string& cell_identity, int replication) {
  return uuid5(parse(cell_identity), std::to_string(replication));
}

}  // namespace clientele
