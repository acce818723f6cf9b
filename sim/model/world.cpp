#include "sim/model/world.hpp"

#include <algorithm>
#include <cassert>
#include <memory>
#include <stdexcept>

#include "sim/model/beginning.hpp"
#include "sim/model/business.hpp"
#include "sim/model/conservation.hpp"
#include "sim/model/fingerprint.hpp"
#include "sim/model/past/drift.hpp"
#include "sim/model/past/saved_state.hpp"
#include "sim/model/preconditions.hpp"
#include "sim/model/stages/management/steering.hpp"
#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// Scratch for as many weeks as are simulated at the same time: one for each worker that there turns out to
/// be, whatever the number of markets.
class ScratchPool {
 public:
  explicit ScratchPool(const Scenario& scenario) : scenario_(scenario), of_worker_(most_workers) {
    for (const auto& group : scenario.markets)
      customers_ = std::max(customers_, static_cast<Index>(group.terms.population));
    for (const auto& business : scenario.businesses) seats_ += seats_of(business.terms);
  }

  Scratch& of(unsigned worker) {
    if (worker >= most_workers)
      throw std::logic_error("workers are numbered from 0 and fewer than most_workers");
    auto& scratch = of_worker_[worker];
    if (!scratch) scratch = std::make_unique<Scratch>(scenario_, customers_, seats_);
    return *scratch;
  }

 private:
  const Scenario& scenario_;
  Index customers_ = 0;
  Index seats_ = 0;
  std::vector<std::unique_ptr<Scratch>> of_worker_;
};

std::vector<std::size_t> groups_of_markets(const Scenario& scenario) {
  std::vector<std::size_t> groups;
  for (std::size_t g = 0; g < scenario.markets.size(); ++g)
    groups.insert(groups.end(), static_cast<std::size_t>(scenario.markets[g].count), g);
  return groups;
}

}  // namespace

void tabulate(Scenario& scenario, QuantileTables& tables) {
  for (Segment& segment : scenario.segments) {
    segment.quantiles.clear();
    for (const Distribution& trait : segment.traits) segment.quantiles.push_back(tables.of(trait));
  }
}

void tabulate(Scenario& scenario) {
  QuantileTables tables;
  tabulate(scenario, tables);
}

void in_sequence(std::size_t n, const Body& body) {
  for (std::size_t i = 0; i < n; ++i) body(i, 0);
}

struct World::State {
  const Scenario& scenario;
  std::vector<std::size_t> policy_of;
  Draws draw;
  int week = 0;
  std::vector<Market> markets;
  std::vector<PerBusiness<Tally>> market_tallies;
  PerBusiness<Firm> firms;
  PerBusiness<Brand> brands;
  PerBusiness<Tally> this_week, all_weeks;
  PerBusiness<Past> pasts;
  ScratchPool scratch_pool;

  State(const Scenario& s, std::vector<std::size_t> policies, std::uint32_t seed, std::uint32_t replication,
        int first_week)
      : scenario(require_complete(s, policies)),
        policy_of(std::move(policies)),
        draw(seed, replication),
        week(first_week),
        scratch_pool(s) {
    for (const auto& business : s.businesses) {
      firms.push_back({.cash = business.terms.cash});
      brands.push_back(
          {business.terms.price, business.terms.initial_reputation, s.model.initial_expectation});
    }
    this_week = all_weeks = PerBusiness<Tally>(s.businesses.size());
    pasts = PerBusiness<Past>(s.businesses.size());
  }

  /// What everybody is and has now, under other policies from now on.
  State(const State& past, const Scenario& s, std::vector<std::size_t> policies)
      : scenario(require_complete(s, policies)),
        policy_of(std::move(policies)),
        draw(past.draw),
        markets(past.markets),
        market_tallies(past.market_tallies),
        firms(past.firms),
        brands(past.brands),
        this_week(s.businesses.size()),
        all_weeks(s.businesses.size()),
        pasts(past.pasts),
        scratch_pool(s) {
    for (const BusinessId b : brands.ids()) {
      note_drift(past.pasts[b], all_weeks[b]);
      const double before = terms_of(past.scenario, b).price, now = terms_of(s, b).price;
      if (now != before) brands[b].price = before > 0 ? brands[b].price * now / before : now;
      for (std::size_t m = 0; m < markets.size(); ++m)
        steer(s.policies[policy_of[b.index()]], markets[m].offices[b], market_tallies[m][b], 1);
    }
  }

  void run_week(std::size_t m, unsigned worker, const Observer& observe) {
    const Context context{scenario, scenario.model, brands, policy_of, week};
    Scratch& scratch = scratch_pool.of(worker);
    scratch.begin();
    for (const Stage& stage : model::week) {
      stage.run(context, draw, markets[m], scratch);
      assert(broken_law(markets[m]).empty());
      if (observe) observe(stage, markets[m], scratch);
    }
    market_tallies[m] = scratch.tallies;
  }
};

World::World(const Scenario& scenario, std::vector<std::size_t> policy_of, std::uint32_t seed,
             std::uint32_t replication, const ForEach& for_each_market, int first_week)
    : state_(std::make_unique<State>(scenario, std::move(policy_of), seed, replication, first_week)) {
  const auto groups = groups_of_markets(scenario);
  state_->markets.resize(groups.size());
  state_->market_tallies.assign(groups.size(), PerBusiness<Tally>(scenario.businesses.size()));
  for_each_market(groups.size(), [&](std::size_t m, unsigned) {
    state_->markets[m] = begin_market(scenario, state_->policy_of, state_->draw,
                                      static_cast<std::uint32_t>(m), groups[m], first_week);
  });
}

World::World(std::unique_ptr<State> state) : state_(std::move(state)) {}
World::~World() = default;
World::World(World&&) noexcept = default;

World::State& World::state() const {
  if (!state_) throw std::logic_error("this world was moved from: nothing is left of it");
  return *state_;
}

World World::continued(const Scenario& scenario, std::vector<std::size_t> policy_of) const {
  return World(std::make_unique<State>(state(), scenario, std::move(policy_of)));
}

namespace {

template <class Archive, class State>
void go_through_world(Archive& archive, State& s) {
  archive(s.week);
  for (auto& market : s.markets) go_through(archive, market);
  for (auto& tallies : s.market_tallies)
    for (auto& tally : tallies) archive(tally);
  const auto all = [&](auto& of_business) {
    for (auto& one : of_business) archive(one);
  };
  all(s.this_week), all(s.all_weeks), all(s.pasts);
  for (auto& firm : s.firms)
    archive(firm.cash), archive(firm.revenue), archive(firm.cost), archive(firm.failed);
  for (auto& brand : s.brands)
    archive(brand.price), archive(brand.reputation), archive(brand.service), archive(brand.failed);
}

}  // namespace

std::string World::saved() const {
  StateWriter writer;
  go_through_world(writer, std::as_const(state()));
  return std::move(writer).bytes();
}

World World::restored(const Scenario& scenario, std::vector<std::size_t> policy_of, std::uint32_t seed,
                      std::uint32_t replication, std::string_view bytes) {
  World world(scenario, std::move(policy_of), seed, replication);
  StateReader reader(bytes);
  go_through_world(reader, world.state());
  if (!reader.is_at_end()) throw std::runtime_error("a saved state is of another world");
  return world;
}

void World::step(const ForEach& for_each_market, const Observer& observe) {
  State& s = state();
  for_each_market(s.markets.size(), [&](std::size_t m, unsigned worker) { s.run_week(m, worker, observe); });
  // Markets share nothing but this sum, taken in their order: results do not depend on who simulated them
  // when.
  s.this_week.fill({});
  for (const auto& tallies : s.market_tallies)
    for (const BusinessId b : tallies.ids()) s.this_week[b] += tallies[b];
  close_week(s.scenario, s.policy_of, s.week, s.this_week, s.firms, s.brands);
  for (const BusinessId b : s.this_week.ids()) s.all_weeks[b] += s.this_week[b];
  if (s.week < 0)
    for (const BusinessId b : s.pasts.ids()) remember(s.pasts[b], s.markets, b, s.week);
  ++s.week;
}

World world_of_today(const Scenario& scenario, const std::vector<std::size_t>& policy_of, std::uint32_t seed,
                     std::uint32_t replication) {
  if (scenario.past_weeks == 0) return {scenario, policy_of, seed, replication};
  auto before = policy_of;
  before.front() = scenario.today;
  World past(scenario, std::move(before), seed, replication, in_sequence, -scenario.past_weeks);
  while (past.week() < 0) past.step();
  return past.continued(scenario, policy_of);
}

int World::week() const { return state().week; }
std::span<const Tally> World::this_week() const { return state().this_week.values(); }
std::span<const Tally> World::all_weeks() const { return state().all_weeks.values(); }
std::span<const Market> World::markets() const { return state().markets; }

std::uint64_t World::fingerprint() const {
  Fingerprint print;
  const State& s = state();
  for (const Market& market : s.markets) add(print, market);
  for (const Brand& brand : s.brands)
    print.add(brand.price).add(brand.reputation).add(brand.service).add(static_cast<double>(brand.failed));
  for (const Firm& firm : s.firms) print.add(firm.cash).add(firm.revenue).add(firm.cost);
  return print.value();
}

namespace {

/// Bytes of one row of the columns of a table.
template <class State>
constexpr double bytes_of_row() {
  double bytes = 0;
  for_each_variable<State>([&](const auto&, auto member) {
    bytes += sizeof(typename std::remove_cvref_t<decltype(std::declval<State&>().*member)>::Scalar);
  });
  return bytes;
}

}  // namespace

double memory_needed(const Scenario& scenario) {
  constexpr double customer = trait_parameters.size() * sizeof(float) + bytes_of_row<Accounts>() +
                              bytes_of_row<CustomerState<RowColumn>>();
  constexpr double scratch = bytes_of_row<AccountWeek>() + AccountDraws::columns * sizeof(float) +
                             sizeof(Lead) + sizeof(Index) + sizeof(float);
  constexpr double seat = bytes_of_row<StaffState<SeatColumn>>() + bytes_of_row<StaffWeek>();
  double bytes = 0, seats = 0, largest = 0;
  for (const auto& business : scenario.businesses) seats += static_cast<double>(seats_of(business.terms));
  for (const auto& group : scenario.markets) {
    bytes += group.count * (group.terms.population * customer + seats * seat + sizeof(Market));
    largest = std::max(largest, group.terms.population);
  }
  return bytes + largest * scratch;
}

}  // namespace clientele::model
