#include "sim/validation/argument/mixed_segments.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace clientele::validation {

namespace {

double mean_of_value(const Json& trait) {
  if (trait.is_number()) return trait.get<double>();
  if (const auto* mean = trait.find("mean")) return mean->get<double>();
  return (trait.at("low").get<double>() + trait.at("high").get<double>()) / 2;
}

double sd_of_value(const Json& trait) { return trait.is_number() ? 0 : trait.at("sd").get<double>(); }

double share_of_segment(const Json& segment) { return segment.at("share").get<double>(); }

// The mean of a number that every segment has, by their shares.
double mean_by_share(const std::vector<Json>& segments, const auto& value) {
  double sum = 0, shares = 0;
  for (const auto& segment : segments) {
    sum += share_of_segment(segment) * value(segment);
    shares += share_of_segment(segment);
  }
  return sum / shares;
}

// The shape is that of the first segment that has one.
Json mixed_trait(const std::vector<Json>& segments, const std::string& name) {
  const auto of = [&](const Json& segment) -> const Json& { return segment.at("traits").at(name); };
  const auto spread = std::ranges::find_if(segments, [&](const Json& s) { return !of(s).is_number(); });
  const double mean = mean_by_share(segments, [&](const Json& s) { return mean_of_value(of(s)); });
  if (spread == segments.end()) return mean;
  const double square = mean_by_share(segments, [&](const Json& s) {
    return std::pow(sd_of_value(of(s)), 2) + std::pow(mean_of_value(of(s)), 2);
  });
  auto trait = of(*spread);
  trait["mean"] = mean;
  trait["sd"] = std::sqrt(square - mean * mean);
  return trait;
}

// Of two traits in one segment, by their positions in another's list; none is stated for most.
double correlation_of(const Json& segment, const Json& a, const Json& b) {
  const auto* stated = segment.find("correlation");
  if (!stated) return a == b ? 1 : 0;
  const auto& traits = stated->at("traits");
  const auto row = std::ranges::find(traits, a) - traits.begin(),
             column = std::ranges::find(traits, b) - traits.begin();
  const auto n = static_cast<std::ptrdiff_t>(traits.size());
  if (row == n || column == n) return a == b ? 1 : 0;
  return stated->at("matrix")[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)].get<double>();
}

// A mean of correlation matrices is one, too. Over the traits of the first segment that states any.
void mix_correlations(const std::vector<Json>& segments, Json& kind) {
  const auto stated = std::ranges::find_if(segments, [](const Json& s) { return s.contains("correlation"); });
  if (stated == segments.end()) return;
  const auto traits = stated->at("correlation").at("traits");
  auto matrix = Json::array();
  for (const auto& a : traits) {
    auto row = Json::array();
    for (const auto& b : traits)
      row.push_back(mean_by_share(segments, [&](const Json& s) { return correlation_of(s, a, b); }));
    matrix.push_back(std::move(row));
  }
  kind["correlation"] = {{"traits", traits}, {"matrix", matrix}};
}

}  // namespace

double mean_of_trait(const Json& segment, std::string_view name) {
  return mean_of_value(segment.at("traits").at(name));
}

Json mixed(const std::vector<Json>& segments) {
  auto kind = segments.front();
  for (const auto& [name, trait] : segments.front().at("traits").items())
    kind["traits"][name] = mixed_trait(segments, name);
  mix_correlations(segments, kind);
  return kind;
}

}  // namespace clientele::validation
