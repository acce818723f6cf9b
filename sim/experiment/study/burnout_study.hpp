// Who burns out, when, and after what: what the people of a business that were seen in some replications say
// together. Replications are the sample, as people of one firm share its fate.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/experiment/run/observed_people.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// The share of their time for which people are burnt out, among the third with the lowest and the third with
/// the highest value of something.
struct Thirds {
  std::string_view name;
  bool is_trait;  ///< for good, and not what somebody met with
  Estimate low, high, difference;
};

/// First beginnings in a class of tenure.
struct TenureClass {
  double begin, end;  ///< weeks; the last has no end: infinite
  double person_years, onsets;
  Estimate per_hundred_person_years;
};

/// What somebody met with in the quarter before it first began, and in the same people's ordinary weeks: how
/// much more, in standard deviations of people's quarters.
struct QuarterBefore {
  std::string_view name;
  double before, ordinary;
  Estimate rise;
};

/// What a level consists of where it first began, and on average of people who are not burnt out; and of
/// everybody.
struct CauseOfLevel {
  CauseInfo cause;
  double at_onset, when_well, of_everybody;
  Estimate more;  ///< at the onset than when well
};

/// Of one scale. NaN where nobody is.
struct Level {
  std::vector<CauseOfLevel> causes;  ///< what makes most of a difference at the onset first
  double at_onset, when_well, of_everybody;
};

struct EpisodeLengths {
  std::size_t begun, recovered, left;
  std::optional<double> median_weeks;
  double share_beyond_quarter, share_beyond_year;  ///< NaN without any
};

struct BurnoutStudy {
  std::size_t people = 0, ever = 0;      ///< in all replications
  std::size_t onsets = 0, quarters = 0;  ///< first beginnings, and those with a quarter before
  std::size_t arrived_burnt_out = 0;     ///< people, who do not count among these
  Estimate people_employed, share_ever, share_burnt_out, share_counted;
  std::vector<Thirds> thirds;  ///< what makes most of a difference first; empty where people are too few
  std::vector<TenureClass> tenure;
  std::optional<double> median_tenure;  ///< at the first beginning, weeks
  EpisodeLengths episodes{};
  std::vector<QuarterBefore> before;  ///< what rose most first; empty where nobody had a quarter before
  Level exhaustion{}, cynicism{};
};

BurnoutStudy study_burnout(std::span<const PeopleSeen> replications);

/// By how much more people are burnt out at some time, and are exhausted on average, than under another
/// policy in the same replications.
struct BurnoutDifference {
  Estimate ever, exhaustion;
};
BurnoutDifference more_burnout(std::span<const PeopleSeen> first, std::span<const PeopleSeen> second);

}  // namespace clientele::experiment
