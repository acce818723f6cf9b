#include "analysis/competing_risks/over_groups.hpp"

#include <doctest/doctest.h>

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <vector>

#include "analysis/estimate.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

// Ten each, who all came at age 0; of each group so many left for cause 1 at age 5 and for cause 2 at age 8.
std::vector<CauseSpells> groups_of_ten(const std::vector<std::pair<double, double>>& leavers) {
  std::vector<CauseSpells> groups;
  for (const auto& [first, second] : leavers)
    groups.push_back({{.left = 5, .cause = 1, .count = first},
                      {.left = 8, .cause = 2, .count = second},
                      {.left = 20, .count = 10 - first - second}});
  return groups;
}

const auto four_groups = groups_of_ten({{1, 2}, {4, 0}, {2, 2}, {3, 5}});

// Two causes whose hazards a group shares: those of another are up to some times as large.
std::vector<CauseSpells> frail_groups(Engine& engine, std::size_t groups, std::size_t people,
                                      double latest_entry) {
  boost::random::gamma_distribution<double> frailty(4, 0.25);
  boost::random::exponential_distribution<double> lifetime(0.03);
  boost::random::uniform_01<double> which;
  std::vector<CauseSpells> list(groups);
  for (auto& group : list) {
    const double times = frailty(engine);
    for (std::size_t i = 0; i < people; ++i) {
      const double entered = latest_entry * which(engine), left = entered + lifetime(engine) / times;
      group.push_back(left > 40 ? CauseSpell{.left = 40, .entered = entered}
                                : CauseSpell{left, which(engine) < 1.0 / 3 ? 2u : 1u, entered});
    }
  }
  return list;
}

}  // namespace

TEST_CASE("of equal groups in which nobody is lost sight of, incidences are means over groups") {
  const auto curve = incidence_over_groups(four_groups, 2);
  REQUIRE(curve.size() == 3);
  const auto check = [](const auto& share, double value, std::vector<double> shares) {
    const auto mean = estimate(shares);
    CHECK(value == doctest::Approx(mean.mean));
    CHECK(share.standard_error == doctest::Approx(mean.sd / 2));  // of four
  };
  check(curve[0].by_cause[0], curve[0].by_cause[0].incidence, {0.1, 0.4, 0.2, 0.3});
  check(curve[1].by_cause[0], curve[1].by_cause[0].incidence, {0.1, 0.4, 0.2, 0.3});
  check(curve[1].by_cause[1], curve[1].by_cause[1].incidence, {0.2, 0, 0.2, 0.5});
  check(curve[1].overall, curve[1].overall.survival, {0.7, 0.6, 0.6, 0.2});
  // Student's quantile of three degrees of freedom is 3.182446; the bounds are on the log(-log) scale.
  const double spread = std::exp(3.182446 * curve[1].overall.standard_error / (0.525 * -std::log(0.525)));
  CHECK(curve[1].overall.ci_low == doctest::Approx(std::pow(0.525, spread)).epsilon(1e-6));
  CHECK(curve[1].overall.ci_high == doctest::Approx(std::pow(0.525, 1 / spread)).epsilon(1e-6));
  CHECK(curve[0].by_cause[1].ci_high == 0);  // nobody has left for it yet
}

TEST_CASE("where each group is one person, errors are those of independent people") {
  Engine engine(3);
  const auto people = frail_groups(engine, 1, 60, 10).front();
  std::vector<CauseSpells> alone;
  for (const auto& person : people) alone.push_back({person});
  const auto ours = incidence_over_groups(alone, 2);
  const auto theirs = cumulative_incidence(people, 2);
  REQUIRE(ours.size() == theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    CHECK(ours[i].overall.survival == theirs[i].overall.survival);
    for (std::size_t c = 0; c < 2; ++c)
      CHECK(ours[i].by_cause[c].standard_error ==
            doctest::Approx(theirs[i].by_cause[c].standard_error * std::sqrt(60 / 59.0)));
  }
}

TEST_CASE("who of a group stayed how long does not matter, only how many") {
  const std::vector<CauseSpells> one = {{{9, 1, 0}, {6, 0, 4}}, {{7, 1, 2}, {8, 1, 0}}};
  const std::vector<CauseSpells> other = {{{6, 0, 0}, {9, 1, 4}}, {{8, 1, 2}, {7, 1, 0}}};
  const auto ours = incidence_over_groups(one, 1), theirs = incidence_over_groups(other, 1);
  for (std::size_t i = 0; i < ours.size(); ++i)
    CHECK(ours[i].overall.standard_error == doctest::Approx(theirs[i].overall.standard_error));
}

TEST_CASE("rates of groups that were looked at for as long are means over groups") {
  // Each group has 10 x 5 weeks in the first band.
  const std::vector<double> edges{0, 5, 20};
  const auto errors = rate_errors_over_groups(four_groups, 2, edges);
  const auto mean = estimate(std::vector{1 / 50.0, 4 / 50.0, 2 / 50.0, 3 / 50.0});
  CHECK(errors[0][0] == doctest::Approx(mean.sd / 2));
  CHECK(errors[0][1] == 0);  // nobody left for it
}

TEST_CASE("of a single group, and where nobody was looked at, nothing is known of errors") {
  const auto one = groups_of_ten({{1, 2}});
  for (const auto& point : incidence_over_groups(one, 2)) {
    CHECK(std::isnan(point.overall.standard_error));
    CHECK(std::isnan(point.by_cause[0].ci_high));
  }
  CHECK(std::isnan(rate_errors_over_groups(one, 2, std::vector<double>{0, 5})[0][0]));
  CHECK(std::isnan(rate_errors_over_groups(four_groups, 2, std::vector<double>{30, 40})[0][0]));
  CHECK(incidence_over_groups(std::vector<CauseSpells>{}, 2).empty());
}

TEST_CASE("intervals over groups cover the truth where those of independent people do not") {
  // By age 30 a share 1 - (1 + 0.25 x 0.03 x 30)^-4 of all have left, two in three of them for cause 1.
  const double truth = 2.0 / 3 * (1 - std::pow(1 + 0.25 * 0.9, -4));
  Engine engine(5);
  int covered = 0, covered_alone = 0;
  constexpr int studies = 1000;
  for (int study = 0; study < studies; ++study) {
    const auto groups = frail_groups(engine, 20, 40, 0);
    const auto at_30 = [&](const std::vector<IncidencePoint>& curve) {
      std::size_t i = 0;
      while (i + 1 < curve.size() && curve[i + 1].overall.time <= 30) ++i;
      const auto& share = curve[i].by_cause[0];
      return share.ci_low <= truth && truth <= share.ci_high;
    };
    covered += at_30(incidence_over_groups(groups, 2));
    if (study % 10 == 0) covered_alone += at_30(cumulative_incidence(pooled(groups), 2));
  }
  // 3.5 standard errors of a share of 1000 on either side of 95 %, and of 100 below it.
  CHECK(covered > 0.925 * studies);
  CHECK(covered < 0.975 * studies);
  CHECK(covered_alone < 85);
}
