#include "sim/validation/argument/firm_inputs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/model/specification.hpp"
#include "sim/model/stages/serving/capacity.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/validation/argument/mixed_segments.hpp"

namespace clientele::validation {

namespace {

constexpr double weeks_of_year = 52, nothing = std::numeric_limits<double>::quiet_NaN();

double number(const Json& object, const char* name) { return object.at(name).get<double>(); }

double trait(const Json& segment, const char* name) { return mean_of_trait(segment, name); }

// Who gives less than half of the respect that anybody could wears people out.
bool drains(const Json& segment) { return trait(segment, "respect") < 0.5; }

template <class Value>
double weighted(const Json& resolved, const Value& value, bool (*belongs)(const Json&)) {
  double sum = 0, shares = 0;
  for (const auto& segment : resolved.at("segments")) {
    if (!belongs(segment)) continue;
    const double share = segment.at("share").get<double>();
    sum += share * value(segment);
    shares += share;
  }
  return shares > 0 ? sum / shares : nothing;
}

bool is_other(const Json& segment) { return !drains(segment); }
bool is_any(const Json&) { return true; }

template <std::size_t n>
struct Name {
  char text[n];
  constexpr Name(const char (&from)[n]) { std::copy_n(from, n, text); }
};

/// Of those who do not drain.
template <Name name>
double of_others(const Json& resolved) {
  return weighted(
      resolved, [](const Json& segment) { return trait(segment, name.text); }, is_other);
}

template <Name name>
double of_draining(const Json& resolved) {
  return weighted(
      resolved, [](const Json& segment) { return trait(segment, name.text); }, drains);
}

template <Name name>
double constant(const Json& resolved) {
  return number(resolved.at("model"), name.text);
}

template <Name name>
double term(const Json& resolved) {
  return number(resolved.at("businesses")[0], name.text);
}

double share_draining(const Json& resolved) {
  return weighted(
      resolved, [](const Json& segment) { return drains(segment) ? 1.0 : 0.0; }, is_any);
}

double requests_of_draining(const Json& resolved) {
  const auto rate = [](const Json& segment) { return trait(segment, "request_rate"); };
  return weighted(resolved, rate, drains) / weighted(resolved, rate, is_other);
}

// Where a chance is per purchase there is no contract to compare with.
double yearly_churn(const Json& resolved) {
  const auto churn = [](const Json& segment) {
    if (segment.at("relationship") != "contract") return nothing;
    return 1 - std::pow(1 - trait(segment, "base_churn"),
                        weeks_of_year / segment.at("contract_weeks").get<double>());
  };
  return weighted(resolved, churn, is_other);
}

double contract_weeks(const Json& resolved) {
  const auto weeks = [](const Json& segment) {
    return segment.at("relationship") == "contract" ? segment.at("contract_weeks").get<double>() : nothing;
  };
  return weighted(resolved, weeks, is_other);
}

double hours_a_week(const Json& resolved) {
  return weighted(
      resolved, [](const Json& s) { return trait(s, "request_rate") * trait(s, "hours_per_request"); },
      is_any);
}

double hours_at_hand_per_person(const Json& resolved) {
  const auto terms = build(resolved).businesses[0].terms;
  return client_hours(terms) * (1 - terms.absence);
}

double workload(const Json& resolved) {
  return term<"initial_accounts">(resolved) * hours_a_week(resolved) /
         (term<"staff">(resolved) * hours_at_hand_per_person(resolved));
}

double pay(const Json& resolved) {
  return term<"staff">(resolved) * term<"wage">(resolved) * term<"on_costs">(resolved);
}

double revenue(const Json& resolved) {
  const bool per_request = resolved.at("businesses")[0].at("billing") == "per_request";
  const auto fee = [&](const Json& s) {
    return trait(s, "budget") * (per_request ? trait(s, "request_rate") : 1);
  };
  return term<"initial_accounts">(resolved) * weighted(resolved, fee, is_any) * term<"price">(resolved) /
         resolved.at("markets")[0].at("going_rate").get<double>();
}

double margin(const Json& resolved) {
  return 1 - (pay(resolved) + term<"overhead">(resolved)) / revenue(resolved);
}

double overhead_share(const Json& resolved) {
  return term<"overhead">(resolved) / (pay(resolved) + term<"overhead">(resolved));
}

double people_per_account(const Json& resolved) {
  return resolved.at("markets")[0].at("population").get<double>() / term<"initial_accounts">(resolved);
}

double leads_per_place(const Json& resolved) {
  return weeks_of_year * term<"lead_rate">(resolved) * (people_per_account(resolved) - 1);
}

enum Position : std::size_t {
  fit,
  knowledge,
  openness,
  respect,
  candor,
  claim_error,
  change_of_mind,
  urgency,
  price_sensitivity,
  referral,
  request_rate,
  hours_per_request,
  churn,
  contract,
  draining_share,
  draining_fit,
  draining_requests,
  wrong_value,
  return_share,
  correction_work,
  lesson,
  rudeness,
  conversation_growth,
  staff,
  load,
  first_margin,
  overhead,
  leads,
  people,
  pooling,
  flexibility,
  hiring_delay
};

constexpr bool by_logarithm = true, open_assumption = true;

// clang-format off
constexpr FirmInput inputs[] = {
    {"fit", "1", "how well what is offered suits a client who does not drain", of_others<"fit">},
    {"knowledge", "1", "chance that a client who does not drain asks for what is needed", of_others<"knowledge">},
    {"openness", "1", "of those clients to advice", of_others<"openness">},
    {"respect", "1", "of those clients", of_others<"respect">},
    {"candor", "1", "share of their problems that they voice", of_others<"candor">},
    {"claim_error", "1", "mistaken claims per request", of_others<"claim_error">},
    {"change_of_mind", "1", "share of requests that they change their minds about", of_others<"change_of_mind">},
    {"urgency", "1", "share of requests with an unfair deadline", of_others<"urgency">},
    {"price_sensitivity", "1", "of those clients", of_others<"price_sensitivity">},
    {"referral", "1", "how readily those clients speak of the firm", of_others<"referral">},
    {"requests", "requests/week", "of a client who does not drain", of_others<"request_rate">, by_logarithm},
    {"hours_per_request", "hours", "work of a request", of_others<"hours_per_request">, by_logarithm},
    {"yearly_churn", "1/year", "chance to leave within a year at reference satisfaction", yearly_churn},
    {"contract_weeks", "weeks", "between renewals", contract_weeks, by_logarithm},
    {"draining_share", "1", "share of possible clients who drain people (respect below one half)", share_draining},
    {"draining_fit", "1", "how well what is offered suits a draining client", of_draining<"fit">},
    {"draining_requests", "1", "requests of a draining client, in those of another", requests_of_draining},
    {"wrong_value", "1", "share of the need met when the wrong thing is done", constant<"wrong_value">},
    {"return_share", "1", "share of wrong work that comes back", constant<"return_share">},
    {"correction_work", "1", "work of correcting an error that surfaced, in requests", constant<"correction_work">},
    {"lesson", "1", "missing knowledge gained from one explanation", constant<"lesson">, by_logarithm},
    {"rudeness", "incidents/contact", "incivility per contact", constant<"rudeness">, by_logarithm},
    {"conversation_growth", "1", "how talking grows with the length of a request", constant<"conversation_growth">, false, open_assumption},
    {"staff", "people", "of the firm", term<"staff">, by_logarithm},
    {"workload", "1", "work of the first week over the hours at hand", workload},
    {"margin", "1", "what is left of the first week's fees after pay and overhead", margin},
    {"overhead_share", "1", "of pay and overhead", overhead_share},
    {"leads_per_place", "1/year", "prospects a year for each account", leads_per_place, by_logarithm},
    {"people_per_account", "1", "size of the market", people_per_account, by_logarithm},
    {"pooling", "1", "share of work that any colleague can take", term<"pooling">},
    {"staffing_flexibility", "1", "how far headcount follows the workload", term<"staffing_flexibility">},
    {"hiring_delay", "weeks", "to fill a position", term<"hiring_delay">},
};
// clang-format on

// The spread stays as wide as it was, for a mean between the same bounds.
void move_trait(Json& segment, const char* name, double mean) {
  auto& value = segment["traits"][name];
  if (!value.is_object() || !value.contains("mean")) {
    value = mean;
    return;
  }
  const double before = value.at("mean").get<double>();
  const bool is_share = value.at("distribution") == "beta";
  const double wider = is_share ? std::sqrt(mean * (1 - mean) / (before * (1 - before))) : mean / before;
  value["mean"] = mean;
  value["sd"] = value.at("sd").get<double>() * wider;
}

constexpr std::pair<const char*, Position> moved_traits[] = {{"fit", fit},
                                                             {"referral", referral},
                                                             {"knowledge", knowledge},
                                                             {"openness", openness},
                                                             {"respect", respect},
                                                             {"candor", candor},
                                                             {"claim_error", claim_error},
                                                             {"change_of_mind", change_of_mind},
                                                             {"urgency", urgency},
                                                             {"price_sensitivity", price_sensitivity},
                                                             {"request_rate", request_rate},
                                                             {"hours_per_request", hours_per_request}};
constexpr std::pair<const char*, Position> moved_constants[] = {{"wrong_value", wrong_value},
                                                                {"return_share", return_share},
                                                                {"correction_work", correction_work},
                                                                {"lesson", lesson},
                                                                {"rudeness", rudeness},
                                                                {"conversation_growth", conversation_growth}};

// Those who drain know less of what they need, by as much as in the shipped scenarios, and ask for more.
void move_segments(Json& firm, const std::vector<double>& x) {
  constexpr double knows_less = 0.72;
  std::vector<Json> other_segments, draining_segments;
  for (const auto& segment : firm["segments"])
    (drains(segment) ? draining_segments : other_segments).push_back(segment);
  auto others = mixed(other_segments), draining = mixed(draining_segments);
  others["name"] = "others";
  draining["name"] = "draining";
  for (const auto& [name, position] : moved_traits) move_trait(others, name, x[position]);
  move_trait(draining, "fit", x[draining_fit]);
  move_trait(draining, "knowledge", knows_less * x[knowledge]);
  move_trait(draining, "hours_per_request", x[hours_per_request]);
  move_trait(draining, "request_rate", x[request_rate] * x[draining_requests]);
  const auto weeks = std::max(1.0, std::round(x[contract]));
  for (auto* segment : {&others, &draining}) {
    (*segment)["contract_weeks"] = static_cast<std::int64_t>(weeks);
    move_trait(*segment, "base_churn", 1 - std::pow(1 - x[churn], weeks / weeks_of_year));
  }
  others["share"] = 1 - x[draining_share];
  draining["share"] = x[draining_share];
  firm["segments"] = Json::array({others, draining});
  for (auto& market : firm["markets"])
    market["shares"] = Json::array({1 - x[draining_share], x[draining_share]});
}

// What goes with the length of a request: as the scenarios of several trades have it.
void move_hours(Json& firm, const std::vector<double>& x) {
  const double longer = x[hours_per_request] / 3;  // than in an agency
  auto& office = firm["businesses"][0];
  office["onboarding_hours"] = 0.5 * x[hours_per_request];
  office["qualification_hours"] = 0.8 * x[hours_per_request];
  firm["model"]["checking_hours"] = 0.3 * std::pow(longer, 0.3);
  firm["model"]["recovery_hours"] = 0.5 * std::pow(longer, 0.55);
}

// As many accounts as there is work for, and a fee that leaves the margin.
void move_size(Json& firm, const std::vector<double>& x) {
  constexpr double most_accounts = 3000, most_people = 40'000, forgotten_at_six = 0.005;
  auto& office = firm["businesses"][0];
  const double a_head = x[load] * hours_at_hand_per_person(firm) / hours_a_week(firm);
  const double people_paid =
      std::clamp(std::round(x[staff]), 1.0, std::max(1.0, std::floor(most_accounts / a_head)));
  const double accounts = std::max(1.0, std::round(people_paid * a_head));
  const double population =
      std::round(std::clamp(accounts * x[people], accounts + 1, std::max(most_people, 2 * accounts)));
  office["staff"] = static_cast<std::int64_t>(people_paid);
  office["initial_accounts"] = static_cast<std::int64_t>(accounts);
  firm["markets"][0]["population"] = static_cast<std::int64_t>(population);
  office["lead_rate"] = std::min(1.0, x[leads] / weeks_of_year / (population / accounts - 1));
  const double costs = pay(firm) / (1 - x[overhead]), fee = costs / (1 - x[first_margin]) / accounts;
  office["overhead"] = costs * x[overhead];
  office["marketing_budget"] = 0.02 * fee * accounts;
  office["price"] = fee;
  firm["markets"][0]["going_rate"] = fee;
  for (auto& segment : firm["segments"]) move_trait(segment, "budget", fee);
  firm["model"]["slip_rate"] = std::min(1.0, forgotten_at_six * 6 / a_head);
}

// What staff of such a trade usually meet with, which incidents weigh against: by the requests that one
// person answers, how rude and how mistaken clients are. The numbers are those of the agency under `today`;
// the call centre's own come out within a third.
void move_what_is_usual(Json& firm, const std::vector<double>& x) {
  constexpr double provoked = 2.1, clashes = 0.04, doubted = 0.46;
  const auto respectless = [](const Json& segment) { return 1 - trait(segment, "respect"); };
  const auto ignorant = [](const Json& segment) { return 1 - trait(segment, "knowledge"); };
  const double requests = x[load] * hours_at_hand_per_person(firm) / x[hours_per_request];
  firm["model"]["usual_incivility"] =
      requests * (provoked * x[rudeness] * weighted(firm, respectless, is_any) + clashes);
  firm["model"]["usual_dissonance"] = requests * doubted * weighted(firm, ignorant, is_any);
}

}  // namespace

std::span<const FirmInput> firm_inputs() { return inputs; }

std::vector<Range> input_ranges(const std::vector<Json>& scenarios) {
  std::vector<Range> ranges;
  for (const auto& input : inputs) {
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const auto& scenario : scenarios)
      if (const double value = input.of(scenario); !std::isnan(value))
        range = {std::min(range.low, value), std::max(range.high, value)};
    if (input.is_open_assumption)
      for (const auto& row : constant_parameters)
        if (row.info.name == input.name) range = row.info.plausible;
    ranges.push_back(range);
  }
  return ranges;
}

std::vector<double> inputs_of(const Json& resolved) {
  std::vector<double> values;
  for (const auto& input : inputs) values.push_back(input.of(resolved));
  return values;
}

double input_at(const FirmInput& input, Range range, double place) {
  if (!input.logarithmic) return range.low + place * (range.high - range.low);
  return range.low * std::pow(range.high / range.low, place);
}

Json make_firm(const Json& base, const std::vector<double>& x) {
  auto firm = base;
  auto& office = firm["businesses"][0];
  for (const auto& [name, position] : moved_constants) firm["model"][name] = x[position];
  move_segments(firm, x);
  move_hours(firm, x);
  for (const auto& [name, position] :
       {std::pair("pooling", pooling), std::pair("staffing_flexibility", flexibility),
        std::pair("hiring_delay", hiring_delay)})
    office[name] = x[position];
  move_size(firm, x);
  move_what_is_usual(firm, x);
  return firm;
}

}  // namespace clientele::validation
