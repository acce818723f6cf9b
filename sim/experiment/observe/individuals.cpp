#include "sim/experiment/observe/individuals.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "analysis/least_squares.hpp"
#include "sim/model/market.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

namespace {

std::vector<double> centred(std::vector<double> values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  for (double& value : values) value -= mean;
  return values;
}

double product(const std::vector<double>& a, const std::vector<double>& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
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
  const auto a = centred(x), b = centred(y);
  return product(a, b) / std::sqrt(product(a, a) * product(b, b));
}

double variance_explained(const StaffSurvey& survey, const std::vector<double>& outcome) {
  const auto stressors = {&survey.aggression, &survey.expectations, &survey.dislike, &survey.ambiguity};
  const auto y = centred(outcome);
  const auto n = static_cast<double>(y.size()), k = static_cast<double>(stressors.size());
  if (n <= k + 1) return std::numeric_limits<double>::quiet_NaN();
  Matrix x(y.size(), stressors.size());
  std::size_t column = 0;
  for (const auto* stressor : stressors) {
    const auto values = centred(*stressor);
    for (std::size_t row = 0; row < values.size(); ++row) x(row, column) = values[row];
    ++column;
  }
  const double unexplained = least_squares(x, y).unexplained / product(y, y);
  return 1 - unexplained * (n - 1) / (n - k - 1);
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
