// What the program says where little or nothing is known: no text is left of what is not a number, and nobody
// is named a winner who is none.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>

#include "sim/scenario/text/json.hpp"
#include "tests/app/program.hpp"

namespace clientele::app {
namespace {

namespace fs = std::filesystem;
using clientele::scenario::Json;

const std::string shut = "tests/data/odd/shut.json", twins = "tests/data/odd/twins.json",
                  unstaffed = "tests/data/odd/unstaffed.json", brief = "tests/data/odd/brief.json";

/// Scenarios with what makes them odd.
const std::vector<std::string> odd = {brief + " -n 1 -w 5",
                                      brief + " -n 2 -w 1",
                                      brief + " -n 1 -w 1",
                                      brief + " -n 3 -w 8 --policies partnership",
                                      shut,
                                      shut + " -n 1",
                                      shut + " --policies silent",
                                      twins,
                                      twins + " --policies castor,pollux",
                                      twins + " --policies castor,pollux -n 1",
                                      unstaffed,
                                      unstaffed + " -n 1"};

const std::vector<std::string> objectives = {"operating_margin", "profit_per_week", "churn_rate",
                                             "burnout_share", "contribution_per_referred"};

/// The next objective at each call: over all odd scenarios, each form of an answer meets every one.
std::string next_objective() {
  static std::size_t next = 0;
  return " --objective " + objectives[next++ % objectives.size()];
}

/// Names and words of our own do not contain these, so they are numbers that are none, or signs of two
/// numbers.
std::string nonsense_in(const std::string& text) {
  static const std::regex nonsense(R"((^|[^A-Za-z0-9_])([-+]?(nan|inf|infinity)|\+-)($|[^A-Za-z0-9_]))",
                                   std::regex::icase);
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    if (std::regex_search(line, nonsense)) return line;
  return "";
}

void check_lines_of_json(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK_NOTHROW(Json::parse(line));
}

/// What is answered to a command, after checking that it is an answer.
std::string answer_to(const std::string& command) {
  CAPTURE(command);
  const auto answer = clientele_program(command);
  CHECK_MESSAGE(answer.exit_code == 0, answer.err);
  CHECK_MESSAGE(nonsense_in(answer.out).empty(), nonsense_in(answer.out));
  CHECK_MESSAGE(nonsense_in(answer.err).empty(), nonsense_in(answer.err));
  CHECK(!std::regex_search(answer.out, std::regex(R"(\b1 (replications|weeks|runs|worlds)\b)")));
  if (mentions(command, "sweep ") && mentions(command, "format json "))
    check_lines_of_json(answer.out);
  else if (mentions(command, "format json "))
    CHECK_NOTHROW(Json::parse(answer.out));
  return answer.out;
}

const std::vector<std::string> forms = {"--format table ", "--format csv ", "--format json "};

TEST_CASE("no answer to an odd question contains what is not a number") {
  for (const auto& scenario : odd) {
    const bool has_policies = mentions(scenario, "--policies");
    const bool is_judged = !has_policies || mentions(scenario, ",");
    for (const auto& form : forms) {
      if (!has_policies) answer_to("run " + form + scenario);
      answer_to("sweep -q --force --vary businesses.0.price=400,500 -o " + scratch_path("odd.sqlite") + " " +
                form + scenario);
      const bool has_decision = is_judged && !mentions(form, "csv");
      if (!has_decision) answer_to("compare " + form + scenario);
      for (int times = 0; has_decision && times < 2; ++times)
        answer_to("compare " + form + scenario + next_objective() +
                  " --require 'churn_rate<2' --require 'burnout_share<0.9'");
    }
    answer_to("compare -v " + scenario);
  }
}

TEST_CASE("no answer over plausible worlds, and no sensitivity, contains what is not a number") {
  for (const auto& scenario : odd)
    for (const auto& form : forms) {
      const auto rest = form + scenario + " -q" + next_objective();
      answer_to("compare --uncertain --worlds 2 " + rest);
      answer_to("compare --uncertain --worlds 10 " + rest);
      if (!mentions(scenario, "-n 1"))
        answer_to("sensitivity --trajectories 2 --samples 4 --few 1 --assumptions moves,knowledge " + rest);
    }
  for (const auto& scenario : {shut, twins, unstaffed})
    answer_to("sensitivity --trajectories 2 --method morris --assumptions moves --format markdown -q " +
              scenario);
}

TEST_CASE("what divergence, facts and exports say contains nothing that is not a number") {
  for (const auto& [scenario, policies] : {std::pair(shut, "silent partnership"),
                                           {twins, "castor pollux"},
                                           {unstaffed, "partnership right_customer"}})
    for (const std::string customer : {"0", "7"})
      answer_to("diverge " + scenario + " " + policies + " --customer " + customer);
  CHECK(nonsense_in(text_of(CLIENTELE_SOURCE "/sim/model/FACTS.md")).empty());  // which is what `facts` says
  for (const auto& scenario : odd) {
    const auto store = scratch_path("odd.sqlite");
    answer_to("compare -q -o " + store + " " + scenario);
    for (const std::string table : {"runs", "summary", "weekly", "weekly_long", "segments", "survival",
                                    "staff_survival", "incidence", "leaving_rates"})
      answer_to("export " + store + " --table " + table);
  }
}

TEST_CASE("the data of a report on odd results is JSON in which what is unknown is null") {
  if (!has_page()) return;
  for (const auto& scenario : odd) {
    CAPTURE(scenario);
    const auto page = scratch_path("odd.html");
    answer_to("report -q -o " + page + " " + scenario);
    const auto html = text_of(page);
    const std::string mark = R"(<script type="application/json" id="data">)";
    const auto begin = html.find(mark);
    REQUIRE(begin != std::string::npos);
    const auto data = html.substr(begin + mark.size(), html.find("</script>", begin) - begin - mark.size());
    CHECK(nonsense_in(data).empty());
    CHECK_NOTHROW(Json::parse(data));
  }
}

/// The first table of an answer: policies with the numbers of the headline measures; none where there is "-".
struct Row {
  std::string policy;
  std::vector<std::optional<double>> cells;
};

std::optional<double> number_in(std::string cell) {
  std::erase_if(cell, [](char c) { return c == ',' || c == '%'; });
  return cell == "-" ? std::nullopt : std::optional(std::stod(cell));
}

std::vector<Row> first_table(const std::string& text) {
  constexpr std::size_t headlines = 8;
  std::vector<Row> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line) && !mentions(line, "Paired differences");) {
    std::istringstream words(line);
    Row row;
    words >> row.policy;
    std::vector<std::string> cells{std::istream_iterator<std::string>(words), {}};
    const bool is_row =
        cells.size() == headlines && row.policy != "policy" && std::ranges::all_of(cells, [](const auto& c) {
          return c == "-" || c.find_first_of("0123456789") != c.npos;
        });
    if (!is_row) continue;
    for (const auto& cell : cells) row.cells.push_back(number_in(cell));
    rows.push_back(row);
  }
  return rows;
}

std::string sentence_in(const std::string& text) {
  const auto begin = text.find("In short: ");
  auto sentence = begin == text.npos ? "" : text.substr(begin, text.find("\n\n", begin) - begin);
  std::ranges::replace(sentence, '\n', ' ');
  return sentence;
}

const std::vector<std::string> headline_words = {"churn rate",      "operating margin", "burnout share",
                                                 "profit per week", "failed",           "accounts",
                                                 "staff turnover",  "satisfaction"};

/// Names in "a", "a and b" or "a, b and c".
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  static const std::regex name("[a-z_]+");
  for (std::sregex_iterator found(text.begin(), text.end(), name), end; found != end; ++found)
    if (found->str() != "and") names.push_back(found->str());
  return names;
}

void check_winners(const std::vector<Row>& table, const std::vector<std::string>& winners, std::size_t column,
                   bool lowest, bool clearly) {
  std::vector<double> shown;
  for (const auto& row : table)
    if (row.cells[column]) shown.push_back(*row.cells[column]);
  REQUIRE(!shown.empty());
  const double best = lowest ? std::ranges::min(shown) : std::ranges::max(shown);
  for (const auto& winner : winners) {
    CAPTURE(winner);
    const auto row = std::ranges::find(table, winner, &Row::policy);
    REQUIRE(row != table.end());
    CHECK(row->cells[column] == best);
  }
  if (!clearly) CHECK(std::ranges::count(shown, best) == std::ssize(winners));
}

/// How many winners the sentence names, each being the best of the table.
int checked_winners(const std::string& answer) {
  const auto table = first_table(answer);
  auto sentence = sentence_in(answer);
  CAPTURE(sentence);
  REQUIRE(!sentence.empty());
  sentence = std::regex_replace(sentence,
                                std::regex("one replication cannot tell which policy is best; in it, "), "");
  static const std::regex claim(
      R"((?:: |; )([a-z_, ]+?) (has|share) the (best|lowest) ([a-z ]+?)(?: of those[^(]*)? \(([^)]*)\))");
  int claims = 0;
  for (std::sregex_iterator found(sentence.begin(), sentence.end(), claim), end; found != end;
       ++found, ++claims) {
    const auto& match = *found;
    const auto column =
        static_cast<std::size_t>(std::ranges::find(headline_words, match[4].str()) - headline_words.begin());
    REQUIRE(column < headline_words.size());
    const bool lowest = column == 0 || column == 2 || column == 4 || column == 6;
    const auto winners = names_in(match[1]);
    CHECK((winners.size() > 1) == (match[2] == "share"));
    check_winners(table, winners, column, lowest, mentions(match[5], "clearly"));
  }
  return claims;
}

TEST_CASE("every winner named in a sentence has the best mean in the table beside it") {
  int claims = 0;
  auto scenarios = odd;
  for (const auto* name : {"difficult_few", "tiny_studio", "shop"})
    scenarios.push_back(std::string("scenarios/") + name + ".json -n 3 -w 26");
  for (const auto& scenario : scenarios) {
    if (mentions(scenario, "partnership") || mentions(scenario, "--policies silent"))
      continue;  // nobody to beat
    for (const std::string objective :
         {"operating_margin", "profit_per_week", "churn_rate", "burnout_share", "satisfaction"}) {
      const auto command = "compare " + scenario + " --objective " + objective;
      CAPTURE(command);
      claims += checked_winners(answer_to(command));
    }
  }
  CHECK(claims > 30);
}

TEST_CASE("among equals there is no winner, neither in words nor in JSON") {
  const auto equals = answer_to("compare " + twins + " --policies castor,pollux");
  CHECK(mentions(sentence_in(equals), "all policies have the same operating margin"));
  const auto command = twins + " --policies castor,pollux --format json ";
  const auto decision = Json::parse(answer_to("compare " + command)).at("decision");
  CHECK(decision.at("best").is_null());
  CHECK(decision.at("best_missing") == "castor and pollux are equally good");
  CHECK(mentions(answer_to("compare " + twins + " --policies castor,pollux --uncertain --worlds 12 -q"),
                 "castor and pollux are equal in every world"));
  const auto ranking =
      Json::parse(answer_to("sensitivity --trajectories 2 --method morris --assumptions moves -q " + command))
          .at("screening")
          .at("ranking");
  CHECK(ranking.at("leader").is_null());
  CHECK(ranking.at("equal_at") == ranking.at("points"));
}

TEST_CASE("where the business mostly fails, the sentence that names the best policy says so") {
  const std::string ruin = "compare " + brief + " -n 3 -w 60 --policies today,partnership ";
  const auto ruined = sentence_in(answer_to(ruin + "--set businesses.0.wage=9000"));
  CHECK_MESSAGE(mentions(ruined, "More often than not the business fails under today and partnership."),
                ruined);
  CHECK(!mentions(sentence_in(answer_to(ruin + "--set businesses.0.insolvency=never")), "fails under"));
}

TEST_CASE("one replication has no spread, and cannot tell which policy is best") {
  const auto table = answer_to("compare " + brief + " -n 1 -w 5");
  CHECK(mentions(table, "5 weeks, 1 replication, seed"));
  CHECK(mentions(sentence_in(table), "one replication cannot tell which policy is best"));
  CHECK(!mentions(table, "not for certain"));
  CHECK(!mentions(table, "±"));
  const auto json = Json::parse(answer_to("compare --format json " + brief + " -n 1 -w 5"));
  const auto& metric = json.at("policies")[0].at("metrics").at("accounts");
  for (const auto* unknown : {"sd", "ci_low", "ci_high"}) CHECK(metric.at(unknown).is_null());
  const auto& decision = json.at("decision");
  CHECK(decision.at("best").is_null());
  CHECK(decision.at("best_missing") == "one replication cannot tell which policy is best");
  CHECK(decision.at("policies")[1].at("best_probability").is_null());
  CHECK(decision.at("policies")[1].at("loss_probability").is_null());
  CHECK(mentions(answer_to("compare --format csv " + brief + " -n 1 -w 5"), ",,,\n"));
}

TEST_CASE("a decision that is missing is missing for a reason") {
  const auto json = Json::parse(answer_to("compare --format json " + shut));
  CHECK(json.at("decision").is_null());
  CHECK(json.at("decision_missing") == "operating margin has no value under silent");
  const auto alone = Json::parse(answer_to("compare --format json " + twins + " --policies castor"));
  CHECK(alone.at("decision").is_null());
  CHECK(mentions(alone.at("decision_missing").text(), "one policy"));
  const auto sentence = sentence_in(answer_to("compare " + shut));
  CHECK(mentions(sentence, "no policy is the best, as operating margin has no value under silent"));
  CHECK(mentions(sentence, "silent has no churn rate, as it has no clients."));
  const auto alone_with_clients =
      sentence_in(answer_to("compare " + shut + " --policies silent,partnership"));
  CHECK(!alone_with_clients.empty());
  CHECK(!mentions(alone_with_clients, "lowest churn rate"));
}

TEST_CASE("a precision of what never has a value ends at once with the reason, whether quiet or not") {
  for (const std::string goal : {"churn_rate=0.05", "difference:churn_rate=5%"})
    for (const std::string quiet : {"", " -q"}) {
      const auto answer =
          clientele_program("compare " + shut + " --max-replications 60 --precision " + goal + quiet);
      CHECK(answer.exit_code == 3);
      CHECK(mentions(answer.err,
                     "churn_rate has no value in any replication of silent, after 30 replications"));
      CHECK(!mentions(answer.err, "error:"));
      CHECK(mentions(answer.out, "shut: 16 weeks, 30 replications"));
    }
  const auto one = clientele_program("compare " + twins + " -n 1 --precision accounts=2");
  CHECK(one.exit_code == 0);
  CHECK(mentions(one.err, "a pilot of 1 replication has too few values to say"));
}

TEST_CASE("what must be said with the numbers of a store is said in tables and in JSON") {
  const std::string reservation = "wrote no checksums";
  for (const std::string name : {"finished", "sweep"}) {
    const auto store = scratch_path(name + ".sqlite");
    fs::copy_file(CLIENTELE_SOURCE "/tests/data/before/" + name + ".sqlite", store);
    auto table = clientele_program("resume " + store).out;
    std::ranges::replace(table, '\n', ' ');
    CHECK(mentions(table, " Note: the program that made this store " + reservation));
    std::istringstream json(clientele_program("resume --format json " + store).out);
    std::string text{std::istreambuf_iterator<char>(json), {}};
    if (name == "sweep") text = text.substr(0, text.find('\n'));
    const auto answer = Json::parse(text);
    REQUIRE(answer.at("reservations").size() == 2);
    CHECK(mentions(answer.at("reservations")[1].text(), "shipped under that name before version 0.3"));
    CHECK(mentions(answer.at("reservations")[0].text(), reservation));
  }
  CHECK(!Json::parse(answer_to("compare --format json " + twins)).contains("reservations"));
}

}  // namespace
}  // namespace clientele::app
