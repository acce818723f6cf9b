#include "analysis/rule.hpp"

#include <doctest/doctest.h>

#include <boost/random/bernoulli_distribution.hpp>
#include <stdexcept>

#include "analysis/sensitivity/design.hpp"
#include "analysis/to_eigen.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

// Outcomes by a known rule, each turned into its opposite with probability `error`.
template <class Truth>
std::vector<bool> outcomes(const Eigen::MatrixXd& worlds, double error, Truth truth) {
  Engine engine(23);
  boost::random::bernoulli_distribution<double> wrong(error);
  std::vector<bool> wins;
  for (Eigen::Index world = 0; world < worlds.rows(); ++world) {
    wins.push_back(truth(worlds.row(world)) != wrong(engine));
  }
  return wins;
}

std::vector<double> values_of(const Eigen::RowVectorXd& world) { return {world.begin(), world.end()}; }

const std::vector<std::string> names{"churn", "wage", "price", "noise"};

}  // namespace

TEST_CASE("a rule of two questions is found and right as often as it can be") {
  constexpr std::size_t count = 1'000;
  const auto worlds = to_eigen(latin_hypercube(count, 4, 1));
  const auto wins = outcomes(worlds, 0.1, [](const auto& x) { return x[2] > 0.3 && x[0] <= 0.6; });
  const auto rule = fit_rule(worlds, wins);
  REQUIRE(rule.nodes[0].split);
  int right = 0;
  const auto fresh = to_eigen(latin_hypercube(2'000, 4, 2));
  for (Eigen::Index i = 0; i < fresh.rows(); ++i) {
    right += predicts_win(rule, values_of(fresh.row(i))) == (fresh(i, 2) > 0.3 && fresh(i, 0) <= 0.6);
  }
  CHECK(right / 2'000.0 > 0.97);
  CHECK(std::abs(rule.accuracy - 0.9) < share_tolerance(0.9, count) + 0.01);
  CHECK(rule.guess_accuracy < 0.7);
  const auto& first = *rule.nodes[0].split;
  CHECK(first.column == 0);
  CHECK(std::abs(first.threshold - 0.6) < 0.02);
}

TEST_CASE("a rule is read aloud") {
  const SimpleRule rule{{{Split{0, 0.6}, 1, 4, 100, 45},
                         {Split{2, 0.25}, 2, 3, 60, 42},
                         {{}, 0, 0, 20, 4},
                         {{}, 0, 0, 40, 38},
                         {{}, 0, 0, 40, 3}},
                        0.89,
                        0.55};
  CHECK(in_words(rule, names, "A wins", "B wins") ==
        "Where churn is above 0.6: B wins (92 % of 40 worlds).\n"
        "Where churn is at most 0.6 and price is above 0.25: A wins (95 % of 40 worlds).\n"
        "Where churn is at most 0.6 and price is at most 0.25: B wins (80 % of 20 worlds).\n"
        "The rule is right in 89 % of worlds it was not made from; always saying \"B wins\" in 55 %.\n");
}

TEST_CASE("one question is asked where one is enough") {
  const auto worlds = to_eigen(latin_hypercube(400, 4, 3));
  const auto rule = fit_rule(worlds, outcomes(worlds, 0.05, [](const auto& x) { return x[1] > 0.5; }));
  CHECK(rule.nodes.size() == 3);
  CHECK(rule.nodes[0].split->column == 1);
  CHECK(std::abs(rule.nodes[0].split->threshold - 0.5) < 0.02);
}

// A tree grown on coin tosses looks better than it is; the reported accuracy must not.
TEST_CASE("no rule is read into noise") {
  constexpr std::size_t count = 600;
  const auto worlds = to_eigen(latin_hypercube(count, 4, 4));
  const auto rule = fit_rule(worlds, outcomes(worlds, 0.5, [](const auto&) { return true; }));
  CHECK(rule.nodes.size() == 1);
  CHECK(rule.accuracy < 0.5 + share_tolerance(0.5, count));
  const auto all = fit_rule(worlds, std::vector<bool>(count, true));
  CHECK(all.accuracy == 1);
  CHECK(in_words(all, names, "A wins", "B wins") == "A wins in all 600 worlds.\n");
  const auto said = in_words(rule, names, "A wins", "B wins");
  CHECK(said.starts_with("No simple rule was found that tells these worlds apart better than always saying"));
}

TEST_CASE("thresholds are the shortest numbers that separate the worlds") {
  Eigen::MatrixXd worlds(40, 1);
  std::vector<bool> wins;
  for (Eigen::Index i = 0; i < 40; ++i) {
    worlds(i, 0) = i < 20 ? 1.23 + 0.001 * static_cast<double>(i) : 1.4137 + 0.001 * static_cast<double>(i);
    wins.push_back(i >= 20);
  }
  const auto rule = fit_rule(worlds, wins);
  CHECK(rule.nodes[0].split->threshold == 1.3);
  CHECK(rule.accuracy == 1);
}

TEST_CASE("a rule needs ten worlds, and an outcome for each") {
  CHECK_THROWS_AS(fit_rule(Eigen::MatrixXd::Zero(9, 1), std::vector<bool>(9)), std::invalid_argument);
  CHECK_THROWS_AS(fit_rule(Eigen::MatrixXd::Zero(12, 1), std::vector<bool>(11)), std::invalid_argument);
  CHECK(fit_rule(Eigen::MatrixXd::Zero(10, 1), std::vector<bool>(10)).nodes.size() == 1);
}
