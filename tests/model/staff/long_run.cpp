// An office of ten under a constant load, for twenty years: it settles, and people differ.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

TEST_CASE("an office of ten settles over twenty years, with people spread between the ends of the scale") {
  Scenario scenario = plain_world();
  scenario.model = defaults<Constants>(constant_parameters);
  terms(scenario) = defaults<BusinessTerms>(business_parameters);
  auto& t = terms(scenario);
  t.staff = 10;
  t.initial_accounts = t.lead_rate = 0;
  t.staffing_flexibility = 0;  // who leaves is replaced
  constexpr int years = 20;
  std::vector<double> of_year(years), people(years), all;
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    LoneMarket town(scenario, replication);
    for (int week = 0; week < 52 * years; ++week) {
      town.scratch.begin();
      for (const Seat s : town.office().seats())
        town.scratch.staff.inflow[s] = town.market.staff.present[s] ? 22 : 0;  // a constant load
      town.scratch.staff.incivility.setConstant(scenario.model.usual_incivility);
      town.scratch.staff.dissonance.setConstant(scenario.model.usual_dissonance);
      for (const auto* stage : {"serve", "strain", "staffing"}) town.run(stage);
      ++town.week;
      for (const Seat s : town.office().seats()) {
        if (!town.market.staff.present[s]) continue;
        of_year[static_cast<std::size_t>(week / 52)] += town.market.staff.exhaustion[s];
        people[static_cast<std::size_t>(week / 52)] += 1;
        if (week % 52 == 0 && week > 52) all.push_back(town.market.staff.exhaustion[s]);
      }
    }
  }
  for (int year = 0; year < years; ++year) {
    const auto y = static_cast<std::size_t>(year);
    of_year[y] /= people[y];
  }
  // Means of 200 people, of a standard deviation of about .15 and some years of memory: standard error .02.
  const double early = (of_year[5] + of_year[6] + of_year[7] + of_year[8] + of_year[9]) / 5;
  const double late = (of_year[15] + of_year[16] + of_year[17] + of_year[18] + of_year[19]) / 5;
  CHECK(std::abs(late - early) < 0.03);
  std::sort(all.begin(), all.end());
  const auto at = [&](double p) {
    return all[static_cast<std::size_t>(p * static_cast<double>(all.size() - 1))];
  };
  const auto share = [&](auto holds) {
    return static_cast<double>(std::count_if(all.begin(), all.end(), holds)) /
           static_cast<double>(all.size());
  };
  MESSAGE("exhaustion: 5 % below ", at(0.05), ", half below ", at(0.5), ", 95 % below ", at(0.95));
  CHECK(at(0.95) - at(0.05) > 0.25);
  CHECK(share([](double x) { return x <= 0.01; }) < 0.02);
  CHECK(share([](double x) { return x >= 0.99; }) < 0.01);
}

}  // namespace
}  // namespace clientele::scenario
