// What comes of a run, on its way to the store.
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/concentration.hpp"
#include "sim/experiment/design/plan.hpp"
#include "sim/layers.hpp"
#include "sim/model/measures.hpp"

namespace clientele::experiment {

/// Why accounts end: they leave by themselves, the business ends them, or it closes.
enum class AccountEnd : std::size_t { own_choice, by_business, closing };
inline constexpr std::array<std::string_view, 3> account_ends = {"own_choice", "by_business", "closing"};

/// Why people leave: of themselves, for lack of work, with age, for reasons beside the job, or as the
/// business closes.
enum class EmploymentEnd : std::size_t { quit, dismissed, retired, moved, closing };
inline constexpr std::array<std::string_view, 5> employment_ends = {"quit", "dismissed", "retired", "moved",
                                                                    "closing"};

/// What happened at one age.
template <std::size_t causes>
struct LifeCounts {
  std::int64_t entered = 0;   ///< first seen at this age
  std::int64_t censored = 0;  ///< last seen at this age, still there
  std::array<std::int64_t, causes> ended = {};

  LifeCounts& operator+=(const LifeCounts& other) {
    entered += other.entered;
    censored += other.censored;
    for (std::size_t cause = 0; cause < causes; ++cause) ended[cause] += other.ended[cause];
    return *this;
  }
  std::int64_t ended_in_all() const { return std::accumulate(ended.begin(), ended.end(), std::int64_t{0}); }
};
using AccountCounts = LifeCounts<account_ends.size()>;
using StaffCounts = LifeCounts<employment_ends.size()>;

/// A row of a life table: what happened at one tenure to the accounts of a kind. Rows at which nothing
/// happened are left out, so that a table is no longer than there are accounts.
struct LifeTableRow {
  int business, segment;  ///< counted from 0
  int cohort;             ///< 0: signed before the first week; 1: in the first year; and so on
  int tenure;             ///< weeks
  AccountCounts counts;   ///< entered at another tenure than 0: in cohort 0 only (left truncation)
};

/// The same of the people at work.
struct StaffLifeRow {
  int business, tenure;
  StaffCounts counts;
};

/// What the accounts of a segment brought and took over all weeks.
struct SegmentSums {
  double account_weeks = 0;
  double contribution = 0;  ///< money
  double hours = 0;
  std::int64_t left = 0;   ///< by their own choice
  std::int64_t ended = 0;  ///< by the business
};
struct SegmentRow {
  int business, market, segment;  ///< counted from 0
  SegmentSums sums;
};

using WhaleCurve = std::vector<CurvePoint>;

enum class RunStatus { planned, running, done, failed };

/// News of a run: that it has begun, failed, was given up, or what came of it.
struct RunRecord {
  RunKey key;
  RunStatus status;
  std::string reason = {};                    ///< why it failed
  double numeraire = 1;                       ///< of its scenario
  std::vector<Tally> totals = {};             ///< per business, over the horizon
  std::vector<Tally> first_year = {};         ///< per business, if years are kept
  std::vector<Tally> last_year = {};          ///< the same
  std::vector<Tally> weekly = {};             ///< per week and business, if kept; weeks outermost
  std::vector<LifeTableRow> life_table = {};  ///< of all accounts, if weeks are kept
  std::vector<StaffLifeRow> staff_life = {};  ///< of everybody at work, if weeks are kept
  std::vector<WhaleCurve> whale_curves = {};  ///< per business, if weeks are kept
  std::vector<SegmentRow> segments = {};      ///< if weeks are kept
  std::vector<double> levers = {};            ///< per week and business, of those that rules move; the same
};

}  // namespace clientele::experiment
