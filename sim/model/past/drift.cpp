#include "sim/model/past/drift.hpp"

#include "sim/model/market.hpp"
#include "sim/model/measures.hpp"

namespace clientele::model {

namespace {

constexpr int quarter = weeks_of_quarter, year = weeks_of_year;

struct Sums {
  double offices = 0, standard = 0, people = 0, exhaustion = 0, tenure = 0, accounts = 0, old = 0;
};

void add(Sums& sums, const Market& market, BusinessId business) {
  const auto& office = market.offices[business];
  sums.offices += 1;
  sums.standard += office.standard;
  for (const Seat s : office.seats()) {
    if (!market.staff.present[s]) continue;
    sums.people += 1;
    sums.exhaustion += market.staff.exhaustion[s];
    sums.tenure += market.staff.tenure[s];
  }
  const auto& tenure = market.customers.account.tenure;
  sums.accounts += static_cast<double>(office.accounts.size());
  sums.old += sum_over(office.accounts, [&](Row i) { return tenure[i] > 2 * year ? 1.0f : 0.0f; });
}

double mean(double sum, double count) { return count > 0 ? sum / count : 0; }

}  // namespace

void remember(Past& past, std::span<const Market> markets, BusinessId business, int week) {
  const bool is_last = week >= -quarter, is_year_before = week >= -quarter - year && week < -year;
  if (!is_last && !is_year_before) return;
  Sums sums;
  for (const Market& market : markets) add(sums, market, business);
  auto& q = is_last ? past.last : past.year_before;
  q.weeks += 1;
  q.standard += mean(sums.standard, sums.offices);
  q.exhaustion += mean(sums.exhaustion, sums.people);
  q.staff_tenure += mean(sums.tenure, sums.people);
  q.old_accounts += mean(sums.old, sums.accounts);
}

void note_drift(const Past& past, Tally& tally) {
  if (past.last.weeks < quarter || past.year_before.weeks < quarter) return;
  const auto change = [&](double QuarterOfPast::*what) {
    return (past.last.*what - past.year_before.*what) / quarter;
  };
  tally[Item::pasts] = 1;
  tally[Item::drift_of_standard] = change(&QuarterOfPast::standard);
  tally[Item::drift_of_exhaustion] = change(&QuarterOfPast::exhaustion);
  tally[Item::drift_of_staff_tenure] = change(&QuarterOfPast::staff_tenure);
  tally[Item::drift_of_old_accounts] = change(&QuarterOfPast::old_accounts);
}

}  // namespace clientele::model
