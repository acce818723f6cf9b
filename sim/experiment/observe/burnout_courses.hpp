// The people who serve for a business, one by one: what each is like, what each met with, when they were
// burnt out and what had come before. "Burnt out" is meant of their state, not of their answers on a day:
// both scales at or above their cut-offs for a month; it is over after a month below one of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/experiment/observe/strain_accounts.hpp"
#include "sim/layers.hpp"
#include "sim/model/state/staff.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

inline constexpr int weeks_of_episode = 4, weeks_of_quarter = 13, weeks_between_samples = 4;

/// What somebody is for good, as drawn with them; names are those of the state.
inline constexpr std::array<std::string_view, 9> trait_names = {"exhaustion_set_point",
                                                                "cynicism_set_point",
                                                                "exhaustion_reactivity",
                                                                "cynicism_reactivity",
                                                                "appraisal",
                                                                "capacity",
                                                                "shift",
                                                                "skill",
                                                                "match"};
using PersonTraits = std::array<float, trait_names.size()>;

/// What somebody meets with in a week: work in hours that this person has for it, overtime as a share of
/// normal intensity, incidents, time missing as a share, thanks per contact, shares of the week away, and
/// what life outside work adds to exhaustion.
inline constexpr std::array<std::string_view, 9> exposure_names = {
    "load", "overtime", "incivility", "dissonance", "hurry", "thanks", "leave", "illness", "life"};
using Exposures = std::array<double, exposure_names.size()>;

/// Ends of the classes of tenure in which beginnings are counted, in weeks; the last is open.
inline constexpr std::array<double, 4> tenure_ends = {26, 52, 104, 208};
inline constexpr std::size_t tenure_classes = tenure_ends.size() + 1;

/// Weeks are counted from the beginning of the horizon. `end` is the first week that is not of it.
struct Episode {
  int begin = 0, end = 0;
  bool ended = false;      ///< and not merely last seen
  bool recovered = false;  ///< ended by getting better, not by leaving
};

/// The first time that somebody was seen to become burnt out.
struct Onset {
  int week = 0;
  float tenure = 0;
  Strains consists_of{};
  std::optional<Exposures> quarter_before = {};  ///< means; of those who were there for it
};

/// One person, from when they are first seen until they leave.
struct BurnoutCourse {
  std::uint32_t market = 0, place = 0, generation = 0;
  PersonTraits traits{};
  int first_week = 0, end_week = 0;
  float tenure = 0;  ///< in the first week
  Departure left = Departure::stays;
  std::vector<Episode> episodes = {};
  std::optional<Onset> onset = {};
  // Of the horizon alone.
  int weeks = 0;
  double counted = 0;    ///< chances to count as burnt out by a questionnaire, summed
  Exposures met_with{};  ///< summed
  std::vector<float> exhaustion = {}, cynicism = {};  ///< every weeks_between_samples from week 0 on
  std::vector<int> ill_weeks = {};
  // Of all weeks that were neither burnt out nor in the quarter before.
  int ordinary_weeks = 0;
  Exposures ordinary{};  ///< summed

  int weeks_burnt_out() const;  ///< of the horizon
  /// Whether it is known by `end`, a month after it began, that they are burnt out after `begin`.
  bool is_burnt_out_in(int begin, int end) const;
};

/// What there is of a whole office beside its people, over the horizon.
struct OfficeBurnout {
  double person_weeks = 0;
  Strains consists_of{};                               ///< summed over person-weeks
  double well_weeks = 0;                               ///< of persons who are not burnt out
  Strains consists_of_when_well{};                     ///< summed over these
  double quarters = 0;                                 ///< of persons
  Exposures quarter_means{}, quarter_squares{};        ///< summed over these
  std::array<double, tenure_classes> weeks_at_risk{};  ///< of those never seen burnt out
};

class BurnoutCourses {
 public:
  /// Of a world that is at its beginning: of its past, if it has one. Of one business in all its markets.
  BurnoutCourses(const World& world, const Constants& constants, BusinessId business);

  /// Sees the week number of the world it is told of; any number of markets at once. A copy goes on from what
  /// has been seen so far, with another world.
  Observer observer(const World& world);

  /// Closes what is still open: call once, after the last week.
  void finish(int weeks);

  /// Everybody who was there in the horizon, by market, place and generation.
  const std::vector<BurnoutCourse>& courses() const { return courses_; }
  OfficeBurnout office() const;

 private:
  static constexpr int remembered = weeks_of_quarter + weeks_of_episode;

  /// Whoever has a seat.
  struct Person {
    bool is_known = false;
    BurnoutCourse course = {};
    int weeks_seen = 0, weeks_well = 0, weeks_above = 0, weeks_below = 0;
    bool is_burnt_out = false;
    std::array<Exposures, remembered> lately{};  ///< a ring
    Strains when_it_began{};
    float tenure_when_it_began = 0;
  };
  struct MarketCourses {
    StrainAccounts accounts;
    std::vector<Person> people;
    OfficeBurnout office = {};
    std::vector<BurnoutCourse> closed = {};
  };

  void look(int week, const Market& market, const Scratch& scratch);
  void look_at_departures(int week, const Market& market, const Scratch& scratch);
  void live(int week, const Market& market, const Scratch& scratch, Seat seat);
  void note_state(int week, const Market& market, Seat seat);
  void begin(MarketCourses& here, const Market& market, Seat seat, int week) const;
  static void begin_episode(int week, Person& person);
  static void close(MarketCourses& market, Person& person, int end, Departure why);
  static Exposures mean_of_lately(const Person& person, int weeks, int but_last);

  const Constants* p_;
  BusinessId business_;
  std::vector<MarketCourses> markets_;
  std::vector<BurnoutCourse> courses_;
};

}  // namespace clientele::experiment
