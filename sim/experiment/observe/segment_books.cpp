#include "sim/experiment/observe/segment_books.hpp"

#include "sim/model/market.hpp"
#include "sim/model/stages/clients/contribution.hpp"
#include "sim/model/week.hpp"

namespace clientele::experiment {

namespace {

void add(SegmentSums& sums, const SegmentSums& more) {
  sums.account_weeks += more.account_weeks;
  sums.contribution += more.contribution;
  sums.hours += more.hours;
  sums.left += more.left;
  sums.ended += more.ended;
}

}  // namespace

SegmentBooks::SegmentBooks(const World& world, const Scenario& scenario)
    : world_(world), scenario_(scenario) {}

// Just before accounts are settled, when those who leave are still there.
Observer SegmentBooks::observer() {
  of_market_.assign(world_.markets().size(),
                    std::vector<SegmentSums>(scenario_.businesses.size() * scenario_.segments.size()));
  return [this](const Stage& stage, const Market& market, const Scratch& scratch) {
    if (stage.id == StageId::staffing) look(market, scratch);
  };
}

void SegmentBooks::look(const Market& market, const Scratch& scratch) {
  const auto& week = scratch.account;
  for (const BusinessId b : market.offices.ids()) {
    const auto& office = market.offices[b];
    const auto standard = static_cast<float>(office.standard);
    const float cost = hourly_cost(terms_of(scenario_, b));
    auto* const sums = &of_market_[market.number][b.index() * scenario_.segments.size()];
    for (Row i = office.accounts.first; i < office.accounts.last; ++i) {
      const auto exit = static_cast<Exit>(week.exit[i]);
      const float hours = hours_taken(week, scratch.staff, seat_of(market.customers.account, i), standard, i);
      add(sums[segment_of(market.customers, i).index()],
          {.account_weeks = 1,
           .contribution = brought_in(week, cost, hours, i),
           .hours = hours,
           .left = exit != Exit::stays && exit != Exit::ended ? 1 : 0,
           .ended = exit == Exit::ended ? 1 : 0});
    }
  }
}

std::vector<SegmentRow> SegmentBooks::rows() const {
  const auto segments = scenario_.segments.size(), of_group = scenario_.businesses.size() * segments;
  std::vector<SegmentSums> sums(scenario_.markets.size() * of_group);
  for (const Market& market : world_.markets())
    for (std::size_t i = 0; i < of_group; ++i)
      add(sums[market.group * of_group + i], of_market_[market.number][i]);
  std::vector<SegmentRow> rows;
  for (std::size_t b = 0; b < scenario_.businesses.size(); ++b)
    for (std::size_t group = 0; group < scenario_.markets.size(); ++group)
      for (std::size_t s = 0; s < segments; ++s)
        if (const auto& found = sums[group * of_group + b * segments + s]; found.account_weeks > 0)
          rows.push_back({static_cast<int>(b), static_cast<int>(group), static_cast<int>(s), found});
  return rows;
}

}  // namespace clientele::experiment
