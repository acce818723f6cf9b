// Every number and word of every shipped scenario has an effect on its answer - or is listed here, with the
// reason and with what it takes for it to have one.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>

#include "tests/app/program.hpp"
#include "tests/effects/search.hpp"

namespace clientele::scenario {
namespace {

/// Values without effect as long as another one is what it is.
struct Conditional {
  std::string path;  ///< a regular expression
  std::string reason;
  std::string scenario;  ///< where, with these overrides, `witness` has an effect
  std::vector<std::string> overrides;
  std::string witness = {};
};

const std::string repricing = "policies.partnership.levers.price_response=cost_plus";
const std::string matching = "policies.partnership.levers.price_response=match";

const std::vector<Conditional> conditional = {
    {R"(policies\.\d+\.levers\.(margin_floor|abuse_tolerance))",
     "a policy that never reviews its clients asks for neither",
     "agency",
     {"policies.customer_always_right.levers.review_weeks=4"},
     "policies.customer_always_right.levers.margin_floor=0.4"},
    {R"(policies\.\d+\.levers\.review_weeks)",
     "reviews find nobody where every client is welcome",
     "agency",
     {"policies.customer_always_right.levers.margin_floor=0.4"},
     "policies.customer_always_right.levers.review_weeks=4"},
    {R"(markets\.\d+\.demand_noise_weeks)",
     "demand has no noise",
     "agency",
     {"markets.0.demand_noise=0.1"},
     "markets.0.demand_noise_weeks=8"},
    {R"(businesses\.\d+\.absence_noise_weeks)",
     "absence has no noise",
     "agency",
     {"businesses.0.absence_noise=0.03"},
     "businesses.0.absence_noise_weeks=8"},
    {R"(businesses\.\d+\.(markup|price_ceiling|price_floor|price_adjustment_weeks))",
     "prices are held",
     "agency",
     {repricing},
     "businesses.0.markup=0.05"},
    {R"(model\.undercut)", "nobody matches the price of a rival", "price_war", {}, "model.undercut=0.2"},
    {R"(markets\.\d+\.outside_option)",
     "there is no rival to go to",
     "price_war",
     {},
     "markets.0.outside_option=2"},
    {R"(segments\.\d+\.(contract_weeks|traits\.default_risk)|model\.(early_exit|exit_penalty_weeks))",
     "customers without contracts, who pay at once",
     "agency",
     {},
     "model.early_exit=0.9"},
    {R"(businesses\.\d+\.onboarding_hours)",
     "accounts are onboarded in no time",
     "agency",
     {},
     "businesses.0.onboarding_hours=5"},
    {R"(segments\.\d+\.traits\.referral\.(distribution|sd|mean))",
     "who recommends is a sum over all clients, which the few of a segment hardly move",
     "agency",
     {"markets.0.count=25"},
     "segments.0.traits.referral.sd=0.3"},
    {R"(model\.(long_fatigue_weeks|overload_tenure_loss))",
     "nobody is tired for long in a studio that is never overloaded",
     "agency",
     {"markets.0.count=25"},
     "model.overload_tenure_loss=0.5"},
    {R"(model\.(signing_price|churn_price))",
     "the price is the going rate",
     "agency",
     {"businesses.0.price=600"},
     "model.churn_price=3"},
};

/// Values that are no part of any equation, or of one replication.
const std::regex labels(R"((.+\.)?(name|description)|replications|weeks|businesses\.0\.policy)");

bool is_listed(const std::string& path) {
  return std::regex_match(path, labels) || std::ranges::any_of(conditional, [&](const Conditional& c) {
           return std::regex_match(path, std::regex(c.path));
         });
}

void check_all_have_effects(const std::string& name) {
  const auto [looked_at, ignored] = ignored_in(shipped(name), is_listed);
  CHECK(looked_at > 150);
  for (const auto& path : ignored) FAIL_CHECK(path);
}

TEST_CASE("every value of a shipped scenario has an effect: agency") { check_all_have_effects("agency"); }
TEST_CASE("every value of a shipped scenario has an effect: boutique") { check_all_have_effects("boutique"); }
TEST_CASE("every value of a shipped scenario has an effect: call centre") {
  check_all_have_effects("call_centre");
}
TEST_CASE("every value of a shipped scenario has an effect: difficult few") {
  check_all_have_effects("difficult_few");
}
TEST_CASE("every value of a shipped scenario has an effect: IT consultancy") {
  check_all_have_effects("it_consultancy");
}
TEST_CASE("every value of a shipped scenario has an effect: price war") {
  check_all_have_effects("price_war");
}
TEST_CASE("every value of a shipped scenario has an effect: shop") { check_all_have_effects("shop"); }
TEST_CASE("every value of a shipped scenario has an effect: tiny studio") {
  check_all_have_effects("tiny_studio");
}

TEST_CASE("every shipped scenario is searched") {
  constexpr std::size_t searched = 8;  // one test each, above
  CHECK(app::shipped_scenarios().size() == searched);
}

TEST_CASE("what has no effect here has one where something else is otherwise") {
  for (const auto& c : conditional) {
    CAPTURE(c.path);
    CHECK(Answers(shipped(c.scenario, c.overrides)).effect_of(c.witness) == Effect::another_answer);
  }
}

}  // namespace
}  // namespace clientele::scenario
