#include "sim/scenario/misfits.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "sim/model/stages/serving/capacity.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

constexpr double weeks_a_year = 52, nothing = std::numeric_limits<double>::quiet_NaN();

constexpr double usual_hours = standard_of(TraitValues<Single>::parameters(), "hours_per_request");
constexpr double usual_accounts_a_head = 6;  // of the agency that the defaults describe

double trait(const Segment& segment, std::string_view name) {
  for (std::size_t i = 0; i < trait_infos.size(); ++i) {
    if (trait_infos[i].name != name) continue;
    const auto& [family, first, second] = segment.traits[i];
    return family == Family::uniform ? (first + second) / 2 : first;
  }
  return nothing;
}

/// What an average customer of a kind, or of a market, does in a week.
struct Demand {
  double requests = 0;
  double hours = 0;
  double fee = 0;        ///< at the going rate, per week
  double purchases = 0;  ///< the same where requests are billed
  double leaving =
      nothing;  ///< chance a year at reference satisfaction; of a market, the most extreme kind's
};

Demand demand_of(const Segment& segment) {
  const double requests = trait(segment, "request_rate"), budget = trait(segment, "budget");
  const bool has_contract = segment.relationship == Relationship::contract;
  const double base_churn = trait(segment, "base_churn");
  const double occasions = has_contract ? weeks_a_year / segment.contract_weeks : weeks_a_year * requests;
  return {.requests = requests,
          .hours = requests * trait(segment, "hours_per_request"),
          .fee = budget,
          .purchases = requests * budget,
          .leaving = base_churn > 0 ? 1 - std::pow(1 - base_churn, occasions) : nothing};
}

Demand average(const std::vector<Demand>& kinds, const std::vector<double>& shares) {
  const auto extremity = [](double share) { return std::isnan(share) ? -1 : std::abs(share - 0.5); };
  Demand sum;
  for (std::size_t s = 0; s < kinds.size(); ++s) {
    sum.requests += shares[s] * kinds[s].requests;
    sum.hours += shares[s] * kinds[s].hours;
    sum.fee += shares[s] * kinds[s].fee;
    sum.purchases += shares[s] * kinds[s].purchases;
    if (shares[s] > 0 && extremity(kinds[s].leaving) > extremity(sum.leaving)) sum.leaving = kinds[s].leaving;
  }
  return sum;
}

/// A business in a market, in the first week.
struct FirstWeek {
  const Scenario& scenario;
  std::size_t business;
  std::size_t market;
  Demand demand;

  const BusinessTerms& terms() const { return scenario.businesses[business].terms; }
  const MarketTerms& place() const { return scenario.markets[market].terms; }
  const Levers& levers() const { return scenario.policies[scenario.businesses[business].policy].levers; }
  double accounts() const { return terms().initial_accounts; }
  double accounts_a_head() const { return accounts() / terms().staff; }
  double hours_at_hand() const {
    return terms().staff * model::client_hours(terms()) * (1 - terms().absence);
  }
  double hours_a_request() const { return demand.hours / demand.requests; }
};

/// A number that a quantity is made of, by the section of the scenario that states it: "businesses",
/// "markets", "segments", "traits" or "model".
struct Ingredient {
  std::string_view section;
  std::string_view name;
};

/// A quantity of the first week with what is sensible. It is not judged where it is no number.
struct Quantity {
  std::vector<Ingredient> made_of;
  Range sensible;
  double (*value)(const FirstWeek&);
  std::string (*in_words)(const FirstWeek&, double value);
  std::string (*remedy)(const FirstWeek&, double value);
};

double workload(const FirstWeek& week) {
  const double hours = week.accounts() * week.demand.hours;
  return hours > 0 ? hours / week.hours_at_hand() : nothing;
}

double forgetting(const FirstWeek& week) {
  const auto& model = week.scenario.model;
  if (week.accounts() * week.demand.requests == 0) return nothing;
  return 1 - std::exp(-model.slip_rate * week.accounts_a_head() * (1 - model.crm_effect * week.levers().crm));
}

double selling(const FirstWeek& week) {
  const double prospects = week.place().population - week.accounts();
  const double leads = prospects * week.terms().lead_rate * std::sqrt(week.levers().marketing_spend);
  return leads * week.terms().qualification_hours * week.levers().qualification / week.hours_at_hand();
}

double margin(const FirstWeek& week) {
  const auto& terms = week.terms();
  const bool per_request = terms.billing == static_cast<double>(Billing::per_request);
  const double fee = per_request ? week.demand.purchases : week.demand.fee;
  const double revenue = week.accounts() * fee * terms.price / week.place().going_rate;
  const double pay = terms.staff * terms.wage * terms.on_costs;
  return revenue > 0 ? 1 - (pay + terms.overhead) / revenue : nothing;
}

double length_of_requests(const FirstWeek& week) {
  return week.demand.hours > 0 ? week.hours_a_request() / usual_hours : nothing;
}

double leaving(const FirstWeek& week) { return week.demand.leaving; }

/// Times in hours that go with the length of a request: every constant of that unit, but for those of
/// conversations, which grow with it by themselves, and two terms.
std::vector<Ingredient> times() {
  constexpr std::string_view of_conversations[] = {"talk_hours",          "calm_hours",     "listen_hours",
                                                   "educate_hours",       "persuade_hours", "pilot_hours",
                                                   "conversation_request"};
  std::vector<Ingredient> list;
  for (const auto& row : constant_parameters)
    if (row.info.unit == "hours" && !is_one_of(row.info.name, of_conversations))
      list.push_back({"model", row.info.name});
  list.insert(list.end(), {{"businesses", "onboarding_hours"}, {"businesses", "qualification_hours"}});
  return list;
}

std::string percent(double share) { return fmt::format("{:.0f} %", 100 * share); }

std::string workload_in_words(const FirstWeek& week, double load) {
  return fmt::format("{:.0f} accounts bring staff {:.3g} hours of work a week for the {:.3g} they have ({})",
                     week.accounts(), week.accounts() * week.demand.hours, week.hours_at_hand(),
                     percent(load));
}

std::string remedy_of_workload(const FirstWeek& week, double load) {
  return fmt::format("state them; {:.0f} staff would be busy", std::ceil(load * week.terms().staff));
}

std::string forgetting_in_words(const FirstWeek& week, double share) {
  return fmt::format("{} of requests are forgotten, at {:.3g} accounts a head", percent(share),
                     week.accounts_a_head());
}

std::string remedy_of_forgetting(const FirstWeek& week, double) {
  return fmt::format("it is for about {} accounts a head; in proportion: --set model.slip_rate={:.1g}",
                     usual_accounts_a_head,
                     week.scenario.model.slip_rate * usual_accounts_a_head / week.accounts_a_head());
}

std::string selling_in_words(const FirstWeek&, double share) {
  return fmt::format("getting to know prospects takes {} of the hours of staff", percent(share));
}

std::string remedy_of_selling(const FirstWeek&, double) { return "state them for this market and business"; }

std::string books_in_words(const FirstWeek&, double margin) {
  return fmt::format("what clients pay less pay with on-costs and overhead is {} of what they pay",
                     percent(margin));
}

std::string remedy_of_books(const FirstWeek&, double) {
  return "state what is charged, budgeted and paid here";
}

std::string times_in_words(const FirstWeek& week, double) {
  return fmt::format("a request takes {:.3g} hours, where the defaults are for one of {:.3g}",
                     week.hours_a_request(), usual_hours);
}

std::string remedy_of_times(const FirstWeek&, double ratio) {
  return fmt::format("state them; in proportion they would be {:.2g} times as long", ratio);
}

std::string leaving_in_words(const FirstWeek&, double share) {
  return fmt::format("{:.1f} % of some kind of clients leave in a year at reference satisfaction",
                     100 * share);
}

std::string remedy_of_leaving(const FirstWeek&, double) {
  return "state base_churn, which is per renewal (or purchase), with its contract_weeks";
}

std::vector<Ingredient> from(std::string_view section, std::initializer_list<std::string_view> names) {
  std::vector<Ingredient> list;
  for (const auto name : names) list.push_back({section, name});
  return list;
}

std::vector<Ingredient> operator+(std::vector<Ingredient> list, const std::vector<Ingredient>& more) {
  list.insert(list.end(), more.begin(), more.end());
  return list;
}

std::vector<Ingredient> business(std::initializer_list<std::string_view> names) {
  return from("businesses", names);
}

std::vector<Ingredient> traits(std::initializer_list<std::string_view> names) {
  return from("traits", names);
}

// The bounds below are no findings. They are where a firm that is as the scenario says could hardly have got
// through its first week, or a year, as it is; each says why. A shop, a host or an agency of one's own may
// lie beyond one: then its numbers are stated, and nothing is warned of.
constexpr double none_is_too_little = -1;

// Staff who are idle four hours of five are not kept; with 60 % more work than hours, a backlog as long as a
// fortnight's work has grown within the first month.
Quantity work_for_hours() {
  return {business({"staff", "initial_accounts"}) + traits({"request_rate", "hours_per_request"}),
          {0.2, 1.6},
          workload,
          workload_in_words,
          remedy_of_workload};
}

// A business that forgets a tenth of what its customers ask for is known for that.
Quantity forgotten_requests() {
  return {from("model", {"slip_rate"}),
          {none_is_too_little, 0.1},
          forgetting,
          forgetting_in_words,
          remedy_of_forgetting};
}

// Half of all hours given to people who are no customers leaves no business to serve those who are.
Quantity hours_of_selling() {
  return {business({"lead_rate", "qualification_hours"}),
          {none_is_too_little, 0.5},
          selling,
          selling_in_words,
          remedy_of_selling};
}

// Where pay and overhead are a tenth more than what all clients pay, reserve and credit are used up within
// two years; where they are a tenth of it, somebody would have done the work for less.
Quantity books_of_the_first_week() {
  return {
      business({"price", "wage", "staff", "overhead"}) + from("markets", {"going_rate"}) + traits({"budget"}),
      {-0.1, 0.9},
      margin,
      books_in_words,
      remedy_of_books};
}

// Times beside a request (checking, handing over, winning) are stated in hours, for a request as long as the
// default. Where requests are several times as long or short, so will these be: from half an order of
// magnitude on.
Quantity times_beside_requests() {
  return {times(), {1 / 3.2, 3.2}, length_of_requests, times_in_words, remedy_of_times};
}

// A chance per renewal or purchase that comes to nobody, or everybody, within a year has been taken for one
// per week, or per year.
Quantity leaving_within_a_year() {
  return {traits({"base_churn", "request_rate"}) + from("segments", {"contract_weeks"}),
          {0.01, 0.99},
          leaving,
          leaving_in_words,
          remedy_of_leaving};
}

const std::vector<Quantity>& quantities() {
  static const std::vector<Quantity> list = {work_for_hours(),        forgotten_requests(),
                                             hours_of_selling(),      books_of_the_first_week(),
                                             times_beside_requests(), leaving_within_a_year()};
  return list;
}

/// The objects of a document, written or resolved, that state a number of the first week.
std::vector<const Json*> owners_in(const Json& document, const FirstWeek& week, const Ingredient& number) {
  const auto element = [&](std::string_view list, std::size_t position) {
    const auto* all = document.find(list);
    return all && all->is_array() && position < all->size() ? &all->at(position) : nullptr;
  };
  if (number.section == "model") return {document.find("model")};
  if (number.section == "businesses") return {element(number.section, week.business)};
  if (number.section == "markets") return {element(number.section, week.market)};
  std::vector<const Json*> owners;
  for (std::size_t s = 0; s < week.scenario.segments.size(); ++s) {
    const auto* segment = element("segments", s);
    owners.push_back(segment && number.section == "traits" ? segment->find("traits") : segment);
  }
  return owners;
}

/// "staff 10, request_rate 1.5": the numbers that are left to defaults, somewhere at least.
std::string defaults_in(const Quantity& quantity, const FirstWeek& week, const Json& written,
                        const Json& resolved) {
  std::string list;
  for (const auto& number : quantity.made_of) {
    const auto stated = owners_in(written, week, number), all = owners_in(resolved, week, number);
    for (std::size_t i = 0; i < stated.size(); ++i) {
      if (stated[i] && stated[i]->contains(number.name)) continue;
      const auto value = all[i]->at(number.name);
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", number.name,
                          value.is_number() ? fmt::format("{:.6g}", value.get<double>()) : "");
      break;
    }
  }
  return list;
}

}  // namespace

std::vector<std::string> misfits(const Json& written, const Json& resolved, const Scenario& scenario) {
  constexpr std::size_t most_markets_looked_at = 100;
  std::vector<Demand> kinds;
  for (const auto& segment : scenario.segments) kinds.push_back(demand_of(segment));
  std::vector<std::string> found;
  for (const auto& quantity : quantities()) {
    const auto judge = [&](std::size_t m, std::size_t b) {
      const FirstWeek week{scenario, b, m, average(kinds, scenario.markets[m].shares)};
      const double value = quantity.value(week);
      if (std::isnan(value) || (value >= quantity.sensible.low && value <= quantity.sensible.high))
        return false;
      const auto defaults = defaults_in(quantity, week, written, resolved);
      if (defaults.empty()) return false;
      found.push_back(fmt::format("{}: {}; a default is at work in it: {}\n  {}",
                                  printable(scenario.businesses[b].name), quantity.in_words(week, value),
                                  defaults, quantity.remedy(week, value)));
      return true;
    };
    bool is_found = false;
    for (std::size_t m = 0; m < std::min(scenario.markets.size(), most_markets_looked_at) && !is_found; ++m)
      for (std::size_t b = 0; b < scenario.businesses.size() && !is_found; ++b) is_found = judge(m, b);
  }
  return found;
}

}  // namespace clientele::scenario
