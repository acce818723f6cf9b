// A world: the businesses, the markets and everybody in them, simulated week after week.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/model/measures.hpp"
#include "sim/model/specification.hpp"

namespace clientele::model {

struct Market;   // sim/model/market.hpp
struct Stage;    // sim/model/week.hpp
struct Scratch;  // sim/model/scratch.hpp

/// Calls body(0, worker) ... body(n-1, worker), in any order and several at once, and returns when all are
/// done. Two calls at once are never with the same worker; workers are numbered from 0 and fewer than
/// most_workers.
using Body = std::function<void(std::size_t item, unsigned worker)>;
using ForEach = std::function<void(std::size_t n, const Body& body)>;
inline constexpr unsigned most_workers = 1024;

/// One after the other, by one worker.
void in_sequence(std::size_t n, const Body& body);

/// Sees a market after each stage of its week. Called for different markets at once, if they are simulated at
/// once.
using Observer = std::function<void(const Stage& stage, const Market& market, const Scratch& scratch)>;

/// One replication of a scenario under one assignment of policies to businesses.
class World {
 public:
  /// `policy_of[b]` is the position in scenario.policies of business b's policy. `scenario` must outlive the
  /// world, and be tabulated. Throws std::logic_error when it lacks what a world is made from
  /// (preconditions.hpp), as every function below does of a world that was moved from.
  World(const Scenario& scenario, std::vector<std::size_t> policy_of, std::uint32_t seed,
        std::uint32_t replication, const ForEach& for_each_market = in_sequence, int first_week = 0);

  /// The same world from now on under other policies and decisions, as week 0 of a horizon: the same people
  /// with the same past, to the bit. `scenario` describes the same world; only levers, prices and marketing
  /// may differ. A price that differs changes today's price in that proportion.
  World continued(const Scenario& scenario, std::vector<std::size_t> policy_of) const;

  ~World();
  World(World&&) noexcept;

  /// Simulates one week. The result does not depend on `for_each_market`, nor on being observed.
  void step(const ForEach& for_each_market = in_sequence, const Observer& observe = {});

  /// Everything about this world, as bytes that `restored` understands.
  std::string saved() const;

  /// The world that was saved, of the same scenario, seed and replication. Throws std::runtime_error when the
  /// bytes are not of such a world.
  static World restored(const Scenario& scenario, std::vector<std::size_t> policy_of, std::uint32_t seed,
                        std::uint32_t replication, std::string_view bytes);

  int week() const;                          ///< weeks since the beginning of the horizon; negative before
  std::span<const Tally> this_week() const;  ///< the last week, one tally per business
  std::span<const Tally> all_weeks() const;  ///< the sum of all weeks, one tally per business
  std::span<const Market> markets() const;   ///< everybody there is, for those who study individuals
  std::uint64_t fingerprint() const;         ///< hash of the complete state, to compare worlds to the bit

 private:
  struct State;
  explicit World(std::unique_ptr<State> state);
  State& state() const;
  std::unique_ptr<State> state_;
};

/// The world of a scenario at week 0 of its horizon: after its past, if it has one, which the first business
/// lived through under the policy `today` and the others as in `policy_of`.
World world_of_today(const Scenario& scenario, const std::vector<std::size_t>& policy_of, std::uint32_t seed,
                     std::uint32_t replication);

/// Bytes one world of this scenario will need, for refusing absurd sizes before they are built.
double memory_needed(const Scenario& scenario);

}  // namespace clientele::model
