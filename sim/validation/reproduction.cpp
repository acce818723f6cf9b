#include "sim/validation/reproduction.hpp"

#include <fmt/core.h>

#include <cmath>

#include "analysis/least_squares.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/market.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/validation/published_models.hpp"

namespace clientele::validation {

namespace {

constexpr ShiftedBetaGeometric high_end{.alpha = 0.6681, .beta = 3.8061};
constexpr BgNbd cdnow{.r = 0.243, .alpha = 4.414, .a = 0.793, .b = 2.426};
constexpr BassDiffusion bass{.p = 0.03, .q = 0.38};

constexpr int weeks_per_year = 52;
constexpr int last_renewal = 12, last_year_of_diffusion = 10;
constexpr int purchase_weeks[] = {13, 26, 39, 52, 78};

void simulate_until(World& world, int week) {
  while (world.week() < week) world.step();
}

double population(const Scenario& scenario) { return scenario.markets.front().terms.population; }

/// Headcount is in people of 35 hours a week, those of the publication.
std::vector<double> simulate_lending_centre(World& world, const Scenario& scenario) {
  const double full_time = scenario.businesses.front().terms.hours_per_week / 35;
  std::vector<double> orders, absence;
  while (world.week() < scenario.weeks) {
    world.step();
    const Tally& week = world.this_week().front();
    orders.push_back(week[Item::requests]);
    absence.push_back(week[observed("absence")] / week[Item::staff]);
  }
  const Tally& last = world.this_week().front();
  const auto orders_found = estimate(orders), absence_found = estimate(absence);
  return {last[observed("standard")], last[Item::staff] * full_time,
          orders_found.mean,          orders_found.sd,
          absence_found.mean,         absence_found.sd};
}

std::vector<double> simulate_renewals(World& world, const Scenario& scenario) {
  std::vector<double> survivors;
  for (int year = 1; year <= last_renewal; ++year) {
    simulate_until(world, year * weeks_per_year);
    survivors.push_back(world.this_week().front()[Item::accounts] / population(scenario));
  }
  return survivors;
}

/// A purchase is worth something and costs nothing, so that those who have bought nothing are those whose
/// account, which they still have, has contributed nothing.
double never_bought(const World& world) {
  const auto& customers = world.markets().front().customers;
  return static_cast<double>((customers.account.lifetime.head(customers.served) == 0).count());
}

std::vector<double> simulate_purchases(World& world, const Scenario& scenario) {
  std::vector<double> purchases, without;
  for (const int t : purchase_weeks) {
    simulate_until(world, t);
    purchases.push_back(world.all_weeks().front()[Item::requests] / population(scenario));
    without.push_back(never_bought(world) / population(scenario));
  }
  purchases.insert(purchases.end(), without.begin(), without.end());
  return purchases;
}

/// The vertex of the parabola that fits a series best, in years, for weekly values from week `first` on.
/// Where the series is symmetric about its peak in the middle, so is the parabola.
double vertex(const std::vector<double>& series, int first) {
  const double middle = static_cast<double>(series.size()) / 2;
  Matrix powers(series.size(), 3);
  for (std::size_t i = 0; i < series.size(); ++i) {
    const double t = (static_cast<double>(i) + 0.5 - middle) / middle;
    powers(i, 0) = 1;
    powers(i, 1) = t;
    powers(i, 2) = t * t;
  }
  const auto c = least_squares(powers, series).coefficients;
  return (first + middle * (1 - c[1] / (2 * c[2]))) / weeks_per_year;
}

std::vector<double> simulate_diffusion(World& world, const Scenario& scenario) {
  constexpr int half_window = 3 * weeks_per_year;
  const int peak = static_cast<int>(bass.peak() * weeks_per_year);
  std::vector<double> adopters, around_peak;
  while (world.week() < last_year_of_diffusion * weeks_per_year) {
    world.step();
    const Tally& week = world.this_week().front();
    if (std::abs(world.week() - 1 - peak) <= half_window) around_peak.push_back(week[Item::signed_accounts]);
    if (world.week() % weeks_per_year == 0) adopters.push_back(week[Item::accounts] / population(scenario));
  }
  adopters.push_back(vertex(around_peak, peak - half_window));
  return adopters;
}

constexpr std::string_view lending_centre_file = "oliva_sterman_2001.json";

std::vector<Quantity> lending_centre_after_250_weeks() {
  return {{"desired time per order after 250 weeks, hours", Origin::resimulation, 0.928, 0.012},
          {"headcount after 250 weeks, people of 35 hours", Origin::resimulation, 67, 2, 2}};
}

Reproduction lending_centre() {
  Reproduction it{lending_centre_file, "", {}, lending_centre_after_250_weeks(), simulate_lending_centre};
  it.quantities.push_back({"orders a week, mean", Origin::input, 2071, 0, 1});
  it.quantities.push_back({"orders a week, standard deviation", Origin::input, 77, 0, 2});
  it.quantities.push_back({"absence, mean", Origin::input, 0.165});
  it.quantities.push_back({"absence, standard deviation", Origin::input, 0.032});
  return it;
}

Reproduction lending_centre_of_whole_people() {
  return {
      lending_centre_file,
      "With 78 whole people, who come and go one by one, headcount rides higher, because orders for people "
      "are never negative and the lumps are not smoothed away; so pressure is less and standards erode less "
      "than in the published model:",
      {"businesses.0.staff=78", "businesses.0.hours_per_week=35"},
      lending_centre_after_250_weeks(),
      simulate_lending_centre};
}

Reproduction frozen_lending_centre() {
  return {lending_centre_file,
          "With desired time per order frozen there is no erosion:",
          {"model.standard_down_weeks=1e7"},
          {{"desired time per order after 250 weeks, hours", Origin::input, 1.076, 0.0005}},
          simulate_lending_centre};
}

Reproduction renewals() {
  Reproduction it{"sbg_2007.json", "", {}, {}, simulate_renewals};
  for (int year = 1; year <= last_renewal; ++year)
    it.quantities.push_back(
        {fmt::format("alive after renewal {}", year), Origin::closed_form, high_end.survivors(year)});
  return it;
}

Reproduction purchases() {
  Reproduction it{"bgnbd_2005.json", "", {}, {}, simulate_purchases};
  for (const int t : purchase_weeks)
    it.quantities.push_back({fmt::format("purchases per customer in {} weeks", t), Origin::closed_form,
                             cdnow.expected_purchases(t)});
  for (const int t : purchase_weeks)
    it.quantities.push_back({fmt::format("share without a purchase in {} weeks", t), Origin::closed_form,
                             cdnow.share_without_purchase(t)});
  return it;
}

Reproduction diffusion() {
  Reproduction it{"bass_1969.json", "", {}, {}, simulate_diffusion};
  for (int year = 1; year <= last_year_of_diffusion; ++year)
    it.quantities.push_back(
        {fmt::format("adopters after year {}", year), Origin::closed_form, bass.adopters(year)});
  it.quantities.push_back({"peak of adoption, years", Origin::closed_form, bass.peak(), 0, 3});
  return it;
}

}  // namespace

std::vector<Reproduction> reproductions() {
  return {
      lending_centre(), lending_centre_of_whole_people(), frozen_lending_centre(), renewals(), purchases(),
      diffusion()};
}

double standard_error(const Reproduced& reproduced) {
  return reproduced.simulated.sd / std::sqrt(static_cast<double>(reproduced.simulated.n));
}

double deviation(const Reproduced& reproduced) {
  return (reproduced.simulated.mean - reproduced.quantity.reference) / standard_error(reproduced);
}

bool agrees(const Reproduced& reproduced) {
  const double difference = std::abs(reproduced.simulated.mean - reproduced.quantity.reference);
  return difference <= 4 * standard_error(reproduced) || difference == 0;
}

bool is_within_margin(const Reproduced& reproduced) {
  return std::abs(reproduced.simulated.mean - reproduced.quantity.reference) <= reproduced.quantity.margin;
}

std::vector<Reproduced> reproduce(const Reproduction& reproduction, const std::filesystem::path& scenarios,
                                  ThreadPool& pool) {
  const auto document = read_document(scenarios / "published" / reproduction.file, scenarios);
  auto resolution = resolve(document, reproduction.overrides);
  if (!resolution) throw InvalidScenario(render(resolution.mistakes));
  Scenario scenario = std::move(resolution.value->scenario);
  tabulate(scenario);

  const auto n = static_cast<std::size_t>(scenario.replications);
  std::vector<std::vector<double>> values(n);
  pool.run(n, [&](std::size_t i, unsigned) {
    World world(scenario, {scenario.businesses.front().policy}, scenario.seed,
                static_cast<std::uint32_t>(i + 1));
    values[i] = reproduction.simulate(world, scenario);
  });

  std::vector<Reproduced> results;
  for (std::size_t q = 0; q < reproduction.quantities.size(); ++q) {
    std::vector<double> sample;
    for (const auto& replication : values) sample.push_back(replication[q]);
    results.push_back({reproduction.quantities[q], estimate(sample)});
  }
  return results;
}

}  // namespace clientele::validation
