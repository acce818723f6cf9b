// The list of what is known of staff, locked: no row vanishes, and none changes sides in silence.
#include "sim/validation/facts/staff_facts.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string_view>

#include "tests/published/locked_list.hpp"

namespace clientele::validation {
namespace {

using enum Use;

/// As the list was when it was written down, before the staff of the model were changed (28 November 2026).
const std::map<std::string_view, Use>& first_list() {
  static const std::map<std::string_view, Use> list = {
      {"staff_turnover", calibration},
      {"verbal_aggression", calibration},
      {"call_centre_exhaustion", calibration},
      {"call_centre_cynicism", calibration},
      {"days_lost", calibration},
      {"sick_in_a_week", validation},
      {"billable_share", calibration},
      {"exhaustion_cynicism", calibration},
      {"exhaustion_efficacy", calibration},
      {"cynicism_efficacy", calibration},
      {"retest_exhaustion", calibration},
      {"retest_cynicism", calibration},
      {"retest_efficacy", calibration},
      {"year_exhaustion", calibration},
      {"year_cynicism", calibration},
      {"year_efficacy", calibration},
      {"stressors_exhaustion", calibration},
      {"stressors_cynicism", calibration},
      {"stressors_efficacy", calibration},
      {"workload_exhaustion", calibration},
      {"incivility_exhaustion", validation},
      {"tenure_exhaustion", calibration},
      {"tenure_cynicism", validation},
      {"tenure_efficacy", validation},
      {"hours_exhaustion", validation},
      {"burnout_quitting", calibration},
      {"burnout_absence", validation},
      {"burnout_performance", validation},
      {"hazard_rises", calibration},
      {"hazard_falls", calibration},
      {"employees_first_quarter", calibration},
      {"employees_first_year", calibration},
      {"employees_third_year", calibration},
      {"voluntary_turnover_performance", validation},
      {"involuntary_turnover_performance", validation},
  };
  return list;
}

TEST_CASE("no fact of staff vanishes, and none changes sides without a reason on record") {
  check_locked(first_list(), changes_of_use(), staff_facts());
}

}  // namespace
}  // namespace clientele::validation
