#include "sim/model/stages/management/steering.hpp"

namespace clientele::model {

namespace {

/// What management can see: its books, its time sheets, and what people said in the last survey.
double indicated(Indicator indicator, const Office& office, const Tally& tally, int coming_week) {
  const auto per = [&](auto sum, Item count) { return tally[count] > 0 ? tally[sum] / tally[count] : 0.0; };
  switch (indicator) {
    case Indicator::exhaustion:
      return office.surveyed_exhaustion;
    case Indicator::cynicism:
      return office.surveyed_cynicism;
    case Indicator::efficacy:
      return office.surveyed_efficacy;
    case Indicator::burnout_share:
      return office.surveyed_burnout;
    case Indicator::satisfaction:
      return office.surveyed_satisfaction;
    case Indicator::trust:
      return office.surveyed_trust;
    case Indicator::entitlement:
      return office.surveyed_entitlement;
    case Indicator::pressure:
      return per(Item::pressure, Item::at_work);
    case Indicator::utilisation:
    case Indicator::load:
      return office.utilisation;
    case Indicator::vacancies:
      return tally[Item::vacancies];
    case Indicator::accounts:
      return tally[Item::accounts];
    case Indicator::margin:
      return tally[Item::revenue] > 0 ? profit(tally) / tally[Item::revenue] : 0.0;
    case Indicator::week:
      return coming_week;
  }
  return 0;
}

}  // namespace

void steer(const Policy& policy, Office& office, const Tally& tally, int coming_week) {
  office.levers = policy.levers;
  for (const Rule& rule : policy.rules)
    if (rule.holds(indicated(rule.indicator, office, tally, coming_week)))
      office.levers.*rule.lever = rule.value;
}

}  // namespace clientele::model
