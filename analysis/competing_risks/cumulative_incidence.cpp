#include "analysis/competing_risks/cumulative_incidence.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "analysis/distributions.hpp"

namespace clientele::analysis {
namespace {

std::vector<IncidencePoint> points_of_all_causes(std::span<const CauseSpell> spells, std::size_t causes,
                                                 double confidence, SurvivalInterval interval) {
  std::vector<Spell> all;
  for (const auto& spell : spells) all.push_back(of_any_cause(spell));
  std::vector<IncidencePoint> curve;
  for (const auto& point : kaplan_meier(all, confidence, interval))
    curve.push_back({point, std::vector<CauseIncidence>(causes)});
  return curve;
}

void count_events(std::vector<IncidencePoint>& curve, std::span<const CauseSpell> spells) {
  const auto time_of = [](const IncidencePoint& point) { return point.overall.time; };
  for (const auto& spell : spells) {
    if (spell.cause == 0) continue;
    const auto point = std::ranges::lower_bound(curve, spell.left, {}, time_of);
    point->by_cause[spell.cause - 1].events += spell.count;
  }
}

void set_incidences(std::vector<IncidencePoint>& curve, std::size_t causes) {
  std::vector<double> incidence(causes);
  double survival = 1;
  for (auto& point : curve) {
    for (std::size_t c = 0; c < causes; ++c) {
      auto& cause = point.by_cause[c];
      if (cause.events > 0) incidence[c] += survival * cause.events / point.overall.at_risk;
      cause.incidence = incidence[c];
    }
    survival = point.overall.survival;
  }
}

// Customers of equal history have equal influence, which is worked out once.
std::vector<CauseSpell> distinct(std::span<const CauseSpell> spells) {
  std::map<std::tuple<double, double, std::size_t>, double> counts;
  for (const auto& spell : spells) counts[{spell.entered, spell.left, spell.cause}] += spell.count;
  std::vector<CauseSpell> merged;
  for (const auto& [history, count] : counts) {
    const auto& [entered, left, cause] = history;
    merged.push_back({.left = left, .cause = cause, .entered = entered, .count = count});
  }
  return merged;
}

// How fast the incidences at a point change with the weight of one customer, given how fast they and survival
// did before it. An incidence grows by survival x hazard: the first term is the change of survival, the
// second that of the hazard, an event less what was expected of who was at risk.
void advance_influence(const IncidencePoint& point, double survival_before, const CauseSpell& spell,
                       double& on_survival, std::vector<double>& on_incidence) {
  const double at_risk = point.overall.at_risk;
  const bool here = point.overall.time <= spell.left, last = point.overall.time == spell.left;
  double on_all = 0;
  for (std::size_t c = 0; c < on_incidence.size(); ++c) {
    const double hazard = point.by_cause[c].events / at_risk;
    const double own_events = last && spell.cause == c + 1 ? 1 : 0;
    const double on_hazard = (own_events - (here ? hazard : 0)) / at_risk;
    const double change = on_survival * hazard + survival_before * on_hazard;
    on_incidence[c] += change;
    on_all += change;
  }
  on_survival -= on_all;  // as survival and incidences sum to 1
}

void add_to_variances(std::vector<IncidencePoint>& curve, std::vector<std::vector<double>>& variances,
                      const CauseSpell& spell) {
  double on_survival = 0, survival_before = 1;
  std::vector<double> on_incidence(variances.front().size());
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const auto& overall = curve[i].overall;
    const bool entered = spell.entered < overall.time || spell.entered == 0;
    if (entered && overall.events > 0)
      advance_influence(curve[i], survival_before, spell, on_survival, on_incidence);
    for (std::size_t c = 0; c < on_incidence.size(); ++c)
      variances[i][c] += spell.count * on_incidence[c] * on_incidence[c];
    survival_before = overall.survival;
  }
}

void set_standard_errors(std::vector<IncidencePoint>& curve, std::span<const CauseSpell> spells,
                         std::size_t causes) {
  std::vector<std::vector<double>> variances(curve.size(), std::vector<double>(causes));
  for (const auto& spell : distinct(spells)) add_to_variances(curve, variances, spell);
  for (std::size_t i = 0; i < curve.size(); ++i)
    for (std::size_t c = 0; c < causes; ++c) curve[i].by_cause[c].standard_error = std::sqrt(variances[i][c]);
}

void set_interval(CauseIncidence& cause, double last_low, double z, SurvivalInterval interval) {
  constexpr double rounding = 1e-12;  // of a sum that is 1 once all have left for this cause
  const double f = cause.incidence;
  if (f > 1 - rounding) {
    cause.standard_error = 0;
    cause.ci_low = last_low;
    cause.ci_high = 1;
  } else if (interval == SurvivalInterval::plain || f == 0) {
    cause.ci_low = std::max(0.0, f - z * cause.standard_error);
    cause.ci_high = std::min(1.0, f + z * cause.standard_error);
  } else {
    const double spread = std::exp(z * cause.standard_error / (f * -std::log(f)));
    cause.ci_low = std::pow(f, spread);
    cause.ci_high = std::pow(f, 1 / spread);
  }
}

}  // namespace

std::vector<IncidencePoint> incidence_alone(std::span<const CauseSpell> spells, std::size_t causes,
                                            double confidence, SurvivalInterval interval) {
  check(spells, causes);
  auto curve = points_of_all_causes(spells, causes, confidence, interval);
  count_events(curve, spells);
  set_incidences(curve, causes);
  return curve;
}

std::vector<IncidencePoint> cumulative_incidence(std::span<const CauseSpell> spells, std::size_t causes,
                                                 double confidence, SurvivalInterval interval) {
  auto curve = incidence_alone(spells, causes, confidence, interval);
  set_standard_errors(curve, spells, causes);
  const double z = normal_quantile((1 + confidence) / 2);
  std::vector<double> last_low(causes);
  for (auto& point : curve)
    for (std::size_t c = 0; c < causes; ++c) {
      set_interval(point.by_cause[c], last_low[c], z, interval);
      last_low[c] = point.by_cause[c].ci_low;
    }
  return curve;
}

}  // namespace clientele::analysis
