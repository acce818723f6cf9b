#include "sim/experiment/tables/tidy_survival.hpp"

#include <fmt/core.h>

#include <array>
#include <limits>

#include "analysis/competing_risks/over_groups.hpp"
#include "sim/experiment/tables/tidy.hpp"

namespace clientele::experiment {

namespace {

std::string cohort_name(int cohort) {
  if (cohort < 0) return "all";
  return cohort == 0 ? "before" : fmt::format("year {}", cohort);
}

void write_numbers(CsvWriter& csv, std::initializer_list<double> numbers) {
  for (const double number : numbers) csv.field(number);
  csv.end_row();
}

void write_names(CsvWriter& csv, const Plan& plan, std::initializer_list<std::string_view> names) {
  csv.field("scenario").field("policy");
  for (const auto& path : plan.parameters) csv.field(path);
  csv.field("business");
  for (const auto name : names) csv.field(name);
  csv.end_row();
}

/// The fields that every row begins with.
void write_keys(CsvWriter& csv, const Plan& plan, std::size_t cell, std::size_t business) {
  const auto& [point, policy] = plan.cells[cell];
  csv.field(plan.scenario).field(policy);
  write_point(csv, plan, point);
  csv.field(plan.businesses[business]);
}

template <class Write>
void for_each_business(const Plan& plan, const Write& write) {
  for (std::size_t cell = 0; cell < plan.cells.size(); ++cell)
    for (std::size_t b = 0; b < plan.businesses.size(); ++b) write(cell, b);
}

void write_point_of(CsvWriter& csv, const SurvivalPoint& p) {
  write_numbers(csv,
                {p.time, p.at_risk, p.events, p.censored, p.survival, p.standard_error, p.ci_low, p.ci_high});
}

void write_curve(CsvWriter& csv, const Store& store, const Clients& clients) {
  const auto& plan = store.plan();
  for (const auto& p :
       incidence_over_groups(read_causes_by_replication(store, clients), account_ends.size())) {
    write_keys(csv, plan, clients.cell, clients.business);
    csv.field(clients.segment < 0 ? "all" : plan.segments[static_cast<std::size_t>(clients.segment)]);
    csv.field(cohort_name(clients.cohort));
    write_point_of(csv, p.overall);
  }
}

/// Those who may leave a business, and why.
struct Population {
  std::string_view who;
  std::span<const std::string_view> causes;
  std::vector<CauseSpells> spells;  ///< by replication
};

std::array<Population, 2> populations(const Store& store, std::size_t cell, std::size_t business) {
  return {{{"clients", account_ends, read_causes_by_replication(store, {.cell = cell, .business = business})},
           {"staff", employment_ends, read_staff_causes_by_replication(store, cell, business)}}};
}

/// Calls write(cell, business, population) for all of them.
template <class Write>
void for_each_population(const Store& store, const Write& write) {
  for_each_business(store.plan(), [&](std::size_t cell, std::size_t business) {
    for (const auto& population : populations(store, cell, business)) write(cell, business, population);
  });
}

/// Bands of age in weeks: two quarters, the rest of the year, two years, and what is longer.
constexpr std::array<double, 7> bands = {0, 13, 26, 52, 104, 156, std::numeric_limits<double>::infinity()};

constexpr double weeks_per_year = 52;

double end_of(const HazardBand& band) {
  return band.to == bands.back() ? std::numeric_limits<double>::quiet_NaN() : band.to;
}

void write_rates(CsvWriter& csv, const Plan& plan, std::size_t cell, std::size_t business,
                 const Population& population) {
  const auto& [who, causes, spells] = population;
  const auto rates = occurrence_exposure(pooled(spells), causes.size(), bands);
  const auto errors = rate_errors_over_groups(spells, causes.size(), bands);
  for (std::size_t c = 0; c < causes.size(); ++c)
    for (std::size_t b = 0; b < rates.size(); ++b) {
      const auto& rate = rates[b].by_cause[c];
      write_keys(csv, plan, cell, business);
      csv.field(who).field(causes[c]);
      write_numbers(csv, {rates[b].from, end_of(rates[b]), rates[b].exposure / weeks_per_year, rate.events,
                          weeks_per_year * rate.rate, weeks_per_year * errors[b][c],
                          weeks_per_year * rate.ci_low, weeks_per_year * rate.ci_high});
    }
}

/// How many pairs of a cell, a business and an age there are at which anybody left for one cause.
std::string count_of_ages(std::string_view table, std::string_view cause) {
  return fmt::format(
      "(SELECT count(*) FROM (SELECT DISTINCT cell, business, tenure FROM runs JOIN {} USING (run)"
      " WHERE status = 'done' AND {} > 0))",
      table, cause);
}

}  // namespace

void write_survival(CsvWriter& csv, const Store& store) {
  const auto& plan = store.plan();
  write_names(csv, plan,
              {"segment", "cohort", "week", "at_risk", "events", "censored", "survival", "standard_error",
               "ci_low", "ci_high"});
  for_each_business(plan, [&](std::size_t cell, std::size_t b) {
    write_curve(csv, store, {cell, b});
    for (int segment = 0; segment < static_cast<int>(plan.segments.size()); ++segment)
      write_curve(csv, store, {cell, b, segment});
    for (const int cohort : read_cohorts(store, cell, b)) write_curve(csv, store, {cell, b, -1, cohort});
  });
}

void write_staff_survival(CsvWriter& csv, const Store& store) {
  const auto& plan = store.plan();
  write_names(csv, plan,
              {"week", "at_risk", "events", "censored", "survival", "standard_error", "ci_low", "ci_high"});
  for_each_business(plan, [&](std::size_t cell, std::size_t b) {
    const auto spells = read_staff_causes_by_replication(store, cell, b);
    for (const auto& p : incidence_over_groups(spells, employment_ends.size())) {
      write_keys(csv, plan, cell, b);
      write_point_of(csv, p.overall);
    }
  });
}

void write_incidence(CsvWriter& csv, const Store& store) {
  const auto& plan = store.plan();
  write_names(
      csv, plan,
      {"who", "cause", "week", "at_risk", "events", "incidence", "standard_error", "ci_low", "ci_high"});
  for_each_population(store, [&](std::size_t cell, std::size_t business, const Population& population) {
    const auto& [who, causes, spells] = population;
    const auto curve = incidence_over_groups(spells, causes.size());
    for (std::size_t c = 0; c < causes.size(); ++c)
      for (const auto& [overall, by_cause] : curve) {
        const auto& p = by_cause[c];
        if (p.events == 0) continue;
        write_keys(csv, plan, cell, business);
        csv.field(who).field(causes[c]);
        write_numbers(csv, {overall.time, overall.at_risk, p.events, p.incidence, p.standard_error, p.ci_low,
                            p.ci_high});
      }
  });
}

void write_leaving_rates(CsvWriter& csv, const Store& store) {
  const auto& plan = store.plan();
  write_names(csv, plan,
              {"who", "cause", "tenure_from", "tenure_to", "exposure", "events", "rate", "standard_error",
               "ci_low", "ci_high"});
  for_each_population(store, [&](std::size_t cell, std::size_t business, const Population& population) {
    write_rates(csv, plan, cell, business, population);
  });
}

std::int64_t count_survival(const Store& store) {
  return store.results(Part::accounts).integer(R"(WITH
    exits AS (SELECT cell, business, segment, cohort, tenure FROM runs JOIN life USING (run)
      WHERE status = 'done' AND (ended > 0 OR censored > 0))
    SELECT (SELECT count(*) FROM (SELECT DISTINCT cell, business, tenure FROM exits))
      + (SELECT count(*) FROM (SELECT DISTINCT cell, business, segment, tenure FROM exits))
      + (SELECT count(*) FROM (SELECT DISTINCT cell, business, cohort, tenure FROM exits)))");
}

std::int64_t count_staff_survival(const Store& store) {
  return store.results(Part::accounts).integer("SELECT " + count_of_ages("staff_life", "ended + censored"));
}

std::int64_t count_incidence(const Store& store) {
  std::string query = "SELECT 0";
  for (const auto cause : account_ends) query += " + " + count_of_ages("life", cause);
  for (const auto cause : employment_ends) query += " + " + count_of_ages("staff_life", cause);
  return store.results(Part::accounts).integer(query);
}

std::int64_t count_leaving_rates(const Store& store) {
  const auto& plan = store.plan();
  const auto rates = (account_ends.size() + employment_ends.size()) * (bands.size() - 1);
  return static_cast<std::int64_t>(plan.cells.size() * plan.businesses.size() * rates);
}

}  // namespace clientele::experiment
