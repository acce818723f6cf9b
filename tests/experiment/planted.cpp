#include "tests/experiment/planted.hpp"

#include <cmath>

#include "tests/experiment/small.hpp"

namespace clientele::experiment {

Store planted(const Plan& plan, const PlantedMargin& margin) {
  auto store = Store::create("", plan, test_provenance(), false);
  const auto policies = plan.cells.size() / plan.points.size();
  std::vector<RunRecord> records;
  for (const auto& key : store.missing()) {
    const double value = margin(key.cell / policies, key.cell % policies, key.replication);
    RunRecord record{.key = key, .status = RunStatus::failed, .reason = "planted"};
    if (!std::isnan(value)) {
      record = {.key = key, .status = RunStatus::done};
      record.totals.resize(plan.businesses.size());
      for (auto& tally : record.totals) {
        tally[Item::revenue] = 1;
        tally[Item::wages] = 1 - value;
      }
    }
    records.push_back(record);
  }
  store.write(records);
  return store;
}

std::vector<Assumption> assumptions_in(const Plan& plan, const std::vector<std::string>& names) {
  return assumptions_named(names, *plan.document);
}

}  // namespace clientele::experiment
