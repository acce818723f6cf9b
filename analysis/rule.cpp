#include "analysis/rule.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/random_order.hpp"

namespace clientele::analysis {
namespace {

using Rows = std::vector<std::size_t>;

constexpr std::size_t folds = 10;
constexpr int deepest = 2;

struct Worlds {
  const Matrix& parameters;
  const std::vector<bool>& wins;

  double value(std::size_t world, std::size_t column) const { return parameters(world, column); }
  std::size_t wins_among(const Rows& rows) const {
    return static_cast<std::size_t>(std::ranges::count_if(rows, [&](std::size_t row) { return wins[row]; }));
  }
};

// The number with the fewest digits from `low` up to but below `high`.
double shortest_between(double low, double high) {
  const double middle = low + (high - low) / 2;
  for (int digits = 1; digits < std::numeric_limits<double>::max_digits10; ++digits) {
    const double rounded = std::stod(fmt::format("{:.{}g}", middle, digits));
    if (low <= rounded && rounded < high) return rounded;
  }
  return low;
}

// Gini's impurity times the number of worlds.
double impurity(std::size_t worlds, std::size_t wins) {
  const double share = static_cast<double>(wins) / static_cast<double>(worlds);
  return 2 * static_cast<double>(worlds) * share * (1 - share);
}

struct BestSplit {
  std::optional<Split> split;
  double impurity;
};

void try_column(const Worlds& worlds, Rows rows, std::size_t column, std::size_t smallest, BestSplit& best) {
  const auto value = [&](std::size_t row) { return worlds.value(row, column); };
  std::ranges::sort(rows, {}, value);
  const std::size_t all_wins = worlds.wins_among(rows);
  std::size_t wins = 0;
  for (std::size_t below = 1; below < rows.size(); ++below) {
    wins += worlds.wins[rows[below - 1]];
    const double low = value(rows[below - 1]), high = value(rows[below]);
    if (low == high || below < smallest || rows.size() - below < smallest) continue;
    const double mixed = impurity(below, wins) + impurity(rows.size() - below, all_wins - wins);
    if (mixed < best.impurity) best = {Split{column, shortest_between(low, high)}, mixed};
  }
}

BestSplit best_split(const Worlds& worlds, const Rows& rows, std::size_t smallest) {
  BestSplit best{{}, impurity(rows.size(), worlds.wins_among(rows))};
  for (std::size_t column = 0; column < worlds.parameters.columns(); ++column) {
    try_column(worlds, rows, column, smallest, best);
  }
  return best;
}

using Nodes = std::vector<RuleNode>;

bool is_leaf(const RuleNode& node) { return !node.split; }

// Appends the tree grown from these rows. A question whose answers lead to the same prediction is not asked.
void grow(const Worlds& worlds, const Rows& rows, int depth, std::size_t smallest, Nodes& nodes) {
  const auto self = nodes.size();
  nodes.push_back({{}, 0, 0, rows.size(), worlds.wins_among(rows)});
  const auto split = depth > 0 ? best_split(worlds, rows, smallest).split : std::nullopt;
  if (!split) return;
  Rows no, yes;
  for (const auto row : rows) (worlds.value(row, split->column) > split->threshold ? yes : no).push_back(row);
  const auto first = nodes.size();
  grow(worlds, no, depth - 1, smallest, nodes);
  const auto second = nodes.size();
  grow(worlds, yes, depth - 1, smallest, nodes);
  const bool alike = is_leaf(nodes[first]) && is_leaf(nodes[second]) &&
                     nodes[first].predicts_win() == nodes[second].predicts_win();
  if (alike) {
    nodes.resize(first);
  } else {
    nodes[self].split = split;
    nodes[self].no = first;
    nodes[self].yes = second;
  }
}

Nodes grown(const Worlds& worlds, const Rows& rows, int depth) {
  const auto smallest = std::max<std::size_t>(5, rows.size() / 20);
  Nodes nodes;
  grow(worlds, rows, depth, smallest, nodes);
  return nodes;
}

bool prediction(const Nodes& nodes, const auto& value_of) {
  std::size_t node = 0;
  while (const auto& split = nodes[node].split) {
    node = value_of(split->column) > split->threshold ? nodes[node].yes : nodes[node].no;
  }
  return nodes[node].predicts_win();
}

// The share of rows told rightly by rules that `fit` made from the other folds. Rows are in random order
// already.
double cross_validated(const Worlds& worlds, const Rows& rows, const auto& fit) {
  std::size_t right = 0;
  for (std::size_t fold = 0; fold < folds; ++fold) {
    Rows inside, outside;
    for (std::size_t i = 0; i < rows.size(); ++i) (i % folds == fold ? outside : inside).push_back(rows[i]);
    const Nodes nodes = fit(inside);
    for (const auto row : outside) {
      const auto value_of = [&](std::size_t column) { return worlds.value(row, column); };
      right += prediction(nodes, value_of) == worlds.wins[row];
    }
  }
  return static_cast<double>(right) / static_cast<double>(rows.size());
}

// The least depth whose accuracy is within one standard error of the best.
int chosen_depth(const Worlds& worlds, const Rows& rows) {
  std::array<double, deepest + 1> accuracy{};
  for (int depth = 0; depth <= deepest; ++depth) {
    accuracy[static_cast<std::size_t>(depth)] =
        cross_validated(worlds, rows, [&](const Rows& inside) { return grown(worlds, inside, depth); });
  }
  const double best = std::ranges::max(accuracy);
  const double enough = best - std::sqrt(best * (1 - best) / static_cast<double>(rows.size()));
  return static_cast<int>(std::ranges::find_if(accuracy, [=](double a) { return a >= enough; }) -
                          accuracy.begin());
}

struct Speaker {
  const SimpleRule& rule;
  const std::vector<std::string>& columns;
  std::string_view win;
  std::string_view loss;

  std::string leaf(const RuleNode& node, const std::string& conditions) const {
    const bool wins = node.predicts_win();
    const auto agreeing = wins ? node.wins : node.worlds - node.wins;
    const double percent = 100 * static_cast<double>(agreeing) / static_cast<double>(node.worlds);
    return fmt::format("Where {}: {} ({:.0f} % of {} worlds).\n", conditions, wins ? win : loss, percent,
                       node.worlds);
  }

  std::string from(std::size_t index, const std::string& conditions) const {
    const auto& node = rule.nodes[index];
    if (is_leaf(node)) return leaf(node, conditions);
    const auto with = [&](const char* comparison) {
      return fmt::format("{}{}{} is {} {}", conditions, conditions.empty() ? "" : " and ",
                         columns[node.split->column], comparison, node.split->threshold);
    };
    return from(node.yes, with("above")) + from(node.no, with("at most"));
  }
};

// A tree without a branch asks nothing, and says what is right most often.
std::string without_rule(const RuleNode& root, std::string_view win, std::string_view loss) {
  const bool wins = root.predicts_win();
  const auto agreeing = wins ? root.wins : root.worlds - root.wins;
  if (agreeing == root.worlds) return fmt::format("{} in all {} worlds.\n", wins ? win : loss, root.worlds);
  return fmt::format(
      "No simple rule was found that tells these worlds apart better than always saying \"{}\", which is "
      "right "
      "in {:.0f} % of {}.\n",
      wins ? win : loss, 100 * static_cast<double>(agreeing) / static_cast<double>(root.worlds), root.worlds);
}

}  // namespace

SimpleRule fit_rule(const Matrix& parameters, const std::vector<bool>& wins) {
  const auto count = parameters.rows();
  if (count != wins.size()) throw std::invalid_argument("there must be one outcome per world");
  if (count < folds) throw std::invalid_argument("a rule needs at least ten worlds");
  const Worlds worlds{parameters, wins};
  boost::random::mt19937_64 engine(19840101);
  const Rows rows = random_order(count, engine);
  const auto fit = [&](const Rows& inside) { return grown(worlds, inside, chosen_depth(worlds, inside)); };
  const auto won = worlds.wins_among(rows);
  const double guess = static_cast<double>(std::max(won, count - won)) / static_cast<double>(count);
  return {fit(rows), cross_validated(worlds, rows, fit), guess};
}

bool predicts_win(const SimpleRule& rule, std::span<const double> world) {
  return prediction(rule.nodes, [&](std::size_t column) { return world[column]; });
}

std::string in_words(const SimpleRule& rule, const std::vector<std::string>& columns, std::string_view win,
                     std::string_view loss) {
  if (rule.nodes.size() == 1) return without_rule(rule.nodes.front(), win, loss);
  return Speaker{rule, columns, win, loss}.from(0, "") +
         fmt::format(
             "The rule is right in {:.0f} % of worlds it was not made from; always saying \"{}\" in {:.0f} "
             "%.\n",
             100 * rule.accuracy, rule.nodes[0].predicts_win() ? win : loss, 100 * rule.guess_accuracy);
}

}  // namespace clientele::analysis
