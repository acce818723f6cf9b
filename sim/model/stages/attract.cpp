// Stage 1. Each customer without an account may become a lead of a business: marketing (innovation) plus word
// of mouth (imitation) [B69]. Targeted marketing reaches the ideal client and passes others by.
#include <algorithm>
#include <cmath>

#include "sim/model/week.hpp"

namespace clientele {

namespace {

Pull pull_of(const Given& given, const Market& market, std::size_t business, std::size_t segment) {
  const auto& terms = given.scenario.businesses[business].terms;
  const auto& group = given.scenario.markets[market.group];
  const auto& office = market.offices[business];
  // Marketing has diminishing returns: reach grows with the square root of spending.
  const double innovation = terms.lead_rate * std::sqrt(office.levers.marketing_spend);
  double everyone = 0;
  for (const double advocacy : office.advocacy) everyone += advocacy;
  const double own_kind = group.shares[segment] > 0 ? office.advocacy[segment] / group.shares[segment] : 0;
  const double heard = group.terms.homophily * own_kind + (1 - group.terms.homophily) * everyone;
  const double imitation = terms.word_of_mouth * heard / static_cast<double>(market.customers.size());
  return {static_cast<float>(innovation * (1 - office.levers.targeting)),
          static_cast<float>(innovation * office.levers.targeting), static_cast<float>(imitation)};
}

struct Source {
  std::size_t business;
  bool referred;
};

/// The business a customer turns to, and whether by word of mouth: chosen in proportion to the hazards.
Source found(std::span<const Pull> pulls, float match, float luck) {
  float total = 0;
  for (const Pull& pull : pulls) total += pull.hazard(match);
  float left = luck * total;
  std::size_t b = 0;
  while (b + 1 < pulls.size() && left >= pulls[b].hazard(match)) left -= pulls[b++].hazard(match);
  return {b, left < pulls[b].word_of_mouth};
}

void hazards(const Given& given, const Market& market, ThisWeek& now) {
  const auto businesses = given.scenario.businesses.size();
  for (std::size_t s = 0; s < given.scenario.segments.size(); ++s) {
    Pull& total = now.total_pull[s] = {};
    for (std::size_t b = 0; b < businesses; ++b) {
      const Pull pull = now.pulls[s * businesses + b] = pull_of(given, market, b, s);
      total.untargeted += pull.untargeted;
      total.targeted += pull.targeted;
      total.word_of_mouth += pull.word_of_mouth;
    }
  }
}

}  // namespace

void attract(const Given& given, const Draws& draw, Market& market, ThisWeek& now) {
  auto& customers = market.customers;
  const Index first = customers.served, idle = customers.size() - first;
  if (idle == 0) return;
  hazards(given, market, now);
  auto& luck = now.account.luck;
  draw.fill(&customers.slot[first], &customers.generation[first], static_cast<std::size_t>(idle),
            market.number, given.week, Decision::lead,
            {&luck[0][first], &luck[1][first], &luck[2][first], &luck[3][first]});

  const auto businesses = given.scenario.businesses.size();
  for (Index i = first; i < customers.size(); ++i) {
    const std::size_t segment = customers.segment[i];
    const float match = match_of(customers.traits, i);
    const float chance = 1 - exp(-now.total_pull[segment].hazard(match));
    const bool switching = customers.seeking[i] != nobody;
    if (luck[0][i] >= chance && !switching) continue;
    const auto choices = std::span(now.pulls).subspan(segment * businesses, businesses);
    const auto [business, referred] =
        switching ? Source{customers.seeking[i], false} : found(choices, match, luck[1][i]);
    const float arrival = switching ? luck[0][i] : luck[0][i] / chance;
    now.leads.push_back({i, business, referred, arrival, luck[2][i], luck[3][i]});
    now.tallies[business][Item::leads] += 1;
    customers.seeking[i] = nobody;
  }
  // Leads are looked at in the order in which they arrive, not in the order in which people happen to be
  // stored.
  std::sort(now.leads.begin(), now.leads.end(), [&](const Lead& a, const Lead& b) {
    return std::pair(a.arrival, customers.slot[a.row]) < std::pair(b.arrival, customers.slot[b.row]);
  });
}

}  // namespace clientele
