#include "sim/app/answer.hpp"

#include "sim/app/answers.hpp"
#include "sim/app/console.hpp"
#include "sim/experiment/tidy.hpp"

namespace clientele {

namespace {

void print_csv(const Store& store, const std::string& baseline) {
  CsvWriter csv(stdout, "standard output");
  store.plan().cells.size() > store.plan().points.size() ? write_summary_and_comparison(csv, store, baseline)
                                                         : write_summary(csv, store);
  csv.flush();
}

std::string text(const Store& store, const Options& options) {
  const auto& plan = store.plan();
  const bool json = options.format == Format::json;
  if (plan.verb == "run") {
    const auto businesses = read_businesses(store);
    return json ? businesses_json(plan, businesses) : businesses_table(plan, businesses);
  }
  const auto comparison = compare(store, options.baseline);
  return json ? comparison_json(plan, comparison) : comparison_table(plan, comparison);
}

}  // namespace

void print_answer(const Store& store, const Options& options) {
  options.format == Format::csv ? print_csv(store, options.baseline) : print(text(store, options));
}

}  // namespace clientele
