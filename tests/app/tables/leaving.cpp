// What tables say of who leaves, when and why, against everybody's own history, followed one by one in the
// same worlds; and against R.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "sim/experiment/design/points.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/model/beginning.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

using Fields = std::map<std::string, std::string>;

/// The rows of a table that has no quoted fields, by the names of its columns.
std::vector<Fields> rows_of(const std::string& csv) {
  std::istringstream lines(csv);
  const auto fields_of = [](const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream stream(line + ",");
    for (std::string field; std::getline(stream, field, ',');) fields.push_back(field);
    return fields;
  };
  std::string line;
  std::getline(lines, line);
  const auto names = fields_of(line);
  std::vector<Fields> rows;
  while (std::getline(lines, line)) {
    const auto fields = fields_of(line);
    REQUIRE(fields.size() == names.size());
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = fields[i];
  }
  return rows;
}

double number(const Fields& row, const std::string& column) {
  return row.at(column).empty() ? std::nan("") : std::stod(row.at(column));
}

/// One person's time in the job.
struct History {
  int replication;
  double entered, left;
  std::string cause;  ///< empty: still there
};

/// Follows one world of the plan from outside: who has which seat after each week, and what the week says of
/// those who went.
class Diary {
 public:
  Diary(const Scenario& scenario, const std::string& policy, int replication)
      : replication_(replication),
        world_(scenario, experiment::policy_assignment(scenario, policy), scenario.seed,
               static_cast<std::uint32_t>(replication), in_sequence) {
    for (const auto& market : world_.markets()) meet(market, 0);
    while (world_.week() < scenario.weeks) live_a_week();
    for (const auto& [who, since] : here_) {
      const double weeks = world_.week() - since.first;
      histories_.push_back({replication_, since.second, since.second + weeks, ""});
    }
  }

  const std::vector<History>& histories() const { return histories_; }

 private:
  using Who = std::tuple<std::uint32_t, int, int>;  ///< market, seat, generation

  void live_a_week() {
    std::map<std::pair<std::uint32_t, int>, std::string> gone;
    world_.step(in_sequence, [&](const Stage& stage, const Market& market, const Scratch& scratch) {
      if (stage.id != StageId::staffing) return;
      constexpr const char* words[] = {"", "quit", "retired", "moved", "dismissed"};
      const bool closes = scratch.tallies[BusinessId{0}][Item::closings] > 0;
      for (const Seat s : market.offices[BusinessId{0}].seats())
        if (const int code = scratch.staff.departure[s]; code > 0)
          gone[{market.number, s.value}] = closes ? "closing" : words[code];
    });
    for (auto person = here_.begin(); person != here_.end();) {
      const auto& [market, seat, generation] = person->first;
      const auto reason = gone.find({market, seat});
      if (reason == gone.end()) {
        ++person;
        continue;
      }
      const auto [week, tenure] = person->second;
      histories_.push_back({replication_, tenure, tenure + world_.week() - week, reason->second});
      person = here_.erase(person);
    }
    for (const auto& market : world_.markets()) meet(market, world_.week());
  }

  /// Notes whoever was not there before, with the whole weeks that they had been in the job.
  void meet(const Market& market, int week) {
    for (const Seat s : market.offices[BusinessId{0}].seats()) {
      if (!market.staff.present[s]) continue;
      const Who who{market.number, s.value, market.staff.generation[s]};
      here_.try_emplace(who, week, week == 0 ? std::floor(market.staff.tenure[s]) : 0.0);
    }
  }

  int replication_;
  World world_;
  std::map<Who, std::pair<int, double>> here_;  ///< week when first seen, and tenure then
  std::vector<History> histories_;
};

const std::vector<std::string> causes = {"quit", "dismissed", "retired", "moved", "closing"};

/// A store of a firm that many leave for all reasons there are, and the tables made of it.
struct Firm {
  std::string store = scratch_path("leaving.sqlite"), folder = scratch_path("leaving_csv");
  std::vector<History> histories;

  Firm() {
    const auto answer = clientele_program(
        "compare " + small + " -q -n 12 -w 104 --policies partnership -o " + store + " --csv " + folder +
        " --set past_weeks=0 businesses.0.staff=8 businesses.0.wage=900 businesses.0.staff_tenure=60"
        " businesses.0.retirement=0.1 businesses.0.moves=0.2 businesses.0.staffing_flexibility=1"
        " businesses.0.dismissal_rate=0.3 businesses.0.spare_capacity=0 businesses.0.cash=60000"
        " businesses.0.credit_weeks=8");
    REQUIRE_MESSAGE(answer.exit_code == 0, answer.err);
    auto plan = experiment::Store::open(store).plan();
    auto scenario = experiment::scenario_at(plan, 0);
    tabulate(scenario);
    for (int replication = 1; replication <= plan.replications; ++replication)
      follow(Diary(scenario, "partnership", replication));
  }

  void follow(const Diary& diary) {
    histories.insert(histories.end(), diary.histories().begin(), diary.histories().end());
  }

  std::vector<Fields> table(const std::string& name) const {
    std::vector<Fields> ours;
    for (const auto& row : rows_of(text_of(folder + "/" + name + ".csv")))
      if (row.at("business") == "ours" && row.at("policy") == "partnership") ours.push_back(row);
    return ours;
  }
};

const Firm& firm() {
  static const Firm made;
  return made;
}

double count(const auto& holds) {
  double sum = 0;
  for (const auto& history : firm().histories) sum += holds(history) ? 1 : 0;
  return sum;
}

double at_risk(double week) {
  return count([&](const History& h) { return (h.entered < week || h.entered == 0) && h.left >= week; });
}

}  // namespace

TEST_CASE("the curve of staff is that of everybody's own history") {
  const auto rows = firm().table("staff_survival");
  REQUIRE(rows.size() > 60);
  double survival = 1, left = 0;
  for (const auto& row : rows) {
    const double week = number(row, "week");
    const double here = at_risk(week);
    const double events = count([&](const History& h) { return h.left == week && !h.cause.empty(); });
    CHECK(number(row, "at_risk") == here);
    CHECK(number(row, "events") == events);
    CHECK(number(row, "censored") ==
          count([&](const History& h) { return h.left == week && h.cause.empty(); }));
    survival *= 1 - events / here;
    left += events;
    CHECK(number(row, "survival") == doctest::Approx(survival));
  }
  CHECK(left > 100);
  CHECK(left == count([](const History& h) { return !h.cause.empty(); }));
  CHECK(count([](const History& h) { return h.entered > 0; }) > 100);  // whose tenure was not 0 in week 0
}

TEST_CASE("incidences by cause are those of everybody's own history, and with survival make one") {
  const auto rows = firm().table("incidence");
  std::map<std::string, double> last, events;
  for (const auto& row : rows) {
    if (row.at("who") != "staff") continue;
    const auto cause = row.at("cause");
    const double week = number(row, "week");
    CHECK(number(row, "at_risk") == at_risk(week));
    CHECK(number(row, "events") ==
          count([&](const History& h) { return h.left == week && h.cause == cause; }));
    CHECK(number(row, "incidence") > last[cause]);
    last[cause] = number(row, "incidence");
    events[cause] += number(row, "events");
  }
  double all = number(firm().table("staff_survival").back(), "survival");
  for (const auto& cause : causes) {
    CAPTURE(cause);
    CHECK(events[cause] > 0);
    CHECK(events[cause] == count([&](const History& h) { return h.cause == cause; }));
    all += last[cause];
  }
  CHECK(all == doctest::Approx(1));
}

TEST_CASE("rates by band of tenure are what happened over the years in it") {
  double quits = 0;
  int bands = 0;
  for (const auto& row : firm().table("leaving_rates")) {
    if (row.at("who") != "staff") continue;
    const double from = number(row, "tenure_from");
    const double to = row.at("tenure_to").empty() ? HUGE_VAL : number(row, "tenure_to");
    double weeks = 0;
    for (const auto& h : firm().histories)
      weeks += std::max(0.0, std::min(h.left, to) - std::max(h.entered, from));
    const double events =
        count([&](const History& h) { return h.cause == row.at("cause") && h.left > from && h.left <= to; });
    CHECK(number(row, "exposure") == doctest::Approx(weeks / 52));
    CHECK(number(row, "events") == events);
    CHECK(number(row, "rate") == doctest::Approx(52 * events / weeks));
    CHECK(number(row, "ci_low") <= number(row, "rate"));
    CHECK(number(row, "rate") < number(row, "ci_high"));
    if (row.at("cause") == "quit") quits += events, ++bands;
  }
  CHECK(bands == 6);
  CHECK(quits > 50);
}

TEST_CASE("what R makes of everybody's own history is what the tables say") {
  if (std::system("Rscript --vanilla -e 'library(survival)' > /dev/null 2>&1") != 0) {
    MESSAGE("skipped: R with package survival is not installed (Debian: r-base-core, r-cran-survival)");
    return;
  }
  std::string csv = "group,entered,left,cause\n";
  for (const auto& h : firm().histories) {
    const auto cause = std::ranges::find(causes, h.cause) - causes.begin();
    csv += fmt::format("{},{},{},{}\n", h.replication, h.entered, h.left, h.cause.empty() ? 0 : cause + 1);
  }
  const auto script = std::string(CLIENTELE_SOURCE) + "/tests/analysis/reference_groups.R";
  const auto command =
      fmt::format("Rscript --vanilla '{}' '{}' 5", script, scratch_file("histories.csv", csv));
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  REQUIRE(pipe);
  std::map<std::string, double> theirs;
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), pipe.get())) {
    std::string name, value;
    std::istringstream(line.data()) >> name >> value;
    theirs[name] = std::stod(value);
  }
  double largest = 0;
  const auto compare = [&](double ours, const std::string& name) {
    REQUIRE_MESSAGE(theirs.contains(name), name);
    largest = std::max(largest, std::abs(ours - theirs[name]));
  };
  const double factor = std::sqrt(12 / 11.0);  // which R leaves out
  int compared = 0;
  for (const auto& row : firm().table("staff_survival")) {
    if (number(row, "week") == 0) continue;  // when R sees nobody
    compare(number(row, "survival"), "survival.0." + row.at("week"));
    compare(number(row, "standard_error") / factor, "standard_error.0." + row.at("week"));
    ++compared;
  }
  for (const auto& row : firm().table("incidence")) {
    if (row.at("who") != "staff") continue;
    const auto cause = std::ranges::find(causes, row.at("cause")) - causes.begin() + 1;
    compare(number(row, "incidence"), fmt::format("incidence.{}.{}", cause, row.at("week")));
    compare(number(row, "standard_error") / factor,
            fmt::format("standard_error.{}.{}", cause, row.at("week")));
    ++compared;
  }
  CHECK(compared > 150);
  CHECK(largest < 1e-9);
  MESSAGE("compared ", compared, " rows with R; largest deviation ", largest);
}

TEST_CASE("of a single run the curves are told, and no errors of them") {
  const auto folder = scratch_path("leaving_once");
  REQUIRE(clientele_program("run " + small + " -q -n 1 -w 26 --csv " + folder).exit_code == 0);
  for (const std::string name : {"survival", "staff_survival", "incidence"})
    for (const auto& row : rows_of(text_of(folder + "/" + name + ".csv")))
      for (const auto* column : {"standard_error", "ci_low", "ci_high"}) CHECK(row.at(column).empty());
}

TEST_CASE("accounts end for the causes that are counted elsewhere") {
  const auto folder = scratch_path("leaving_clients");
  answer_to("compare " + small + " -q -n 6 -w 52 --policies right_customer --csv " + folder +
            " --set past_weeks=0 businesses.0.price=420 businesses.0.cash=20000 businesses.0.credit_weeks=2");
  std::map<std::string, double> ended, counted;
  for (const auto& row : rows_of(text_of(folder + "/incidence.csv")))
    if (row.at("who") == "clients") ended[row.at("cause")] += number(row, "events");
  // Accounts times their yearly rate, over the 52 weeks that there are.
  for (const auto& row : rows_of(text_of(folder + "/segments.csv")))
    if (number(row, "accounts") > 0)
      counted["by_business"] += number(row, "accounts") * number(row, "ended_rate");
  // Whoever leaves after a business was found insolvent is set free.
  std::set<std::string> insolvent;
  for (const auto& row : rows_of(text_of(folder + "/weekly.csv"))) {
    const auto firm = row.at("policy") + "," + row.at("business") + "," + row.at("replication");
    counted[insolvent.contains(firm) ? "closing" : "own_choice"] += number(row, "left_per_week");
    if (number(row, "failed") > 0) insolvent.insert(firm);
  }
  for (const std::string cause : {"own_choice", "by_business", "closing"}) {
    CAPTURE(cause);
    CHECK(ended[cause] > 5);
    CHECK(ended[cause] == doctest::Approx(counted[cause]));
  }
}

}  // namespace clientele::app
