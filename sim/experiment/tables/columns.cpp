#include "sim/experiment/tables/columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace clientele::experiment {

namespace {

struct Column {
  std::string_view name;
  std::string_view meaning;
};

constexpr auto columns = std::to_array<Column>({
    // who and when
    {"scenario", "name of the scenario"},
    {"policy", "policy of the first business; the others keep theirs"},
    {"baseline", "policy that this row is compared with; empty where the row is no difference"},
    {"business", "the business whose numbers these are; in the store, its number"},
    {"segment", "kind of customers; \"all\" for all of them; in the store, its number"},
    {"replication", "which repetition, from 1; the same number means the same people and draws"},
    {"market", "the market where it is; in the store, its number"},
    {"year", "first or last: which 52 weeks of the run"},
    {"week", "week of the run, from 1; in curves of how long somebody stays, weeks since they came"},
    // measures, one a row
    {"metric", "name of the measure that this row is about"},
    {"objective", "name of the measure that policies are judged by"},
    {"output", "what is explained: a measure, or the lead of the best policy over the others"},
    {"unit", "unit of the values in this row; 1 for pure numbers and shares"},
    {"value", "value of the measure or the statistic in this row"},
    // statistics
    {"n", "how many numbers the statistic rests on"},
    {"mean", "average over replications, or over worlds; of differences, of the paired ones"},
    {"sd", "standard deviation of a single one, not of their mean"},
    {"ci_low", "lower end of the 95 % interval"},
    {"ci_high", "upper end of the 95 % interval"},
    {"statistic", "which statistic: mu, mu_star, sigma, noise (screening), first, total (decomposition)"},
    {"mu", "mean change of the output if the assumption crosses its range"},
    {"mu_star", "mean change of the output, either way, if the assumption crosses its range"},
    {"sigma", "how much that change differs from place to place, chance aside: interaction, curvature"},
    {"noise", "how much it differs by chance"},
    {"first", "share of the variance, chance aside, that would go if the assumption alone were known"},
    {"total", "share of the variance that would remain if the assumption alone were unknown"},
    {"assumption", "the assumption that this row is about; `clientele explain NAME` tells of each"},
    // plausible worlds
    {"worlds", "plausible worlds that are compared"},
    {"best_share", "share of worlds in which no other policy is better"},
    {"best_share_low", "lower end of the 95 % interval of best_share"},
    {"best_share_high", "upper end of the 95 % interval of best_share"},
    {"mean_regret", "how far the policy is behind the best of the world, on average"},
    {"regret_95", "how far behind in one world of twenty, or further"},
    {"largest_regret", "how far behind at worst"},
    {"nominal", "the objective in the scenario as it is"},
    {"median", "the objective in the middle one of the worlds"},
    {"lower_quartile", "the objective below which a quarter of the worlds are"},
    {"upper_quartile", "the objective above which a quarter of the worlds are"},
    // retention
    {"account_weeks", "of segments: accounts times the weeks that they were there"},
    {"hours", "of segments: hours of work a week that went to their accounts"},
    {"hours_per_account", "of segments: those hours per account"},
    {"lost", "of segments: accounts that left of themselves"},
    {"own_choice", "of those ended, accounts that left by themselves"},
    {"by_business", "of those ended, accounts that the business ended"},
    {"closing", "of those ended, the ones set free or dismissed because the business became insolvent"},
    {"quit", "of those ended, people who quit"},
    {"dismissed", "of those ended, people dismissed for lack of work"},
    {"retired", "of those ended, people who retired"},
    {"moved", "of those ended, people who left for reasons beside the job"},
    {"who", "clients: accounts; staff: the people at work"},
    {"cause",
     "why they leave: own_choice, by_business, closing of clients; quit, dismissed, retired, moved, "
     "closing of staff"},
    {"incidence",
     "share that has left for this cause by then (Aalen-Johansen), the others being those who "
     "left for another and those who are still there"},
    {"tenure_from", "rates are of those who have been there for longer than these weeks"},
    {"tenure_to",
     "rates are of those who have been there for no longer than these weeks; empty: without end"},
    {"exposure", "years that they were looked at, together"},
    {"rate",
     "how many of them leave for this cause, per person-year or account-year; its interval takes them for "
     "independent, and is too narrow where the standard error is larger than a quarter of its width"},
    {"cohort",
     "when accounts began: before the first week, in year 1, 2, ..., or all; in the store, a number"},
    {"at_risk", "accounts that have lasted so long and are looked at; or people at work"},
    {"events", "accounts that end at this age, or people who leave; of rates, in these weeks"},
    {"censored", "accounts that still go on at this age when the run ends, or people who are still there"},
    {"survival", "share of accounts that last longer, or of people who stay longer (Kaplan-Meier)"},
    {"standard_error",
     "of that share or rate, by how replications differ: those of one are not independent; "
     "empty where there is only one"},
    // the store itself
    {"key", "what this row of the manifest is about"},
    {"program", "the program that made the results, with its version and commit"},
    {"model", "hash over the sources of all that can change a number"},
    {"continued by", "programs of another commit that went on with the store, after runs came out the same"},
    {"command", "the command that makes the same results again"},
    {"verb", "what kind of experiment it is"},
    {"design_seed", "seed by which the points were drawn"},
    {"random_numbers", "common: all points share them; independent: each has its own"},
    {"past_weeks", "weeks lived through before the first one, under the policy today"},
    {"pasts", "how many pasts all runs share"},
    {"decisions",
     "whether what was set or varied of levers, prices and marketing holds from week 1, or always"},
    {"runs_done", "runs that are finished"},
    {"runs_planned", "runs that there shall be"},
    {"name", "name of the measure, the business or the segment"},
    {"meaning", "what the measure means"},
    {"measure", "number of the measure"},
    {"headline", "1 if the measure is shown in the tables of run, compare and sweep"},
    {"lower_is_better", "1 if less of the measure is better"},
    {"cell", "number of the cell: one policy at one point of a sweep"},
    {"point", "number of the point of a sweep, from 1"},
    {"run", "number of the run: one replication of one cell"},
    {"identity", "name of what the run is made from; equal names mean equal results"},
    {"status", "planned, running, done or failed"},
    {"reason", "why the run failed"},
    {"checksum", "of the row, so that damage is noticed"},
    {"summaries_checksum", "of the run's sums"},
    {"weekly_checksum", "of the run's weeks"},
    {"accounts_checksum", "of what the run tells of its accounts"},
    {"tenure", "age of accounts, or time in the job, in weeks"},
    {"entered", "accounts, or people, that are first looked at at this age"},
    {"ended", "accounts that end at this age, or people who leave"},
    {"accounts",
     "accounts, the most profitable first, as a share of all (whale curve); of segments: how many there are"},
    {"contribution",
     "their part of what all accounts contribute (whale curve); of segments: what their accounts contribute "
     "a week"},
});

}  // namespace

std::string explain_column(std::string_view name) {
  const auto* found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? "" : fmt::format("{} - column of tables\n  {}\n", name, found->meaning);
}

std::vector<std::string_view> column_names() {
  std::vector<std::string_view> names;
  for (const auto& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace clientele::experiment
