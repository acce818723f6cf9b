#include "sim/app/answers/plan_json.hpp"

namespace clientele::app {

Json plan_json(const Plan& plan) {
  return {{"scenario", plan.scenario},
          {"weeks", plan.weeks},
          {"seed", plan.seed},
          {"replications", plan.replications}};
}

}  // namespace clientele::app
