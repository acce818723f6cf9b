#include "sim/model/scratch.hpp"

namespace clientele::model {

Scratch::Scratch(const Scenario& scenario, Index customers, Index seats)
    : tallies(scenario.businesses.size()),
      selling_hours(scenario.businesses.size()),
      signed_hours(scenario.businesses.size()),
      pulls(scenario.segments.size(), PerBusiness<Pull>(scenario.businesses.size())),
      total_pull(scenario.segments.size()),
      advocacy(scenario.segments.size(), SumLanes::Zero()) {
  for_each_variable<AccountWeek>([&](const auto&, auto column) { (account.*column).setZero(customers); });
  account.draws.DrawColumns<Requests>::make_room(customers);
  account.draws.DrawColumns<Reactions>::make_room(customers);
  account.draws.DrawColumns<Leaving>::make_room(customers);
  account.draws.lead.setZero(customers);
  account.draws.default_on_debt.setZero(customers);
  for_each_variable<StaffWeek>([&](const auto&, auto column) { (staff.*column).setZero(seats); });
  leads.reserve(static_cast<std::size_t>(customers));
  rows.resize(static_cast<std::size_t>(customers));
  values.reserve(static_cast<std::size_t>(customers));
  shares.reserve(static_cast<std::size_t>(seats));
  loads.reserve(static_cast<std::size_t>(seats));
  for (const Segment& segment : scenario.segments)
    contract_weeks.push_back(static_cast<float>(segment.contract_weeks));
}

void Scratch::begin() {
  for_each_variable<StaffWeek>([&](const auto&, auto column) { (staff.*column).setZero(); });
  leads.clear();
  tallies.fill({});
  selling_hours.fill(0);
  signed_hours.fill(0);
}

void Scratch::begin_accounts(Rows accounts) {
  for_each_variable<AccountWeek>([&](const ScratchInfo& info, auto column) {
    if (info.counted) (account.*column).segment(accounts.first.value, accounts.size()).setZero();
  });
}

}  // namespace clientele::model
