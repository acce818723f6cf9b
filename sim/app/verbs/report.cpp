#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/outputs.hpp"
#include "sim/app/report/report_data.hpp"
#include "sim/app/reservations.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/store_place.hpp"

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

/// The page without its data: built from sim/app/report/page/ with the charting library.
std::string page_template() {
  const auto file = beside_the_program("report.html");
  auto page = read(file);
  if (page.empty())
    throw BadInput("the page for reports was not built, as it needs npm; build it with: cmake --build " +
                   fs::path(file).parent_path().string() + " --target report_page");
  return page;
}

void require_writable(const ReportOptions& options) {
  const auto folder = fs::absolute(options.page).parent_path();
  if (fs::is_directory(options.page))
    throw BadInput(fmt::format("{}: is a directory; name a file", options.page));
  if (fs::exists(options.page) && !options.force)
    throw BadInput(
        fmt::format("{}: already exists; choose another name, or --force to replace it", options.page));
  if (access(folder.c_str(), W_OK) != 0)
    throw BadInput(fmt::format("{}: cannot be written to", folder.string()));
}

/// Text of the scenario cannot end the script element that holds the data: in JSON, "<" stands in strings
/// only.
std::string harmless(const std::string& json) {
  std::string text;
  for (const char c : json) c == '<' ? text += "\\u003c" : text += c;
  return text;
}

void write_page(const std::string& path, std::string page, const std::string& data) {
  constexpr std::string_view mark = "{{data}}";
  page.replace(page.find(mark), mark.size(), harmless(data));
  const auto unfinished = path + ".part";
  std::ofstream file(unfinished, std::ios::binary);
  file << page;
  file.close();
  if (!file || std::rename(unfinished.c_str(), path.c_str()) != 0) {
    fs::remove(unfinished);
    throw WriteFailure(fmt::format("{}: could not be written; is the disk full?", path));
  }
}

Store finished_store(const ReportOptions& options) {
  if (options.seed || options.replications || options.weeks || !options.overrides.empty() ||
      !options.policies.empty() || !options.output.empty())
    throw BadInput(
        fmt::format("{}: holds results; the scenario, its overrides and policies were settled when it was "
                    "made",
                    options.scenario));
  return Store::open(options.scenario);
}

Store new_store(const ReportOptions& options, const std::string& command) {
  auto plan = plan_for(options, make_plan("compare", load(options), options.policies));
  plan.weekly = true;
  return create_store(plan, options, command);
}

int report(const ReportOptions& options, const std::string& command) {
  require_separate({options.scenario}, {options.page, options.output});
  require_writable(options);
  auto page = page_template();
  const bool finished = is_store(options.scenario);
  auto store = finished ? finished_store(options) : new_store(options, command);
  if (const int code = finished ? done : complete(store, options, command); code != done) return code;
  if (finished) say_reservations(store);
  write_page(options.page, std::move(page), report_data(store, options).dump());
  if (!options.quiet) say("written: " + options.page);
  return done;
}

}  // namespace

void add_report(CommandLine& program) {
  const auto verb = program.verb("report", "Show results as a page with tables and charts (HTML)");
  const auto options = std::make_shared<ReportOptions>();
  verb.value("scenario", options->scenario, "Results store, or scenario file to compare policies in")
      .required()
      .takes("FILE");
  add_override_options(verb, *options);
  add_policy_options(verb, *options);
  add_decision_options(verb, *options);
  verb.value("-o,--output", options->page, "The page; it needs no other file and no network")
      .required()
      .takes("FILE");
  verb.value("--store", options->output, "Keep the results of a scenario in this store").takes("FILE");
  add_jobs_option(verb, *options);
  add_force_option(verb, *options);
  add_loudness_options(verb, *options);
  verb.does([options](const std::string& command) { return report(*options, command); });
}

}  // namespace clientele::app
