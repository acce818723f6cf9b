#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <string_view>
#include <utility>

#include "analysis/sensitivity/elementary_effects.hpp"
#include "analysis/sensitivity/sobol_indices.hpp"
#include "sim/app/answers/sensitivity_data.hpp"
#include "sim/app/answers/sensitivity_result.hpp"
#include "sim/app/answers/sensitivity_tables.hpp"
#include "sim/app/answers/text_table.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/interruption.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/reservations.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/past.hpp"
#include "sim/experiment/design/plausible_worlds.hpp"
#include "sim/experiment/design/varied_places.hpp"
#include "sim/experiment/study/goals.hpp"
#include "sim/experiment/tables/manifest.hpp"

namespace clientele::app {

namespace {

enum class Method { both, morris, sobol };

struct SensitivityOptions : Options {
  Method method = Method::both;
  std::optional<std::size_t> trajectories, samples, few;
  std::vector<std::string> assumptions;
};

constexpr std::size_t standard_trajectories = 10, standard_samples = 128, standard_few = 12;

// What one of the methods has no use for would be accepted and ignored.
void require_use(const SensitivityOptions& options) {
  const auto refuse = [](const char* option, const char* method) {
    throw BadInput(fmt::format("{} is of no use to --method {}; leave out one of the two", option, method));
  };
  if (options.method == Method::morris && options.samples) refuse("--samples", "morris");
  if (options.method == Method::morris && options.few) refuse("--few", "morris");
  if (options.method == Method::sobol && options.trajectories) refuse("--trajectories", "sobol");
  if (options.method == Method::sobol && options.few) refuse("--few", "sobol");
  if (options.method == Method::sobol && options.design_seed) refuse("--design-seed", "sobol");
}

StoredMeasure objective_of(const SensitivityOptions& options) {
  const auto measures = known_measures();
  return measures[measure_named(options.objective, measures)];
}

// Laid out to the end even when it is interrupted, which is told when the first run would begin.
Store laid_out(Plan plan, const std::vector<Assumption>& assumptions, const Matrix& design,
               const std::string& command) {
  const InterruptionWatch watch;
  lay_out(plan, assumptions, design);
  return Store::create("", plan, provenance(command), false);
}

// What is said of all studies once, and the identity of the runs of each.
void note_origin(SensitivityResult& result, std::string_view study, const Store& store) {
  for (const auto& [key, value] : origin_of(store)) {
    if (key == "identity")
      result.origin.emplace_back(fmt::format("identity of the {}", study), value);
    else if (std::ranges::find(result.origin, key, &std::pair<std::string, std::string>::first) ==
             result.origin.end())
      result.origin.emplace_back(key, value);
  }
}

// Simulates all points of the design and hands the results to `use`, unless it was interrupted. Gives the
// exit code.
int simulate(const SensitivityOptions& options, SensitivityResult& result,
             const std::vector<Assumption>& assumptions, const Matrix& design, const char* what,
             const auto& use) {
  auto store = laid_out(result.plan, assumptions, design, result.command);
  if (!options.quiet)
    say(fmt::format("{} of {}: {}", what, counted(assumptions.size(), "assumption"), size_of(store.plan())));
  const int code = complete(store, options, result.command);
  if (code == interrupted) return code;
  for (const auto& reservation : reservations(store)) result.reservations.push_back(reservation);
  note_origin(result, what, store);
  use(store);
  return code;
}

int screen_all(const SensitivityOptions& options, const std::vector<Assumption>& assumptions,
               SensitivityResult& result) {
  const auto trajectories = options.trajectories.value_or(standard_trajectories);
  const auto design = morris_design(trajectories, assumptions.size(), result.plan.design_seed);
  return simulate(options, result, assumptions, design, "screening", [&](const Store& store) {
    result.screening = {assumptions, trajectories, screen(store, result.objective, design)};
  });
}

int decompose_by(const SensitivityOptions& options, const std::vector<Assumption>& few,
                 SensitivityResult& result) {
  const auto samples = options.samples.value_or(standard_samples);
  const auto design = saltelli_design(samples, few.size());
  return simulate(options, result, few, design, "decomposition", [&](const Store& store) {
    const auto& ranking =
        result.screening ? result.screening->screening.ranking : rank_policies(store, result.objective);
    result.decomposition = {few, samples, ranking.has_leader() ? ranking.policies[ranking.leader] : "",
                            decompose(store, result.objective, ranking.leader, few.size())};
  });
}

std::vector<Assumption> few_of(const SensitivityOptions& options, const std::vector<Assumption>& assumptions,
                               const SensitivityResult& result) {
  if (!result.screening) return assumptions;
  std::vector<Assumption> few;
  for (const auto i : most_important(result.screening->screening, options.few.value_or(standard_few)))
    few.push_back(assumptions[i]);
  return few;
}

void print_result(const SensitivityResult& result, Format format) {
  if (format == Format::csv) return print_table([&](CsvWriter& csv) { write_sensitivity(csv, result); });
  print(format == Format::json       ? sensitivity_json(result)
        : format == Format::markdown ? sensitivity_markdown(result)
                                     : sensitivity_table(result));
}

// What is set, and what is varied as an assumption.
std::vector<std::string> decided_by(const SensitivityOptions& options,
                                    const std::vector<Assumption>& assumptions) {
  auto paths = settings(options);
  for (const auto& assumption : assumptions)
    for (const auto& setting : assumption.settings) paths.push_back(setting.path);
  return paths;
}

int analyse(const SensitivityOptions& options, const std::string& command) {
  constexpr int standard_replications = 2;
  SensitivityResult result{.command = command,
                           .plan = {},
                           .objective = objective_of(options),
                           .screening = {},
                           .decomposition = {}};
  require_use(options);
  const auto resolved = load(options);
  const auto assumptions = assumptions_named(options.assumptions, resolved.document);
  result.plan = make_plan("sensitivity", resolved, options.policies);
  result.plan.design_seed = options.design_seed.value_or(result.plan.design_seed);
  result.plan.always = options.always;
  result.plan.yearly = false;
  require_effect(result.plan, settings(options));
  require_use_of_always(result.plan, decided_by(options, assumptions));
  require_possible_ends(result.plan, assumptions);
  if (!options.replications) result.plan.replications = standard_replications;
  if (result.plan.replications < 2)
    throw BadInput("one replication cannot tell chance from assumptions; ask for --replications 2 or more");
  int code = done;
  if (options.method != Method::sobol) code = screen_all(options, assumptions, result);
  if (code == interrupted) return code;
  if (options.method != Method::morris)
    code = std::max(code, decompose_by(options, few_of(options, assumptions, result), result));
  if (code == interrupted) return code;
  print_result(result, options.format);
  return code;
}

void add_design_options(const Verb& verb, SensitivityOptions& options) {
  verb.choice("--method", options.method,
              {{"both", Method::both}, {"morris", Method::morris}, {"sobol", Method::sobol}},
              "morris screens all assumptions, sobol divides the variance among them, both screens and then "
              "divides among the few that matter")
      .takes("METHOD");
  verb.value("--trajectories", options.trajectories,
             fmt::format("Of the screening: effects per assumption (default: {})", standard_trajectories))
      .between(2, 10'000);
  verb.value("--samples", options.samples,
             fmt::format("Of the decomposition: blocks; best a power of two (default: {})", standard_samples))
      .between(4, 1'000'000);
  verb.value("--few", options.few,
             fmt::format("How many assumptions the decomposition keeps from the screening (default: {})",
                         standard_few))
      .between(1, 100);
  add_design_seed_option(verb, options);
  verb.list("--assumptions", options.assumptions, "Assumptions to vary (default: all)").takes("A,B");
}

}  // namespace

void add_sensitivity(CommandLine& program) {
  const auto verb = program.verb(
      "sensitivity", "Find the assumptions that matter most to each measure and to which policy is best");
  const auto options = std::make_shared<SensitivityOptions>();
  add_scenario_options(verb, *options);
  add_always_option(verb, *options);
  add_policies_option(verb, *options);
  add_objective_option(verb, *options);
  add_design_options(verb, *options);
  add_jobs_option(verb, *options);
  add_page_format_option(verb, *options);
  add_loudness_options(verb, *options);
  verb.does([options](const std::string& command) { return analyse(*options, command); });
}

}  // namespace clientele::app
