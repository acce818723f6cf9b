// What the tables of state know, for people: explanations and tables in Markdown.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/state/variable.hpp"

namespace clientele::scenario {

struct StateSection {
  std::string_view whose;  ///< "an account"
  std::vector<StateInfo> rows;
};

/// Accounts, customers, staff, offices; each in the order of its table.
const std::vector<StateSection>& state_sections();

/// What is known of the variables of that name; "" if there is none.
std::string explain_state(std::string_view name);

/// The names of all of them, by whose they are.
std::string list_of_states();

/// Every table of state in Markdown, under headings of level 3.
std::string state_tables();

}  // namespace clientele::scenario
