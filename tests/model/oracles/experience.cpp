// What clients make of a week, against an independent account of it in plain double precision.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "tests/model/oracles/near.hpp"
#include "tests/model/worlds.hpp"

namespace clientele::scenario {
namespace {

/// One client's week, from the specification.
struct Client {
  double satisfaction, trust, entitlement, expectation;
  double experience = 0, credit = 0, invoice = 0;
  bool problem = false, voiced = false, recovered = false;
};

class Reading {
 public:
  Reading(const LoneMarket& before, const LoneMarket& after, Row row)
      : p_(before.scenario.model),
        before_(before),
        after_(after),
        c_(before.market.customers),
        week_(before.scratch.account),
        levers_(before.market.offices[BusinessId{c_.account.business[row]}].levers),
        terms_(before.scenario.businesses[c_.account.business[row]].terms),
        row_(row) {}

  Client read() const {
    const auto& a = c_.account;
    Client client{a.satisfaction[row_], a.trust[row_], a.entitlement[row_], a.expectation[row_]};
    bill(client);
    grow_entitled(client);
    if (week_.handled[row_] == 0) return client;
    const double old_satisfaction = client.satisfaction;
    client.experience = felt(client);
    move(client);
    speak(client, old_satisfaction);
    return client;
  }

 private:
  double price() const {
    const auto& a = c_.account;
    const double going = before_.scenario.markets[before_.market.group].terms.going_rate;
    const double demanded = within(c_.traits.price_sensitivity[row_] * a.entitlement[row_]);
    return before_.brands[business_of(a, row_)].price / going * (1 - levers_.discount * demanded) *
           (a.tenure[row_] > 52 ? 1 - levers_.loyalty_reward : 1);
  }

  void bill(Client& client) const {
    const double unit = c_.traits.budget[row_] * price();
    const double units =
        terms_.billing == 1 ? week_.rights[row_] + week_.wrongs[row_] - week_.refused[row_] : 1;
    client.invoice = unit * units;
    client.credit = week_.claims[row_] * (1 - levers_.claim_checking) * terms_.claim_value * unit;
  }

  void grow_entitled(Client& client) const {
    const double occasions = week_.believed_wrong[row_] + week_.claims[row_];
    if (occasions == 0) return;
    const double received =
        (week_.deferred[row_] + week_.claims[row_] * (1 - levers_.claim_checking)) / occasions;
    const double due = received * (1 - p_.respect_humbles * c_.traits.respect[row_]);
    client.entitlement = within(client.entitlement + p_.entitlement_pace * (due - client.entitlement));
  }

  double felt(const Client& client) const {
    const double n = week_.handled[row_], questioned = week_.questioned[row_], heard = week_.heard[row_];
    const double fit = p_.fit_floor + (1 - p_.fit_floor) * c_.traits.fit[row_];
    const double value = within(week_.value[row_] / n * week_.quality[row_] * fit);
    const double dissent = (questioned - p_.heard_softens * heard + week_.refused[row_]) / n;
    const double deference = within(1 - dissent * (1 + client.entitlement));
    const double listened = questioned > 0 ? heard / questioned : p_.heard_unasked;
    // The price is felt with the entitlement of this week, after it grew.
    const double demanded = within(c_.traits.price_sensitivity[row_] * client.entitlement);
    const double was = within(c_.traits.price_sensitivity[row_] * c_.account.entitlement[row_]);
    const double paid = price() / (1 - levers_.discount * was) * (1 - levers_.discount * demanded);
    const double for_it = paid / std::max(0.05, 1 + 1.0 * p_.value_for_money * (week_.quality[row_] - 1));
    const double fair =
        within(p_.price_fairness - p_.price_slope * c_.traits.price_sensitivity[row_] * (for_it - 1));
    const double weighted = p_.weight_value * value + p_.weight_deference * deference +
                            p_.weight_timeliness * week_.timeliness[row_] + p_.weight_heard * listened +
                            p_.weight_price * fair;
    const double weights =
        p_.weight_value + p_.weight_deference + p_.weight_timeliness + p_.weight_heard + p_.weight_price;
    return within(weighted / weights -
                  (p_.clash_hurt * week_.clashes[row_] + p_.slip_hurt * after_.scratch.account.slips[row_] +
                   p_.error_hurt * week_.errors[row_]) /
                      n);
  }

  void move(Client& client) const {
    const double expected = within(client.expectation + p_.entitled_expectation * client.entitlement);
    const double disappointment = std::max(0.0, expected - client.experience);
    const double gap = client.experience - client.satisfaction - p_.disconfirmation * disappointment;
    const double early = 1 + p_.first_impressions * std::exp(-c_.account.tenure[row_] / p_.onboarding_weeks);
    const double pace = std::min(1.0, p_.satisfaction_pace * early * (gap < 0 ? p_.negativity : 1));
    client.satisfaction = within(client.satisfaction + pace * gap);
    client.trust = within(client.trust + p_.trust_pace * (client.satisfaction - client.trust) -
                          p_.broken_promise * disappointment * client.trust);
    const double usual =
        (1 - p_.expectation_anchor) * client.experience + p_.expectation_anchor * expected_anyway();
    client.expectation += p_.expectation_pace * (usual - client.expectation);
  }

  /// What the need requires, and what rivals who are still there deliver.
  double expected_anyway() const {
    const BusinessId self = business_of(c_.account, row_);
    double sum = 0, rivals = 0;
    for (const BusinessId b : before_.brands.ids()) {
      if (b == self || before_.brands[b].failed) continue;
      sum += before_.brands[b].service;
      ++rivals;
    }
    if (rivals == 0) return p_.initial_expectation;
    return (1 - p_.expectation_rivals) * p_.initial_expectation + p_.expectation_rivals * sum / rivals;
  }

  void speak(Client& client, double old_satisfaction) const {
    client.problem = client.experience < p_.problem_below || after_.scratch.account.slips[row_] > 0;
    if (!client.problem) return;
    const auto who = before_.market.customer(row_);
    client.voiced = before_.draw.uniform(who, before_.week, Reactions::voice) < c_.traits.candor[row_];
    if (!client.voiced) return;
    client.recovered = before_.draw.uniform(who, before_.week, Reactions::recovery) < levers_.recovery;
    if (!client.recovered) {
      client.satisfaction = within(client.satisfaction - p_.double_deviation);
      return;
    }
    const double lost = std::max(0.0, old_satisfaction - client.satisfaction);
    client.satisfaction = within(client.satisfaction + p_.recovery_effect * lost + p_.recovery_delight);
    client.credit += p_.recovery_credit * client.invoice;
  }

  const Constants& p_;
  const LoneMarket &before_, &after_;
  const Customers& c_;
  const AccountWeek& week_;
  const Levers& levers_;
  const BusinessTerms& terms_;
  Row row_;
};

TEST_CASE("satisfaction, trust, entitlement, expectation, invoices and recoveries follow the specification") {
  Scenario scenario = varied_world();
  scenario.policies[0].levers.loyalty_reward = 0.1f;
  LoneMarket town(scenario);
  int problems = 0, voiced = 0, recovered = 0;
  for (int week = 0; week < 40; ++week) {
    town.run_up_to("experience");
    const LoneMarket before = town;
    town.run("experience");
    for (const Row i : town.with_account()) {
      const Client client = Reading(before, town, i).read();
      const auto& a = town.accounts();
      REQUIRE(a.satisfaction[i] == near(client.satisfaction));
      REQUIRE(a.trust[i] == near(client.trust));
      REQUIRE(a.entitlement[i] == near(client.entitlement));
      REQUIRE(a.expectation[i] == near(client.expectation));
      REQUIRE(town.scratch.account.invoice[i] == near(client.invoice));
      REQUIRE(town.scratch.account.credit[i] == near(client.credit));
      if (town.scratch.account.handled[i] > 0)
        REQUIRE(town.scratch.account.experience[i] == near(client.experience));
      problems += client.problem;
      voiced += client.voiced;
      recovered += client.recovered;
    }
    double counted = 0;
    for (std::size_t b = 0; b < 3; ++b) counted += town.tally(b)[Item::recovered];
    REQUIRE(counted <= recovered);
    for (std::size_t stage = 6; stage < model::week.size(); ++stage) town.run(model::week[stage]);
    ++town.week;
  }
  CHECK(problems > 50);  // often enough for every branch
  CHECK(voiced > 30);
  CHECK(recovered > 20);
}

TEST_CASE("requests slip at the rate of accounts per person, unless a CRM remembers") {
  for (const float crm : {0.0f, 0.5f, 1.0f}) {
    Scenario scenario = plain_world();
    scenario.model.slip_rate = 0.02f;
    levers(scenario).crm = crm;
    terms(scenario).initial_accounts = 280;
    terms(scenario).staff = 28;  // ten accounts each
    terms(scenario).lead_rate = terms(scenario).word_of_mouth = 0;
    set_trait(scenario, &Traits::base_churn, always(0));
    LoneMarket town(scenario);
    town.run_week();
    double slipped = 0, handled = 0;
    for (int week = 0; week < 40; ++week) {
      town.run_week();
      slipped += town.tally()[Item::slipped];
      handled += town.scratch.account.handled.head(town.served()).cast<double>().sum();
    }
    const double share = 1 - std::exp(-0.02 * 10 * (1 - 0.85 * crm));
    // A Poisson count cut off at the requests there were is a little lower on average: 5 % at most here.
    CHECK(slipped / handled <= share * (1 + 4 / std::sqrt(slipped)));
    CHECK(slipped / handled >= share * (0.93 - 4 / std::sqrt(slipped)));
  }
}

}  // namespace
}  // namespace clientele::scenario
