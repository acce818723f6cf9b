#include "analysis/sensitivity/variance_components.hpp"

#include <doctest/doctest.h>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

// Standard deviations 3 (points), 2 (replications) and 1 (interaction); a variance of m independent normals
// is estimated with relative standard error sqrt(2 / m).
TEST_CASE("the variances of points, replications and interaction are told apart") {
  constexpr Eigen::Index points = 400, replications = 200;
  Engine engine(22);
  const auto of_point = normal_sample(engine, points, 10, 3),
             of_replication = normal_sample(engine, replications, 0, 2);
  boost::random::normal_distribution<double> rest;
  Eigen::MatrixXd outputs(points, replications);
  for (Eigen::Index p = 0; p < points; ++p) {
    for (Eigen::Index r = 0; r < replications; ++r) {
      outputs(p, r) =
          of_point[static_cast<std::size_t>(p)] + of_replication[static_cast<std::size_t>(r)] + rest(engine);
    }
  }
  const auto variance = variance_components(outputs);
  CHECK(std::abs(variance.parameters / 9 - 1) < 3.5 * std::sqrt(2.0 / points));
  CHECK(std::abs(variance.replications / 4 - 1) < 3.5 * std::sqrt(2.0 / replications));
  CHECK(std::abs(variance.interaction - 1) < 3.5 * std::sqrt(2.0 / (points * replications)) + 0.01);
  CHECK(variance.noise_share() ==
        doctest::Approx((variance.replications + variance.interaction) /
                        (variance.parameters + variance.replications + variance.interaction)));
}

TEST_CASE("components of little data say what is unknown") {
  Eigen::MatrixXd outputs(3, 1);
  outputs << 1, no_value, 3;
  const auto once = variance_components(outputs);
  CHECK(once.parameters == 2);
  CHECK(std::isnan(once.replications));
  CHECK(std::isnan(variance_components(outputs.topRows(2)).parameters));
}
