// What an experiment consists of: a scenario, the points of a sweep, the policies to try, and how often.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sim/layers.hpp"
#include "sim/scenario/text/placed_values.hpp"

namespace clientele::model {
struct Scenario;
}
namespace clientele::scenario {
struct Resolved;
}

namespace clientele::experiment {

inline constexpr int weeks_of_year = 52;

/// One column of the experiment: a point of the sweep under one policy.
struct Cell {
  std::size_t point;   ///< position in Plan::points
  std::string policy;  ///< of the business under study, the first; the others keep theirs
};

/// What the loader makes of a point: where the resolved scenario differs, or why it refuses the point.
struct ResolvedPoint {
  std::vector<PlacedValue> values;
  std::string refusal;  ///< empty for none
};

/// A complete experiment. Everything that decides its results is here, so that a stored plan can be taken up
/// again.
struct Plan {
  std::string verb;                           ///< run, compare, compare --uncertain, sweep or sensitivity
  std::string scenario;                       ///< its name
  std::shared_ptr<const Json> document = {};  ///< the resolved scenario
  int weeks = 0;
  std::uint32_t seed = 0;         ///< of all random numbers of the worlds
  std::uint32_t design_seed = 1;  ///< of the points, where these are drawn
  bool independent = false;       ///< every point has random numbers of its own, instead of all sharing them
  std::vector<PlacedValue> before = {};  ///< decisions that hold until week 0 only, in the document's places
  bool always = false;                   ///< what is decided holds in the past as well
  int replications = 0;
  bool weekly = false;  ///< keep every week, not only the sums over the horizon
  bool yearly = false;  ///< keep the first and the last year, where they do not overlap
  bool causes = true;   ///< with the weeks, why accounts and employment end; not in stores of earlier formats
  std::string baseline = {};  ///< policy that the others are compared with
  std::vector<std::string> precision =
      {};                     ///< goals, see goals.hpp; if there are any, replications are added
  int most_replications = 0;  ///< until they are reached, or there are this many
  std::vector<std::string> businesses = {};  ///< their names
  std::vector<std::string> segments = {};    ///< their names
  std::vector<std::string> markets = {};     ///< their names
  std::vector<std::string> misfits = {};     ///< defaults at work in the scenario that were not meant for it
  std::vector<std::string> moved_levers = {};  ///< those that rules of the policies move, kept with the weeks
  std::vector<std::string> parameters = {};    ///< paths that the sweep varies
  std::vector<std::vector<Json>> points;  ///< their values, one row per point; one empty row without a sweep
  std::vector<Cell> cells = {};           ///< by point, then policy; every point has the same policies
  std::map<std::size_t, ResolvedPoint> resolved_points = {};  ///< by position in points; see points.hpp
};

/// The plan of trying `policies` - all of the scenario if empty - on the first business. Throws BadInput if
/// one is unknown.
Plan make_plan(std::string verb, const Resolved& resolved, std::vector<std::string> policies = {});

/// The levers that rules move in any policy that somebody follows under the plan, in the order of the
/// registry.
std::vector<std::string> moved_levers(const Scenario& scenario, const Plan& plan);

/// A number as JSON has it in plans: whole numbers without a decimal point, also after a stay in the store.
Json number_value(double number);

/// A value of a parameter as tables show it: a word as it is, anything else as JSON.
std::string text_of(const Json& value);

/// A run is one replication of one cell. Cells, replications and runs are counted from 1; run numbers go
/// through all cells of the first replication, then the second, so that asking for more replications changes
/// no number.
struct RunKey {
  std::int64_t run;
  std::size_t cell;  ///< position in Plan::cells, from 0
  int replication;
};
RunKey run_key(const Plan& plan, std::size_t cell, int replication);

/// The seed of a point's random numbers, where that of the scenario is `seed`.
std::uint32_t seed_at(const Plan& plan, std::size_t point, std::uint32_t seed);

/// `policy_of` for World: the policy of every business when the first follows `policy`, one of the scenario.
std::vector<std::size_t> policy_assignment(const Scenario& scenario, const std::string& policy);

/// The same before week 0, when the first business does what it does today.
std::vector<std::size_t> policies_of_past(const Scenario& scenario, std::vector<std::size_t> policy_of);

/// Names the inputs of an experiment, of a cell of it, and of a run, by hashes over everything that can
/// change a result: the resolved scenario with its weeks and seed, the identity of the model, the point of
/// the sweep, the policy, the replication. Equal names mean equal results; that of a run is the same in
/// whatever experiment it is.
std::string experiment_identity(const Plan& plan, const std::string& model);
std::string scenario_identity(const Plan& plan, const std::string& model);
std::string cell_identity(const Plan& plan, std::size_t cell, const std::string& scenario_identity);
std::string run_identity(const std::string& cell_identity, int replication);

}  // namespace clientele::experiment
