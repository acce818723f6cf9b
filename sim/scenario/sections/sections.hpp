// The sections of a scenario: each is checked and turned into its resolved form - every default filled in,
// money in the scenario's currency. Wrong values become null, so that the other sections can still be
// checked.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/scenario/check.hpp"

namespace clientele::scenario {

/// The trait's distribution: a number when it is the same for all, else {"distribution", "low", "high"} or
/// {"distribution", "mean", "sd"}.
Json resolve_distribution(const Node& node, const ParameterInfo& trait);

/// {"traits": [...], "matrix": [[...]]}
Json resolve_correlation(const Node& node);

/// Complains at `array` unless `shares` sum to one; says nothing when one of them is null, as that has been
/// complained of.
void check_shares(const Node& array, const std::vector<Json>& shares, std::string_view what);

Json resolve_segments(const Node& array, const MoneyLevel& level);
Json resolve_markets(const Node& array, const Json& segments, const MoneyLevel& level);
Json resolve_businesses(const Node& array, const std::vector<std::string>& policies, const MoneyLevel& level);

Json default_levers(const MoneyLevel& level);
std::vector<std::string_view> lever_names();

/// The ranges that a scenario states for its numbers, by path with positions for names.
Json resolve_plausible(const Node& object, const Json& resolved);

/// A lever that a policy sets without setting what it needs.
struct DependentLever {
  Node node;
  std::string policy;  ///< "" for a level of a factor
  std::string lever;
};

/// Turns policies into full sets of levers. Presets are looked up by name; each is checked once. What is
/// based on `today`, as presets may be, is based on the scenario's own policy of that name where it has one,
/// wherever that stands.
class Policies {
 public:
  Policies(const std::vector<Document>& presets, const MoneyLevel& level)
      : presets_(presets), default_levers_(default_levers(level)) {}

  Json resolve(const Node& array);
  Json resolve_defaults(const Node& scenario);
  /// [{"name", "levels": [{"name", "levers": {...}}, ...]}, ...], every level with all levers of its factor;
  /// "follows" says which of them are as today.
  Json resolve_factors(const Node& array);
  /// Adds the presets that businesses follow without their being listed.
  void add_followed(const Node& businesses);
  /// Adds the policies that the combinations of all levels are, "combines" naming these; those of the
  /// argument have their presets' names. A policy that is listed as such a combination stays as it is: the
  /// document was resolved before. Complains of names that two policies would have.
  void add_combinations(const Node& scenario, const Json& factors);
  /// Complains of policies that say of themselves that they combine what no factors do.
  void require_combined() const;
  /// Complains of levers that a policy sets and that have no effect without another, which is 0.
  void require_needed() const;
  /// All of them, with the preset `today` at the end unless the scenario has a policy of that name: what a
  /// business does that changes nothing.
  Json with_today(const Node& scenario);
  const std::vector<std::string>& names() const { return names_; }
  const Diagnostics& preset_mistakes() const { return preset_mistakes_; }

 private:
  void find_today(const Node& array);
  Json resolve_name(const Node& entry);
  Json resolve_object(const Node& entry);
  void read_follows(Members& members, Json& resolved);
  void read_combines(Members& members, Json& resolved);
  Json resolve_factor(const Node& entry);
  Json factor_of_argument(const Node& entry, ArgumentPart part);
  Json factor_of_levels(Members& members, std::vector<std::string>& names);
  Json read_level(const Node& entry, std::vector<std::string>& names);
  bool are_argument(const Node& scenario, const Json& factors);
  bool is_listed(const Json& combines);
  void add_combination(const Node& scenario, Json policy);
  Json base(const Node& name_node, const std::string& name, bool may_be_earlier);
  Json based(const Node& name_node, const std::string& name);
  const Json* followed(const std::string& name) const;
  void note_dependent(const Node& object, std::string_view policy);
  const Json& preset(const Document& document);
  Json base_of_preset(Members& members, const std::string& preset);
  Json today();
  bool has_preset(std::string_view name) const;

  const std::vector<Document>& presets_;
  Json default_levers_;
  bool knows_today_ = false;       ///< whether the scenario has been looked through for its own
  std::optional<Json> own_today_;  ///< which is this, if it has one
  std::map<std::string, Json> resolved_presets_;
  Json earlier_ = Json::array();
  std::vector<std::string> names_;
  std::vector<DependentLever> dependent_;
  std::vector<Node> combining_;  ///< what listed policies say they combine, as long as no factors do
  Diagnostics preset_mistakes_;
};

/// Reads {lever: value or rules} over `levers`, which holds the values they are based on.
void read_levers(const Node& object, Json& levers);

/// A list of rules: [{"otherwise": value}, {"when": "exhaustion > 0.5", "then": value}, ...]; "otherwise"
/// defaults to `base`.
Json resolve_rules(const Node& list, const ParameterInfo& lever, const Json& base);

/// "indicator > threshold", taken apart.
struct Condition {
  std::size_t indicator = 0;
  bool above = true;
  double threshold = 0;
};
/// Returns the condition, or none and the reason in `problem`.
std::optional<Condition> parse_condition(std::string_view text, std::string& problem);

}  // namespace clientele::scenario
