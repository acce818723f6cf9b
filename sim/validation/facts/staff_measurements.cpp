#include "sim/validation/facts/staff_measurements.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "analysis/distributions.hpp"
#include "analysis/least_squares.hpp"

namespace clientele::validation {

namespace {

using Sums = std::vector<double>;
using Totals = std::span<const double>;
using Answer = StaffAnswer;
using Field = double (*)(const Answer&);

// clang-format off
constexpr Field exhaustion = [](const Answer& a) -> double { return a.observed.exhaustion; };
constexpr Field cynicism = [](const Answer& a) -> double { return a.observed.cynicism; };
constexpr Field efficacy = [](const Answer& a) -> double { return a.observed.efficacy; };
constexpr Field true_exhaustion = [](const Answer& a) -> double { return a.state.exhaustion; };
constexpr Field true_cynicism = [](const Answer& a) -> double { return a.state.cynicism; };
constexpr Field true_efficacy = [](const Answer& a) -> double { return a.state.efficacy; };
constexpr Field exhaustion_after_a_month = [](const Answer& a) -> double { return a.after_a_month.exhaustion; };
constexpr Field cynicism_after_a_month = [](const Answer& a) -> double { return a.after_a_month.cynicism; };
constexpr Field efficacy_after_a_month = [](const Answer& a) -> double { return a.after_a_month.efficacy; };
constexpr Field exhaustion_after_a_year = [](const Answer& a) -> double { return a.after_a_year.exhaustion; };
constexpr Field cynicism_after_a_year = [](const Answer& a) -> double { return a.after_a_year.cynicism; };
constexpr Field efficacy_after_a_year = [](const Answer& a) -> double { return a.after_a_year.efficacy; };
constexpr Field tenure = [](const Answer& a) -> double { return a.tenure; };
constexpr Field hours = [](const Answer& a) -> double { return a.hours; };
constexpr Field load = [](const Answer& a) -> double { return a.load; };
constexpr Field incivility = [](const Answer& a) -> double { return a.incivility; };
constexpr Field aggression = [](const Answer& a) -> double { return a.aggression; };
constexpr Field dissonance = [](const Answer& a) -> double { return a.dissonance; };
constexpr Field expectations = [](const Answer& a) -> double { return a.expectations; };
constexpr Field ambiguity = [](const Answer& a) -> double { return a.ambiguity; };
constexpr Field quits = [](const Answer& a) -> double { return a.quits; };
constexpr Field absence = [](const Answer& a) -> double { return a.absence; };
constexpr Field performance = [](const Answer& a) -> double { return a.performance; };
template <std::size_t k>
constexpr Field error = [](const Answer& a) -> double { return a.reporting_error[k]; };
// clang-format on

/// Cross products about the means of each office, of the answers in which all fields are known; and their
/// number.
template <std::size_t k>
Sums cross_products(const StaffReplication& replication, const std::array<Field, k>& fields) {
  Sums sums(k * k + 1);
  std::uint32_t offices = 0;
  for (const auto& answer : replication.answers) offices = std::max(offices, answer.market + 1);
  for (std::uint32_t office = 0; office < offices; ++office) {
    std::vector<std::array<double, k>> rows;
    std::array<double, k> mean{};
    for (const auto& answer : replication.answers) {
      if (answer.market != office) continue;
      std::array<double, k> row{};
      for (std::size_t j = 0; j < k; ++j) row[j] = fields[j](answer);
      if (std::any_of(row.begin(), row.end(), [](double x) { return std::isnan(x); })) continue;
      rows.push_back(row);
      for (std::size_t j = 0; j < k; ++j) mean[j] += row[j];
    }
    for (auto& m : mean) m /= std::max(1.0, static_cast<double>(rows.size()));
    for (const auto& row : rows)
      for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) sums[i * k + j] += (row[i] - mean[i]) * (row[j] - mean[j]);
    sums[k * k] += static_cast<double>(rows.size());
  }
  return sums;
}

/// The cross products of some of the variables.
Matrix block(Totals s, std::size_t k, const std::vector<std::size_t>& variables) {
  Matrix m(variables.size(), variables.size());
  for (std::size_t i = 0; i < variables.size(); ++i)
    for (std::size_t j = 0; j < variables.size(); ++j) m(i, j) = s[variables[i] * k + variables[j]];
  return m;
}

template <Field x, Field y>
Sums pair(const StaffReplication& r) {
  return cross_products(r, std::array{x, y});
}

double correlation_of(Totals s) { return s[1] / std::sqrt(s[0] * s[3]); }

/// Multiple correlation of the three dimensions, as they truly are, with an outcome.
template <Field outcome>
Sums with_burnout(const StaffReplication& r) {
  return cross_products(r, std::array{true_exhaustion, true_cynicism, true_efficacy, outcome});
}

double multiple_correlation(Totals s) { return std::sqrt(explained_share(block(s, 4, {0, 1, 2, 3}))); }

/// Four stressors, their errors of report, three controls and an outcome.
template <Field outcome>
Sums with_stressors(const StaffReplication& r) {
  return cross_products(r, std::array{aggression, dissonance, expectations, ambiguity, error<0>, error<1>,
                                      error<2>, error<3>, tenure, hours, load, outcome});
}

/// Reported stressors have a consistency of .8: a quarter of the variance of what is reported on is added to
/// it as error. What they explain beyond tenure, hours and load (Dormann & Zapf: beyond control variables).
double explained_beyond_controls(Totals s) {
  constexpr std::size_t k = 12, stressors = 4, controls = 3, outcome = 11;
  const double n = s[k * k];
  constexpr std::size_t kept = stressors + controls + 1;
  std::array<std::array<double, k>, kept> combination{};
  for (std::size_t j = 0; j < stressors; ++j) {
    combination[j][j] = 1;
    combination[j][stressors + j] = 0.5 * std::sqrt(s[j * k + j] / n);
  }
  for (std::size_t j = 0; j < controls; ++j) combination[stressors + j][2 * stressors + j] = 1;
  combination[kept - 1][outcome] = 1;
  Matrix all(kept, kept);
  for (std::size_t a = 0; a < kept; ++a)
    for (std::size_t b = 0; b < kept; ++b)
      for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) all(a, b) += combination[a][i] * combination[b][j] * s[i * k + j];
  Matrix controlled(controls + 1, controls + 1);
  for (std::size_t a = 0; a <= controls; ++a)
    for (std::size_t b = 0; b <= controls; ++b) controlled(a, b) = all(stressors + a, stressors + b);
  return explained_share(all) - explained_share(controlled);
}

double ratio_of(Totals s) { return s[0] / s[1]; }

template <Field value, int scale>
Sums mean_of(const StaffReplication& r) {
  double sum = 0;
  for (const auto& answer : r.answers) sum += scale * value(answer);
  return {sum, static_cast<double>(r.answers.size())};
}

/// Quits and person-weeks in two bands of tenure, in weeks: [a, b) and [c, d).
template <int a, int b, int c, int d>
Sums quits_in(const StaffReplication& r) {
  Sums sums(4);
  for (const auto& spell : r.spells) {
    const auto in_band = [&](int from, int to, double& events, double& exposure) {
      const double begin = std::max<double>(from, spell.entered), end = std::min<double>(to, spell.left);
      exposure += std::max(0.0, end - begin);
      const bool quit = spell.cause == static_cast<std::size_t>(Departure::quits);
      events += quit && spell.left > from && spell.left <= to ? spell.count : 0;
    };
    in_band(a, b, sums[0], sums[1]);
    in_band(c, d, sums[2], sums[3]);
  }
  return sums;
}

double hazard_ratio(Totals s) { return (s[0] / s[1]) / (s[2] / s[3]); }

/// Turnover and margin of offices in a year, about their means over all.
template <double OfficeYear::*leavers>
Sums turnover_and_margin(const StaffReplication& r) {
  Sums sums(6);
  for (const auto& year : r.office_years) {
    if (year.staff <= 0 || year.revenue <= 0) continue;
    const double x = year.*leavers / year.staff, y = year.profit / year.revenue;
    const std::array values{1.0, x, y, x * x, x * y, y * y};
    for (std::size_t j = 0; j < sums.size(); ++j) sums[j] += values[j];
  }
  return sums;
}

double correlation_over_offices(Totals s) {
  const double n = s[0];
  const double xx = s[3] - s[1] * s[1] / n, xy = s[4] - s[1] * s[2] / n, yy = s[5] - s[2] * s[2] / n;
  return xy / std::sqrt(xx * yy);
}

double value_of(std::string_view measure, const Tally& tally) {
  return measures()[static_cast<std::size_t>(find_measure(measure))].value(tally);
}

constexpr std::string_view pooled = "within offices, all surveys, observed scores";
constexpr std::string_view retested = "of those still there, observed scores";
constexpr std::string_view in_the_call_centre = "mean observed score of all surveys";
constexpr std::string_view beyond = "R2 of four appraised stressors (alpha .8) beyond tenure, hours and load";
constexpr std::string_view true_scores = "within offices, true scores";
constexpr std::string_view occurrence_exposure = "quits over person-weeks";

// clang-format off
constexpr auto measurements_of_staff = std::to_array<StaffMeasurement>({
    {"staff_turnover", "measure staff_turnover",
     [](const StaffReplication& r) { return Sums{value_of("staff_turnover", r.all_weeks), 1}; }, ratio_of},
    {"verbal_aggression", "measure incivility_per_person over five days",
     [](const StaffReplication& r) { return Sums{value_of("incivility_per_person", r.all_weeks) / 5, 1}; }, ratio_of},
    {"call_centre_exhaustion", in_the_call_centre, mean_of<exhaustion, 54>, ratio_of},
    {"call_centre_cynicism", in_the_call_centre, mean_of<cynicism, 30>, ratio_of},
    {"days_lost", "measure absence, of those not on leave",
     [](const StaffReplication& r) { return Sums{value_of("absence", r.all_weeks), 1}; }, ratio_of},
    {"sick_in_a_week", "person-weeks with illness over all",
     [](const StaffReplication& r) { return Sums{r.ill_weeks, r.person_weeks}; }, ratio_of},
    {"billable_share", "measure utilisation",
     [](const StaffReplication& r) { return Sums{value_of("utilisation", r.all_weeks), 1}; }, ratio_of},
    {"exhaustion_cynicism", pooled, pair<exhaustion, cynicism>, correlation_of},
    {"exhaustion_efficacy", pooled, pair<exhaustion, efficacy>, correlation_of},
    {"cynicism_efficacy", pooled, pair<cynicism, efficacy>, correlation_of},
    {"retest_exhaustion", retested, pair<exhaustion, exhaustion_after_a_month>, correlation_of},
    {"retest_cynicism", retested, pair<cynicism, cynicism_after_a_month>, correlation_of},
    {"retest_efficacy", retested, pair<efficacy, efficacy_after_a_month>, correlation_of},
    {"year_exhaustion", retested, pair<exhaustion, exhaustion_after_a_year>, correlation_of},
    {"year_cynicism", retested, pair<cynicism, cynicism_after_a_year>, correlation_of},
    {"year_efficacy", retested, pair<efficacy, efficacy_after_a_year>, correlation_of},
    {"stressors_exhaustion", beyond, with_stressors<exhaustion>, explained_beyond_controls},
    {"stressors_cynicism", beyond, with_stressors<cynicism>, explained_beyond_controls},
    {"stressors_efficacy", beyond, with_stressors<efficacy>, explained_beyond_controls},
    {"workload_exhaustion", pooled, pair<load, exhaustion>, correlation_of},
    {"incivility_exhaustion", pooled, pair<incivility, exhaustion>, correlation_of},
    {"tenure_exhaustion", pooled, pair<tenure, exhaustion>, correlation_of},
    {"tenure_cynicism", pooled, pair<tenure, cynicism>, correlation_of},
    {"tenure_efficacy", pooled, pair<tenure, efficacy>, correlation_of},
    {"hours_exhaustion", pooled, pair<hours, exhaustion>, correlation_of},
    {"burnout_quitting", true_scores, with_burnout<quits>, multiple_correlation},
    {"burnout_absence", true_scores, with_burnout<absence>, multiple_correlation},
    {"burnout_performance", true_scores, with_burnout<performance>, multiple_correlation},
    {"hazard_rises", occurrence_exposure, quits_in<9, 13, 0, 4>, hazard_ratio},
    {"hazard_falls", occurrence_exposure, quits_in<9, 13, 26, 52>, hazard_ratio},
    {"employees_first_quarter", occurrence_exposure, quits_in<0, 13, 52, 104>, hazard_ratio},
    {"employees_first_year", occurrence_exposure, quits_in<13, 52, 52, 104>, hazard_ratio},
    {"employees_third_year", occurrence_exposure, quits_in<104, 260, 52, 104>, hazard_ratio},
    {"voluntary_turnover_performance", "offices and years, with operating margin",
     turnover_and_margin<&OfficeYear::quits>, correlation_over_offices},
    {"involuntary_turnover_performance", "offices and years, with operating margin", turnover_and_margin<&OfficeYear::dismissals>,
     correlation_over_offices},
});
// clang-format on

}  // namespace

std::span<const StaffMeasurement> staff_measurements() { return measurements_of_staff; }

Estimate measure(const StaffMeasurement& measurement, std::span<const StaffReplication> replications) {
  std::vector<Sums> of_each;
  for (const auto& replication : replications) of_each.push_back(measurement.sums(replication));
  Sums all(of_each.front().size());
  for (const auto& sums : of_each)
    for (std::size_t j = 0; j < all.size(); ++j) all[j] += sums[j];
  const double together = measurement.answer(all);
  const auto n = static_cast<double>(of_each.size());
  std::vector<double> pseudo_values;
  for (const auto& sums : of_each) {
    Sums others = all;
    for (std::size_t j = 0; j < all.size(); ++j) others[j] -= sums[j];
    pseudo_values.push_back(n * together - (n - 1) * measurement.answer(others));
  }
  const double spread = estimate(pseudo_values).sd;
  return estimate_from(of_each.size(), 0, together, spread);
}

}  // namespace clientele::validation
