#include <memory>
#include <optional>
#include <string>

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
  std::optional<std::string> table;  ///< to print; runs if not given
};

// What would be accepted and ignored.
void require_use(const ExportOptions& options) {
  if (options.table && !options.csv.empty())
    throw BadInput(
        "--table prints one, --csv writes several; leave out one of the two (--tables chooses among them)");
  if (options.csv.empty() && !options.baseline.empty() && options.table != "comparison")
    throw BadInput("--baseline is of the table comparison; ask for it with --table comparison or with --csv");
}

int export_results(const ExportOptions& options) {
  require_use(options);
  const auto store = Store::open(options.output);
  say_reservations(store);
  if (!options.csv.empty()) {
    write_tables(store, options, !options.quiet);
    return done;
  }
  const auto table = options.table.value_or("runs");
  require_table(store.plan(), table, store.path());
  if (const auto warning = warning_of_length(store, table); !options.quiet && !warning.empty()) say(warning);
  print_table([&](CsvWriter& csv) { write_table(csv, store, table, options.baseline); });
  return done;
}

}  // namespace

void add_export(CommandLine& program) {
  const auto verb = program.verb("export", "Turn the results in a store into tidy tables (CSV)");
  const auto options = std::make_shared<ExportOptions>();
  verb.value("store", options->output, "Results store").required().takes("FILE");
  verb.value("--table", options->table, "Table to print when no folder is given with --csv (default: runs)")
      .takes("NAME")
      .one_of(table_names());
  add_csv_option(verb, *options);
  add_baseline_option(verb, *options);
  add_force_option(verb, *options);
  add_quiet_option(verb, *options);
  verb.does([options](const std::string&) { return export_results(*options); });
}

}  // namespace clientele::app
