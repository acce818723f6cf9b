// The simple rule that tells worlds in which one policy wins from those in which it loses, from the
// parameters of the worlds: a decision tree of at most two questions in a row, to be read aloud.
//
// Source: Breiman, Friedman, Olshen & Stone (1984) "Classification and Regression Trees": Gini splits, depth
// chosen by cross-validation with the one-standard-error rule (section 3.4.3), ten folds.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/matrix.hpp"

namespace clientele::analysis {

/// A question asked of a world: is the parameter in this column above the threshold? The threshold is the
/// shortest decimal number that separates the neighbouring worlds.
struct Split {
  std::size_t column = 0;
  double threshold = 0;
};

/// A question with the nodes that follow a no and a yes, or a leaf. Leaves predict what most of their worlds
/// show.
struct RuleNode {
  std::optional<Split> split;
  std::size_t no = 0;
  std::size_t yes = 0;
  std::size_t worlds = 0;  ///< that came here while fitting
  std::size_t wins = 0;    ///< of those

  bool predicts_win() const { return 2 * wins > worlds; }
};

struct SimpleRule {
  std::vector<RuleNode> nodes;  ///< the first is where every world begins
  double accuracy = 0;  ///< share of worlds told rightly that were not fitted to (nested cross-validation)
  double guess_accuracy = 0;  ///< share told rightly by always naming the more frequent outcome
};

/// Fits a rule to worlds (worlds x parameters, no NaN). The folds are drawn with a fixed seed, so equal input
/// gives an equal rule. No leaf has fewer worlds than one in twenty, nor fewer than five. Throws
/// std::invalid_argument if the lengths differ or there are fewer than ten worlds.
SimpleRule fit_rule(const Matrix& worlds, const std::vector<bool>& wins);

bool predicts_win(const SimpleRule& rule, std::span<const double> world);

/// The rule in plain English, a line for each leaf and one for its accuracy. `columns` are the names of the
/// parameters, `win` and `loss` what to say of each outcome, e.g. "partnership wins" and "right_customer
/// wins".
std::string in_words(const SimpleRule& rule, const std::vector<std::string>& columns, std::string_view win,
                     std::string_view loss);

}  // namespace clientele::analysis
