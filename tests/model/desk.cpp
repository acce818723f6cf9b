#include "tests/model/desk.hpp"

namespace clientele::scenario {

LoneMarket desk(double standard, const std::function<void(Scenario&)>& change) {
  Scenario scenario = plain_world();
  scenario.markets[0].terms.population = 1;
  auto& t = terms(scenario);
  t.staff = t.initial_accounts = t.initial_experience = 1;
  t.absence = t.onboarding_hours = t.lead_rate = 0;
  t.initial_standard = standard;
  scenario.model.absence_exhaustion = 0;
  if (change) change(scenario);
  LoneMarket town(scenario);
  town.run_up_to("serve");
  town.scratch.begin();
  auto& week = town.scratch.account;
  week.talk[Row{0}] = week.claims[Row{0}] = week.work[Row{0}] = week.handled[Row{0}] = 0;
  week.refused[Row{0}] = 0;
  return town;
}

}  // namespace clientele::scenario
