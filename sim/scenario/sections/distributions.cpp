// Distributions of traits, by family.
#include <fmt/core.h>

#include <array>
#include <cmath>

#include "sim/model/specification.hpp"
#include "sim/scenario/sections/families.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

struct Moments {
  double mean;
  double sd;
};

// The keys by which published models quote a family, other than mean and sd; empty where there are none.
std::array<std::string_view, 2> shape_keys(Family family) {
  if (family == Family::gamma) return {"shape", "rate"};
  if (family == Family::beta) return {"a", "b"};
  return {};
}

std::optional<double> read_positive(Members& members, std::string_view key) {
  const auto node = members.need(key, fmt::format("add \"{}\"", key));
  const auto value = node ? number(*node) : std::nullopt;
  if (!value || *value > 0) return value;
  node->complain(fmt::format("{} is {}, out of range", node->subject(), plain(*value)), "it must be above 0");
  return std::nullopt;
}

std::optional<Moments> read_shape(Members& members, Family family) {
  const auto [first, second] = shape_keys(family);
  const auto a = read_positive(members, first), b = read_positive(members, second);
  if (!a || !b) return std::nullopt;
  if (family == Family::gamma) return Moments{*a / *b, std::sqrt(*a) / *b};
  return Moments{*a / (*a + *b), std::sqrt(*a * *b / (*a + *b + 1)) / (*a + *b)};
}

std::optional<Moments> read_moments(Members& members, Family family, const ParameterInfo& trait) {
  for (const auto key : shape_keys(family))
    if (!key.empty() && members.object()->contains(key)) return read_shape(members, family);
  const auto mean = members.need("mean", "add \"mean\""),
             sd = members.need("sd", "add \"sd\" (0 makes all alike)");
  const auto m = mean ? number(*mean, trait.valid, trait.unit) : std::nullopt;
  const auto s = sd ? number(*sd, {0, trait.valid.high - trait.valid.low}, trait.unit) : std::nullopt;
  if (!m || !s) return std::nullopt;
  return Moments{*m, *s};
}

// The largest sd that the family can have at this mean; not to be reached by beta, nor to be exceeded by the
// others.
double widest_sd(Family family, double mean, const ParameterInfo& trait) {
  if (family == Family::beta) return std::sqrt(mean * (1 - mean));
  return trait.valid.high - trait.valid.low;
}

// Why there is no distribution of this family with these moments, or none whose quantiles can be computed, or
// "". The bounds are where Boost.Math's quantiles of beta and gamma begin to fail or to take seconds.
std::string infeasible(Family family, Moments m, const ParameterInfo& trait) {
  constexpr double least_mean = 1e-9, narrowest = 1e-3, widest_beta = 0.999, widest_positive = 1e3;
  const bool is_beta = family == Family::beta, is_normal = family == Family::normal;
  const auto word = family_word(family);
  const double limit = widest_sd(family, m.mean, trait);
  if (is_beta && !(m.mean >= least_mean && m.mean <= 1 - least_mean))
    return "the mean of a beta distribution must lie between 0 and 1";
  if (!is_normal && m.mean < least_mean)
    return fmt::format("the mean of a {} distribution must be above 0", word);
  if (m.sd > limit || (is_beta && m.sd == limit))
    return fmt::format("no {} distribution of mean {} has an sd of {}; it must be below {:.4g}", word,
                       plain(m.mean), plain(m.sd), limit);
  const double unit = is_beta ? limit : m.mean;
  const double low = narrowest * unit, high = (is_beta ? widest_beta : widest_positive) * unit;
  if (!is_normal && (m.sd < low || m.sd > high))
    return fmt::format(
        "a {} distribution of mean {} and sd {} is too extreme to compute; its sd can be 0, or {:.4g} to "
        "{:.4g}",
        word, plain(m.mean), plain(m.sd), low, high);
  return {};
}

Json resolve_moments(Members& members, Family family, const ParameterInfo& trait) {
  const auto moments = read_moments(members, family, trait);
  if (!moments) return nullptr;
  const auto& object = members.object();
  const auto [mean, sd] = *moments;
  if (family == Family::beta && trait.valid.high > 1) {
    object.complain(fmt::format("a beta distribution lies between 0 and 1, but {} runs up to {}", trait.name,
                                plain(trait.valid.high)),
                    "use gamma or lognormal");
  } else if (!(mean >= trait.valid.low && mean <= trait.valid.high)) {
    object.complain(fmt::format("the mean would be {}, out of range", plain(mean)),
                    "valid: " + range_text(trait));
  } else if (sd == 0) {
    return canonical(mean);
  } else if (const auto problem = infeasible(family, *moments, trait); !problem.empty()) {
    object.complain(problem, "change the mean or the sd");
  } else {
    return {{"distribution", family_word(family)}, {"mean", canonical(mean)}, {"sd", canonical(sd)}};
  }
  return nullptr;
}

Json resolve_uniform(Members& members, const ParameterInfo& trait) {
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

Json resolve_constant(Members& members, const ParameterInfo& trait) {
  const auto value = members.need("value", "add \"value\"");
  return value ? parameter_value(*value, trait) : Json();
}

}  // namespace

Json resolve_distribution(const Node& node, const ParameterInfo& trait) {
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

}  // namespace clientele::scenario
