#include "sim/model/conservation.hpp"

#include <limits>

namespace clientele::model {

namespace {

/// Whether all values are in the domain. Comparisons with NaN are false: nothing holds of it.
template <class Values>
bool all_in(Domain domain, const Values& x) {
  using Value = typename Values::Scalar;
  constexpr auto least = std::numeric_limits<Value>::lowest(), most = std::numeric_limits<Value>::max();
  switch (domain) {
    case Domain::share:
      return (x >= 0 && x <= 1).all();
    case Domain::amount:
      return (x >= 0 && x <= most).all();
    case Domain::positive:
      return (x > 0 && x <= most).all();
    case Domain::number:
      return (x >= least && x <= most).all();
    case Domain::code:
      return true;
  }
  return false;
}

constexpr std::string_view words(Domain domain) {
  constexpr std::string_view words[] = {"in [0,1]", "not negative", "above 0", "finite", "a number"};
  return words[static_cast<std::size_t>(domain)];
}

std::string broken(const StateInfo& info, std::string_view whose) {
  std::string law(info.name);
  law.append(" of ").append(whose).append(" is ").append(words(info.domain));
  return law;
}

/// The first variable of the first `size` rows that leaves its domain: "trust of accounts is in [0,1]".
template <class State>
std::string broken_by_state(const State& state, Index size, std::string_view whose) {
  std::string law;
  for_each_variable<State>([&](const StateInfo& info, auto member) {
    if (!law.empty() || all_in(info.domain, (state.*member).head(size))) return;
    law = broken(info, whose);
  });
  return law;
}

std::string broken_by_states(const Market& market) {
  const auto& customers = market.customers;
  if (auto law = broken_by_state<Accounts>(customers.account, customers.served, "accounts"); !law.empty())
    return law;
  if (auto law = broken_by_state<CustomerState<RowColumn>>(customers, customers.size(), "customers");
      !law.empty())
    return law;
  return broken_by_state<StaffState<SeatColumn>>(market.staff, market.staff.size(), "staff");
}

std::string broken_by_variables(const OfficeState& office) {
  std::string law;
  for_each_variable<OfficeState>([&](const StateInfo& info, auto member) {
    using Value = std::remove_cvref_t<decltype(office.*member)>;
    if (law.empty() && !all_in(info.domain, Eigen::Array<Value, 1, 1>(office.*member)))
      law = broken(info, "offices");
  });
  return law;
}

std::string broken_by_accounts(const Market& market) {
  const auto& customers = market.customers;
  for (const Row i : customers.everybody()) {
    const BusinessId business = business_of(customers.account, i);
    const bool served = i < customers.with_account().last;
    if (served != (business < market.offices.ids().last))
      return "whoever has an account has it with a business";
    if (!served) continue;
    const Office& office = market.offices[business];
    const Seat seat = seat_of(customers.account, i);
    if (seat < office.first_seat || seat >= office.end_seat) return "an account is served by its own office";
  }
  return {};
}

std::string broken_by_office(const Market& market, BusinessId business) {
  const Office& office = market.offices[business];
  const auto seats = [&](const auto& column) {
    return column.segment(office.first_seat.value, office.seats().size());
  };
  const auto self = static_cast<std::uint8_t>(business.value);
  const Rows rows = office.accounts;
  const Row before = business == BusinessId{} ? Row{} : market.offices[business + -1].accounts.last;
  const bool last = business + 1 == market.offices.ids().last;
  if (rows.first != before || rows.last < rows.first ||
      (last && rows.last != market.customers.with_account().last) ||
      (market.customers.account.business.segment(rows.first.value, rows.size()) != self).any())
    return "the accounts of a business are next to each other";
  if (seats(market.staff.accounts).sum() != rows.size()) return "seats count the accounts they serve";
  if ((seats(market.staff.accounts) < 0).any()) return "nobody serves fewer than no accounts";
  if (seats(market.staff.present).template cast<int>().sum() != office.headcount)
    return "headcount is the number of people present";
  return broken_by_variables(office);
}

}  // namespace

std::string broken_law(const Market& market) {
  if (auto law = broken_by_states(market); !law.empty()) return law;
  if (auto law = broken_by_accounts(market); !law.empty()) return law;
  for (const BusinessId b : market.offices.ids())
    if (auto law = broken_by_office(market, b); !law.empty()) return law;
  return {};
}

}  // namespace clientele::model
