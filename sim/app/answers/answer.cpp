#include "sim/app/answers/answer.hpp"

#include <fmt/core.h>

#include "sim/app/answers/answer_json.hpp"
#include "sim/app/answers/answer_tables.hpp"
#include "sim/app/answers/plausible_answer.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/certainty/known_facts.hpp"
#include "sim/app/console.hpp"
#include "sim/app/options.hpp"
#include "sim/app/reservations.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/tables/tidy.hpp"

namespace clientele::app {

namespace {

void write_answer(CsvWriter& csv, const Store& store, const Options& options) {
  if (store.plan().verb == plausible_verb) {
    write_plausible(csv, store, options);
  } else {
    has_comparison(store.plan()) ? write_summary_and_comparison(csv, store, options.baseline)
                                 : write_summary(csv, store);
  }
}

std::string table_of(const Store& store, const Options& options) {
  const auto& verb = store.plan().verb;
  if (verb == "run") return run_table(store);
  if (verb == "compare") return comparison_table(store, options);
  return verb == plausible_verb ? plausible_table(store, options) : sweep_table(store);
}

void print_json_lines(const Store& store, const std::string& baseline) {
  for (std::size_t point = 0; point < store.plan().points.size(); ++point)
    print(sweep_json_line(store, baseline, point));
}

/// Why an option has no effect on the answer, or the page, of a plan; "" where it has one.
struct Uses {
  std::string objective, requirements, baseline;
};

Uses reasons_for_none(const Plan& plan, Format format, Shown shown) {
  const bool is_page = shown == Shown::page, is_of_worlds = plan.verb == plausible_verb;
  const std::string alone = "nothing is compared";
  if (is_of_worlds)
    return {"", "it is about one world, and these are many",
            "each policy is compared with the best of a world"};
  if (!has_comparison(plan)) return {alone, alone, plan.verb == "run" ? alone : ""};
  const std::string unjudged = "a sweep judges no policies; its report does, by an objective";
  if (plan.verb == "sweep")
    return {is_page ? "" : unjudged, unjudged,
            is_page ? "the page of a sweep names the best of each point" : ""};
  const std::string bare = format == Format::csv ? "a table in CSV has no decision" : "";
  return {bare, bare, ""};
}

}  // namespace

void require_use(const Plan& plan, const Options& options, Shown shown) {
  const auto reasons = reasons_for_none(plan, options.format, shown);
  const auto require = [](bool is_given, const char* option, const std::string& reason) {
    if (is_given && !reason.empty())
      throw BadInput(fmt::format("{} has no effect here: {}; leave it out", option, reason));
  };
  require(options.has_objective, "--objective", reasons.objective);
  require(!options.requirements.empty(), "--require", reasons.requirements);
  require(!options.baseline.empty(), "--baseline", reasons.baseline);
}

void require_answerable(const Plan& plan, const Options& options) {
  baseline_cell(plan, 0, options.baseline);
  const auto measures = known_measures();
  measure_named(options.objective, measures);
  require_use(plan, options, Shown::answer);
  for (const auto& text : options.requirements) read_requirement(text, measures);
  for (const auto& text : plan.precision)
    if (read_precision(text, measures).of_difference && !has_comparison(plan))
      throw BadInput(fmt::format(
          "{}: one policy alone differs from none; leave out \"difference:\", or compare more", text));
  if (has_comparison(plan)) require_readable_facts();
}

void print_answer(const Store& store, const Options& options) {
  const auto& verb = store.plan().verb;
  if (options.format == Format::csv)
    return print_table([&](CsvWriter& csv) { write_answer(csv, store, options); });
  const bool json = options.format == Format::json;
  if (!json) return print(table_of(store, options) + notes(reservations(store)));
  if (verb == "run") return print(run_json(store));
  if (verb == "compare") return print(comparison_json(store, options));
  if (verb == plausible_verb) return print(plausible_json(store, options));
  print_json_lines(store, options.baseline);
}

}  // namespace clientele::app
