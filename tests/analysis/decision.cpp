#include "analysis/decision.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <stdexcept>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

// Margins of three policies in six replications; the last has no value for the third policy.
Eigen::MatrixXd margins() {
  Eigen::MatrixXd results(6, 3);
  results << 1, 2, -1,  //
      2, 2, 1,          //
      3, 5, 2,          //
      -1, 1, -2,        //
      0, 3, 1,          //
      9, 9, no_value;
  return results;
}

}  // namespace

TEST_CASE("a small decision table comes out as computed by hand") {
  const auto decision = decide(margins(), Orientation::higher_is_better);
  CHECK(decision.n == 5);
  CHECK(decision.missing == 1);
  CHECK(decision.best == 1);
  const auto& first = decision.verdicts[0];
  CHECK(first.objective.mean == 1);
  CHECK(first.versus_best_other.mean == doctest::Approx(-1.6));
  CHECK(first.beats_baseline.share == 0.5);
  CHECK(first.loss.share == 0.2);
  const auto& second = decision.verdicts[1];
  CHECK(second.versus_baseline.mean == doctest::Approx(1.6));
  CHECK(second.beats_baseline.share == doctest::Approx(0.9));  // four wins and a tie of five
  CHECK(second.loss.share == 0);
  // Differences 1, 0, 2, 2, 3: sd sqrt(1.3); Student's quantile at 1 - 0.05 / 3 / 2 with 4 degrees of
  // freedom.
  const double half_width = 3.961 * std::sqrt(1.3 / 5);
  CHECK(second.versus_baseline.ci_low == doctest::Approx(1.6 - half_width).epsilon(1e-3));
  CHECK(second.versus_baseline.ci_high == doctest::Approx(1.6 + half_width).epsilon(1e-3));
  CHECK(second.best_probability > decision.verdicts[2].best_probability);
  CHECK(second.opportunity_cost < first.opportunity_cost);
}

TEST_CASE("where lower is better the table is the mirror image") {
  const auto higher = decide(margins(), Orientation::higher_is_better, 1);
  const auto lower = decide(-margins(), Orientation::lower_is_better, 1);
  CHECK(lower.best == higher.best);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(lower.verdicts[i].versus_best_other.mean == -higher.verdicts[i].versus_best_other.mean);
    CHECK(lower.verdicts[i].versus_best_other.ci_low == -higher.verdicts[i].versus_best_other.ci_high);
    CHECK(lower.verdicts[i].best_probability == higher.verdicts[i].best_probability);
    CHECK(lower.verdicts[i].opportunity_cost == higher.verdicts[i].opportunity_cost);
    CHECK(lower.verdicts[i].beats_baseline.share == higher.verdicts[i].beats_baseline.share);
  }
}

TEST_CASE("equal input gives an equal table and identical policies equal rows") {
  Eigen::MatrixXd tied(5, 3);
  tied << margins().topLeftCorner(5, 2), margins().topLeftCorner(5, 1);
  const auto once = decide(tied, Orientation::higher_is_better),
             again = decide(tied, Orientation::higher_is_better);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(once.verdicts[i].best_probability == again.verdicts[i].best_probability);
    CHECK(once.verdicts[i].opportunity_cost == again.verdicts[i].opportunity_cost);
  }
  CHECK(once.verdicts[2].versus_baseline.ci_high == 0);
  CHECK(once.verdicts[2].beats_baseline.share == 0.5);
  CHECK(once.verdicts[2].best_probability == once.verdicts[0].best_probability);
}

TEST_CASE("a decision needs a complete replication and a baseline of the table") {
  CHECK_THROWS_AS(decide(Eigen::MatrixXd::Constant(3, 2, no_value), Orientation::higher_is_better),
                  std::invalid_argument);
  CHECK_THROWS_AS(decide(margins(), Orientation::higher_is_better, 3), std::invalid_argument);
  const auto once = decide(margins().topRows(1), Orientation::higher_is_better);
  CHECK(once.best == 1);
  CHECK(std::isnan(once.verdicts[0].best_probability));
}

TEST_CASE("the probability that a requirement is met is Student's and calibrated") {
  using enum Requirement::Comparison;
  const std::vector burnout{0.1, 0.2, 0.3, 0.1, 0.2};  // mean 0.18, sd sqrt(0.007), t = 0.5345 with 4 df
  CHECK(probability_met(burnout, {below, 0.2}) == doctest::Approx(0.6893).epsilon(1e-3));
  CHECK(probability_met(burnout, {above, 0.2}) == doctest::Approx(1 - 0.6893).epsilon(1e-3));
  CHECK(is_met(burnout, {below, 0.2}));
  CHECK_FALSE(is_met(burnout, {above, 0.2}));
  CHECK(probability_met(std::vector{0.1, 0.1}, {below, 0.2}) == 1);
  CHECK(probability_met(std::vector{0.2, 0.2}, {below, 0.2}) == 0);
  CHECK(std::isnan(probability_met(std::vector{0.1}, {below, 0.2})));
  CHECK(std::isnan(probability_met(std::vector{no_value}, {below, 0.2})));

  constexpr int trials = 10'000;  // a mean exactly at the limit: the probability is uniform
  Engine engine(11);
  int above_nine_tenths = 0;
  for (int trial = 0; trial < trials; ++trial) {
    above_nine_tenths += probability_met(normal_sample(engine, 6, 0.2, 0.1), {below, 0.2}) > 0.9;
  }
  CHECK(std::abs(above_nine_tenths / double{trials} - 0.1) < share_tolerance(0.1, trials));
}

TEST_CASE("the best is chosen among the feasible") {
  const auto decision = decide(margins(), Orientation::higher_is_better);
  CHECK(best_feasible(decision, Orientation::higher_is_better, {true, false, true}) == 0);
  CHECK(best_feasible(decision, Orientation::higher_is_better, {true, true, true}) == 1);
  CHECK(best_feasible(decision, Orientation::lower_is_better, {true, true, true}) == 2);
  CHECK_FALSE(best_feasible(decision, Orientation::higher_is_better, {false, false, false}));
}
