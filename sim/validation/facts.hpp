// Stylised facts: what is known of agencies, call centres, burnout and referrals from surveys and studies,
// and what the shipped scenarios say when nobody follows a school.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {
class ThreadPool;
}

namespace clientele::validation {

/// A range in which a number is known to lie. `percent` numbers are shown as such.
struct Fact {
  std::string_view what;
  std::string_view source;
  std::string_view scenario;  ///< file in scenarios/
  double low, high;           ///< infinite where the fact has no such bound
  bool percent = false;
  std::string_view use = {};  ///< calibration or validation, where that has been decided (staff_facts.hpp)
};

struct FactFound {
  Fact fact;
  Estimate simulated;  ///< over replications
};

/// By both intervals: the simulated one lies in the known one, or beside it, or they overlap.
enum class FactVerdict { inside, undecided, outside };
FactVerdict verdict(const FactFound& found);

/// Runs the scenarios of the facts, with all levers of the business under study at their defaults. Throws
/// BadInput when a scenario is refused.
std::vector<FactFound> find_facts(const std::filesystem::path& scenarios, ThreadPool& pool);

/// sim/model/FACTS.md.
std::string facts_page(const std::vector<FactFound>& facts);

/// A fact as it stands on the page.
struct FactRecord {
  std::string what, source, known, simulated, interval;
  std::string scenario;  ///< file in scenarios/
  std::string use;
  bool is_missed;  ///< outside
};

/// Reads back what facts_page wrote, without running anything. None of what is no such page.
std::vector<FactRecord> read_facts_page(std::string_view page);

}  // namespace clientele::validation
