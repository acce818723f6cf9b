// The list of what is known of clients and money, locked: no row vanishes, and none changes sides in silence.
#include "sim/validation/facts/client_facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string_view>

#include "tests/published/locked_list.hpp"

namespace clientele::validation {
namespace {

using enum Use;

/// As the list was when it was written down, before the clients of the model were changed (28 November 2026).
const std::map<std::string_view, Use>& first_list_of_clients() {
  static const std::map<std::string_view, Use> list = {
      {"agency_churn", calibration},
      {"provider_churn", calibration},
      {"insurer_lapse", calibration},
      {"hazard_of_old", validation},
      {"hazard_third_year", validation},
      {"hazard_fourth_year", validation},
      {"switching_by_satisfaction", validation},
      {"problem_in_a_year", validation},
      {"problems_voiced", validation},
      {"recovery_loyalty", validation},
      {"repeated_work", validation},
      {"calls_of_top_fifth", calibration},
      {"calls_of_top_hundredth", validation},
      {"one_call", validation},
      {"shop_top_fifth", calibration},
      {"basket_and_frequency", validation},
      {"client_top_fifth", calibration},
      {"weekly_variation", calibration},
      {"handling_time", calibration},
      {"clients_by_referral", calibration},
      {"referred_churn", validation},
      {"referred_margin", validation},
      {"referred_value", calibration},
      {"pitches_won", calibration},
      {"price_elasticity", calibration},
      {"best_fifth_of_profit", calibration},
      {"whale_peak", calibration},
      {"unprofitable_clients", validation},
      {"agency_margin", calibration},
      {"consulting_margin", validation},
      {"pay_share", validation},
      {"bad_debts", validation},
      {"late_after_two_weeks", validation},
      {"revenue_of_new_clients", validation},
      {"burnout_and_quality", validation},
      {"unit_exhaustion", validation},
      {"variance_between_units", validation},
      {"staff_and_clients", validation},
      {"staff_and_profit", validation},
      {"turnover_and_service", validation},
      {"satisfaction_and_profit", validation},
      {"rude_calls", validation},
      {"rude_customers", validation},
  };
  return list;
}

TEST_CASE("no fact of clients or money vanishes, and none changes sides without a reason on record") {
  check_locked(first_list_of_clients(), changes_of_client_use(), client_facts());
  for (const auto& fact : client_facts()) {
    CAPTURE(fact.key);
    for (const auto text : {fact.what, fact.trade, fact.scenario, fact.measured}) CHECK(!text.empty());
    CHECK(fact.low < fact.high);
  }
}

TEST_CASE("of each subject three facts or more may never set a number, and have an interval of their own") {
  for (const auto subject : {Subject::clients, Subject::money, Subject::joint})
    CHECK_MESSAGE(std::ranges::count_if(client_facts(),
                                        [&](const ClientFact& fact) {
                                          return fact.subject == subject && fact.use == validation &&
                                                 !fact.basis.empty();
                                        }) >= 3,
                  subject_word(subject));
}

}  // namespace
}  // namespace clientele::validation
