#include "sim/app/answers/plan_json.hpp"

#include "sim/app/reservations.hpp"

namespace clientele::app {

Json plan_json(const Plan& plan) {
  return {{"scenario", plan.scenario},
          {"weeks", plan.weeks},
          {"seed", plan.seed},
          {"replications", plan.replications}};
}

Json store_json(const Store& store) {
  auto object = plan_json(store.plan());
  if (const auto list = reservations(store); !list.empty()) object["reservations"] = list;
  return object;
}

}  // namespace clientele::app
