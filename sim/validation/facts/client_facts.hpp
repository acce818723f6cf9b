// What is known of clients, of money, and of staff, clients and money together, and which of it may set a
// number of the model (staff_facts.hpp says what that means). The list was written down before clients were
// given sizes, referrers and knowledge that is lost.
#pragma once

#include <span>
#include <string_view>

#include "sim/layers.hpp"
#include "sim/validation/facts/staff_facts.hpp"

namespace clientele::validation {

/// What a fact is about.
enum class Subject { clients, money, joint };
constexpr std::string_view subject_word(Subject subject) {
  constexpr std::string_view words[] = {"clients", "money", "joint"};
  return words[static_cast<std::size_t>(subject)];
}

struct ClientFact {
  std::string_view key;  ///< frozen
  Subject subject;
  std::string_view what;
  double low, high;  ///< the known interval; infinite where there is no such bound
  bool percent = false;
  std::string_view known;  ///< as its sources give it
  std::string_view basis;  ///< what the interval is made of: n, or several sources; "" where there is neither
  std::string_view source;    ///< of several, all
  std::string_view trade;     ///< in which it was found
  std::string_view scenario;  ///< file in scenarios/ in which it is looked for
  std::string_view measured;  ///< from what is simulated
  Use use;
  std::string_view why;  ///< why it is of this use
};

std::span<const ClientFact> client_facts();

/// Facts that changed sides since the list was first written down.
std::span<const ChangeOfUse> changes_of_client_use();

}  // namespace clientele::validation
