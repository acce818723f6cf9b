#include "sim/validation/facts/staff_facts.hpp"

#include <array>
#include <limits>

namespace clientele::validation {

namespace {

using enum Use;

constexpr std::string_view in_agency = "agency.json", in_call_centre = "call_centre.json";
constexpr double no_bound = std::numeric_limits<double>::infinity();

constexpr std::string_view looked_at =
    "it was looked at while parameters of staff were tried in a prototype, and in a replica before that";
constexpr std::string_view never_looked_at = "no number was set from it, and no trial has shown it";

// clang-format off
constexpr auto facts = std::to_array<StaffFact>({
    // what an office of a trade sees
    {"staff_turnover", "staff that leave a call centre a year", "25 % to more than 50 %, depending on the sector",
     "Batt, Holman & Holtgrewe 2007 (Cornell), in the press", calibration, looked_at, in_call_centre, 0.25, 0.5, true},
    {"verbal_aggression", "incidents of verbal aggression a person and working day", "10",
     "Grandey, Dickter & Sin 2004", calibration, "rudeness of the call centre is set so that it is met", in_call_centre, 8, 12},
    {"call_centre_exhaustion", "mean exhaustion in a call centre, on the scale of the MBI", "middle (17 to 26 of 54)",
     "a bank's centre in Istanbul, n = 201; cut-offs of Maslach & Jackson 1986", calibration, looked_at, in_call_centre, 17, 26},
    {"call_centre_cynicism", "mean depersonalisation in a call centre, on the scale of the MBI", "low (at most 6 of 30)",
     "a bank's centre in Istanbul, n = 201; cut-offs of Maslach & Jackson 1986", calibration, looked_at, in_call_centre, 0, 6},
    {"days_lost", "working days lost to sickness", "1.5 % of days, by 2.5 % of people in a week, all trades", "ONS, Labour Force Survey 2007-08", calibration,
     "a rate of sickness may be set from it", in_agency, 0.015, 0.02, true},
    {"sick_in_a_week", "customer-service staff with a day of sickness in a week", "4.8 %", "ONS, Labour Force Survey 2007-08",
     calibration, "a share of illness of the call centre was dropped when the row had been seen", in_call_centre, 0.043, 0.053, true},
    {"billable_share", "billable share of paid hours in an agency", "near 65 %, the best 70 % to 75 %", "SPI Research",
     calibration, "internal time was given its values in the knowledge of it", in_agency, 0.65, 0.75, true},
    // the three dimensions, as observed by surveys
    {"exhaustion_cynicism", "correlation of exhaustion and cynicism", "0.45 to 0.60, observed scores",
     "ETMED-L, three waves of 732 to 960; studies of employees", calibration, looked_at, in_call_centre, 0.45, 0.6},
    {"exhaustion_efficacy", "correlation of exhaustion and efficacy", "-0.20 to -0.45, observed scores", "ETMED-L, three waves of 732 to 960; studies of employees",
     calibration, looked_at, in_call_centre, -0.45, -0.2},
    {"cynicism_efficacy", "correlation of cynicism and efficacy", "-0.25 to -0.50, observed scores", "ETMED-L, three waves of 732 to 960; studies of employees",
     calibration, looked_at, in_call_centre, -0.5, -0.25},
    {"retest_exhaustion", "correlation of exhaustion with itself after two to four weeks", "0.82", "Maslach & Jackson 1986",
     calibration, looked_at, in_call_centre, 0.72, 0.92},
    {"retest_cynicism", "correlation of depersonalisation with itself after two to four weeks", "0.60", "Maslach & Jackson 1986", calibration, looked_at, in_call_centre, 0.5, 0.7},
    {"retest_efficacy", "correlation of personal accomplishment with itself after two to four weeks", "0.80", "Maslach & Jackson 1986", calibration, looked_at, in_call_centre, 0.7, 0.9},
    {"year_exhaustion", "correlation of exhaustion with itself after a year", "0.60, at second hand", "Maslach & Jackson 1986",
     calibration, "the replica showed it", in_call_centre, 0.5, 0.7},
    {"year_cynicism", "correlation of depersonalisation with itself after a year", "0.54, at second hand", "Maslach & Jackson 1986", calibration, "the replica showed it", in_call_centre, 0.44, 0.64},
    {"year_efficacy", "correlation of personal accomplishment with itself after a year", "0.57, at second hand", "Maslach & Jackson 1986", calibration, "the replica showed it", in_call_centre, 0.47, 0.67},
    // what goes with them
    {"stressors_exhaustion", "variance of exhaustion that stressors from customers explain", "14 %",
     "Dormann & Zapf 2004, n = 591", calibration, looked_at, in_call_centre, 0.09, 0.19, true},
    {"stressors_cynicism", "variance of cynicism that stressors from customers explain", "23 %", "Dormann & Zapf 2004, n = 591", calibration, looked_at, in_call_centre, 0.18, 0.28, true},
    {"stressors_efficacy", "variance of efficacy that stressors from customers explain", "14 %", "Dormann & Zapf 2004, n = 591", calibration, looked_at, in_call_centre, 0.09, 0.19, true},
    {"workload_exhaustion", "correlation of workload and exhaustion", "0.51 observed (0.66 corrected), k = 19, n = 6,205",
     "Lee et al. 2013, physicians", calibration, looked_at, in_call_centre, 0.41, 0.61},
    {"incivility_exhaustion", "correlation of incivility, conflict or violence and exhaustion",
     "0.34 observed (0.41 corrected), k = 7, n = 1,816", "Lee et al. 2013, physicians", validation, never_looked_at, in_call_centre, 0.24, 0.44},
    {"tenure_exhaustion", "correlation of exhaustion and work experience", "-0.07, k = 8, n = 1,533",
     "Lim et al. 2010, mental health staff", calibration, looked_at, in_call_centre, -0.12, -0.02},
    {"tenure_cynicism", "correlation of depersonalisation and work experience", "-0.05", "Lim et al. 2010, mental health staff", validation, never_looked_at, in_call_centre, -0.1, 0},
    {"tenure_efficacy", "correlation of personal accomplishment and work experience", "0.09", "Lim et al. 2010, mental health staff", validation, never_looked_at, in_call_centre, 0.04, 0.14},
    {"hours_exhaustion", "correlation of exhaustion and hours worked", "0.25", "Lim et al. 2010, mental health staff", validation, never_looked_at, in_call_centre, 0.2, 0.3},
    // what follows from them
    {"burnout_quitting", "multiple correlation of the three dimensions with turnover", "0.33, corrected",
     "Swider & Zimmerman 2010", calibration, looked_at, in_call_centre, 0.28, 0.38},
    {"burnout_absence", "multiple correlation of the three dimensions with absence", "0.23, corrected", "Swider & Zimmerman 2010", validation, never_looked_at, in_call_centre, 0.18, 0.28},
    {"burnout_performance", "multiple correlation of the three dimensions with performance", "0.36, corrected", "Swider & Zimmerman 2010", validation, never_looked_at, in_call_centre, 0.31, 0.41},
    // who quits when
    {"hazard_rises", "quits in the third month of tenure, in those of the first", "above 1", "Farber 1994, 14,000 jobs",
     calibration, looked_at, in_call_centre, 1, no_bound},
    {"hazard_falls", "quits in the third month of tenure, in those of the seventh to twelfth", "above 1", "Farber 1994, 14,000 jobs",
     calibration, looked_at, in_call_centre, 1, no_bound},
    {"employees_first_quarter", "hazard of quitting in the first quarter of tenure, in that of the second year", "0.40 (0.26 to 0.62)",
     "1,129 employees, 571 quits (Employee Turnover data, MIT licence)", calibration, looked_at, in_call_centre, 0.26, 0.62},
    {"employees_first_year", "hazard of quitting in the rest of the first year, in that of the second", "0.85 (0.67 to 1.08)",
     "1,129 employees, 571 quits (Employee Turnover data, MIT licence)", calibration, looked_at, in_call_centre, 0.67, 1.08},
    {"employees_third_year", "hazard of quitting in the third to fifth year, in that of the second", "0.74 (0.60 to 0.92)",
     "1,129 employees, 571 quits (Employee Turnover data, MIT licence)", calibration, looked_at, in_call_centre, 0.6, 0.92},
    // what follows for the office
    {"voluntary_turnover_performance", "correlation of voluntary turnover and performance, among units", "-0.15",
     "Park & Shaw 2013", validation, never_looked_at, in_call_centre, -0.2, -0.1},
    {"involuntary_turnover_performance", "correlation of involuntary turnover and performance, among units", "-0.01", "Park & Shaw 2013", validation, never_looked_at, in_call_centre, -0.06, 0.04},
});
// clang-format on

constexpr auto changed_sides = std::to_array<ChangeOfUse>({
    {"sick_in_a_week", "2026-11-28", calibration,
     "the call centre had a share of illness of its own, of no source, which was dropped for that of all "
     "trades "
     "when this row had been seen"},
});

}  // namespace

std::span<const StaffFact> staff_facts() { return facts; }
std::span<const ChangeOfUse> changes_of_use() { return changed_sides; }

}  // namespace clientele::validation
