// The same numbers from independent implementations: SciPy, and R's package survival (Debian's python3-scipy
// and r-cran-survival). Where they are not installed, the tests say so and are skipped; elsewhere they say
// what was compared.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <array>
#include <boost/random/uniform_int_distribution.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include "analysis/common_random_numbers.hpp"
#include "analysis/competing_risks/cumulative_incidence.hpp"
#include "analysis/competing_risks/occurrence_exposure.hpp"
#include "analysis/competing_risks/over_groups.hpp"
#include "analysis/decision.hpp"
#include "analysis/matrix.hpp"
#include "analysis/posterior.hpp"
#include "analysis/sensitivity/design.hpp"
#include "analysis/survival.hpp"
#include "tests/analysis/samples.hpp"

using namespace clientele::analysis;

namespace {

using Values = std::map<std::string, double>;

// Debian's Python by its full name, as another may stand before it in the path.
const std::string python = "/usr/bin/python3";

bool succeeds(const std::string& command) {
  return std::system((command + " > /dev/null 2>&1").c_str()) == 0;
}

// The "name value" lines that a command prints; "NA" and "NaN" are read as NaN.
Values values_printed_by(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  REQUIRE(pipe);
  std::array<char, 256> line{};
  Values values;
  while (std::fgets(line.data(), line.size(), pipe.get())) {
    std::string name, value;
    std::istringstream(line.data()) >> name >> value;
    values[name] = value == "NA" || value == "NaN" ? no_value : std::stod(value);
  }
  return values;
}

std::string script(const char* name) { return fmt::format("'{}/tests/analysis/{}'", CLIENTELE_SOURCE, name); }

void check_close(double ours, double theirs) { CHECK(ours == doctest::Approx(theirs).epsilon(1e-9)); }

Eigen::MatrixXd three_policies() {
  Engine engine(19);
  const Eigen::Vector3d means(0.2, 0.6, 0.4), sds(1, 1.5, 0.7);
  return NormalFamily(means, equal_correlation(sds, 0.6)).sample(engine, 25);
}

Values values_of_scipy(const Eigen::MatrixXd& results) {
  std::string command = python + " " + script("reference_scipy.py");
  for (const double x : results.reshaped<Eigen::RowMajor>()) command += fmt::format(" {}", x);
  return values_printed_by(command);
}

Values values_of_r(const std::vector<Spell>& spells) {
  std::string command = "Rscript --vanilla " + script("reference_survival.R");
  for (const auto& spell : spells) {
    command += fmt::format(" {} {} {} {}", spell.left, int{spell.event}, spell.entered, spell.count);
  }
  return values_printed_by(command);
}

bool r_is_installed() {
  if (succeeds("Rscript --vanilla -e 'library(survival)'")) return true;
  MESSAGE("skipped: R with package survival is not installed (Debian: r-base-core, r-cran-survival)");
  return false;
}

Values values_of_r(const std::vector<CauseSpell>& spells, const std::vector<double>& edges) {
  std::string command = "Rscript --vanilla " + script("reference_competing_risks.R");
  command += fmt::format(" {}", fmt::join(edges, ","));
  for (const auto& spell : spells)
    command += fmt::format(" {} {} {} {}", spell.left, spell.cause, spell.entered, spell.count);
  return values_printed_by(command);
}

// Half weeks, so that many leave at once, and a third or so of all entries are late.
std::vector<CauseSpell> half_weeks(std::uint64_t seed) {
  Engine engine(seed);
  boost::random::uniform_int_distribution<int> entry(-40, 20), stay(1, 60), count(1, 3);
  boost::random::uniform_int_distribution<std::size_t> cause(0, 3);
  std::vector<CauseSpell> spells(200);
  for (auto& spell : spells) {
    spell.entered = std::max(0, entry(engine)) / 2.0;
    spell.left = spell.entered + stay(engine) / 2.0;
    spell.cause = cause(engine);
    spell.count = count(engine);
  }
  return spells;
}

// The largest deviation from R of what has been compared.
struct Comparison {
  Values theirs;
  double largest = 0;

  void with(double ours, const std::string& name) {
    const double deviation = std::abs(ours - theirs.at(name));
    largest = std::max(largest, deviation);
    CHECK_MESSAGE(deviation < 1e-9, name);
  }
};

void compare_incidences(const std::vector<IncidencePoint>& curve, const std::string& interval,
                        Comparison& compare) {
  for (const auto& [overall, by_cause] : curve) {
    const double time = overall.time;
    const auto name = [&](const char* what, std::size_t cause) {
      return fmt::format("{}.{}.{}.{}", interval, what, cause, time);
    };
    compare.with(overall.at_risk, name("at_risk", 0));
    compare.with(overall.survival, name("survival", 0));
    for (std::size_t c = 0; c < by_cause.size(); ++c) {
      compare.with(by_cause[c].events, name("events", c + 1));
      compare.with(by_cause[c].incidence, name("incidence", c + 1));
      compare.with(by_cause[c].standard_error, name("standard_error", c + 1));
      if (by_cause[c].incidence == 0) continue;  // where R gives no interval on the log(-log) scale
      compare.with(by_cause[c].ci_low, name("low", c + 1));
      compare.with(by_cause[c].ci_high, name("high", c + 1));
    }
  }
}

void compare_rates(const std::vector<HazardBand>& bands, Comparison& compare) {
  for (const auto& band : bands)
    for (std::size_t c = 0; c < band.by_cause.size(); ++c) {
      const auto name = [&](const char* what) {
        return fmt::format("band.{}.{}.{}", what, c + 1, band.from);
      };
      compare.with(band.exposure, name("exposure"));
      compare.with(band.by_cause[c].events, name("events"));
      compare.with(band.by_cause[c].rate, name("rate"));
      compare.with(band.by_cause[c].ci_low, name("low"));
      compare.with(band.by_cause[c].ci_high, name("high"));
    }
}

void check_curve(const std::vector<SurvivalPoint>& curve, const std::string& interval, Values& theirs) {
  for (const auto& point : curve) {
    const auto their = [&](const char* name) {
      return theirs.at(fmt::format("{}.{}.{}", interval, name, point.time));
    };
    check_close(point.at_risk, their("at_risk"));
    CHECK(std::abs(point.survival - their("survival")) < 1e-12);
    if (point.survival == 0) continue;  // where R gives no interval
    check_close(point.standard_error, their("standard_error"));
    check_close(point.ci_low, their("low"));
    check_close(point.ci_high, their("high"));
  }
}

}  // namespace

TEST_CASE("estimates, intervals and probabilities equal SciPy's") {
  if (!succeeds(python + " -c 'import scipy.stats'")) {
    MESSAGE("skipped: SciPy is not installed (Debian: python3-scipy)");
    return;
  }
  const auto results = three_policies();
  auto theirs = values_of_scipy(results);
  MESSAGE("compared with ", theirs.size(), " numbers of SciPy");
  const Matrix policies = results;
  const auto a = policies.column(0), b = policies.column(1);
  const auto mean = estimate(a);
  check_close(mean.mean, theirs.at("mean"));
  check_close(mean.sd, theirs.at("sd"));
  check_close(mean.ci_low, theirs.at("mean.low"));
  check_close(mean.ci_high, theirs.at("mean.high"));
  for (const char* p : {"0.05", "0.5", "0.9"}) {
    check_close(quantile(a, std::stod(p)), theirs.at(std::string("quantile.") + p));
  }
  for (const int hits : {0, 7, 25}) {
    const auto share = proportion(hits, 25);
    CHECK(std::abs(share.ci_low - theirs.at(fmt::format("share.{}.low", hits))) < 1e-12);
    CHECK(std::abs(share.ci_high - theirs.at(fmt::format("share.{}.high", hits))) < 1e-12);
  }
  check_close(synchronisation(a, b).correlation, theirs.at("correlation"));
  check_close(synchronisation(a, b).variance_reduction, theirs.at("variance_reduction"));
  check_close(probability_met(a, {Requirement::Comparison::above, 0}), theirs.at("mean_positive"));
  const auto decision = decide(results, Orientation::higher_is_better);
  check_close(decision.verdicts[1].versus_baseline.ci_low, theirs.at("pair.low"));
  check_close(decision.verdicts[1].versus_baseline.ci_high, theirs.at("pair.high"));
  for (std::size_t i = 0; i < 3; ++i) {  // 4 standard errors of 100,000 draws
    CHECK(std::abs(decision.verdicts[i].best_probability - theirs.at(fmt::format("best.{}", i))) <
          4 * 0.0016);
  }
  const auto points = sobol_points(31, 50);
  for (std::size_t i = 0; i < 31; ++i) CHECK(points(i, 49) == theirs.at(fmt::format("sobol.{}", i)));
}

TEST_CASE("survival curves equal those of R") {
  if (!r_is_installed()) return;
  const std::vector<Spell> spells{{6, true, 0, 3},   {7, true},         {9, false},        {10, true, 1, 2},
                                  {10, false},       {16, true, 12, 3}, {16, false, 4, 2}, {22, true, 2, 1},
                                  {30, false, 0, 3}, {32, true}};
  auto theirs = values_of_r(spells);
  MESSAGE("compared with ", theirs.size(), " numbers of R's package survival");
  check_curve(kaplan_meier(spells, 0.95, SurvivalInterval::log_log), "log-log", theirs);
  check_curve(kaplan_meier(spells, 0.95, SurvivalInterval::plain), "plain", theirs);
  const auto mean = restricted_mean(kaplan_meier(spells), 30);
  check_close(mean.mean, theirs.at("restricted_mean"));
  check_close(mean.standard_error, theirs.at("restricted_mean.se"));
  CHECK(median_survival(kaplan_meier(spells)).weeks == theirs.at("median"));
}

TEST_CASE("incidences of competing risks and rates by band equal those of R, with late entry and censoring") {
  if (!r_is_installed()) return;
  const std::vector<double> edges{0, 2.5, 10, 20, 30};
  for (const std::uint64_t seed : {38, 39, 40}) {
    const auto spells = half_weeks(seed);
    Comparison compare{values_of_r(spells, edges)};
    compare_incidences(cumulative_incidence(spells, 3, 0.95, SurvivalInterval::log_log), "log-log", compare);
    compare_incidences(cumulative_incidence(spells, 3, 0.95, SurvivalInterval::plain), "plain", compare);
    compare_rates(occurrence_exposure(spells, 3, edges), compare);
    MESSAGE("compared with ", compare.theirs.size(), " numbers of R; largest deviation ", compare.largest);
  }
}

TEST_CASE("standard errors of incidences over groups are those of R with clusters") {
  if (!r_is_installed()) return;
  Engine engine(41);
  boost::random::uniform_int_distribution<std::size_t> group(0, 8);
  const auto folder = std::filesystem::temp_directory_path();
  const auto file = (folder / fmt::format("clientele_groups_{}.csv", getpid())).string();
  std::vector<CauseSpells> groups(9);
  {
    std::ofstream csv(file);
    csv << "group,entered,left,cause\n";
    for (auto spell : half_weeks(42)) {
      spell.count = 1;
      const auto g = group(engine);
      groups[g].push_back(spell);
      csv << fmt::format("{},{},{},{}\n", g, spell.entered, spell.left, spell.cause);
    }
  }
  const auto theirs =
      values_printed_by(fmt::format("Rscript --vanilla {} '{}' 3", script("reference_groups.R"), file));
  std::filesystem::remove(file);
  Comparison compare{theirs};
  const double factor = std::sqrt(9 / 8.0);  // which R leaves out
  for (const auto& [overall, by_cause] : incidence_over_groups(groups, 3)) {
    compare.with(overall.survival, fmt::format("survival.0.{}", overall.time));
    compare.with(overall.standard_error / factor, fmt::format("standard_error.0.{}", overall.time));
    for (std::size_t c = 0; c < 3; ++c) {
      compare.with(by_cause[c].incidence, fmt::format("incidence.{}.{}", c + 1, overall.time));
      compare.with(by_cause[c].standard_error / factor,
                   fmt::format("standard_error.{}.{}", c + 1, overall.time));
    }
  }
  MESSAGE("compared with ", compare.theirs.size(), " numbers of R; largest deviation ", compare.largest);
}
