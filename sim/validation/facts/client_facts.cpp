#include "sim/validation/facts/client_facts.hpp"

#include <array>

namespace clientele::validation {

namespace {

using enum Subject;
using enum Use;

constexpr std::string_view agency_file = "agency.json", call_centre_file = "call_centre.json",
                           shop_file = "shop.json", consultancy_file = "it_consultancy.json",
                           price_war_file = "price_war.json", studio_file = "tiny_studio.json";

constexpr std::string_view never_set = "no number is set from it",
                           an_outcome = "an outcome of what is simulated; no number is set from it";
constexpr std::string_view motor =
    "23,060 motor renewals of a European direct insurer (CASdatasets, eudirectlapse)";
constexpr std::string_view life =
    "29,317 life policies sold by agents, 1995-2008 (CASdatasets, uslapseagent)";
constexpr std::string_view bank_calls = "12,903 callers of a bank in a year (Anonymous Bank 1999)";
constexpr std::string_view music_shop = "23,570 customers of CDNOW";
constexpr std::string_view harter_units =
    "units of a firm; Harter, Schmidt & Hayes 2002, 7,939 units in 36 firms";

// clang-format off
constexpr auto of_clients = std::to_array<ClientFact>({
    // who leaves, and when
    {"agency_churn", clients, "clients that agencies on retainer lose a year", 0.14, 0.31, true,
     "20 %, 22 %, 14 %, 19 %, 31 %, 14 %, 15 %", "seven sources", "Michell 1990 and two more in Ewing, Pinto & Soutar; R3 2016; ANA/4A's 2025; Second Wind", "advertising agencies", agency_file,
     "churn_rate", calibration, "the agency's churn is set near it"},
    {"provider_churn", clients, "customers that leave their broadband provider a year", 0.09, 0.14, true,
     "9 %, 10 %, 0.9 % to 1.2 % a month", "three sources", "Which? on Ofcom's Switching Tracker, twice; Analysys Mason 2021", "internet providers", call_centre_file,
     "churn_rate", calibration, "base churn of the call centre may be set from it"},
    {"insurer_lapse", clients, "customers of a direct insurer that do not renew in a year", 0.124, 0.133, true,
     "12.8 %", "n = 23,060", motor, "motor insurance", price_war_file, "churn_rate", calibration, "base churn of the price war may be set from it"},
    {"hazard_of_old", clients, "chance of leaving at a renewal after five years, in that of the first", 0.54, 0.66, false,
     "0.60", "n = 5,039 and 13,189", motor, "motor insurance", price_war_file, "leaving at renewals of tenure over 5 years, over that at the first", validation, never_set},
    {"hazard_third_year", clients, "rate of leaving in the third year, in that of the first", 0.58, 0.66, false,
     "0.62", "2,326 and 1,548 events", life, "insurance by agents", agency_file, "accounts that leave of their own choice, by week of tenure", validation, never_set},
    {"hazard_fourth_year", clients, "rate of leaving in the fourth and fifth year, in that of the first", 0.48, 0.54, false,
     "0.51", "2,326 and 1,776 events", life, "insurance by agents", agency_file, "accounts that leave of their own choice, by week of tenure", validation, never_set},
    {"switching_by_satisfaction", clients, "yearly switching of the very dissatisfied less that of the very satisfied", 0, 0.074, true,
     "mobile 6.4 to 7.4 points, broadband none", "two markets", "Which? 2021 on Ofcom's Switching Tracker", "telecommunications", call_centre_file,
     "leaving in the year after a survey of satisfaction with error, lowest class of five less highest", validation, "churn_satisfaction is not set from it"},
    // problems
    {"problem_in_a_year", clients, "customers with a problem in a year", 0.2, 0.23, true,
     "23 % of telecom customers, 20 % with broadband (all trades 17 %)", "two sources", "UK Customer Satisfaction Index 2014; Ofcom 2021", "telecommunications", call_centre_file,
     "accounts with a problem in 52 weeks", validation, "problem_below is not set from it"},
    {"problems_voiced", clients, "customers with a problem that tell the organisation", 0.73, 0.8, true,
     "80 % of telecom customers, 73 % over all trades", "two figures of one survey", "UK Customer Satisfaction Index 2014", "telecommunications", call_centre_file,
     "voiced_share", validation, "the trait complaint is not set from it"},
    {"recovery_loyalty", clients, "customers still there, of complainants made content less of complainants who were not", 0.24, 0.35, true,
     "24 points after small losses, 35 after large ones", "two sizes of loss", "TARP, in the press 2003", "consumer goods and services", call_centre_file,
     "accounts still there 52 weeks after a problem, recovered less voiced and not recovered", validation, "recovery_effect rests on another source"},
    {"repeated_work", clients, "tickets of a help desk in which a step is repeated", 0.26, 0.288, true,
     "27.4 %", "n = 3,804", "help desk of a software company (ProcessSequencePrediction)", "IT support", consultancy_file,
     "rework_share", validation, never_set},
    // size and load
    {"calls_of_top_fifth", clients, "share of all calls by the fifth of callers who call most", 0.751, 0.783, true,
     "76.9 %", "n = 12,903", bank_calls, "banking by telephone", call_centre_file, "requests in 52 weeks, of accounts with any", calibration, "how requests are spread over clients is set by it"},
    {"calls_of_top_hundredth", clients, "share of all calls by the hundredth of callers who call most", 0.284, 0.347, true,
     "32.1 %", "n = 12,903", bank_calls, "banking by telephone", call_centre_file, "requests in 52 weeks, of accounts with any", validation, "the spread is set by the top fifth; its tail is not"},
    {"one_call", clients, "callers who call once in a year", 0.203, 0.217, true,
     "21.0 %", "n = 12,903", bank_calls, "banking by telephone", call_centre_file, "requests in 52 weeks, of accounts with any", validation, "the spread is set by the top fifth; its other end is not"},
    {"shop_top_fifth", clients, "share of revenue from the fifth of customers who buy most", 0.669, 0.687, true,
     "67.8 %", "n = 23,570", music_shop, "music shop", shop_file, "revenue in 78 weeks, by account", calibration, "how purchases are spread over customers is set by it"},
    {"basket_and_frequency", clients, "correlation of how often and how much at a time somebody buys", 0.07, 0.1, false,
     "0.08", "n = 11,516", music_shop, "music shop", shop_file, "purchases and mean invoice of accounts with several", validation, never_set},
    {"client_top_fifth", clients, "share of revenue from the largest fifth of business clients", 0.4, 0.67, true,
     "43 % (40 % to 45.5 %); services 66 %", "two sources", "440 customers of a wholesaler (UCI Wholesale customers); McCarthy & Winer 2019, 339 firms", "wholesale; services", agency_file, "revenue in 52 weeks, by account", calibration, "how fees are spread over clients is set in the knowledge of it"},
    {"weekly_variation", clients, "coefficient of variation of weekly calls", 0.12, 0.14, false,
     "0.12, 0.14", "two ways to count", "a bank's call centre, 363 days (Anonymous Bank 1999)", "banking by telephone", call_centre_file, "requests of a week", calibration, "noise of demand is set by it"},
    {"handling_time", clients, "coefficient of variation of the time of a call within a day", 1.3, 1.7, false,
     "1.3, 1.5, 1.7", "three days", "a bank's call centre (Anonymous Bank 1999)", "banking by telephone", call_centre_file, "hours of requests in a week", calibration, "the spread of hours per request is set by it"},
    // referrals
    {"clients_by_referral", clients, "clients of an agency who name a referral", 0.327, 0.357, true,
     "34.2 %", "n = 4,000", "reviews on Clutch, counted by Redline", "agencies", agency_file, "referred_share", calibration, "word of mouth is set by it"},
    {"referred_churn", clients, "churn of referred customers, in churn of others", 0, 1, false,
     "below 1 in two studies of telecommunications; 0.82 in a bank", "three studies", "Wolters & Gedenk 2019; Armelini et al. 2015; Schmitt, Skiera & Van den Bulte 2011", "telecommunications; banking", call_centre_file, "churn of accounts with a referrer, over that of others", validation, "only the bank's size of the effect may set a number"},
    {"referred_margin", clients, "contribution of referred customers, in that of others", 0, 1, false,
     "below 1 in two studies", "two studies", "Wolters & Gedenk 2019; Armelini et al. 2015", "telecommunications", call_centre_file, "contribution a week of accounts with a referrer, over that of others", validation, never_set},
    {"referred_value", clients, "value of a referred customer, in values of others", 1.16, 1.25, false,
     "1.16, 1.25", "two figures of one study", "Schmitt, Skiera & Van den Bulte 2011", "banking", call_centre_file, "lifetime contribution of accounts with a referrer, over that of others of the same age", calibration, "it was looked at while word of mouth was given its form, and its trade is another"},
    {"pitches_won", clients, "pitches of agencies that are won", 0.43, 0.5, true,
     "half of 1,533; 43 %", "two sources", "a survey of 94 agencies (Mumbrella); a survey of agencies", "agencies", agency_file, "signed, of leads that were not declined", calibration, "signing_base may be set from it"},
    {"price_elasticity", clients, "price elasticity of what a seller sells", -2.62, -1.76, false,
     "-2.62 (1,851 estimates); -1.76 (367), at second hand", "two meta-analyses", "Bijmolt, van Heerde & Pieters 2005; Tellis 1988", "consumer brands", price_war_file, "signed in a year after a step of the price", calibration, "signing_price is set in the knowledge of it"},
    // money
    {"best_fifth_of_profit", money, "share of all profit that the best fifth of accounts earn", 1.5, 3, true,
     "150 % to 300 %", "", "Kaplan & Narayanan 2001", "manufacturers, banks", agency_file, "activity-based profit of 52 weeks, by account", calibration, "a trial changed the spread of fees in its view"},
    {"whale_peak", money, "peak of the whale curve, in all profit", 1.3, 1.8, true,
     "145 %, 140 %, 130 %, 150 % to 180 %", "four sources", "a distributor of tiles; Controlling-Wiki; distributors (Benfield); banks", "distributors, banks", agency_file, "sum of positive activity-based profits of 52 weeks, over all profit", calibration, "a trial changed the spread of fees in view of the same curve"},
    {"unprofitable_clients", money, "accounts that cost more than they bring", 0.2, 0.35, true,
     "slightly more than a third; 20 % to 30 %", "two sources", "a distributor of tiles; Pryse", "distributors", agency_file, "accounts with activity-based profit below 0 in 52 weeks", validation, an_outcome},
    {"agency_margin", money, "net margin of digital agencies", 0.1, 0.2, true,
     "15 % on average since 2015", "", "Promethean Research 2023", "digital agencies", agency_file, "operating_margin", calibration, "it was looked at while the costs of the agency were set"},
    {"consulting_margin", money, "margin of professional services before interest and tax", 0.098, 0.161, true,
     "16.1 %, 15.4 %, 9.8 %", "three years", "SPI Research 2022 to 2024, in the press", "IT and management consultancy", consultancy_file, "operating_margin", validation, an_outcome},
    {"pay_share", money, "pay and benefits in revenue", 0.64, 0.66, true,
     "64 % to 66 % above 1.25 million USD (51 % below half a million)", "four classes of size, three years", "Best Practices Studies of independent brokers, 2002 and later", "insurance brokers", agency_file, "wages, overtime pay included, over revenue", validation, an_outcome},
    {"bad_debts", money, "debts written off, in revenue", 0.001, 0.013, true,
     "0.1 % to 0.3 %; 1.3 %", "two sources", "Best Practices Studies of independent brokers; Atradius 2017 and 2018", "insurance brokers; business to business", agency_file, "bad_debt over revenue", validation, "the trait default_risk is not set from it"},
    {"late_after_two_weeks", money, "of late money, what is still not paid after two weeks", 0.1, 0.25, true,
     "at most 25 % after 14 days, 10 % after a month", "two points of one curve", "Bonsai and Priceonomics 2018, over 100,000 freelancers", "freelancers", studio_file, "receivables by age", validation, "how late money is paid is set from the share that is late, not from this"},
    {"revenue_of_new_clients", money, "revenue that comes from clients of less than a year", 0.282, 0.321, true,
     "28.2 %, 32.1 %", "two classes of size", "SPI Research 2019, by Deltek", "professional services", consultancy_file, "invoices of accounts with tenure below 52 weeks, over all", validation, an_outcome},
    // staff, clients and money together
    {"burnout_and_quality", joint, "correlation of burnout with the quality of service", -0.29, -0.23, false,
     "-0.26", "82 studies, n = 210,669", "Salyers et al. 2017", "health care", call_centre_file, "people within offices: observed exhaustion with satisfaction of the accounts served", validation, never_set},
    {"unit_exhaustion", joint, "correlation of a unit's exhaustion and its clients' satisfaction", -1, 0, false,
     "below 0 in 40 units and in 16", "two studies", "Vahey et al. 2004; Leiter, Harvie & Frizzell 1998", "hospital units", call_centre_file, "offices and years: mean observed exhaustion with mean satisfaction", validation, never_set},
    {"variance_between_units", joint, "variance of clients' satisfaction that lies between units, at most", 0, 0.22, true,
     "13 % to 22 %, of units of different hospitals", "four models of one study", "Vahey et al. 2004", "hospital units", call_centre_file, "satisfaction of accounts, intraclass correlation over offices", validation, never_set},
    {"staff_and_clients", joint, "correlation of a unit's content staff and its content clients", 0.3, 0.35, false,
     "0.32, 0.33 (corrected)", "n = 7,939", harter_units, "retail, hotels, banks", call_centre_file, "offices and years: mean efficacy less exhaustion with mean satisfaction", validation, never_set},
    {"staff_and_profit", joint, "correlation of a unit's content staff and its profit", 0.13, 0.19, false,
     "0.15, 0.17 (corrected)", "n = 7,939", harter_units, "retail, hotels, banks", call_centre_file, "offices and years: mean efficacy less exhaustion with operating margin", validation, never_set},
    {"turnover_and_service", joint, "correlation of a unit's turnover and its clients' satisfaction", -0.15, -0.03, false,
     "-0.10 with customer service; -0.15 and -0.03 with performance", "two meta-analyses", "Hancock et al. 2013; Park & Shaw 2013", "all trades", call_centre_file, "offices and years: people who leave per head with mean satisfaction", validation, never_set},
    {"satisfaction_and_profit", joint, "correlation of clients' satisfaction and performance", 0.1, 0.35, false,
     "0.10, up to 0.35 where conditions are best", "251 correlations of 96 studies", "Otto, Szymanski & Varadarajan 2020", "all trades", call_centre_file, "offices and years: mean satisfaction with operating margin", validation, never_set},
    {"rude_calls", joint, "calls in which somebody is treated badly", 0.2, 0.25, true,
     "20 % to 25 %", "range of the source, about 130 people", "Wang et al. 2011", "call centres", call_centre_file, "contacts with an incident or a clash", validation, "rudeness is set by incidents a day; how many contacts there are is not"},
    {"rude_customers", joint, "customers with a problem who are rude at least once in a year", 0.17, 0.43, true,
     "17 % uncivil, 25 % to 43 % raised their voice", "five surveys", "National Customer Rage Studies 2011 to 2023", "consumers", call_centre_file, "accounts with a problem and an incident in 52 weeks", validation, never_set},
});
// clang-format on

}  // namespace

std::span<const ClientFact> client_facts() { return of_clients; }
std::span<const ChangeOfUse> changes_of_client_use() { return {}; }

}  // namespace clientele::validation
