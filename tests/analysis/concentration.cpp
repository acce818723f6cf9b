#include "analysis/concentration.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/random/exponential_distribution.hpp>
#include <numeric>

#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

TEST_CASE("customers who all bring the same are on the diagonal") {
  const std::vector equal(7, 3.0);
  CHECK(gini(equal) == doctest::Approx(0));
  CHECK(top_share(equal, 0.2) == doctest::Approx(0.2));
  for (const auto& point : lorenz_curve(equal)) CHECK(point.total == doctest::Approx(point.customers));
}

TEST_CASE("one customer who brings everything") {
  std::vector<double> values(10, 0.0);
  values[4] = 8;
  CHECK(gini(values) == doctest::Approx(0.9));
  CHECK(top_share(values, 0.1) == doctest::Approx(1));
  CHECK(top_share(values, 0.05) == doctest::Approx(0.5));  // half of that customer
  CHECK(lorenz_curve(values, 10)[9].total == 0);
}

TEST_CASE("the whale curve rises above the total where customers lose money") {
  const std::vector values{5.0, no_value, 10.0, -3.0, -2.0};
  const auto whale = whale_curve(values, 4);
  REQUIRE(whale.size() == 5);
  CHECK(whale[0].total == 0);
  CHECK(whale[1].total == 1);
  CHECK(whale[2].total == 1.5);
  CHECK(whale[3].total == doctest::Approx(1.3));
  CHECK(whale[4].total == 1);
}

TEST_CASE("shares of nothing are not invented") {
  CHECK(whale_curve(std::vector{1.0, -1.0}).empty());
  CHECK(lorenz_curve({}).empty());
  CHECK(std::isnan(top_share(std::vector{-1.0}, 0.5)));
  CHECK(std::isnan(gini({})));
}

// Exponential incomes: Gini 1/2, Lorenz q + (1 - q) log(1 - q); their standard errors are below 1 / sqrt(n).
TEST_CASE("exponential values have the known Gini coefficient and Lorenz curve") {
  Engine engine(18);
  boost::random::exponential_distribution<double> exponential;
  std::vector<double> values(40'000);
  for (double& x : values) x = exponential(engine);
  const double tolerance = 3 / std::sqrt(4e4);
  CHECK(std::abs(gini(values) - 0.5) < tolerance);
  CHECK(std::abs(top_share(values, 0.2) - 0.2 * (1 - std::log(0.2))) < tolerance);
  for (const auto& [q, share] : lorenz_curve(values, 10)) {
    if (q < 1) CHECK(std::abs(share - (q + (1 - q) * std::log(1 - q))) < tolerance);
  }
}
