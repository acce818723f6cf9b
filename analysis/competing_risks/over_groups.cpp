#include "analysis/competing_risks/over_groups.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/distributions.hpp"

namespace clientele::analysis {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// How many of a group are at risk at each point of the pooled curve, and how many of them leave then.
struct GroupCounts {
  std::vector<double> at_risk;
  std::vector<std::vector<double>> events;  ///< [point][cause]
};

GroupCounts counts_of(const CauseSpells& group, std::span<const IncidencePoint> curve, std::size_t causes) {
  GroupCounts counts{std::vector<double>(curve.size()),
                     std::vector<std::vector<double>>(curve.size(), std::vector<double>(causes))};
  const auto position = [&](double time, auto bound) {
    return static_cast<std::size_t>(bound(time) - curve.begin());
  };
  const auto time_of = [](const IncidencePoint& point) { return point.overall.time; };
  const auto first_after = [&](double time) { return std::ranges::upper_bound(curve, time, {}, time_of); };
  const auto first_not_before = [&](double time) {
    return std::ranges::lower_bound(curve, time, {}, time_of);
  };
  for (const auto& spell : group) {
    const auto begin = spell.entered == 0 ? 0 : position(spell.entered, first_after);
    const auto last = position(spell.left, first_not_before);
    for (auto i = begin; i <= last; ++i) counts.at_risk[i] += spell.count;
    if (spell.cause > 0) counts.events[last][spell.cause - 1] += spell.count;
  }
  return counts;
}

/// Sums of squares over groups, at one point of the curve.
struct Variances {
  double survival = 0;
  std::vector<double> incidence;
};

/// Adds a group's derivatives, which follow from those at the point before as in cumulative_incidence.cpp.
void add_group(const GroupCounts& group, std::span<const IncidencePoint> curve,
               std::vector<Variances>& variances) {
  const std::size_t causes = variances.front().incidence.size();
  double on_survival = 0, survival_before = 1;
  std::vector<double> on_incidence(causes);
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const auto& [overall, by_cause] = curve[i];
    double on_all = 0;
    for (std::size_t c = 0; c < causes && overall.events > 0; ++c) {
      const double hazard = by_cause[c].events / overall.at_risk;
      const double on_hazard = (group.events[i][c] - group.at_risk[i] * hazard) / overall.at_risk;
      const double change = on_survival * hazard + survival_before * on_hazard;
      on_incidence[c] += change;
      on_all += change;
    }
    on_survival -= on_all;
    variances[i].survival += on_survival * on_survival;
    for (std::size_t c = 0; c < causes; ++c) variances[i].incidence[c] += on_incidence[c] * on_incidence[c];
    survival_before = overall.survival;
  }
}

std::vector<Variances> variances_of(std::span<const CauseSpells> groups,
                                    std::span<const IncidencePoint> curve, std::size_t causes) {
  std::vector<Variances> variances(curve.size(), {0, std::vector<double>(causes)});
  if (curve.empty()) return variances;
  for (const auto& group : groups) add_group(counts_of(group, curve, causes), curve, variances);
  return variances;
}

/// For m groups; NaN for fewer than two.
double small_sample_factor(std::size_t groups) {
  const auto m = static_cast<double>(groups);
  return groups < 2 ? undefined : m / (m - 1);
}

/// Of a share that only rises or only falls with age: where it is, and how sure that is.
struct Share {
  double value, standard_error, ci_low, ci_high;
};

/// On the log(-log) scale. Where everybody or nobody has left that scale ends, and nothing is known but what
/// was known before; at the beginning, before anybody left, that nobody had.
Share share_of(double value, double variance, double quantile, const Share& before) {
  constexpr double rounding = 1e-12;
  const double error = std::sqrt(variance);
  if (std::isnan(error)) return {value, undefined, undefined, undefined};
  if (value < rounding) return {value, error, 0, before.ci_high};
  if (value > 1 - rounding) return {value, error, before.ci_low, 1};
  const double spread = std::exp(quantile * error / (value * -std::log(value)));
  return {value, error, std::pow(value, spread), std::pow(value, 1 / spread)};
}

template <class Estimate>
void take_over(Estimate& estimate, Share& last, const Share& now) {
  estimate.standard_error = now.standard_error;
  estimate.ci_low = now.ci_low;
  estimate.ci_high = now.ci_high;
  last = now;
}

void set_intervals(std::vector<IncidencePoint>& curve, const std::vector<Variances>& variances, double factor,
                   double quantile) {
  if (curve.empty()) return;
  Share survival{1, 0, 1, 1};
  std::vector<Share> incidence(curve.front().by_cause.size(), {0, 0, 0, 0});
  for (std::size_t i = 0; i < curve.size(); ++i) {
    auto& [overall, by_cause] = curve[i];
    take_over(overall, survival,
              share_of(overall.survival, factor * variances[i].survival, quantile, survival));
    for (std::size_t c = 0; c < by_cause.size(); ++c)
      take_over(by_cause[c], incidence[c],
                share_of(by_cause[c].incidence, factor * variances[i].incidence[c], quantile, incidence[c]));
  }
}

}  // namespace

CauseSpells pooled(std::span<const CauseSpells> groups) {
  CauseSpells all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  return all;
}

std::vector<IncidencePoint> incidence_over_groups(std::span<const CauseSpells> groups, std::size_t causes,
                                                  double confidence) {
  auto curve = incidence_alone(pooled(groups), causes);
  const auto variances = variances_of(groups, curve, causes);
  const double factor = small_sample_factor(groups.size());
  const double quantile =
      groups.size() < 2 ? undefined
                        : student_quantile((1 + confidence) / 2, static_cast<double>(groups.size() - 1));
  set_intervals(curve, variances, factor, quantile);
  return curve;
}

std::vector<std::vector<double>> rate_errors_over_groups(std::span<const CauseSpells> groups,
                                                         std::size_t causes, std::span<const double> edges) {
  const auto all = occurrence_exposure(pooled(groups), causes, edges);
  std::vector<std::vector<double>> errors(all.size(), std::vector<double>(causes));
  for (const auto& group : groups) {
    const auto own = occurrence_exposure(group, causes, edges);
    for (std::size_t b = 0; b < all.size(); ++b)
      for (std::size_t c = 0; c < causes; ++c) {
        const double expected = own[b].exposure * all[b].by_cause[c].rate;
        const double derivative = (own[b].by_cause[c].events - expected) / all[b].exposure;
        errors[b][c] += derivative * derivative;
      }
  }
  for (auto& band : errors)
    for (auto& error : band) error = std::sqrt(small_sample_factor(groups.size()) * error);
  return errors;
}

}  // namespace clientele::analysis
