// The staff of many offices, each that of one replication of a scenario, for compare.py: office_people
// SCENARIO. Writes a line for each person in each survey, and one for each office at its end.
#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <vector>

#include "sim/model/stages/staff/questionnaire.hpp"
#include "sim/model/week.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"

namespace clientele::validation {

namespace {

constexpr BusinessId first_business{};
constexpr int weeks_between_surveys = 26, month = 4;

/// One office from its first week to its last.
class Office {
 public:
  Office(const Scenario& scenario, std::uint32_t replication)
      : scenario_(scenario),
        replication_(replication),
        draw_(scenario.seed, replication),
        world_(world_of_today(scenario, {scenario.businesses.front().policy}, scenario.seed, replication)),
        is_new_(static_cast<std::size_t>(world_.markets().front().staff.size())) {}

  void live() {
    const Observer observer = [this](const Stage& stage, const Market& market, const Scratch& scratch) {
      if (stage.id == StageId::strain) look_at_work(market);
      if (stage.id == StageId::staffing) look_at_departures(market, scratch);
      if (stage.id == StageId::record && (world_.week() + 1) % weeks_between_surveys == 0) survey(market);
    };
    for (int week = 0; week < scenario_.weeks; ++week) world_.step(in_sequence, observer);
    fmt::print("office,{},{},{},{},{},{}\n", replication_, weeks_[true], weeks_[false], quits_[true],
               quits_[false], absent_);
  }

 private:
  /// Of those who work this week, who is in the first month of the job, and how much they are ill.
  void look_at_work(const Market& market) {
    const auto& staff = market.staff;
    for (const Seat s : market.offices[first_business].seats()) {
      if (!staff.present[s]) continue;
      const bool is_new = staff.tenure[s] + 1 <= month;
      is_new_[s.index()] = is_new;
      weeks_[is_new] += 1;
      absent_ += (1 - staff.on_leave[s]) * staff.absence[s];
    }
  }

  void look_at_departures(const Market& market, const Scratch& scratch) {
    for (const Seat s : market.offices[first_business].seats())
      if (static_cast<Departure>(scratch.staff.departure[s]) == Departure::quits)
        quits_[is_new_[s.index()]] += 1;
  }

  void survey(const Market& market) const {
    const auto& staff = market.staff;
    for (const Seat s : market.offices[first_business].seats()) {
      if (!staff.present[s]) continue;
      const auto observed =
          question(scenario_.model, draw_, market, first_business, s, world_.week()).observed;
      fmt::print("person,{},{},{}/{},{},{},{},{},{:d}\n", replication_, world_.week() + 1, s.index(),
                 staff.generation[s], staff.exhaustion[s], staff.cynicism[s], staff.efficacy[s],
                 observed.exhaustion, counts_as_burned_out(scenario_.model, observed));
    }
  }

  const Scenario& scenario_;
  std::uint32_t replication_;
  Draws draw_;
  World world_;
  std::vector<bool> is_new_;  ///< by seat
  int weeks_[2] = {}, quits_[2] = {};
  double absent_ = 0;
};

void live_in_offices(const char* file) {
  auto resolution = resolve(read_document(file));
  if (!resolution) throw std::invalid_argument(render(resolution.mistakes));
  Scenario scenario = std::move(resolution.value->scenario);
  tabulate(scenario);
  for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(scenario.replications); ++i)
    Office(scenario, i).live();
}

}  // namespace

}  // namespace clientele::validation

int main(int count, char** arguments) try {
  if (count != 2) throw std::invalid_argument("office_people SCENARIO");
  clientele::validation::live_in_offices(arguments[1]);
  return 0;
} catch (const std::exception& problem) {
  fmt::print(stderr, "{}\n", problem.what());
  return 1;
}
