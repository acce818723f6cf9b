// How long accounts last: what survival curves are made from. It takes a look at accounts one by one, and so
// is gathered while a world is simulated.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "sim/experiment/store/record.hpp"
#include "sim/model/indices.hpp"
#include "sim/model/world.hpp"

namespace clientele::model {
struct Customers;
}

namespace clientele::experiment {

/// Follows the accounts of one world until they end.
class Retention {
 public:
  /// Of a world that is at its beginning, and outlives this.
  explicit Retention(const World& world);

  /// Is to see all weeks; any number of markets at once.
  Observer observer();

  /// The life table of all accounts up to now, in ascending order.
  std::vector<LifeTableRow> life_table() const;

 private:
  /// By business, segment, cohort and tenure.
  using Table = std::map<std::tuple<int, int, int, int>, AccountCounts>;
  static void add(Table& table, const Customers& customers, Row row, int weeks,
                  std::optional<AccountEnd> end);

  const World& world_;
  std::vector<Table> ended_;  ///< per market, as several may be looked at at once
};

}  // namespace clientele::experiment
