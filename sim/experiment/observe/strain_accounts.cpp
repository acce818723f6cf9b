#include "sim/experiment/observe/strain_accounts.hpp"

#include <algorithm>
#include <numeric>

#include "sim/model/market.hpp"
#include "sim/model/parameters/constants.hpp"
#include "sim/model/scratch.hpp"
#include "sim/random/numeric.hpp"

namespace clientele::experiment {

const std::array<CauseInfo, causes> cause_infos = {{
    {"disposition", "disposition, the level to which they return by themselves"},
    {"load", "more work than they carry with ease"},
    {"overtime", "overtime"},
    {"incivility", "incivility of clients"},
    {"dissonance", "doing what they believe to be wrong"},
    {"hurry", "work below their own norm, for want of time"},
    {"thanks", "less thanks from clients than is usual"},
    {"exhaustion", "their own exhaustion"},
    {"colleagues", "cynical colleagues"},
    {"life", "life outside work"},
    {"earlier", "what they brought along when they were hired, or first seen"},
    {"limits", "the ends of the scale"},
}};

double Parts::sum() const { return std::accumulate(begin(), end(), 0.0); }

Parts& Parts::operator+=(const Parts& more) {
  for (std::size_t k = 0; k < causes; ++k) at(k) += more.at(k);
  return *this;
}

Strains& Strains::operator+=(const Strains& more) {
  exhaustion += more.exhaustion;
  cynicism += more.cynicism;
  return *this;
}

namespace {

/// What is left of each part, and what the week adds.
void carry_forward(Parts& parts, double left, const Parts& week, double factor) {
  for (std::size_t k = 0; k < causes; ++k) parts.at(k) = left * parts.at(k) + factor * week.at(k);
}

/// Between trades an incident weighs the less the more of them are usual.
double felt_incidents(double incidents, float usual) {
  return usual > 0 ? incidents * log(1 + usual) / usual : incidents;
}

float work_beyond_ease(const Constants& p, const Staff& staff, const StaffWeek& week, Seat s) {
  const float own = week.available[s] * staff.capacity[s];
  return positive_part((own > 0 ? week.required[s] / own : 0.0f) - p.comfortable_load);
}

}  // namespace

struct StrainAccounts::Felt {
  double incivility, dissonance;
  float strained, complaining;
};

StrainAccounts::StrainAccounts(const Constants& constants, BusinessId business, const Market& market)
    : p_(&constants), business_(business), accounts_(static_cast<std::size_t>(market.staff.size())) {}

void StrainAccounts::open(const Staff& staff, Seat seat) {
  auto& account = accounts_[seat.index()];
  account = {};
  account.acute[Cause::earlier] =
      staff.exhaustion[seat] - staff.exhaustion_set_point[seat] - staff.chronic[seat];
  account.chronic[Cause::earlier] = staff.chronic[seat];
  account.cynicism[Cause::earlier] = staff.cynicism[seat] - staff.cynicism_set_point[seat];
  account.exhaustion_rest = staff.exhaustion_set_point[seat];
  account.cynicism_rest = staff.cynicism_set_point[seat];
  account.was_exhausted = staff.exhaustion[seat];
  account.was_cynical = staff.cynicism[seat];
}

float StrainAccounts::complaining(const Market& market) const {
  const auto& office = market.offices[business_];
  float sum = 0;
  for (const Seat s : office.seats())
    if (market.staff.present[s]) sum += accounts_[s.index()].was_cynical;
  return office.headcount > 0 ? sum / static_cast<float>(office.headcount) : 0.0f;
}

void StrainAccounts::enter_week(const Market& market, const Scratch& scratch) {
  const auto& p = *p_;
  const auto& office = market.offices[business_];
  const auto& staff = market.staff;
  const auto& week = scratch.staff;
  const auto strained = static_cast<float>(1 - p.support_effect * office.support);
  const double discussed = 1 - p.supervision_effect * office.supervision;
  const float heard = complaining(market);
  for (const Seat s : office.seats()) {
    if (!staff.present[s]) continue;
    const double weight = staff.appraisal[s] * discussed;
    const Felt felt{weight * felt_incidents(week.incivility[s], p.usual_incivility),
                    weight * felt_incidents(week.dissonance[s], p.usual_dissonance), strained, heard};
    enter_exhaustion(felt, market, scratch, s);
    enter_cynicism(felt, market, scratch, s);
    accounts_[s.index()].was_exhausted = staff.exhaustion[s];
    accounts_[s.index()].was_cynical = staff.cynicism[s];
  }
}

void StrainAccounts::enter_exhaustion(const Felt& felt, const Market& market, const Scratch& scratch,
                                      Seat s) {
  const auto& p = *p_;
  const auto& staff = market.staff;
  const auto& week = scratch.staff;
  auto& account = accounts_[s.index()];
  const float overtime = positive_part(week.intensity[s] - 1);
  Parts adds{};
  adds[Cause::load] = p.exhaustion_load * work_beyond_ease(p, staff, week, s);
  adds[Cause::overtime] = p.exhaustion_intensity * overtime;
  adds[Cause::incivility] = p.exhaustion_incivility * felt.incivility;
  adds[Cause::dissonance] = p.exhaustion_dissonance * felt.dissonance;
  adds[Cause::hurry] = p.norm_strain * week.missing[s];
  const double factor = staff.exhaustion_reactivity[s] * felt.strained *
                        (1 - p.strain_saturation * static_cast<double>(account.was_exhausted));
  const double away =
      1 - (1 - static_cast<double>(staff.on_leave[s])) * (1 - static_cast<double>(staff.absence[s]));
  const double pace = 1 + p.leave_recovery * away - p.overtime_recovery * overtime;
  carry_forward(account.acute, 1 - std::min(std::max(pace, 0.0) / p.exhaustion_weeks, 1.0), adds,
                (1 - p.chronic_share) * factor);
  carry_forward(account.chronic, 1 - 1.0 / p.chronic_weeks, adds, p.chronic_share * factor);
  account.acute[Cause::life] += staff.life[s];
  account.acute[Cause::limits] +=
      staff.exhaustion[s] - staff.exhaustion_set_point[s] - account.acute.sum() - account.chronic.sum();
}

void StrainAccounts::enter_cynicism(const Felt& felt, const Market& market, const Scratch& scratch, Seat s) {
  const auto& p = *p_;
  const auto& staff = market.staff;
  const auto& week = scratch.staff;
  auto& account = accounts_[s.index()];
  const float contacts = week.contacts[s];
  const float thanks =
      contacts > 0 ? static_cast<float>(week.appreciation[s] / contacts) : p.reciprocity_expected;
  Parts adds{};
  adds[Cause::dissonance] = p.cynicism_dissonance * felt.dissonance;
  adds[Cause::incivility] = p.cynicism_incivility * felt.incivility;
  adds[Cause::thanks] = p.cynicism_reciprocity * positive_part(p.reciprocity_expected - thanks);
  adds[Cause::exhaustion] =
      p.cynicism_exhaustion * positive_part(staff.exhaustion[s] - staff.exhaustion_set_point[s]);
  adds[Cause::colleagues] = p.contagion * positive_part(felt.complaining - account.was_cynical);
  adds[Cause::hurry] = p.norm_strain * week.missing[s];
  const double factor =
      staff.cynicism_reactivity[s] * (1 - p.strain_saturation * static_cast<double>(account.was_cynical));
  carry_forward(account.cynicism, 1 - 1.0 / p.cynicism_weeks, adds, factor);
  account.cynicism[Cause::life] += p.life_cynicism * staff.life[s];
  account.cynicism[Cause::limits] += staff.cynicism[s] - staff.cynicism_set_point[s] - account.cynicism.sum();
}

Strains StrainAccounts::of(Seat seat) const {
  const auto& account = accounts_[seat.index()];
  Strains strains{.exhaustion = account.acute, .cynicism = account.cynicism};
  strains.exhaustion += account.chronic;
  strains.exhaustion[Cause::disposition] = account.exhaustion_rest;
  strains.cynicism[Cause::disposition] = account.cynicism_rest;
  return strains;
}

}  // namespace clientele::experiment
