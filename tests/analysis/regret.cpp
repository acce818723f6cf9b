#include "analysis/regret.hpp"

#include <doctest/doctest.h>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

TEST_CASE("regret is the distance to the best policy of each world") {
  Eigen::MatrixXd worlds(5, 3);
  worlds << 5, 3, 5,  //
      1, 2, 0,        //
      4, 4, 4,        //
      0, 10, 1,       //
      7, no_value, 9;
  const auto policies = robustness(worlds, Orientation::higher_is_better);
  CHECK(policies[0].best.n == 4);
  CHECK(policies[0].best.share == doctest::Approx((0.5 + 1.0 / 3) / 4));
  CHECK(policies[1].best.share == doctest::Approx((1 + 1.0 / 3 + 1) / 4));
  CHECK(policies[0].mean_regret == doctest::Approx((0 + 1 + 0 + 10) / 4.0));
  CHECK(policies[0].largest_regret == 10);
  CHECK(policies[1].largest_regret == 2);
  CHECK(policies[1].regret_95 == doctest::Approx(2 - 0.15 * 2));
  const auto mirrored = robustness(-worlds, Orientation::lower_is_better);
  for (std::size_t i = 0; i < 3; ++i) CHECK(mirrored[i].mean_regret == policies[i].mean_regret);
  CHECK(std::isnan(robustness(worlds.bottomRows(1), Orientation::higher_is_better)[0].mean_regret));
}
