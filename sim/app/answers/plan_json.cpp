#include "sim/app/answers/plan_json.hpp"

#include "sim/app/reservations.hpp"
#include "sim/experiment/tables/manifest.hpp"

namespace clientele::app {

Json plan_json(const Plan& plan) {
  return {{"scenario", plan.scenario},
          {"weeks", plan.weeks},
          {"seed", plan.seed},
          {"replications", plan.replications}};
}

Json store_json(const Store& store) {
  auto object = plan_json(store.plan());
  auto& origin = object["origin"] = Json::object();
  for (const auto& [key, value] : origin_of(store)) origin[key] = value;
  if (const auto list = reservations(store); !list.empty()) object["reservations"] = list;
  return object;
}

}  // namespace clientele::app
