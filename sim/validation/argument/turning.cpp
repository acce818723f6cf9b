#include "sim/validation/argument/turning.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/distributions.hpp"
#include "analysis/least_squares.hpp"

namespace clientele::validation {

namespace {

double mean_of(std::span<const double> values) { return estimate(values).mean; }

// Ranks with mean zero and variance one; no two values are equal.
std::vector<double> standardised_ranks(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  const double n = static_cast<double>(values.size()), middle = (n - 1) / 2, sd = std::sqrt((n * n - 1) / 12);
  std::vector<double> ranks(values.size());
  for (std::size_t r = 0; r < order.size(); ++r) ranks[order[r]] = (static_cast<double>(r) - middle) / sd;
  return ranks;
}

double median_of(const std::vector<double>& values) { return quantile(values, 0.5); }

double share_positive(const std::vector<double>& values) {
  const auto count = std::ranges::count_if(values, [](double value) { return value > 0; });
  return static_cast<double>(count) / static_cast<double>(values.size());
}

// The bounds between stretches that hold equally many.
std::vector<double> bounds_of(std::span<const double> values, std::size_t stretches) {
  std::vector<double> bounds;
  for (std::size_t i = 1; i < stretches; ++i)
    bounds.push_back(quantile(std::vector<double>(values.begin(), values.end()),
                              static_cast<double>(i) / static_cast<double>(stretches)));
  return bounds;
}

std::size_t stretch_of(const std::vector<double>& bounds, double value) {
  return static_cast<std::size_t>(std::ranges::upper_bound(bounds, value) - bounds.begin());
}

constexpr std::size_t stretches_of_map = 5;

std::vector<double> effect_by_replication(const Matrix& cells, const Contrast& contrast) {
  std::vector<double> effect(cells.rows(), 0);
  for (std::size_t r = 0; r < cells.rows(); ++r)
    for (std::size_t cell = 0; cell < contrast.size(); ++cell) effect[r] += contrast[cell] * cells(r, cell);
  return effect;
}

Proportion share_right(const std::vector<double>& right) {
  return proportion(std::accumulate(right.begin(), right.end(), 0.0), right.size());
}

}  // namespace

std::vector<double> effect_of_worlds(const DrawnWorlds& worlds, const Contrast& contrast) {
  std::vector<double> effect;
  for (const auto& cells : worlds.cells) effect.push_back(mean_of(effect_by_replication(cells, contrast)));
  return effect;
}

Proportion agreement_in_sign(const DrawnWorlds& worlds, const Contrast& contrast) {
  std::size_t agree = 0, pairs = 0;
  for (const auto& cells : worlds.cells) {
    if (cells.rows() < 2) continue;
    const auto effect = effect_by_replication(cells, contrast);
    agree += (effect[0] > 0) == (effect[1] > 0);
    ++pairs;
  }
  return proportion(static_cast<double>(agree), pairs);
}

Movers find_movers(const DrawnWorlds& worlds, const std::vector<double>& effect) {
  const auto n = worlds.values.rows(), k = worlds.values.columns();
  Matrix ranks(n, k);
  for (std::size_t j = 0; j < k; ++j) {
    const auto column = standardised_ranks(worlds.values.column(j));
    for (std::size_t i = 0; i < n; ++i) ranks(i, j) = column[i];
  }
  const auto fit = least_squares(ranks, standardised_ranks(effect));
  const auto freedom = static_cast<double>(n - k - 1);
  const double unexplained = fit.unexplained / freedom, reach = student_quantile(0.975, freedom);
  Movers movers{{}, 1 - unexplained};
  for (std::size_t j = 0; j < k; ++j)
    movers.list.push_back({j, fit.coefficients[j], reach * std::sqrt(unexplained * fit.variances[j])});
  std::ranges::sort(movers.list, std::greater<>(), [](const Mover& m) { return std::abs(m.strength); });
  return movers;
}

std::vector<Fifth> fifths_of(const DrawnWorlds& worlds, std::size_t column,
                             const std::vector<double>& effect) {
  constexpr std::size_t fifths = 5;
  const auto values = worlds.values.column(column);
  const auto bounds = bounds_of(values, fifths);
  std::vector<std::vector<double>> members(fifths);
  for (std::size_t i = 0; i < values.size(); ++i) members[stretch_of(bounds, values[i])].push_back(effect[i]);
  const auto [least, most] = std::ranges::minmax(values);
  std::vector<Fifth> list;
  for (std::size_t f = 0; f < fifths; ++f)
    list.push_back({f == 0 ? least : bounds[f - 1], f + 1 == fifths ? most : bounds[f], median_of(members[f]),
                    share_positive(members[f])});
  return list;
}

EffectMap make_map(const DrawnWorlds& worlds, std::size_t across, std::size_t up,
                   const std::vector<double>& effect) {
  EffectMap map{across, up, bounds_of(worlds.values.column(across), stretches_of_map),
                bounds_of(worlds.values.column(up), stretches_of_map),
                std::vector<std::vector<MapCell>>(stretches_of_map, std::vector<MapCell>(stretches_of_map))};
  std::vector<std::vector<std::vector<double>>> members(stretches_of_map,
                                                        std::vector<std::vector<double>>(stretches_of_map));
  for (std::size_t i = 0; i < effect.size(); ++i)
    members[stretch_of(map.up_bounds, worlds.values(i, up))]
           [stretch_of(map.across_bounds, worlds.values(i, across))]
               .push_back(effect[i]);
  for (std::size_t y = 0; y < stretches_of_map; ++y)
    for (std::size_t x = 0; x < stretches_of_map; ++x)
      if (!members[y][x].empty())
        map.cells[y][x] = {members[y][x].size(), median_of(members[y][x]), share_positive(members[y][x])};
  return map;
}

EffectMap::Place EffectMap::place_of(double across_value, double up_value) const {
  return {stretch_of(up_bounds, up_value), stretch_of(across_bounds, across_value)};
}

Trial try_out(const EffectMap& map, const SimpleRule& rule, const std::vector<double>& made_from,
              const DrawnWorlds& others, const std::vector<double>& effect) {
  const auto inputs = inputs_alone(others);
  const double usual = median_of(made_from);
  std::vector<double> map_right, rule_right, guess_right, map_off, guess_off;
  for (std::size_t i = 0; i < effect.size(); ++i) {
    const auto place = map.place_of(others.values(i, map.across), others.values(i, map.up));
    const double told = map.cells[place.up][place.across].median;
    std::vector<double> world;
    for (std::size_t j = 0; j < inputs.columns(); ++j) world.push_back(inputs(i, j));
    const bool is_positive = effect[i] > 0;
    map_right.push_back((told > 0) == is_positive);
    rule_right.push_back(predicts_win(rule, world) == is_positive);
    guess_right.push_back((usual > 0) == is_positive);
    map_off.push_back(std::abs(told - effect[i]));
    guess_off.push_back(std::abs(usual - effect[i]));
  }
  return {share_right(map_right),
          share_right(rule_right),
          share_right(guess_right),
          paired_difference_of_shares(map_right, guess_right),
          paired_difference_of_shares(rule_right, guess_right),
          mean_of(map_off),
          mean_of(guess_off)};
}

Matrix inputs_alone(const DrawnWorlds& worlds) {
  Matrix inputs(worlds.values.rows(), firm_inputs().size());
  for (std::size_t i = 0; i < inputs.rows(); ++i)
    for (std::size_t j = 0; j < inputs.columns(); ++j) inputs(i, j) = worlds.values(i, j);
  return inputs;
}

}  // namespace clientele::validation
