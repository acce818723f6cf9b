#include "sim/experiment/results.hpp"

#include <fmt/format.h>

#include <limits>

#include "sim/experiment/errors.hpp"
#include "sim/scenario/wording.hpp"

namespace clientele {

std::vector<StoredMeasure> stored_measures(const Store& store) {
  auto row = store.database().prepare(
      "SELECT name, unit, meaning, headline, lower_is_better FROM measures ORDER BY measure");
  std::vector<StoredMeasure> list;
  while (row.step())
    list.push_back({std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                    row.integer(3) != 0, row.integer(4) != 0});
  return list;
}

std::vector<StoredMeasure> known_measures() {
  std::vector<StoredMeasure> list;
  for (const auto& m : measures())
    list.push_back(
        {std::string(m.name), std::string(m.unit), std::string(m.meaning), m.headline, m.lower_is_better});
  return list;
}

Samples read_samples(const Store& store, std::size_t cell, std::size_t business) {
  auto row = store.database().prepare(R"(SELECT replication, summaries.* FROM runs JOIN summaries USING (run)
    WHERE cell = ? AND business = ? AND status = 'done')");
  constexpr int keys = 3;  // replication, run, business
  const auto replications = static_cast<std::size_t>(store.plan().replications);
  Samples samples(static_cast<std::size_t>(row.columns() - keys),
                  std::vector<double>(replications, std::numeric_limits<double>::quiet_NaN()));
  row.bind(static_cast<std::int64_t>(cell + 1), static_cast<std::int64_t>(business + 1));
  while (row.step())
    for (std::size_t m = 0; m < samples.size(); ++m)
      samples[m][static_cast<std::size_t>(row.integer(0) - 1)] = row.number(static_cast<int>(m) + keys);
  return samples;
}

std::vector<Eigen::MatrixXd> read_measure(const Store& store, const std::string& measure) {
  const auto& plan = store.plan();
  const auto policies = plan.cells.size() / plan.points.size();
  const auto points = static_cast<Eigen::Index>(plan.points.size());
  std::vector<Eigen::MatrixXd> values(
      policies,
      Eigen::MatrixXd::Constant(points, plan.replications, std::numeric_limits<double>::quiet_NaN()));
  auto row = store.database().prepare(
      fmt::format(R"(SELECT cell, replication, {} FROM runs JOIN summaries USING (run)
    WHERE business = 1 AND status = 'done')",
                  sql_name(measure)));
  while (row.step()) {
    const auto cell = static_cast<std::size_t>(row.integer(0) - 1);
    values[cell % policies](static_cast<Eigen::Index>(cell / policies), row.integer(1) - 1) = row.number(2);
  }
  return values;
}

std::vector<Estimate> estimates(const Samples& samples) {
  std::vector<Estimate> result;
  for (const auto& sample : samples) result.push_back(estimate(sample));
  return result;
}

std::vector<Estimate> paired_differences(const Samples& samples, const Samples& baseline) {
  std::vector<Estimate> result;
  for (std::size_t m = 0; m < samples.size(); ++m)
    result.push_back(paired_difference(samples[m], baseline[m]));
  return result;
}

Comparison compare(const Store& store, const std::string& baseline, std::size_t point) {
  const auto& plan = store.plan();
  const auto policies = plan.cells.size() / plan.points.size();
  const auto first = point * policies;
  const auto reference = baseline_cell(plan, first, baseline);
  Comparison result{.measures = stored_measures(store),
                    .policies = {},
                    .baseline = reference - first,
                    .samples = {},
                    .values = {},
                    .differences = {}};
  for (auto cell = first; cell < first + policies; ++cell) {
    result.policies.push_back(plan.cells[cell].policy);
    result.samples.push_back(read_samples(store, cell, 0));
    result.values.push_back(estimates(result.samples.back()));
  }
  for (const auto& samples : result.samples)
    result.differences.push_back(paired_differences(samples, result.samples[result.baseline]));
  return result;
}

std::size_t baseline_cell(const Plan& plan, std::size_t cell, const std::string& baseline) {
  const auto& name = baseline.empty() ? plan.baseline : baseline;
  const auto policies = plan.cells.size() / plan.points.size();
  const auto first = plan.cells[cell].point * policies;
  std::vector<std::string_view> known;
  for (std::size_t other = first; other < first + policies; ++other) {
    if (plan.cells[other].policy == name) return other;
    known.push_back(plan.cells[other].policy);
  }
  throw BadInput(fmt::format("no policy of this experiment is named {}\n  {}", in_quotes(name),
                             suggestion(name, known)));
}

}  // namespace clientele
