#include "sim/app/answers/plausible_answer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/app/answers/number_format.hpp"
#include "sim/app/answers/plan_json.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/certainty/certainty.hpp"
#include "sim/app/options.hpp"
#include "sim/experiment/design/crossing.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/study/robust_comparison.hpp"

namespace clientele::app {

namespace {

struct Answer {
  StoredMeasure objective;
  std::vector<Assumption> assumptions;
  RobustComparison comparison;
};

Answer answer_of(const Store& store, const Options& options) {
  const auto measures = stored_measures(store);
  const auto& objective = measures[measure_named(options.objective, measures)];
  return {objective, assumptions_varied(store.plan()), compare_robustly(store, objective)};
}

std::string times(int count) { return count == 1 ? "once" : fmt::format("{} times", count); }

// Earlier versions had other ranges and left out the scenario as it is.
std::string drawn_how(const Plan& plan) {
  if (!points_of_worlds(plan).nominal)
    return fmt::format("as an earlier version of the program had them, seed {}", plan.design_seed);
  return fmt::format("{}, symmetric Latin hypercube, seed {}", in_words(shape_of_ranges(*plan.document)),
                     plan.design_seed);
}

std::string introduction(const Plan& plan, const Answer& answer) {
  auto text = fmt::format(
      "{}: {}, seed {}; {} plausible worlds, in which {} assumptions are drawn from their ranges ({}); "
      "each is simulated {} under every policy, with the same people and common random numbers{}.",
      plan.scenario, counted(plan.weeks, "week"), plan.seed, points_of_worlds(plan).drawn,
      answer.assumptions.size(), drawn_how(plan), times(plan.replications),
      plan.independent ? ", which differ from world to world" : ", which all worlds share");
  if (const auto dropped = answer.comparison.dropped)
    text += fmt::format(" {} {} left out: a run failed there, or had no {}.", counted(dropped, "world"),
                        dropped == 1 ? "is" : "are", words(answer.objective.name));
  return text;
}

std::string heading_of_policies(const Answer& answer) {
  return fmt::format("By {} ({} is better)", words(answer.objective.name),
                     answer.objective.lower_is_better ? "lower" : "higher");
}

std::vector<Line> policy_lines(const Answer& answer) {
  const auto& [objective, assumptions, comparison] = answer;
  const auto format = number_format(objective.unit, comparison.objective);
  std::vector<Line> lines;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p) {
    const auto& [best, mean_regret, regret_95, largest_regret] = comparison.robustness[p];
    lines.push_back({comparison.policies[p], format.value(comparison.objective[p].mean), percent(best.share),
                     interval(percent(best.ci_low), percent(best.ci_high)), format.value(mean_regret),
                     format.value(regret_95), format.value(largest_regret)});
  }
  return lines;
}

std::string policy_table(const Answer& answer) {
  std::vector<Line> lines = {{"", "", "best in", "95%", "", "regret", "largest"},
                             {"policy", "mean", "worlds", "interval", "regret", "in 1 of 20", "regret"}};
  for (auto& line : policy_lines(answer)) lines.push_back(std::move(line));
  return heading_of_policies(answer) + ":\n\n" + align(lines) + R"(
  mean        on average over worlds
  best in     the share of worlds in which no other policy is better
  regret      how far it is behind the best policy of the world: on average, exceeded in one world of
              twenty, and at worst; percentages differ by percentage points
)";
}

// "customer_always_right 30.6% (12.1% to 35.0%)"
std::string spread_text(const Answer& answer, std::size_t p, const NumberFormat& format) {
  const auto& spread = answer.comparison.spread[p];
  return fmt::format("{} {} ({} to {})", answer.comparison.policies[p], format.value(spread.nominal),
                     format.value(spread.lower_quartile), format.value(spread.upper_quartile));
}

// "demand_noise -2.1% and -1.0%": of each policy.
std::string shift_text(const Answer& answer, const Shift& shift, const NumberFormat& format) {
  std::vector<std::string> of_policies;
  for (const double value : shift.of_mean) of_policies.push_back(format.difference(value));
  return fmt::format("{} {}", answer.assumptions[shift.assumption].name, enumeration(of_policies));
}

// "under partnership by judgement_expert -2.4% ±1.1% and pooling ...": what shifts the worlds of a policy.
std::string skew_text(const Answer& answer, std::size_t p, const NumberFormat& format) {
  constexpr std::size_t most_named = 3;
  const auto& skews = answer.comparison.skews[p];
  std::vector<std::string> named;
  for (std::size_t i = 0; i < std::min(most_named, skews.size()); ++i)
    named.push_back(fmt::format("{} {} ±{}", answer.assumptions[skews[i].assumption].name,
                                format.difference(skews[i].shift), format.value(skews[i].half_width)));
  return named.empty() ? ""
                       : fmt::format("under {} by {}", answer.comparison.policies[p], enumeration(named));
}

// What keeps the scenario as it is from the middle half of worlds, where it is not there.
std::string outside_text(const Answer& answer, const NumberFormat& format) {
  std::vector<std::string> policies, skews;
  for (std::size_t p = 0; p < answer.comparison.policies.size(); ++p) {
    if (answer.comparison.spread[p].holds_nominal()) continue;
    policies.push_back(answer.comparison.policies[p]);
    if (auto text = skew_text(answer, p, format); !text.empty()) skews.push_back(std::move(text));
  }
  if (policies.empty()) return "";
  auto text = fmt::format(" Under {} it is not in the middle half.", enumeration(policies));
  if (!skews.empty())
    text +=
        " Of the other assumptions these shift the mean of worlds most surely, by more harm on one side than "
        "good on the other (one in twenty seems to by chance alone): " +
        enumeration(skews) + ".";
  return text;
}

// What the scenario has at a zero or another bound, and what that would change at the median of its range.
// Where each has random numbers of its own, the difference would be of these, too.
std::string edge_text(const Answer& answer, const NumberFormat& format, bool is_independent) {
  constexpr std::size_t most_shown = 5;
  std::vector<std::string> shifts;
  for (const auto& shift : answer.comparison.shifts)
    if (shifts.size() < most_shown &&
        std::ranges::any_of(shift.of_mean, [](double value) { return value != 0; }))
      shifts.push_back(shift_text(answer, shift, format));
  if (shifts.empty() || is_independent) return "";
  return fmt::format(
      " Where the scenario has a zero or another bound, it is at the edge of a range; at the median of it "
      "{} would change {} by: {}.",
      shifts.size() == 1 ? "that alone" : "each of these alone", words(answer.objective.name),
      enumeration(shifts));
}

// Where the scenario as it is lies among the worlds.
std::string nominal_text(const Plan& plan, const Answer& answer) {
  const auto& [objective, assumptions, comparison] = answer;
  const auto format = number_format(objective.unit, comparison.objective);
  std::vector<std::string> spreads;
  for (std::size_t p = 0; p < comparison.policies.size(); ++p) {
    if (std::isnan(comparison.spread[p].nominal)) return "";
    spreads.push_back(spread_text(answer, p, format));
  }
  return '\n' +
         wrap(fmt::format(
             "The scenario as it is, simulated as often, has, and in brackets what the middle half of worlds "
             "has: {}.{}{} An interval of a share of worlds is about the choice of worlds alone{}.",
             enumeration(spreads), edge_text(answer, format, plan.independent), outside_text(answer, format),
             plan.independent ? "" : ": other random numbers, which all worlds share, may shift it by more"));
}

std::string rule_text(const Answer& answer, const Duel& duel) {
  std::vector<std::string> columns;
  for (const auto& assumption : answer.assumptions) columns.push_back(name_in_words(assumption));
  const auto& leader = answer.comparison.policies[answer.comparison.leader];
  const auto loss =
      duel.ties > 0 ? leader + " does not win" : answer.comparison.policies[duel.rival] + " wins";
  return in_words(*duel.rule, columns, leader + " wins", loss);
}

std::string duel_sentence(const Answer& answer, const Duel& duel) {
  const auto& policies = answer.comparison.policies;
  const auto& leader = policies[answer.comparison.leader];
  const auto& rival = policies[duel.rival];
  if (duel.ties == duel.wins.n) return fmt::format("{} and {} are equal in every world.", leader, rival);
  auto text = fmt::format("{} beats {} in {} of worlds", leader, rival, percent(duel.wins.share));
  if (duel.ties > 0)
    text += fmt::format(" and is its equal in {}",
                        percent(static_cast<double>(duel.ties) / static_cast<double>(duel.wins.n)));
  text += std::isfinite(duel.noise_share)
              ? fmt::format("; chance makes {} of the variance of a single difference.",
                            percent(duel.noise_share))
              : "; how much of that is chance, so few runs do not tell.";
  return text;
}

std::string duel_text(const Answer& answer, const Duel& duel) {
  return '\n' + wrap(duel_sentence(answer, duel)) + (duel.rule ? wrap(rule_text(answer, duel)) : "");
}

std::string nothing_to_compare(const Answer& answer) {
  return fmt::format("In no world has every policy a value of {}, so none can be said to be best.",
                     words(answer.objective.name));
}

Part policy_part(const Answer& answer) {
  Part part{.title = heading_of_policies(answer),
            .text =
                "Regret is how far a policy is behind the best of the world; percentages differ by "
                "percentage points.",
            .lines = policy_lines(answer)};
  part.lines.insert(part.lines.begin(), {"policy", "mean over worlds", "best in worlds", "95% interval",
                                         "mean regret", "regret in 1 of 20 worlds", "largest regret"});
  return part;
}

Part duel_part(const Answer& answer, const Duel& duel) {
  Part part{.title = fmt::format("{} against {}", answer.comparison.policies[answer.comparison.leader],
                                 answer.comparison.policies[duel.rival]),
            .text = duel_sentence(answer, duel),
            .lines = {}};
  if (duel.rule) part.text += '\n' + rule_text(answer, duel);
  return part;
}

Part assumptions_part(const Answer& answer) {
  Part part{.title = "What was drawn",
            .text = "",
            .lines = {{"assumption", "range", "unit", "meaning"}},
            .is_prose = true};
  for (const auto& assumption : answer.assumptions)
    part.lines.push_back(
        {name_in_words(assumption), range_in_words(assumption), assumption.unit, assumption.meaning});
  return part;
}

// "in 66% of 256 plausible worlds (95% interval 60% to 72%) customer_always_right is best by operating
// margin"
std::string finding(const Answer& answer) {
  const auto& [objective, assumptions, comparison] = answer;
  if (comparison.worlds == 0) return "in no world can a policy be said to be best";
  if (comparison.duels.empty()) return "there is one policy, and nothing to choose from";
  if (std::ranges::all_of(comparison.duels, [](const auto& duel) { return duel.ties == duel.wins.n; }))
    return fmt::format("in none of {} is a policy better than another by {}",
                       counted(comparison.worlds, "plausible world"), words(objective.name));
  const auto& best = comparison.robustness[comparison.leader].best;
  return fmt::format("in {} of {} (95% interval {}) {} is best by {}", percent(best.share),
                     counted(comparison.worlds, "plausible world"),
                     interval(percent(best.ci_low), percent(best.ci_high)),
                     comparison.policies[comparison.leader], words(objective.name));
}

Certainty certainty_of(const Store& store, const Answer& answer) {
  return certainty_over_worlds(store, finding(answer));
}

Json policy_json(const Answer& answer, std::size_t p) {
  const auto& [best, mean_regret, regret_95, largest_regret] = answer.comparison.robustness[p];
  const auto& objective = answer.comparison.objective[p];
  const auto& spread = answer.comparison.spread[p];
  return {{"name", answer.comparison.policies[p]},
          {"nominal", spread.nominal},
          {"median", spread.median},
          {"lower_quartile", spread.lower_quartile},
          {"upper_quartile", spread.upper_quartile},
          {"mean", objective.mean},
          {"sd", objective.sd},
          {"best_share", best.share},
          {"best_share_low", best.ci_low},
          {"best_share_high", best.ci_high},
          {"mean_regret", mean_regret},
          {"regret_95", regret_95},
          {"largest_regret", largest_regret}};
}

Json shift_json(const Answer& answer, const Shift& shift) {
  auto of_policies = Json::object();
  for (std::size_t p = 0; p < shift.of_mean.size(); ++p)
    of_policies[answer.comparison.policies[p]] = shift.of_mean[p];
  return {{"assumption", answer.assumptions[shift.assumption].name}, {"of_mean", of_policies}};
}

// The surest five.
Json skews_json(const Answer& answer, std::size_t p) {
  constexpr std::size_t most = 5;
  auto list = Json::array();
  for (const auto& [assumption, shift, half_width] : answer.comparison.skews[p]) {
    if (list.size() == most) break;
    list.push_back(
        {{"assumption", answer.assumptions[assumption].name}, {"shift", shift}, {"half_width", half_width}});
  }
  return list;
}

Json duel_json(const Answer& answer, const Duel& duel) {
  Json object = {{"policy", answer.comparison.policies[answer.comparison.leader]},
                 {"rival", answer.comparison.policies[duel.rival]},
                 {"wins", duel.wins.share},
                 {"luck", duel.noise_share}};  // its first name, which scripts rely on
  if (duel.ties > 0) object["equal"] = static_cast<double>(duel.ties) / static_cast<double>(duel.wins.n);
  if (duel.rule)
    object["rule"] = {{"text", rule_text(answer, duel)},
                      {"accuracy", duel.rule->accuracy},
                      {"guess_accuracy", duel.rule->guess_accuracy}};
  return object;
}

// Of a crossing the policies alone are compared; "" where they are none.
std::string effects_elsewhere(const Store& store, const Answer& answer) {
  if (!find_crossing(*store.plan().document, answer.comparison.policies)) return "";
  return "The policies are a crossing, of which policies are compared here, not what each factor does: for "
         "that, the effects in the scenario as it is, leave --uncertain out.";
}

}  // namespace

std::string plausible_table(const Store& store, const Options& options) {
  const auto answer = answer_of(store, options);
  const auto head = wrap(introduction(store.plan(), answer)) + '\n';
  if (answer.comparison.worlds == 0) return head + wrap(nothing_to_compare(answer));
  auto text = head + policy_table(answer) + nominal_text(store.plan(), answer);
  for (const auto& duel : answer.comparison.duels) text += duel_text(answer, duel);
  if (const auto note = effects_elsewhere(store, answer); !note.empty()) text += '\n' + wrap(note);
  return text + '\n' + certainty_text(certainty_of(store, answer));
}

std::vector<Part> plausible_parts(const Store& store, const Options& options) {
  const auto answer = answer_of(store, options);
  std::vector<Part> parts = {{.title = "", .text = introduction(store.plan(), answer), .lines = {}}};
  if (answer.comparison.worlds == 0)
    parts.push_back({.title = "", .text = nothing_to_compare(answer), .lines = {}});
  else
    parts.push_back(policy_part(answer));
  for (const auto& duel : answer.comparison.duels) parts.push_back(duel_part(answer, duel));
  parts.push_back(certainty_part(certainty_of(store, answer)));
  parts.push_back(assumptions_part(answer));
  return parts;
}

void write_plausible(CsvWriter& csv, const Store& store, const Options& options) {
  for (const auto* name : {"policy", "objective", "worlds", "mean", "sd", "best_share", "best_share_low",
                           "best_share_high", "mean_regret", "regret_95", "largest_regret", "nominal",
                           "median", "lower_quartile", "upper_quartile"})
    csv.field(name);
  csv.end_row();
  const auto [objective, assumptions, comparison] = answer_of(store, options);
  for (std::size_t p = 0; p < comparison.policies.size(); ++p) {
    const auto& [best, mean_regret, regret_95, largest_regret] = comparison.robustness[p];
    csv.field(comparison.policies[p]).field(objective.name).field(comparison.worlds);
    const auto& spread = comparison.spread[p];
    for (const double value : {comparison.objective[p].mean, comparison.objective[p].sd, best.share,
                               best.ci_low, best.ci_high, mean_regret, regret_95, largest_regret,
                               spread.nominal, spread.median, spread.lower_quartile, spread.upper_quartile})
      csv.field(value);
    csv.end_row();
  }
}

std::string plausible_json(const Store& store, const Options& options) {
  const auto answer = answer_of(store, options);
  auto object = store_json(store);
  object["objective"] = answer.objective.name;
  object["worlds"] = answer.comparison.worlds;
  object["dropped"] = answer.comparison.dropped;
  for (std::size_t p = 0; p < answer.comparison.policies.size(); ++p)
    object["policies"].push_back(policy_json(answer, p));
  if (answer.comparison.duels.empty()) object["duels"] = Json::array();
  for (const auto& duel : answer.comparison.duels) object["duels"].push_back(duel_json(answer, duel));
  if (const auto note = effects_elsewhere(store, answer); !note.empty()) object["effects_missing"] = note;
  object["certainty"] = certainty_json(certainty_of(store, answer));
  object["shifts"] = Json::array();
  for (const auto& shift : answer.comparison.shifts) object["shifts"].push_back(shift_json(answer, shift));
  for (std::size_t p = 0; p < answer.comparison.skews.size(); ++p)
    object["skews"][answer.comparison.policies[p]] = skews_json(answer, p);
  object["assumptions"] = described(answer.assumptions);
  return object.dump(2) + "\n";
}

}  // namespace clientele::app
