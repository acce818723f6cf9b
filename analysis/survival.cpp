#include "analysis/survival.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include "analysis/distributions.hpp"

namespace clientele::analysis {
namespace {

struct Exits {
  double events = 0;
  double censored = 0;
};

// Greenwood's sum of d / (n (n - d)), the variance of log survival.
double greenwood_term(const SurvivalPoint& point) {
  return point.events / (point.at_risk * (point.at_risk - point.events));
}

void set_interval(SurvivalPoint& point, double variance_of_log, double last_high, double z,
                  SurvivalInterval interval) {
  const double s = point.survival;
  const double sd_of_log = std::sqrt(variance_of_log);
  if (s <= 0) {
    point.standard_error = 0;
    point.ci_low = 0;
    point.ci_high = last_high;
    return;
  }
  point.standard_error = s * sd_of_log;
  if (interval == SurvivalInterval::plain || s == 1) {
    point.ci_low = std::max(0.0, s - z * point.standard_error);
    point.ci_high = std::min(1.0, s + z * point.standard_error);
  } else {
    const double spread = std::exp(z * sd_of_log / -std::log(s));
    point.ci_low = std::pow(s, spread);
    point.ci_high = std::pow(s, 1 / spread);
  }
}

}  // namespace

void check(const Spell& spell) {
  const bool observed =
      spell.entered == 0 ? spell.left >= 0 : spell.entered > 0 && spell.left > spell.entered;
  if (!observed) throw std::invalid_argument("a spell must be left after it was entered");
  if (!(spell.count >= 0)) throw std::invalid_argument("a spell's count must not be negative");
}

std::vector<SurvivalPoint> kaplan_meier(std::span<const Spell> spells, double confidence,
                                        SurvivalInterval interval) {
  std::map<double, Exits> exits;
  std::map<double, double> entries;
  for (const auto& spell : spells) {
    check(spell);
    (spell.event ? exits[spell.left].events : exits[spell.left].censored) += spell.count;
    entries[spell.entered] += spell.count;
  }
  const double z = normal_quantile((1 + confidence) / 2);
  double at_risk = 0, survival = 1, variance_of_log = 0, high = 1;
  auto entry = entries.begin();
  std::vector<SurvivalPoint> curve;
  for (const auto& [time, exit] : exits) {
    for (; entry != entries.end() && (entry->first < time || entry->first == 0); ++entry)
      at_risk += entry->second;
    if (exit.events > 0) survival *= 1 - exit.events / at_risk;
    SurvivalPoint point{time, at_risk, exit.events, exit.censored, survival, 0, 0, 0};
    if (exit.events > 0) variance_of_log += greenwood_term(point);
    set_interval(point, variance_of_log, high, z, interval);
    high = point.ci_high;
    curve.push_back(point);
    at_risk -= exit.events + exit.censored;
  }
  return curve;
}

double survival_at(std::span<const SurvivalPoint> curve, double time) {
  const auto after = std::ranges::upper_bound(curve, time, {}, &SurvivalPoint::time);
  return after == curve.begin() ? 1 : (after - 1)->survival;
}

RestrictedMean restricted_mean(std::span<const SurvivalPoint> curve, double horizon) {
  const auto end = std::ranges::upper_bound(curve, horizon, {}, &SurvivalPoint::time);
  double area = 0, variance = 0, until = horizon;  // from the horizon backwards: the area beyond each step
  for (auto point = end; point != curve.begin();) {
    --point;
    area += point->survival * (until - point->time);
    until = point->time;
    if (point->events > 0 && area > 0) variance += area * area * greenwood_term(*point);
  }
  return {area + until, std::sqrt(variance)};
}

MedianSurvival median_survival(std::span<const SurvivalPoint> curve) {
  const auto first_at_half = [&](double SurvivalPoint::*value) -> std::optional<double> {
    const auto point = std::ranges::find_if(
        curve, [=](double v) { return v <= 0.5; }, value);
    return point == curve.end() ? std::nullopt : std::optional(point->time);
  };
  return {first_at_half(&SurvivalPoint::survival), first_at_half(&SurvivalPoint::ci_low),
          first_at_half(&SurvivalPoint::ci_high)};
}

}  // namespace clientele::analysis
