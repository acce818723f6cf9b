#include <memory>

#include "sim/app/command_line.hpp"
#include "sim/app/conduct.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/options.hpp"
#include "sim/app/reservations.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/tables/csv_folder.hpp"
#include "sim/experiment/tables/tidy.hpp"

namespace clientele::app {

namespace {

struct ExportOptions : Options {
  std::string table = "runs";
};

int export_results(const ExportOptions& options) {
  const auto store = Store::open(options.output);
  say_reservations(store);
  if (!options.csv.empty()) {
    write_tables(store, options, !options.quiet);
    return done;
  }
  require_table(store.plan(), options.table, store.path());
  if (const auto warning = warning_of_length(store, options.table); !options.quiet && !warning.empty())
    say(warning);
  print_table([&](CsvWriter& csv) { write_table(csv, store, options.table, options.baseline); });
  return done;
}

}  // namespace

void add_export(CommandLine& program) {
  const auto verb = program.verb("export", "Turn the results in a store into tidy tables (CSV)");
  const auto options = std::make_shared<ExportOptions>();
  verb.value("store", options->output, "Results store").required().takes("FILE");
  verb.value("--table", options->table, "Table to print when no folder is given with --csv")
      .takes("NAME")
      .one_of(table_names())
      .shows_default();
  add_csv_option(verb, *options);
  add_baseline_option(verb, *options);
  add_force_option(verb, *options);
  add_loudness_options(verb, *options);
  verb.does([options](const std::string&) { return export_results(*options); });
}

}  // namespace clientele::app
