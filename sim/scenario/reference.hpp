// What the registry knows, for people and programs: explanations, tables, the JSON Schema.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/text/json.hpp"

namespace clientele::scenario {

struct Explanation {
  bool known;  ///< false: `text` says what may have been meant
  std::string text;
};

/// Explains a parameter, trait, lever, constant, state variable, indicator, measure or other key of a
/// scenario file by name; or lists all of "parameters", "traits", "levers", "constants", "states",
/// "indicators", "metrics" (or "measures"). A path, as in --set, is explained by its last part.
Explanation explain(std::string_view name);

/// All names that it explains.
std::vector<std::string> explained_names();

/// Every key that a scenario file may hold, in any of its parts.
std::vector<std::string> scenario_keys();

/// The JSON Schema (draft 2020-12) of scenario files.
Json schema();

/// Every section of the registry as a table in Markdown, under headings of level 3.
std::string parameter_tables();

/// Where in a scenario a name of the registry belongs, as a remedy for writing it elsewhere; "" if it is no
/// such name.
std::string home_of(std::string_view name);

/// The lever that must be above 0 for another lever, a constant or a term of business to have an effect; ""
/// for none.
std::string_view lever_needed_by(std::string_view name);

}  // namespace clientele::scenario
