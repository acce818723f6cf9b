#include "sim/experiment/tables/tidy_survival.hpp"

#include <fmt/core.h>

#include "sim/experiment/tables/tidy.hpp"

namespace clientele::experiment {

namespace {

std::string cohort_name(int cohort) {
  if (cohort < 0) return "all";
  return cohort == 0 ? "before" : fmt::format("year {}", cohort);
}

void write_curve(CsvWriter& csv, const Store& store, const Clients& clients) {
  const auto& plan = store.plan();
  const auto& [point, policy] = plan.cells[clients.cell];
  for (const auto& p : kaplan_meier(read_spells(store, clients))) {
    csv.field(plan.scenario).field(policy);
    write_point(csv, plan, point);
    csv.field(plan.businesses[clients.business]);
    csv.field(clients.segment < 0 ? "all" : plan.segments[static_cast<std::size_t>(clients.segment)]);
    csv.field(cohort_name(clients.cohort));
    for (const double number :
         {p.time, p.at_risk, p.events, p.censored, p.survival, p.standard_error, p.ci_low, p.ci_high})
      csv.field(number);
    csv.end_row();
  }
}

}  // namespace

void write_survival(CsvWriter& csv, const Store& store) {
  const auto& plan = store.plan();
  csv.field("scenario").field("policy");
  for (const auto& path : plan.parameters) csv.field(path);
  for (const auto* name : {"business", "segment", "cohort", "week", "at_risk", "events", "censored",
                           "survival", "standard_error", "ci_low", "ci_high"})
    csv.field(name);
  csv.end_row();
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell)
    for (std::size_t b = 0; b < plan.businesses.size(); ++b) {
      write_curve(csv, store, {cell, b});
      for (int segment = 0; segment < static_cast<int>(plan.segments.size()); ++segment)
        write_curve(csv, store, {cell, b, segment});
      for (const int cohort : read_cohorts(store, cell, b)) write_curve(csv, store, {cell, b, -1, cohort});
    }
}

std::int64_t count_survival(const Store& store) {
  return store.results(Part::accounts).integer(R"(WITH
    exits AS (SELECT cell, business, segment, cohort, tenure FROM runs JOIN life USING (run)
      WHERE status = 'done' AND (ended > 0 OR censored > 0))
    SELECT (SELECT count(*) FROM (SELECT DISTINCT cell, business, tenure FROM exits))
      + (SELECT count(*) FROM (SELECT DISTINCT cell, business, segment, tenure FROM exits))
      + (SELECT count(*) FROM (SELECT DISTINCT cell, business, cohort, tenure FROM exits)))");
}

}  // namespace clientele::experiment
