// Distributions of traits, by family.
#include <fmt/format.h>

#include <cmath>

#include "sim/model/specification.hpp"
#include "sim/scenario/families.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/wording.hpp"

namespace clientele {

namespace {

struct Moments {
  double mean;
  double sd;
};

constexpr double infinity = std::numeric_limits<double>::infinity();

// Parameters other than mean and sd that published models quote; turned into mean and sd.
std::optional<Moments> read_shape(Members& members, Family family) {
  const bool is_gamma = family == Family::gamma;
  const auto first = members.find(is_gamma ? "shape" : "a"), second = members.find(is_gamma ? "rate" : "b");
  const auto positive = [](const std::optional<Node>& node) { return node ? number(*node) : std::nullopt; };
  const auto a = positive(first), b = positive(second);
  for (const auto& [node, value] : {std::pair(first, a), std::pair(second, b)})
    if (value && !(*value > 0))
      node->complain(fmt::format("{} is {}, out of range", node->subject(), plain(*value)),
                     "it must be above 0");
  if (!a || !b || !(*a > 0) || !(*b > 0)) return std::nullopt;
  if (is_gamma) return Moments{*a / *b, std::sqrt(*a) / *b};
  return Moments{*a / (*a + *b), std::sqrt(*a * *b / (*a + *b + 1)) / (*a + *b)};
}

std::optional<Moments> read_moments(Members& members, Family family, const ParameterInfo& trait) {
  const bool has_shape = family == Family::gamma || family == Family::beta;
  const std::string_view shape_key = family == Family::gamma ? "shape" : "a",
                         second_key = family == Family::gamma ? "rate" : "b";
  if (has_shape && (members.object()->contains(shape_key) || members.object()->contains(second_key))) {
    for (const auto key : {shape_key, second_key}) members.need(key, fmt::format("add \"{}\"", key));
    return read_shape(members, family);
  }
  const auto mean_node = members.need("mean", "add \"mean\""),
             sd_node = members.need("sd", "add \"sd\" (0 makes all alike)");
  const auto mean = mean_node ? number(*mean_node, trait.valid, trait.unit) : std::nullopt;
  const auto sd =
      sd_node ? number(*sd_node, {0, trait.valid.high - trait.valid.low}, trait.unit) : std::nullopt;
  if (!mean || !sd) return std::nullopt;
  return Moments{*mean, *sd};
}

// Why no distribution of this family has these moments, or "".
std::string infeasible(Family family, Moments m) {
  const bool is_positive = family == Family::lognormal || family == Family::gamma;
  if (is_positive && !(m.mean > 0))
    return fmt::format("the mean of a {} distribution must be above 0", family_word(family));
  if (family == Family::beta && !(m.mean > 0 && m.mean < 1))
    return "the mean of a beta distribution must lie between 0 and 1";
  const auto widest = std::sqrt(m.mean * (1 - m.mean));
  if (family == Family::beta && m.sd >= widest)
    return fmt::format("no beta distribution of mean {} has an sd of {}; it must be below {:.4g}",
                       plain(m.mean), plain(m.sd), widest);
  return {};
}

OrderedJson resolve_moments(Members& members, Family family, const ParameterInfo& trait) {
  const auto moments = read_moments(members, family, trait);
  if (!moments) return nullptr;
  const auto& object = members.object();
  if (family == Family::beta && trait.valid.high > 1) {
    object.complain(fmt::format("a beta distribution lies between 0 and 1, but {} runs up to {}", trait.name,
                                plain(trait.valid.high)),
                    "use gamma or lognormal");
  } else if (!(moments->mean >= trait.valid.low && moments->mean <= trait.valid.high &&
               moments->sd < infinity)) {
    object.complain(fmt::format("the mean would be {}, out of range", plain(moments->mean)),
                    "valid: " + range_text(trait));
  } else if (moments->sd == 0) {
    return canonical(moments->mean);
  } else if (const auto problem = infeasible(family, *moments); !problem.empty()) {
    object.complain(problem, "change the mean or the sd");
  } else {
    return {{"distribution", family_word(family)},
            {"mean", canonical(moments->mean)},
            {"sd", canonical(moments->sd)}};
  }
  return nullptr;
}

OrderedJson resolve_uniform(Members& members, const ParameterInfo& trait) {
  const auto bound = [&](std::string_view key) {
    const auto node = members.need(key, fmt::format("add \"{}\"", key));
    return node ? number(*node, trait.valid, trait.unit) : std::nullopt;
  };
  const auto low = bound("low"), high = bound("high");
  if (!low || !high) return nullptr;
  const double from = *low, to = *high;
  if (from == to) return canonical(from);
  if (from < to) return {{"distribution", "uniform"}, {"low", canonical(from)}, {"high", canonical(to)}};
  members.object().complain(fmt::format("low ({}) is above high ({})", plain(from), plain(to)),
                            "swap the two");
  return nullptr;
}

OrderedJson resolve_constant(Members& members, const ParameterInfo& trait) {
  const auto value = members.need("value", "add \"value\"");
  return value ? parameter_value(*value, trait) : OrderedJson();
}

}  // namespace

OrderedJson resolve_distribution(const Node& node, const ParameterInfo& trait) {
  if (node->is_number()) return parameter_value(node, trait);
  if (!node->is_object()) {
    node.complain(node.subject() + " must be a number or a distribution, not " + described(*node),
                  R"(for example 0.7 or {"distribution": "normal", "mean": 0.7, "sd": 0.1})");
    return nullptr;
  }
  Members members(node, "a parameter of this distribution");
  const auto name = members.need("distribution", "one of " + any_of(family_names()));
  const auto position = name ? word(*name, family_names()) : std::nullopt;
  if (!position) return nullptr;
  const auto family = static_cast<Family>(*position);
  auto resolved = family == Family::constant  ? resolve_constant(members, trait)
                  : family == Family::uniform ? resolve_uniform(members, trait)
                                              : resolve_moments(members, family, trait);
  members.close();
  return resolved;
}

}  // namespace clientele
