// Checking: small readers that take a value if it is right and say what is wrong with it if not. They never
// stop at a mistake: a wrong value is read as absent (or null in the resolved document) and the rest is
// checked all the same.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/parameters/registry.hpp"
#include "sim/scenario/money_level.hpp"
#include "sim/scenario/text/document.hpp"

namespace clientele::scenario {

/// The mistakes in one document. Beyond a number nobody would read, they are only counted.
class Findings {
 public:
  void add(Mistake mistake);
  bool full() const { return mistakes_.size() >= most_kept; }
  const std::vector<Mistake>& mistakes() const { return mistakes_; }

 private:
  static constexpr std::size_t most_kept = 10'000;
  std::vector<Mistake> mistakes_;
};

/// A value of a document, its place, and where to complain about it.
struct Node {
  const Json* value;
  std::string pointer;
  Findings* findings;

  const Json& operator*() const { return *value; }
  const Json* operator->() const { return value; }
  /// What to call it: its key in quotation marks, or "this" for an element of an array.
  std::string subject() const;
  void complain(std::string problem, std::string remedy = {}) const;
  void complain_of_key(std::string problem, std::string remedy = {}) const;
};

/// The members of an object. Remembers which were asked for and complains of the others.
class Members {
 public:
  /// Complains unless `object` is one. `noun` completes "... is not ", such as "a parameter of a business".
  Members(Node object, std::string noun);
  std::optional<Node> find(std::string_view key);
  /// Complains when the member is missing.
  std::optional<Node> need(std::string_view key, std::string remedy);
  /// Complains of every member that was not asked for. To be called last.
  void close() const;

  const Node& object() const { return object_; }

 private:
  Node object_;
  std::string noun_;
  std::vector<std::string_view> known_;
};

/// "the number 3", "the string "x"", "an object" ...
std::string described(const Json& value);

/// The elements of an array, which must have at least one and no more than `most`. `noun` names what they
/// are, such as "segments".
std::vector<Node> elements(const Node& array, std::string_view noun,
                           std::size_t most = std::numeric_limits<std::size_t>::max());

std::optional<double> number(const Node& node);
/// A number in [range.low, range.high]. `unit` is for the message.
std::optional<double> number(const Node& node, Range range, std::string_view unit = "1");
std::optional<std::int64_t> integer(const Node& node, std::int64_t low, std::int64_t high);
std::optional<std::string> text(const Node& node);
/// The position in `words` of the word given.
std::optional<std::size_t> word(const Node& node, const std::vector<std::string_view>& words);

inline constexpr std::size_t longest_name = 100;  ///< in characters
/// The name of a scenario, segment, market, business or policy: 1 to 100 printable characters.
std::optional<std::string> name(Members& members);
/// The same, and different from all `taken`, to which it is added.
std::optional<std::string> unique_name(Members& members, std::vector<std::string>& taken);

/// True for parameters that count people or accounts, which come whole.
bool is_count(const ParameterInfo& info);
/// "0 to 1000 weeks", or the words of a choice.
std::string range_text(const ParameterInfo& info);

/// The value of a parameter as the resolved document states it: a number, or the word of a choice; null when
/// wrong.
Json parameter_value(const Node& node, const ParameterInfo& info);
Json default_value(const ParameterInfo& info, const MoneyLevel& level = {});
/// A number in canonical form: whole numbers without a point.
Json canonical(double value);

/// Reads one parameter per row into `resolved`, with defaults for those not given.
template <class Rows>
void read_parameters(Members& members, const Rows& rows, const MoneyLevel& level, Json& resolved) {
  for (const auto& row : rows) {
    const auto node = members.find(row.info.name);
    resolved[row.info.name] = node ? parameter_value(*node, row.info) : default_value(row.info, level);
  }
}

std::vector<std::string_view> views(const std::vector<std::string>& words);

}  // namespace clientele::scenario
