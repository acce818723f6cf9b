// Every number and word of every shipped scenario has an effect on its answer - or is listed here, with the
// reason and with what it takes for it to have one.
#include <doctest/doctest.h>
#include <fmt/core.h>

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
  std::string without_effect_in = ".*";  ///< a regular expression of the names of shipped scenarios
};

const std::string repricing = "policies.partnership.levers.price_response=cost_plus";
const std::string matching = "policies.partnership.levers.price_response=match";

/// A policy of which much depends on what a survey tells.
std::string asking(const std::string& indicator) {
  std::string rules = R"({"otherwise":0})";
  for (int percent = 5; percent < 100; percent += 5)
    rules += fmt::format(R"(,{{"when":"{} > 0.{:02}","then":0.{:02}}})", indicator, percent, percent / 2);
  return "policies.partnership.levers.discount=[" + rules + "]";
}

const std::string not_surveyed = "no policy follows what a survey tells";
const std::string solvent = "agency|it_consultancy|call_centre|price_war",
                  survivors = solvent + "|tiny_studio|shop";
const std::string in_debt = "businesses.0.cash=-100000", ruined = "businesses.0.cash=-1000000";

const std::vector<Conditional> conditional = {
    {R"(policies\.\d+\.levers\.(margin_floor|abuse_tolerance))",
     "a policy that never reviews its clients asks for neither",
     "agency",
     {"policies.customer_always_right.levers.review_weeks=4"},
     "policies.customer_always_right.levers.margin_floor=0.4"},
    {R"(policies\.\d+\.levers\.review_weeks)",
     "reviews find nobody where every client is welcome",
     "agency",
     {"policies.customer_always_right.levers.margin_floor=0.4",
      "policies.customer_always_right.levers.review_weeks=0"},
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
     "nobody is tired for long who has leave now and then",
     "agency",
     {"markets.0.count=25", "businesses.0.leave=0"},
     "model.overload_tenure_loss=0.9"},
    {R"(model\.survey_weeks)", not_surveyed, "agency", {asking("satisfaction")}, "model.survey_weeks=13"},
    {R"(model\.survey_spread)", not_surveyed, "agency", {asking("satisfaction")}, "model.survey_spread=0.3"},
    {R"(model\.survey_clients)",
     not_surveyed,
     "agency",
     {asking("satisfaction")},
     "model.survey_clients=0.15"},
    {R"(model\.survey_staff)", not_surveyed, "agency", {asking("exhaustion")}, "model.survey_staff=0.1"},
    {R"(model\.efficacy_(error|occasion))",
     not_surveyed,
     "agency",
     {asking("efficacy")},
     "model.efficacy_error=0.2"},
    {R"(businesses\.\d+\.supervision_hours|model\.supervision_effect)",
     "nobody has supervision",
     "agency",
     {"policies.partnership.levers.supervision=1"},
     "model.supervision_effect=0.1"},
    {R"(businesses\.\d+\.course_(hours|fee)|model\.training_effect)",
     "nobody is on courses",
     "agency",
     {"policies.partnership.levers.training=1"},
     "model.training_effect=0.3"},
    {R"(businesses\.\d+\.(interview_hours|candidate_weeks)|model\.selection_validity)",
     "no more candidates are interviewed than is usual",
     "agency",
     {"policies.partnership.levers.further_candidates=3"},
     "businesses.0.candidate_weeks=2"},
    {R"(policies\.\d+\.levers\.rotation)",
     "all work is in one queue already",
     "call_centre",
     {"businesses.0.pooling=0.5"},
     "policies.partnership.levers.rotation=0.5",
     "call_centre"},
    {R"(model\.handover_work)",
     "nobody takes clients in turns",
     "agency",
     {"policies.partnership.levers.rotation=0.5"},
     "model.handover_work=0.5"},
    {R"(model\.support_weeks)",
     "support for staff is as it was",
     "agency",
     {"policies.partnership.levers.staff_support=1"},
     "model.support_weeks=26"},
    {R"(model\.signing_price)",
     "the price is the going rate",
     "agency",
     {"businesses.0.price=1100"},
     "model.signing_price=8",
     "(?!price_war).*"},
    {R"(model\.expectation_rivals)",
     "there is no rival to compare with",
     "price_war",
     {},
     "model.expectation_rivals=0",
     "(?!price_war|call_centre).*"},
    {R"(businesses\.\d+\.credit_weeks)",
     "no business owes as much as its bank lends",
     "agency",
     {in_debt},
     "businesses.0.credit_weeks=0",
     solvent},
    {R"(businesses\.\d+\.interest)",
     "no business owes anything",
     "agency",
     {in_debt},
     "businesses.0.interest=0.15",
     solvent},
    {R"(businesses\.\d+\.insolvency)",
     "no business owes more than its bank lends",
     "agency",
     {ruined},
     "businesses.0.insolvency=never",
     survivors},
    {R"(businesses\.\d+\.closing_weeks)",
     "no business closes",
     "agency",
     {ruined},
     "businesses.0.closing_weeks=4",
     survivors},
    {R"(businesses\.3\.(notice_weeks|severance))",
     "the last of the rivals dismisses nobody",
     "agency",
     {"businesses.0.lead_rate=0", "businesses.0.initial_accounts=20"},
     "businesses.0.severance=9",
     "price_war"},
    {R"(model\.load_weeks)",
     "nobody is turned away where there is work for more",
     "agency",
     {},
     "model.load_weeks=26",
     "shop"},
    {R"(model\.cynicism_reciprocity)",
     "staff get all the thanks that they expect",
     "agency",
     {},
     "model.cynicism_reciprocity=0.06",
     "shop"},
};

/// Values that are no part of any equation, or of one replication.
const std::regex labels(R"((.+\.)?(name|description)|replications|weeks|businesses\.0\.policy)");

bool is_listed(const std::string& scenario, const std::string& path) {
  return std::regex_match(path, labels) || std::ranges::any_of(conditional, [&](const Conditional& c) {
           return std::regex_match(scenario, std::regex(c.without_effect_in)) &&
                  std::regex_match(path, std::regex(c.path));
         });
}

void check_all_have_effects(const std::string& name) {
  const auto [looked_at, ignored] =
      ignored_in(shipped(name), [&](const std::string& path) { return is_listed(name, path); });
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
