#include "sim/model/stages/management/skills.hpp"

#include <algorithm>

namespace clientele::model {

namespace {

/// The level of one skill a week later, and how much was learned. What is no longer asked for is not
/// unlearned: interpersonal skills keep [Ta05].
double learn(const Constants& p, double skill, double asked, double newcomers, double& learned) {
  skill *= 1 - newcomers;
  if (asked <= skill) return skill;
  const double gained = (asked - skill) / std::max(1.0f, p.training_weeks);
  learned += gained;
  return skill + gained;
}

/// What courses in the work itself teach wears off without them [GS12], and newcomers have had none.
void teach(const Constants& p, double newcomers, Office& office) {
  office.trained *= 1 - newcomers;
  office.trained += (office.levers.training - office.trained) / std::max(1.0f, p.training_weeks);
}

/// Hours of each person, every week.
double regular_hours(const BusinessTerms& terms, const Levers& levers) {
  return levers.training * terms.course_hours + levers.supervision * terms.supervision_hours;
}

}  // namespace

void train(const Constants& p, const BusinessTerms& terms, Office& office, Tally& tally) {
  const double people = office.headcount;
  const double newcomers = people > 0 ? std::min(1.0, tally[Item::hires] / people) : 0;
  double learned = 0;
  office.skill_calm = learn(p, office.skill_calm, office.levers.calm, newcomers, learned);
  office.skill_educate = learn(p, office.skill_educate, office.levers.educate, newcomers, learned);
  office.skill_persuade = learn(p, office.skill_persuade, office.levers.persuade, newcomers, learned);
  teach(p, newcomers, office);
  office.training_due = people * (learned * p.training_hours + regular_hours(terms, office.levers));
  const double fees = learned * terms.training_fee + office.levers.training * terms.course_fee / 52;
  tally[Item::training_cost] += people * fees * terms.wage;
}

}  // namespace clientele::model
