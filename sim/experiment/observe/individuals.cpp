#include "sim/experiment/observe/individuals.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

namespace clientele::experiment {

namespace {

Eigen::VectorXd centred(const std::vector<double>& values) {
  const Eigen::Map<const Eigen::VectorXd> column(values.data(), static_cast<Index>(values.size()));
  return column.array() - column.mean();
}

void survey_market(const Market& market, StaffSurvey& survey) {
  const auto& office = market.offices.front();
  const auto& customers = market.customers;
  const auto seats = static_cast<std::size_t>(market.staff.size());
  std::vector<double> aggression(seats), expectations(seats), dislike(seats), ambiguity(seats);
  for (const Row i : customers.with_account()) {
    if (customers.account.business[i] != 0) continue;
    const auto seat = seat_of(customers.account, i).index();
    aggression[seat] += customers.account.abuse[i];
    expectations[seat] += customers.account.entitlement[i];
    dislike[seat] += 1 - customers.traits.respect[i];
    ambiguity[seat] += (1 - customers.traits.knowledge[i]) * (1 - customers.learned[i]);
  }
  for (const Seat s : office.seats()) {
    if (!market.staff.present[s]) continue;
    const auto seat = s.index();
    survey.exhaustion.push_back(market.staff.exhaustion[s]);
    survey.cynicism.push_back(market.staff.cynicism[s]);
    survey.efficacy.push_back(market.staff.efficacy[s]);
    survey.aggression.push_back(aggression[seat]);
    survey.expectations.push_back(expectations[seat]);
    survey.dislike.push_back(dislike[seat]);
    survey.ambiguity.push_back(ambiguity[seat]);
  }
}

}  // namespace

StaffSurvey survey_staff(const World& world) {
  StaffSurvey survey;
  for (const Market& market : world.markets()) survey_market(market, survey);
  return survey;
}

double correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const Eigen::VectorXd a = centred(x), b = centred(y);
  return a.dot(b) / (a.norm() * b.norm());
}

double variance_explained(const StaffSurvey& survey, const std::vector<double>& outcome) {
  constexpr int stressors = 4;
  const Eigen::VectorXd y = centred(outcome);
  const auto n = static_cast<double>(y.size());
  if (n <= stressors + 1) return std::numeric_limits<double>::quiet_NaN();
  Eigen::MatrixXd x(y.size(), stressors);
  x << centred(survey.aggression), centred(survey.expectations), centred(survey.dislike),
      centred(survey.ambiguity);
  const double unexplained = (y - x * x.colPivHouseholderQr().solve(y)).squaredNorm() / y.squaredNorm();
  return 1 - unexplained * (n - 1) / (n - stressors - 1);
}

double best_fifth_of_profit(const World& world, double shared_cost) {
  constexpr float half_a_year = 26;
  std::vector<double> profits;
  for (const Market& market : world.markets()) {
    const auto& account = market.customers.account;
    for (const Row i : market.customers.with_account())
      if (account.business[i] == 0 && account.tenure[i] >= half_a_year)
        profits.push_back(account.contribution[i] - shared_cost);
  }
  std::sort(profits.begin(), profits.end(), std::greater<>());
  double best = 0, all = 0;
  for (std::size_t i = 0; i < profits.size(); ++i) {
    if (5 * i < profits.size()) best += profits[i];
    all += profits[i];
  }
  return all > 0 ? best / all : std::numeric_limits<double>::quiet_NaN();
}

void ReferralStudy::look(const World& world) {
  const auto markets = world.markets();
  slots_.resize(markets.size());
  for (std::size_t m = 0; m < markets.size(); ++m) look(markets[m], world.week(), slots_[m]);
}

void ReferralStudy::look(const Market& market, int week, std::vector<Slot>& before) {
  const auto& customers = market.customers;
  const auto& account = customers.account;
  before.resize(static_cast<std::size_t>(customers.size()));
  std::vector<Slot> now(before.size());
  for (const Row i : customers.with_account()) {
    const bool won = account.business[i] == 0 && account.tenure[i] < static_cast<float>(week);
    const auto group = static_cast<std::int8_t>(won ? account.referred[i] : -1);
    now[customers.slot[i]] = {customers.generation[i], group};
    if (!won) continue;
    groups_[account.referred[i]].account_weeks += 1;
    groups_[account.referred[i]].contribution += account.contribution[i];
  }
  for (std::size_t slot = 0; slot < now.size(); ++slot) {
    const bool stayed =
        now[slot].group == before[slot].group && now[slot].generation == before[slot].generation;
    if (before[slot].group >= 0 && !stayed)
      groups_[static_cast<std::size_t>(before[slot].group)].departures += 1;
  }
  before = std::move(now);
}

}  // namespace clientele::experiment
