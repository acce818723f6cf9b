#include "sim/model/people.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace clientele::model {

namespace {

constexpr std::size_t trait_count = trait_parameters.size();
using Scores = std::array<float, trait_count>;

Scores trait_uniforms(const Draws& draw, Person who) {
  Scores u{};
  for (std::size_t j = 0; j < trait_count; ++j) u[j] = draw.uniform(who, 0, trait_decisions[j]);
  return u;
}

float normal_probability(double z) {
  return static_cast<float>(std::clamp(0.5 * std::erfc(-z * M_SQRT1_2), 0x1p-24, 1 - 0x1p-24));
}

/// Uniforms whose normal scores have the correlation L L'.
Scores correlate(const std::vector<double>& cholesky, const Scores& independent) {
  Scores z{}, u{};
  for (std::size_t j = 0; j < trait_count; ++j) z[j] = normal_quantile(independent[j]);
  for (std::size_t j = 0; j < trait_count; ++j) {
    double score = 0;
    for (std::size_t k = 0; k <= j; ++k) score += cholesky[j * trait_count + k] * z[k];
    u[j] = normal_probability(score);
  }
  return u;
}

std::size_t draw_segment(const std::vector<double>& shares, double uniform) {
  std::size_t s = 0;
  while (s + 1 < shares.size() && uniform >= shares[s]) uniform -= shares[s++];
  return s;
}

template <class State>
void swap_rows(State& state, Row a, Row b) {
  for_each_variable<State>(
      [&](const StateInfo&, auto member) { std::swap((state.*member)[a], (state.*member)[b]); });
}

}  // namespace

void draw_customer(const Scenario& scenario, const Draws& draw, Market& market, Row row) {
  auto& customers = market.customers;
  const auto who = market.customer(row);
  const auto which =
      draw_segment(scenario.markets[market.group].shares, draw.uniform(who, 0, Birth::segment));
  const Segment& segment = scenario.segments[which];
  auto u = trait_uniforms(draw, who);
  if (!segment.cholesky.empty()) u = correlate(segment.cholesky, u);
  for (std::size_t j = 0; j < trait_count; ++j) {
    const auto& [info, column] = trait_parameters[j];
    const auto low = static_cast<float>(info.valid.low), high = static_cast<float>(info.valid.high);
    (customers.traits.*column)[row] = std::clamp(segment.quantiles[j](u[j]), low, high);
  }
  customers.segment[row] = static_cast<std::int16_t>(which);
  begin_row<CustomerState<RowColumn>>(customers, row);
  customers.account.business[row] = nobody;
}

void swap_customers(Customers& customers, Row a, Row b) {
  if (a == b) return;
  for (const auto& trait : trait_parameters)
    std::swap((customers.traits.*trait.member)[a], (customers.traits.*trait.member)[b]);
  swap_rows<Accounts>(customers.account, a, b);
  swap_rows<CustomerState<RowColumn>>(customers, a, b);
}

namespace {

/// Whoever is in the row behind all accounts moves to the row behind those of `business`: the first account
/// of every later business makes room by moving behind its last.
Row move_in(Market& market, Row row, BusinessId business) {
  for (BusinessId b{market.offices.size() - 1}; b > business; --b) {
    Rows& accounts = market.offices[b].accounts;
    swap_customers(market.customers, row, accounts.first);
    row = accounts.first++;
    ++accounts.last;
  }
  ++market.offices[business].accounts.last;
  return row;
}

/// The other way round: the last account of `business`, and then of every later one, fills the gap.
Row move_out(Market& market, Row row, BusinessId business) {
  for (BusinessId b = business; b < market.offices.ids().last; ++b) {
    Rows& accounts = market.offices[b].accounts;
    if (b > business) accounts.first = row;
    swap_customers(market.customers, row, --accounts.last);
    row = accounts.last;
  }
  return row;
}

}  // namespace

Row open_account(const Constants& p, const Levers& levers, Market& market, Row row, BusinessId business,
                 Seat seat) {
  auto& customers = market.customers;
  swap_customers(customers, row, Row{customers.served});
  const Row i = move_in(market, Row{customers.served++}, business);
  auto& a = customers.account;
  begin_row<Accounts>(a, i);
  a.business[i] = static_cast<std::uint8_t>(business.value);
  a.seat[i] = static_cast<std::int32_t>(seat.value);
  a.satisfaction[i] = p.initial_satisfaction;
  a.trust[i] = p.initial_trust;
  a.entitlement[i] = p.initial_entitlement * (1 - customers.traits.respect[i]);
  a.expectation[i] = clamp01(p.initial_expectation + p.overpromise * (1 - levers.expectation_setting));
  customers.seeking[i] = nobody;
  return i;
}

Row close_account(Market& market, Row row) {
  auto& customers = market.customers;
  const Seat seat = seat_of(customers.account, row);
  // What they still wait for goes with them: their average share of the backlog.
  market.staff.backlog[seat] -= market.staff.backlog[seat] / static_cast<float>(market.staff.accounts[seat]);
  --market.staff.accounts[seat];
  const Row i = move_out(market, row, business_of(customers.account, row));
  customers.account.business[i] = nobody;
  --customers.served;
  return i;
}

void hand_over(const Constants& p, const Levers& levers, Market& market, Row row, Seat seat) {
  auto& account = market.customers.account;
  --market.staff.accounts[seat_of(account, row)];
  ++market.staff.accounts[seat];
  account.seat[row] = static_cast<std::int32_t>(seat.value);
  account.trust[row] *= 1 - p.continuity_loss * (1 - p.crm_effect * levers.crm);
}

Seat least_loaded_seat(const Market& market, const Office& office) {
  Seat best{-1};
  for (const Seat seat : office.seats())
    if (market.staff.present[seat] &&
        (best < Seat{} || market.staff.accounts[seat] < market.staff.accounts[best]))
      best = seat;
  return best;
}

namespace {

/// Of equal loads the first seat comes first.
bool comes_later(const Load& a, const Load& b) {
  return std::pair(a.accounts, a.seat) > std::pair(b.accounts, b.seat);
}

}  // namespace

void LeastLoaded::gather() {
  loads_.clear();
  for (const Seat s : seats_)
    if (staff_.present[s]) loads_.push_back({staff_.accounts[s], s});
  std::make_heap(loads_.begin(), loads_.end(), comes_later);
}

Seat LeastLoaded::find() {
  if (!std::exchange(gathered_, true)) gather();
  while (!loads_.empty()) {
    const Load least = loads_.front();
    const bool is_present = staff_.present[least.seat] != 0;
    if (is_present && staff_.accounts[least.seat] == least.accounts) return least.seat;
    std::pop_heap(loads_.begin(), loads_.end(), comes_later);
    loads_.back().accounts = staff_.accounts[least.seat];
    if (is_present)
      std::push_heap(loads_.begin(), loads_.end(), comes_later);
    else
      loads_.pop_back();
  }
  return Seat{-1};
}

}  // namespace clientele::model
