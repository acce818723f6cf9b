#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "sim/app/answers/answer.hpp"
#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/crossed.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/outputs.hpp"
#include "sim/app/report/people_data.hpp"
#include "sim/app/report/report_data.hpp"
#include "sim/app/report/saved_sensitivity.hpp"
#include "sim/app/reservations.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/progress.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/experiment/store/store_place.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace fs = std::filesystem;

namespace {

struct ReportOptions : Options {
  std::string page;  ///< the HTML file
};

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

constexpr std::string_view data_mark = "{{data}}";

std::string page_file() { return beside_the_program("report.html"); }

/// The page without its data: built from sim/app/report/page/ with the charting library.
std::string page_template() {
  const auto file = page_file();
  auto page = read(file);
  if (page.find(data_mark) == page.npos)
    throw BadInput("the page for reports was not built, as it needs npm; build it with: cmake --build " +
                   fs::path(file).parent_path().string() + " --target report_page");
  return page;
}

/// Text of the scenario cannot end the script element that holds the data: in JSON, "<" stands in strings
/// only.
std::string harmless(const std::string& json) {
  std::string text;
  for (const char c : json) c == '<' ? text += "\\u003c" : text += c;
  return text;
}

void write_page(const ReportOptions& options, std::string page, const std::string& data) {
  page.replace(page.find(data_mark), data_mark.size(), harmless(data));
  OutputFile file(options.page, OutputKind::page, options.force);
  file.sink().write(page);
  file.complete();
  file.keep();
}

// A pipe can be read once only, and holds no store.
bool holds_results(const std::string& path) {
  std::error_code error;
  return fs::is_regular_file(path, error) && is_store(path);
}

void require_settled(const ReportOptions& options) {
  if (options.seed || options.replications || options.weeks || !options.overrides.empty() ||
      !options.policies.empty() || !options.crossed.empty() || !options.output.empty())
    throw BadInput(
        fmt::format("{}: holds results; the scenario, its overrides and policies were settled when it was "
                    "made",
                    options.scenario));
}

Store finished_store(const ReportOptions& options) {
  require_settled(options);
  auto store = Store::open(options.scenario);
  require_use(store.plan(), options, Shown::page);
  return store;
}

Plan new_plan(const ReportOptions& options) {
  const auto resolved = load(options);
  auto plan = plan_for(options, make_plan("compare", resolved, policies_to_compare(options, resolved)));
  plan.weekly = true;
  return plan;
}

int report_answer(const ReportOptions& options, const SensitivityResult& answer) {
  require_settled(options);
  if (options.has_objective || !options.requirements.empty() || !options.baseline.empty())
    throw BadInput(
        fmt::format("{}: is a finished answer, in which nothing is left to decide; leave out --objective, "
                    "--require and --baseline",
                    options.scenario));
  write_page(options, page_template(), report_data(answer).dump());
  if (!options.quiet) say("written: " + options.page);
  return done;
}

// The results themselves may be kept.
std::string way_to_page(const Store& store, const ReportOptions& options) {
  if (store.path().empty()) return "";
  return fmt::format("; the results are complete: clientele report {} -o {}", shell_path(store.path()),
                     shell_path(options.page));
}

// What is wrong with the input is said before a page is asked for that may have to be built.
int report(const ReportOptions& options, const std::string& report_command) {
  constexpr std::string_view verb = "clientele report";
  const auto command = "clientele compare" + report_command.substr(verb.size());  // it runs what this would
  require_separate({options.scenario, page_file()}, {options.page, options.output});
  require_output_place(options.page, OutputKind::page, options.force);
  if (const auto answer = saved_sensitivity(options.scenario)) return report_answer(options, *answer);
  const bool finished = holds_results(options.scenario);
  const auto plan = finished ? Plan{} : new_plan(options);
  auto page = page_template();
  auto store = finished ? finished_store(options) : create_store(plan, options, command);
  if (const int code = finished ? done : complete(store, options, command); code != done) return code;
  if (finished) say_reservations(store);
  try {
    auto data = report_data(store, options);
    data["people"] = people_data(store, options);
    write_page(options, std::move(page), data.dump());
  } catch (const Interrupted&) {
    say("interrupted; no page was written" + way_to_page(store, options));
    return interrupted;
  }
  if (!options.quiet) say("written: " + options.page);
  return done;
}

}  // namespace

void add_report(CommandLine& program) {
  const auto verb = program.verb("report", "Show results as a page with tables and charts (HTML)");
  const auto options = std::make_shared<ReportOptions>();
  verb.value("scenario", options->scenario,
             "Results store, saved answer of sensitivity (JSON), or scenario file to compare policies in")
      .required()
      .takes("FILE");
  add_override_options(verb, *options);
  add_always_option(verb, *options);
  add_policy_options(verb, *options);
  add_decision_options(verb, *options);
  verb.value("-o,--output", options->page, "The page; it needs no other file and no network")
      .required()
      .takes("FILE")
      .changes_no_number();
  verb.value("--store", options->output, "Keep the results of a scenario in this store")
      .takes("FILE")
      .changes_no_number();
  add_jobs_option(verb, *options);
  add_force_option(verb, *options);
  add_loudness_options(verb, *options);
  verb.does([options](const std::string& command) { return report(*options, command); });
}

}  // namespace clientele::app
