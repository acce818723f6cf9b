#include "sim/scenario/check.hpp"

#include <fmt/core.h>

#include <cmath>

#include "sim/scenario/reference.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

void Findings::add(Mistake mistake) {
  if (!full()) mistakes_.push_back(std::move(mistake));
}

std::string Node::subject() const {
  if (pointer.empty()) return "the document";
  const auto key = std::string_view(pointer).substr(pointer.rfind('/') + 1);
  const bool is_position = key.find_first_not_of("0123456789") == key.npos;
  return is_position ? "this" : in_quotes(key);
}

void Node::complain(std::string problem, std::string remedy) const {
  findings->add({pointer, Part::value, std::move(problem), std::move(remedy)});
}

void Node::complain_of_key(std::string problem, std::string remedy) const {
  findings->add({pointer, Part::key, std::move(problem), std::move(remedy)});
}

Members::Members(Node object, std::string noun) : object_(std::move(object)), noun_(std::move(noun)) {
  if (!object_->is_object())
    object_.complain(object_.subject() + " must be an object, not " + described(*object_), "write {...}");
}

std::optional<Node> Members::find(std::string_view key) {
  known_.push_back(key);
  const auto* member = object_->find(key);
  if (member == nullptr) return std::nullopt;
  return Node{member, object_.pointer + '/' + pointer_escape(key), object_.findings};
}

std::optional<Node> Members::need(std::string_view key, std::string remedy) {
  auto node = find(key);
  if (!node && object_->is_object())
    object_.complain_of_key(in_quotes(key) + " is missing", std::move(remedy));
  return node;
}

void Members::close() const {
  if (!object_->is_object()) return;
  for (const auto& [key, value] : object_->items()) {
    if (is_one_of(key, known_)) continue;
    if (object_.findings->full()) return;
    const Node member{&value, object_.pointer + '/' + pointer_escape(key), object_.findings};
    const auto home = home_of(key);
    member.complain_of_key(
        fmt::format("{} is not {}", in_quotes(key), noun_),
        home.empty() ? suggestion(key, known_, "`clientele explain parameters` lists what there is") : home);
  }
}

std::string described(const Json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array";
  if (value.is_string()) return "the string " + in_quotes(value.text());
  return value.is_number() ? "the number " + value.dump() : value.dump();
}

std::vector<Node> elements(const Node& array, std::string_view noun, std::size_t most) {
  std::vector<Node> result;
  if (!array->is_array()) {
    array.complain(fmt::format("the {} must be an array, not {}", noun, described(*array)), "write [...]");
  } else if (array->empty()) {
    array.complain(fmt::format("there are no {}", noun), "give at least one");
  } else if (array->size() > most) {
    array.complain_of_key(fmt::format("there are {} {}", array->size(), noun),
                          fmt::format("at most {} are possible", most));
  } else {
    for (std::size_t i = 0; i < array->size(); ++i)
      result.push_back({&(*array)[i], fmt::format("{}/{}", array.pointer, i), array.findings});
  }
  return result;
}

std::optional<double> number(const Node& node) {
  if (node->is_number()) return node->get<double>();
  std::string remedy;
  if (node->is_string()) remedy = "write a number, without quotation marks";
  if (node->is_null()) remedy = "leave the key out to take the default";
  node.complain(node.subject() + " must be a number, not " + described(*node), remedy);
  return std::nullopt;
}

namespace {

std::string with_unit(std::string_view text, std::string_view unit) {
  return unit == "1" || unit == "choice" ? std::string(text) : fmt::format("{} {}", text, unit);
}

std::string in_unit(Range range, std::string_view unit) {
  return with_unit(fmt::format("{} to {}", plain(range.low), plain(range.high)), unit);
}

}  // namespace

std::string range_text(const ParameterInfo& info) {
  if (!info.choices.empty()) return any_of({info.choices.begin(), info.choices.end()});
  return in_unit(info.valid, info.unit);
}

std::optional<double> number(const Node& node, Range range, std::string_view unit) {
  const auto value = number(node);
  if (!value || (*value >= range.low && *value <= range.high)) return value;
  node.complain(fmt::format("{} is {}, out of range", node.subject(), plain(*value)),
                "valid: " + in_unit(range, unit));
  return std::nullopt;
}

std::optional<std::int64_t> integer(const Node& node, std::int64_t low, std::int64_t high) {
  const auto value = number(node);
  if (!value) return std::nullopt;
  const Range range{static_cast<double>(low), static_cast<double>(high)};
  const auto valid = fmt::format("valid: whole numbers from {} to {}", low, high);
  if (*value != std::floor(*value)) {
    node.complain(fmt::format("{} is {}, not a whole number", node.subject(), plain(*value)), valid);
  } else if (*value < range.low || *value > range.high) {
    node.complain(fmt::format("{} is {}, out of range", node.subject(), node->dump()), valid);
  } else {
    return static_cast<std::int64_t>(*value);
  }
  return std::nullopt;
}

std::optional<std::string> text(const Node& node) {
  if (node->is_string()) return node->text();
  node.complain(node.subject() + " must be a string, not " + described(*node),
                "write it in double quotation marks");
  return std::nullopt;
}

std::optional<std::size_t> word(const Node& node, const std::vector<std::string_view>& words) {
  if (!node->is_string()) {
    node.complain(node.subject() + " must be a word, not " + described(*node), "possible: " + any_of(words));
    return std::nullopt;
  }
  const auto& given = node->text();
  if (const auto position = position_of(given, words)) return position;
  node.complain(fmt::format("{} cannot be {}", node.subject(), in_quotes(given)), suggestion(given, words));
  return std::nullopt;
}

std::optional<std::string> name(Members& members) {
  const auto node = members.need("name", "add \"name\": \"...\"");
  auto given = node ? text(*node) : std::nullopt;
  if (!given) return std::nullopt;
  if (given->find_first_not_of(' ') == given->npos) {
    node->complain("a name must not be empty", "give it a name");
  } else if (const auto length = character_count(*given); length > longest_name) {
    node->complain(fmt::format("a name of {} characters", length),
                   fmt::format("at most {} are possible", longest_name));
  } else if (printable(*given) != *given) {
    node->complain("a name must not contain control characters", "remove them");
  } else {
    return given;
  }
  return std::nullopt;
}

std::optional<std::string> unique_name(Members& members, std::vector<std::string>& taken) {
  auto given = name(members);
  if (!given) return std::nullopt;
  if (is_one_of(*given, taken))
    members.find("name")->complain(in_quotes(*given) + " is the name of another one already",
                                   "choose a different name");
  taken.push_back(*given);
  return given;
}

bool is_count(const ParameterInfo& info) {
  return info.unit == "people" || info.unit == "customers" || info.unit == "accounts";
}

Json canonical(double value) {
  constexpr double exact = 9007199254740992;  // 2^53: below it every whole double is exact
  if (value == std::floor(value) && std::abs(value) < exact) return static_cast<std::int64_t>(value);
  return value;
}

Json parameter_value(const Node& node, const ParameterInfo& info) {
  if (!info.choices.empty()) {
    const auto choice = word(node, {info.choices.begin(), info.choices.end()});
    return choice ? Json(info.choices[*choice]) : Json();
  }
  const auto value = number(node, info.valid, info.unit);
  if (!value) return nullptr;
  if (is_count(info) && *value != std::floor(*value)) {
    node.complain(fmt::format("{} is {}, not a whole number", node.subject(), plain(*value)),
                  fmt::format("{} come whole", info.unit));
    return nullptr;
  }
  return canonical(*value);
}

Json default_value(const ParameterInfo& info, const MoneyLevel& level) {
  if (!info.choices.empty()) return info.choices[static_cast<std::size_t>(info.standard)];
  return canonical(standard_value(info, level));
}

std::vector<std::string_view> views(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

}  // namespace clientele::scenario
