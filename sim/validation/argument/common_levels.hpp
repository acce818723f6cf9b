// The argument at common levels of every other lever: does the answer depend on how the firm is run in all
// that no essay speaks of?
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/validation/argument/four_cells.hpp"

namespace clientele::validation {

/// All four presets with the same value of a lever, or at the same price, from week 1 on; the past is lived
/// through as today.
struct CommonLevel {
  std::string lever;               ///< empty for none
  Json value;                      ///< of the lever; of "price", as a multiple of the scenario's
  std::optional<double> cap = {};  ///< utilisation_cap beside it, where that is not today's
};

/// What comes of it.
struct AtLevel {
  CommonLevel level;
  Leader leader;
  ArgumentEffects effects;
};

struct LeveledScenario {
  std::string name;
  int replications = 0;
  std::vector<AtLevel> levels;  ///< that of today first
};

/// Every level that is looked at in a scenario: of each lever that is equal in the argument the ends of its
/// plausible range (of utilisation_cap 0.9 to 1.3), of choices each word, the price a tenth lower and higher;
/// and each of these also at the lowest and the highest cap.
std::vector<CommonLevel> common_levels(const Json& resolved);

/// Where the four presets of a resolved scenario are not a crossing of what is said and who is served with
/// all else as today - a policy of its own that goes by the name of one -, a sentence that says so.
std::string flaw_of_crossing(const Json& resolved);

/// One scenario at all these levels; of a scenario with several markets, one. In replications of the given
/// number, or the scenario's own up to 100. Throws InvalidScenario, and BadInput where its presets are no
/// crossing.
LeveledScenario find_levels(const std::filesystem::path& file, const std::filesystem::path& shipped,
                            std::optional<std::int64_t> replications, experiment::ThreadPool& pool);

/// Tables in Markdown.
std::string levels_page(const std::string& command, const std::vector<LeveledScenario>& scenarios);

}  // namespace clientele::validation
