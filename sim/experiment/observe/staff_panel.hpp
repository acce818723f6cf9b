// A panel of staff: the same people surveyed twice a year, with what they met with before each survey and
// what became of them after it. Of the first business of a scenario, in all its markets.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "analysis/competing_risks/cause_spell.hpp"
#include "sim/layers.hpp"
#include "sim/model/measures.hpp"
#include "sim/model/stages/staff/scores.hpp"
#include "sim/model/world.hpp"
#include "sim/random/draws.hpp"

namespace clientele::experiment {

/// One person in one survey. What was met with is a mean over about the last quarter; what was appraised is
/// so by the person. NaN: not known, as the person was not followed for long enough.
struct StaffAnswer {
  static constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

  std::uint32_t market;  ///< the office
  Scores state, observed;
  float tenure;                   ///< weeks
  float hours;                    ///< worked in a week
  float load;                     ///< work in one's own hours for it
  float incivility;               ///< incidents an hour
  float aggression, dissonance;   ///< the same, appraised
  float expectations, ambiguity;  ///< entitlement and ignorance of the clients served, appraised
  float reporting_error[4];       ///< standard normal, of the four things appraised
  Scores after_a_month{unknown, unknown, unknown}, after_a_year{unknown, unknown, unknown};  ///< observed
  float quits = unknown;        ///< within a year: 1 or 0; unknown for those who left otherwise
  float absence = unknown;      ///< share of the half year after it that is lost to sickness
  float performance = unknown;  ///< in the same time: outcome of the average contact, by one's skill
};

/// One office in one year.
struct OfficeYear {
  double staff = 0;  ///< person-weeks
  double quits = 0, dismissals = 0;
  double revenue = 0, profit = 0;
};

class StaffPanel {
 public:
  /// Of a world that is at its beginning, and outlives this, as do the scenario and its draws.
  StaffPanel(const World& world, const Scenario& scenario, const Draws& draw);

  /// Is to see all weeks, one market at a time.
  Observer observer();

  /// Closes what is still open: call once, after the last week.
  void finish();

  const std::vector<StaffAnswer>& answers() const { return answers_; }
  /// Employment: time since hired (weeks), entered when observation began, and why it ended: the causes are
  /// those of Departure, 0 where it had not.
  const std::vector<CauseSpell>& spells() const { return spells_; }
  const std::vector<OfficeYear>& office_years() const { return years_; }
  /// Person-weeks, and those in which somebody was ill.
  double person_weeks() const { return person_weeks_; }
  double ill_weeks() const { return ill_weeks_; }

 private:
  /// What is known of whoever has a seat.
  struct Person {
    bool known = false;
    bool worked = false;  ///< was there in a week, not only hired at its end
    float entered = 0, tenure = 0;
    float hours = 0, load = 0, incivility = 0, dissonance = 0;
    int weeks_seen = 0;
    std::vector<std::size_t> followed = {};  ///< answers, of those whose year is not over
  };
  /// The clients of one person, on average.
  struct Clients {
    float entitlement, ignorance;
  };
  struct Following {
    int weeks = 0;
    double absence = 0, performance = 0, performed = 0;
  };

  void begin(const Market& market);
  void look_at_week(const Market& market, const Scratch& scratch);
  void look_at_departures(const Market& market, const Scratch& scratch);
  void survey(const Market& market);
  void survey(const Market& market, Seat seat, Person& person, const Clients& clients);
  void follow(const Market& market, const Scratch& scratch, Seat seat, Person& person);
  void note_year(const Market& market, const Tally& tally);
  void leave(Person& person, Departure why);

  const World& world_;
  const Scenario& scenario_;
  const Draws& draw_;
  std::vector<std::vector<Person>> people_;  ///< per market, by seat
  std::vector<OfficeYear> year_;             ///< per market
  std::vector<StaffAnswer> answers_;
  std::vector<Following> following_;  ///< per answer
  std::vector<CauseSpell> spells_;
  std::vector<OfficeYear> years_;
  double person_weeks_ = 0, ill_weeks_ = 0;
};

}  // namespace clientele::experiment
