#include "sim/experiment/design/variation.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/design/typed_number.hpp"
#include "sim/scenario/text/decimal.hpp"
#include "sim/scenario/text/document.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::experiment {

namespace {

// At separators that stand neither in brackets nor in quotation marks.
std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts(1);
  int depth = 0;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && (i == 0 || text[i - 1] != '\\')) is_quoted = !is_quoted;
    if (!is_quoted) depth += (c == '[' || c == '{') - (c == ']' || c == '}');
    if (c == separator && depth == 0 && !is_quoted)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

Json to_value(const std::string& text) {
  if (const auto number = decimal(text); number && std::isfinite(*number)) return number_value(*number);
  auto value = Json::parse_if_valid(text);
  if (!value || value->is_boolean() || value->is_null()) return text;
  return value->is_number() ? number_value(value->get<double>()) : *std::move(value);
}

// How many digits follow the point; more than any for numbers that are written otherwise.
int decimals(std::string_view text) {
  constexpr int too_many = 99;
  if (text.find_first_of("eE") != text.npos) return too_many;
  const auto point = text.find('.');
  return point == text.npos ? 0 : static_cast<int>(text.size() - point - 1);
}

// Step i of n from low to high, by a single division of whole numbers where these are exact, so that a third
// step of 0.1 is 0.3.
double step(const std::vector<std::string>& typed, double low, double high, double i, double n) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  const double scale = std::pow(10, std::max(decimals(typed[0]), decimals(typed[1])));
  const double first = std::round(low * scale), last = std::round(high * scale);
  const double above = first * (n - 1 - i) + last * i, below = scale * (n - 1);
  const bool is_exact =
      below < largest_exact && std::abs(first) * n < largest_exact && std::abs(last) * n < largest_exact;
  return is_exact ? above / below : low + (high - low) * i / (n - 1);
}

void read_range(Variation& variation, const std::string& text) {
  const auto parts = split(text, ':');
  const auto context = fmt::format("the range of {}", variation.path);
  if (parts.size() > 3)
    throw BadInput(fmt::format("{}: write low:high, or low:high:n for n values", context));
  variation.low = typed_number(parts[0], context);
  variation.high = typed_number(parts[1], context);
  if (!(variation.low < variation.high))
    throw BadInput(fmt::format("{}: the low end must be below the high end", context));
  if (parts.size() == 2) return;
  const double n = typed_number(parts[2], context);
  if (n != std::floor(n) || n < 2 || n > static_cast<double>(most_points))
    throw BadInput(
        fmt::format("{}: the number of values must be a whole number from 2 to {}", context, most_points));
  for (double i = 0; i < n; ++i)
    variation.values.push_back(number_value(step(parts, variation.low, variation.high, i, n)));
}

void read_values(Variation& variation, const std::string& text) {
  if (split(text, ':').size() > 1) return read_range(variation, text);
  for (const auto& value : split(text, ',')) {
    if (value.empty())
      throw BadInput(fmt::format("{}: a value is missing in {}", variation.path, in_quotes(text)));
    variation.values.push_back(to_value(value));
  }
}

}  // namespace

Variation read_variation(const std::string& text) {
  if (find_invalid_utf8(text) != text.npos)
    throw BadInput(fmt::format("{} is no variation: it is not UTF-8", in_quotes(text)));
  const auto equals = end_of_path(text);
  if (equals == text.npos || equals == 0 || equals + 1 == text.size())
    throw BadInput(fmt::format("{} is no variation; write path=low:high:n or path=a,b,c", in_quotes(text)));
  Variation variation{.path = text.substr(0, equals), .values = {}};
  read_values(variation, text.substr(equals + 1));
  return variation;
}

Variation read_variation(const std::string& path, const Json& value) {
  Variation variation{.path = path, .values = {}};
  if (value.is_string()) {
    read_values(variation, value.get<std::string>());
    return variation;
  }
  if (!value.is_array() || value.empty())
    throw BadInput(
        fmt::format("/sweep/vary/{}: write \"low:high\", \"low:high:n\" or a list of values", path));
  for (const auto& element : value) {
    if (element.is_null() || element.is_boolean())
      throw BadInput(
          fmt::format("/sweep/vary/{}: values are numbers, words, or distributions, rules and lists", path));
    variation.values.push_back(element.is_number() ? number_value(element.get<double>()) : element);
  }
  return variation;
}

Json value_at(const Variation& variation, double u, bool is_whole) {
  const auto& [path, values, low, high] = variation;
  if (!values.empty()) return values[static_cast<std::size_t>(u * static_cast<double>(values.size()))];
  if (!is_whole) return number_value(low + u * (high - low));
  return number_value(
      std::min(std::floor(std::ceil(low) + u * (std::floor(high) - std::ceil(low) + 1)), std::floor(high)));
}

Variation in_whole_numbers(Variation variation) {
  const auto asked = variation.values.size();
  const auto refuse = [&] {
    throw BadInput(fmt::format("{} is a whole number, of which there are fewer from {} to {} than asked for",
                               variation.path, variation.low, variation.high));
  };
  if (asked == 0 && std::ceil(variation.low) > std::floor(variation.high)) refuse();
  if (variation.low == variation.high) return variation;  // a list, as typed
  for (auto& value : variation.values) value = number_value(std::round(value.get<double>()));
  variation.values.erase(std::unique(variation.values.begin(), variation.values.end()),
                         variation.values.end());
  if (variation.values.size() < asked) refuse();
  return variation;
}

}  // namespace clientele::experiment
