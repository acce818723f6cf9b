// Stage 1. Each customer without an account may become a lead of a business: marketing (innovation) plus word
// of mouth (imitation) [B69]. Targeted marketing reaches the ideal client and passes others by.
#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/model/week.hpp"

namespace clientele::model {

namespace {

/// What reaches customers of every segment alike: the marketing of an office, and how many speak well of it.
struct Reach {
  double innovation = 0;
  double everyone = 0;
};

Reach reach_of(const Context& context, const Office& office, BusinessId business) {
  // Marketing has diminishing returns: reach grows with the square root of spending.
  Reach reach{context.terms(business).lead_rate * std::sqrt(office.levers.marketing_spend), 0};
  for (const double advocacy : office.advocacy) reach.everyone += advocacy;
  return reach;
}

Pull pull_of(const Context& context, const Market& market, const Reach& reach, BusinessId business,
             SegmentId segment) {
  const auto& group = context.scenario.markets[market.group];
  const auto& office = market.offices[business];
  const double share = group.shares[segment.index()];
  const double own_kind = share > 0 ? office.advocacy[segment] / share : 0;
  const double heard = group.terms.homophily * own_kind + (1 - group.terms.homophily) * reach.everyone;
  const double imitation =
      context.terms(business).word_of_mouth * heard / static_cast<double>(market.customers.size());
  return {static_cast<float>(reach.innovation * (1 - office.levers.targeting)),
          static_cast<float>(reach.innovation * office.levers.targeting), static_cast<float>(imitation)};
}

struct Source {
  BusinessId business;
  bool referred;
};

/// The business a customer turns to, and whether by word of mouth: chosen in proportion to the hazards.
Source found(const PerBusiness<Pull>& pulls, float match, float uniform) {
  float total = 0;
  for (const Pull& pull : pulls) total += pull.hazard(match);
  float left = uniform * total;
  BusinessId b{};
  while (b + 1 < pulls.ids().last && left >= pulls[b].hazard(match)) left -= pulls[b++].hazard(match);
  return {b, left < pulls[b].word_of_mouth};
}

void hazards(const Context& context, const Market& market, Scratch& scratch) {
  scratch.total_pull.fill({});
  for (const BusinessId b : market.offices.ids()) {
    const Reach reach = reach_of(context, market.offices[b], b);
    for (const SegmentId s : scratch.pulls.ids()) {
      const Pull pull = context.failed(b) ? Pull{} : pull_of(context, market, reach, b, s);
      scratch.pulls[s][b] = pull;
      Pull& total = scratch.total_pull[s];
      total.untargeted += pull.untargeted;
      total.targeted += pull.targeted;
      total.word_of_mouth += pull.word_of_mouth;
    }
  }
}

/// The chance, for each customer without an account, of becoming anybody's lead this week.
void weigh_chances(const Customers& customers, const PerSegment<Pull>& pulls, Column& chance) {
  const Rows idle = customers.without_account();
#pragma GCC ivdep
  for (Row i = idle.first; i < idle.last; ++i)
    chance[i] = 1 - exp(-pulls[segment_of(customers, i)].hazard(match_of(customers.traits, i)));
}

/// Whom a customer turns to. Those who left another business know already.
Lead become_lead(const Context& context, const Draws& draw, Market& market, const Scratch& scratch, Row i) {
  auto& customers = market.customers;
  const auto draws = draw.block<Prospect>(market.customer(i), context.week);
  const std::uint8_t sought = std::exchange(customers.seeking[i], nobody);
  if (sought != nobody) return {i, BusinessId{int{sought}}, false, draws[Prospect::lead], draws};
  const auto& choices = scratch.pulls[segment_of(customers, i)];
  const auto [business, referred] = found(choices, match_of(customers.traits, i), draws[Prospect::business]);
  return {i, business, referred, draws[Prospect::lead] / scratch.account.chance[i], draws};
}

}  // namespace

void attract(const Context& context, const Draws& draw, Market& market, Scratch& scratch) {
  auto& customers = market.customers;
  const Rows idle = customers.without_account();
  if (idle.size() == 0) return;
  hazards(context, market, scratch);
  auto& lead = scratch.account.draws.lead;
  draw.fill_one(&customers.slot[idle.first], &customers.generation[idle.first],
                static_cast<std::size_t>(idle.size()), market.number, context.week,
                decision_of(Prospect::lead), &lead[idle.first]);
  weigh_chances(customers, scratch.total_pull, scratch.account.chance);
  const auto in_the_market = [&](Row i) {
    return (lead[i] < scratch.account.chance[i]) | (customers.seeking[i] != nobody);
  };
  for (const Row i : rows_where(idle, scratch.rows, in_the_market)) {
    scratch.leads.push_back(become_lead(context, draw, market, scratch, i));
    scratch.tallies[scratch.leads.back().business][Item::leads] += 1;
  }
  // Leads are looked at in the order in which they arrive, not in the order in which people happen to be
  // stored.
  std::sort(scratch.leads.begin(), scratch.leads.end(), [&](const Lead& a, const Lead& b) {
    return std::pair(a.arrival, customers.slot[a.row]) < std::pair(b.arrival, customers.slot[b.row]);
  });
}

}  // namespace clientele::model
