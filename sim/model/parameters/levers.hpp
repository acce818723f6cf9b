// Policy levers: what a business decides. A policy is a setting of these and nothing else.
#pragma once

#include <array>

#include "sim/model/parameters/registry.hpp"

namespace clientele::model {

struct Levers {
  float targeting, marketing_spend, selectivity, qualification, expectation_setting;
  float contradict, calm, listen, educate, persuade, pilot, concede;
  float recovery, claim_checking, discount, loyalty_reward;
  float prioritisation, overtime_cap, utilisation_cap, plan_on_need, quality_control, crm;
  float staff_support, supervision, training, further_candidates, rotation;
  float review_weeks, margin_floor, abuse_tolerance;
  float price_response;
};

enum class Prioritisation { fair, value, squeaky };
inline constexpr std::string_view prioritisation_words[] = {"fair", "value", "squeaky"};
enum class PriceResponse { hold, cost_plus, match };
/// Prices are set for a business as a whole, in all its markets; every other lever is of one office, and may
/// follow that office's indicators.
inline constexpr std::string_view business_wide_lever = "price_response";

inline constexpr std::string_view price_response_words[] = {"hold", "cost_plus", "match"};

using Lever = Parameter<Levers, float>;

// clang-format off
inline constexpr auto lever_parameters = std::to_array<Lever>({
    {{"targeting", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "how far marketing aims at the ideal client",
      {}, "marketing is dearer (targeting_premium) and passes others by", ArgumentPart::served,
      "who is asked to come decides who is served, before anybody signs"},
     &Levers::targeting},
    {{"marketing_spend", "1", 1, {0, 10}, {0.5, 2}, "assumption",
      "spending, as a multiple of the marketing budget", {},
      "marketing_budget, with diminishing returns", ArgumentPart::equal},
     &Levers::marketing_spend},
    {{"selectivity", "1", 0.2, {0, 1}, {0, 0.8}, "assumption",
      "bar a prospect's apparent match must clear", {},
      "prospects turned away; places stay empty", ArgumentPart::served},
     &Levers::selectivity},
    {{"qualification", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "effort spent getting to know a prospect", {}, "qualification_hours for each lead", ArgumentPart::served,
      "whom one gets to know is whom one can choose among"},
     &Levers::qualification},
    {{"expectation_setting", "1", 0.6, {0, 1}, {0, 1}, "assumption",
      "honesty of the promise; the rest is overpromised", {},
      "an honest promise signs fewer (signing_promise)", ArgumentPart::equal,
      "honesty of a promise comes before there is a client to disagree with; no school claims to lie"},
     &Levers::expectation_setting},
    {{"contradict", "1", 0.5, {0, 1}, {0, 1}, "assumption",
      "share of requests believed wrong that are questioned",
      {}, "talk_hours; clashes; deference; trust where the client was right", ArgumentPart::said},
     &Levers::contradict},
    {{"calm", "1", 0.5, {0, 1}, {0, 1}, "assumption",
      "first rung: stay calm, fewer clashes", {}, "calm_hours; training", ArgumentPart::said}, &Levers::calm},
    {{"listen", "1", 0.5, {0, 1}, {0, 1}, "assumption",
      "second rung: listen and acknowledge", {}, "listen_hours", ArgumentPart::said}, &Levers::listen},
    {{"educate", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "third rung: explain and teach", {}, "educate_hours; training", ArgumentPart::said}, &Levers::educate},
    {{"persuade", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "fourth rung: persuade, cheaper, teaches less", {}, "persuade_hours; training", ArgumentPart::said},
     &Levers::persuade},
    {{"pilot", "1", 0.1, {0, 1}, {0, 1}, "assumption",
      "fifth rung: try it out on a small scale", {}, "pilot_hours", ArgumentPart::said}, &Levers::pilot},
    {{"concede", "1", 0.7, {0, 1}, {0, 1}, "assumption",
      "last rung: accept defeat gracefully; the rest is refused",
      {}, "wrong things done, and back as rework; staff overruled", ArgumentPart::said},
     &Levers::concede},
    {{"recovery", "1", 0.5, {0, 1}, {0, 1}, "assumption",
      "effort to make good a voiced problem", {}, "recovery_hours and recovery_credit", ArgumentPart::equal,
      "all schools make good what the firm itself did wrong"}, &Levers::recovery},
    {{"claim_checking", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "share of claims that are checked before paying", {}, "checking_hours; deference", ArgumentPart::said,
      "whether a client's word is taken, or looked into"},
     &Levers::claim_checking},
    {{"discount", "1", 0.02, {0, 0.9}, {0, 0.2}, "assumption",
      "largest discount given to those who demand one", {},
      "price forgone; those who demand get used to it", ArgumentPart::said,
      "an answer to a client who demands: whether to give in"},
     &Levers::discount},
    {{"loyalty_reward", "1", 0, {0, 0.9}, {0, 0.1}, "assumption",
      "price reduction for clients of more than a year", {}, "price forgone", ArgumentPart::equal,
      "a price, given to all who stay, whatever they say"},
     &Levers::loyalty_reward},
    {{"prioritisation", "choice", 0, {0, 2}, {0, 2}, "assumption",
      "who is served first under overload: everyone alike, the valuable, or the loud", prioritisation_words,
      "who is served first takes from the others", ArgumentPart::said,
      "the loud are served first because they ask: pleasing whoever complains"},
     &Levers::prioritisation},
    {{"overtime_cap", "1", 1.2, {1, 3}, {1, 1.5}, "assumption",
      "largest work intensity asked of staff (1 = contract)", {}, "overtime pay; fatigue and exhaustion", ArgumentPart::equal},
     &Levers::overtime_cap},
    {{"utilisation_cap", "1", 1, {0, 100}, {0.8, 1.3}, "assumption",
      "utilisation from which prospects are declined",
      {}, "overload: overtime, corners cut, delay; less of it: empty places", ArgumentPart::equal,
      "it ends growth whoever asks, by how busy the firm is, not by who it is"},
     &Levers::utilisation_cap},
    {{"plan_on_need", "1", 1, {0, 1}, {0, 1}, "assumption",
      "plan with the time that work needs (1), or with what it is given by now (0)",
      {}, "places that a worn standard would fill", ArgumentPart::equal,
      "how work is planned, not for whom"},
     &Levers::plan_on_need},
    {{"quality_control", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "share of work that is looked at before it goes out", {}, "control_work for all work looked at", ArgumentPart::equal},
     &Levers::quality_control},
    {{"staff_support", "1", 0.3, {0, 1}, {0, 1}, "assumption",
      "say in how work is done, backing and rest given to staff", {}, "support_cost", ArgumentPart::equal,
      "care for staff costs and helps alike whatever is said"},
     &Levers::staff_support},
    {{"supervision", "1", 0, {0, 1}, {0, 1}, "assumption",
      "regular talks of each member of staff with a supervisor about hard cases",
      {}, "supervision_hours of both", ArgumentPart::equal,
      "what happened is talked over alike, whatever was said to clients"},
     &Levers::supervision},
    {{"training", "1", 0, {0, 1}, {0, 1}, "assumption",
      "courses in the work itself; 1 = a week of them a year", {},
      "course_hours and their fees; pay of the trained", ArgumentPart::equal},
     &Levers::training},
    {{"further_candidates", "people", 0, {0, 50}, {0, 5}, "assumption",
      "candidates interviewed for a position beyond those that are usual",
      {}, "interview_hours; candidate_weeks; pay of those who do more", ArgumentPart::equal,
      "it chooses among staff, not among clients"},
     &Levers::further_candidates},
    {{"rotation", "1", 0, {0, 1}, {0, 0.5}, "assumption",
      "share of everybody's clients that colleagues take in turns", {}, "handover_work", ArgumentPart::equal,
      "who answers a client, not what is said"},
     &Levers::rotation},
    {{"crm", "1", 0.4, {0, 1}, {0, 1}, "assumption",
      "0 = index cards, 1 = a well-used CRM", {}, "crm_cost", ArgumentPart::equal}, &Levers::crm},
    {{"review_weeks", "weeks", 0, {0, 520}, {0, 52}, "assumption",
      "time between reviews of all accounts; 0 = never",
      {}, "trust of those warned; fees of those sent away, and word of it", ArgumentPart::served},
     &Levers::review_weeks},
    {{"margin_floor", "1", 0, {-10, 1}, {-0.5, 0.3}, "assumption",
      "least contribution as a share of the fee", {}, "the same", ArgumentPart::served},
     &Levers::margin_floor},
    {{"abuse_tolerance", "incidents/week", 10, {0, 1000}, {0.1, 2}, "assumption",
      "most incivility borne from one client", {}, "incivility; less of it: fees of those sent away", ArgumentPart::served},
     &Levers::abuse_tolerance},
    {{"price_response", "choice", 0, {0, 2}, {0, 2}, "assumption",
      "repricing: hold the price, cost plus a markup, or match the cheapest rival", price_response_words,
      "match: margin; cost_plus: clients who compare", ArgumentPart::equal,
      "prices answer rivals, not clients"},
     &Levers::price_response},
});
// clang-format on

}  // namespace clientele::model
