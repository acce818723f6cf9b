// How long people stay, and why they go: what survival curves and incidences of staff are made from. It takes
// a look at everybody, and so is gathered while a world is simulated.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "sim/experiment/store/record.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {

/// Follows the staff of one world until they leave.
class Employment {
 public:
  /// Of a world that is at its beginning, and outlives this.
  explicit Employment(const World& world);

  /// Is to see all weeks; any number of markets at once.
  Observer observer();

  /// The life table of everybody up to now, in ascending order. Tenure is in whole weeks of service, the one
  /// in which somebody leaves included.
  std::vector<StaffLifeRow> life_table() const;

 private:
  /// Whoever has a seat.
  struct Person {
    bool known = false;
    int entered = 0, tenure = 0;
  };
  /// By business and tenure.
  using Table = std::map<std::pair<int, int>, StaffCounts>;
  struct Followed {
    std::vector<Person> people;  ///< by seat
    Table ended;
  };
  static void end(Table& table, int business, const Person& person, EmploymentEnd why);
  static void look(const Market& market, const Scratch& scratch, Followed& followed);

  const World& world_;
  std::vector<Followed> markets_;  ///< several may be looked at at once
};

}  // namespace clientele::experiment
