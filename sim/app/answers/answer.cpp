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

}  // namespace

void require_answerable(const Plan& plan, const Options& options) {
  baseline_cell(plan, 0, options.baseline);
  const auto measures = known_measures();
  measure_named(options.objective, measures);
  if (plan.verb == plausible_verb && !options.requirements.empty())
    throw BadInput("--require is about one world, and these are many; leave it out");
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
