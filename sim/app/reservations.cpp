#include "sim/app/reservations.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/console.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/model/past/drift.hpp"
#include "sim/scenario/former_names.hpp"

namespace clientele::app {

namespace {

// Whoever runs a scenario is warned when it is loaded.
std::vector<std::string> reservations_of_store(const Store& store) {
  std::vector<std::string> list;
  const auto standing = store.standing();
  if (!standing.whole())
    list.push_back(fmt::format("{} of {} runs are finished, and the numbers are of these alone",
                               standing.done, standing.planned));
  if (!store.has_checksums())
    list.push_back(
        "the program that made this store wrote no checksums, so that nothing tells whether it is damaged");
  if (auto former = sentence_on_former_levers(*store.plan().document); !former.empty())
    list.push_back(std::move(former));
  return list;
}

/// What may still change in a year for a past to count as settled.
struct Bound {
  std::string_view measure, what;
  double most;
  std::size_t fewest_replications = 2;  ///< of which an interval tells something
};
/// In a firm of three people in which nobody happens to leave, tenure grows by 52 weeks in a year, and in no
/// firm by more: of a few such firms the interval is none.
constexpr std::size_t replications_that_tell_tenure = 8;

constexpr Bound bounds[] = {
    {"drift_of_standard", "desired time per request", 0.03},
    {"drift_of_exhaustion", "exhaustion of staff", 0.03},
    {"drift_of_staff_tenure", "the mean tenure of staff (weeks)", 13, replications_that_tell_tenure},
    {"drift_of_old_accounts", "the share of accounts of more than two years", 0.1}};

// All runs of a replication went on from the same past, so that one policy tells. Chance moves small firms:
// what counts is that the change is beyond the bound for certain.
std::vector<std::string> unsettled_pasts(const Store& store) {
  const auto& plan = store.plan();
  std::vector<std::string> list;
  if (pasts_of(plan) == 0) return list;
  if (const auto weeks = past_weeks_of(plan); weeks > 0 && weeks < weeks_that_tell_drift)
    return {
        fmt::format("whether the past has settled cannot be told from its {}; that takes a past_weeks of {}",
                    counted(weeks, "week"), weeks_that_tell_drift)};
  const auto samples = read_samples(store, 0, 0);
  const auto measures = stored_measures(store);
  for (const auto& [measure, what, most, fewest] : bounds) {
    const auto found = std::ranges::find(measures, measure, &StoredMeasure::name);
    if (found == measures.end()) continue;
    const auto drift = estimate(samples[static_cast<std::size_t>(found - measures.begin())]);
    if (drift.n < fewest) continue;
    if (!(drift.ci_low > most || drift.ci_high < -most)) continue;
    list.push_back(
        fmt::format("the past has not settled: {} still changed by {:+.2g} in its last year (at most {}); "
                    "a longer past_weeks may help",
                    what, drift.mean, most));
  }
  return list;
}

std::string in_one_line(std::string text) {
  for (auto end = text.find('\n'); end != text.npos; end = text.find('\n', end)) {
    const auto next = std::min(text.find_first_not_of(" \n", end), text.size());
    text.replace(end, next - end, "; ");
  }
  return text;
}

}  // namespace

std::vector<std::string> reservations(const Store& store) {
  auto list = reservations_of_store(store);
  for (auto& past : unsettled_pasts(store)) list.push_back(std::move(past));
  for (const auto& misfit : store.plan().misfits)
    list.push_back("a default may not fit: " + in_one_line(misfit));
  return list;
}

void say_reservations(const Store& store) {
  for (const auto& reservation : reservations_of_store(store))
    say(fmt::format("{}: {}", store.path(), reservation));
  for (const auto& past : unsettled_pasts(store)) say("warning: " + past);
}

}  // namespace clientele::app
