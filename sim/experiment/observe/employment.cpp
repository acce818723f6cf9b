#include "sim/experiment/observe/employment.hpp"

#include "sim/model/week.hpp"

namespace clientele::experiment {

namespace {

/// Of a business that closes everybody is dismissed, for another reason than too little work.
EmploymentEnd reason_of(Departure departure, const Tally& tally) {
  switch (departure) {
    case Departure::quits:
      return EmploymentEnd::quit;
    case Departure::retires:
      return EmploymentEnd::retired;
    case Departure::moves:
      return EmploymentEnd::moved;
    default:
      return tally[Item::closings] > 0 ? EmploymentEnd::closing : EmploymentEnd::dismissed;
  }
}

}  // namespace

Employment::Employment(const World& world) : world_(world), markets_(world.markets().size()) {
  for (const Market& market : world.markets()) {
    auto& people = markets_[market.number].people;
    people.resize(static_cast<std::size_t>(market.staff.size()));
    for (const BusinessId b : market.offices.ids())
      for (const Seat s : market.offices[b].seats())
        if (const int tenure = static_cast<int>(market.staff.tenure[s]); market.staff.present[s])
          people[s.index()] = {.known = true, .entered = tenure, .tenure = tenure};
  }
}

Observer Employment::observer() {
  return [this](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (stage.id == StageId::staffing) look(market, scratch, markets_[market.number]);
  };
}

void Employment::look(const Market& market, const Scratch& scratch, Followed& followed) {
  for (const BusinessId b : market.offices.ids())
    for (const Seat s : market.offices[b].seats()) {
      auto& person = followed.people[s.index()];
      const auto departure = static_cast<Departure>(scratch.staff.departure[s]);
      if (person.known) ++person.tenure;
      if (person.known && departure != Departure::stays) {
        end(followed.ended, static_cast<int>(b.value), person, reason_of(departure, scratch.tallies[b]));
        person = {};
      }
      if (market.staff.present[s]) person.known = true;  // somebody new has the seat, from tenure 0
    }
}

void Employment::end(Table& table, int business, const Person& person, EmploymentEnd why) {
  ++table[{business, person.entered}].entered;
  ++table[{business, person.tenure}].ended[static_cast<std::size_t>(why)];
}

std::vector<StaffLifeRow> Employment::life_table() const {
  Table table;
  for (const Market& market : world_.markets()) {
    const auto& followed = markets_[market.number];
    for (const auto& [key, counts] : followed.ended) table[key] += counts;
    for (const BusinessId b : market.offices.ids())
      for (const Seat s : market.offices[b].seats()) {
        const auto& person = followed.people[s.index()];
        if (!person.known) continue;
        const auto business = static_cast<int>(b.value);
        ++table[{business, person.entered}].entered;
        ++table[{business, person.tenure}].censored;
      }
  }
  std::vector<StaffLifeRow> rows;
  for (const auto& [key, counts] : table) rows.push_back({key.first, key.second, counts});
  return rows;
}

}  // namespace clientele::experiment
