#include "sim/model/conservation.hpp"

#include <array>
#include <limits>

namespace clientele::model {

namespace {

constexpr std::array account_shares = {&Accounts::satisfaction, &Accounts::trust, &Accounts::entitlement,
                                       &Accounts::expectation};
constexpr std::array account_amounts = {&Accounts::rework, &Accounts::tenure, &Accounts::abuse};
constexpr std::array account_numbers = {&Accounts::mood, &Accounts::contribution, &Accounts::lifetime,
                                        &Accounts::receivable};
constexpr std::array staff_shares = {&Staff::experience, &Staff::exhaustion, &Staff::cynicism,
                                     &Staff::efficacy, &Staff::absence};
constexpr std::array staff_amounts = {&Staff::fatigue, &Staff::long_fatigue, &Staff::vulnerability,
                                      &Staff::backlog, &Staff::tenure};

/// Comparisons with NaN are false: none of the following holds of it.
template <class Values>
bool all_shares(const Values& x) {
  return (x >= 0 && x <= 1).all();
}
template <class Values>
bool all_amounts(const Values& x) {
  return (x >= 0 && x <= std::numeric_limits<float>::max()).all();
}
template <class Values>
bool all_finite(const Values& x) {
  return (x.abs() <= std::numeric_limits<float>::max()).all();
}

std::string_view broken_by_states(const Market& market) {
  const auto& customers = market.customers;
  for (const auto column : account_shares)
    if (!all_shares((customers.account.*column).head(customers.served)))
      return "states of accounts are in [0,1]";
  for (const auto column : account_amounts)
    if (!all_amounts((customers.account.*column).head(customers.served)))
      return "amounts of accounts are not negative";
  for (const auto column : account_numbers)
    if (!all_finite((customers.account.*column).head(customers.served)))
      return "states of accounts are finite";
  if (!all_shares(customers.learned)) return "what was learned is a share of what was missing";
  for (const auto column : staff_shares)
    if (!all_shares(market.staff.*column)) return "states of staff are in [0,1]";
  for (const auto column : staff_amounts)
    if (!all_amounts(market.staff.*column)) return "amounts of staff are not negative";
  return {};
}

std::string_view broken_by_accounts(const Market& market) {
  const auto& customers = market.customers;
  for (Index i = 0; i < customers.size(); ++i) {
    const std::size_t business = customers.account.business[i];
    if ((i < customers.served) != (business < market.offices.size()))
      return "whoever has an account has it with a business";
    if (i >= customers.served) continue;
    const Office& office = market.offices[business];
    const Index seat = customers.account.staff[i];
    if (seat < office.first_seat || seat >= office.end_seat) return "an account is served by its own office";
  }
  return {};
}

std::string_view broken_by_office(const Market& market, std::size_t business) {
  const Office& office = market.offices[business];
  const auto seats = [&](const auto& column) {
    return column.segment(office.first_seat, office.end_seat - office.first_seat);
  };
  const auto self = static_cast<std::uint8_t>(business);
  const Rows rows = office.accounts;
  const Index before = business == 0 ? 0 : market.offices[business - 1].accounts.end;
  const bool last = business + 1 == market.offices.size();
  if (rows.first != before || rows.end < rows.first || (last && rows.end != market.customers.served) ||
      (market.customers.account.business.segment(rows.first, rows.size()) != self).any())
    return "the accounts of a business are next to each other";
  if (seats(market.staff.accounts).sum() != rows.size()) return "seats count the accounts they serve";
  if ((seats(market.staff.accounts) < 0).any()) return "nobody serves fewer than no accounts";
  if (seats(market.staff.present).template cast<int>().sum() != office.headcount)
    return "headcount is the number of people present";
  if (!(office.standard > 0 && office.on_order >= 0 && office.hires_due >= 0 && office.hires_due < 1 &&
        office.utilisation >= 0 && office.smoothed_work >= 0))
    return "an office's standard, orders and load are not negative";
  return {};
}

}  // namespace

std::string_view broken_law(const Market& market) {
  if (const auto law = broken_by_states(market); !law.empty()) return law;
  if (const auto law = broken_by_accounts(market); !law.empty()) return law;
  for (std::size_t b = 0; b < market.offices.size(); ++b)
    if (const auto law = broken_by_office(market, b); !law.empty()) return law;
  return {};
}

}  // namespace clientele::model
