#include "bench/table.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "sim/model/week.hpp"

namespace clientele::experiment {

namespace {

constexpr auto speed = "customer_weeks/s";

/// A counter of a benchmark, if it was run.
const double* find(const Results& results, const std::string& benchmark, const std::string& counter) {
  const auto result = results.find(benchmark);
  if (result == results.end()) return nullptr;
  const auto value = result->second.counters.find(counter);
  return value == result->second.counters.end() ? nullptr : &value->second;
}

class Table {
 public:
  Table(const Results& results, std::string head) : results_(results), text_(std::move(head)) {}

  /// A value in its unit, and its target.
  void value(const std::string& what, const std::string& benchmark, const std::string& counter, double unit,
             const std::string& form, const std::string& target) {
    if (const double* x = find(results_, benchmark, counter))
      line(what, fmt::format(fmt::runtime(form), *x / unit), target);
  }

  /// One benchmark's counter over another's.
  void ratio(const std::string& what, const std::string& benchmark, const std::string& counter,
             const std::string& other, const std::string& other_counter, const std::string& target) {
    const double *x = find(results_, benchmark, counter), *y = find(results_, other, other_counter);
    if (x && y) line(what, fmt::format("{:.2f}", *x / *y), target);
  }

  const std::string& text() const { return text_; }

 private:
  void line(const std::string& what, const std::string& value, const std::string& target) {
    text_ += fmt::format("| {} | {} | {} |\n", what, value, target);
  }

  const Results& results_;
  std::string text_;
};

const std::string one_run = "/iterations:1/manual_time";

}  // namespace

void Keeper::ReportRuns(const std::vector<Run>& runs) {
  ConsoleReporter::ReportRuns(runs);
  for (const Run& run : runs) {
    Result& result = results_[run.benchmark_name()];
    result.seconds = run.cpu_accumulated_time / static_cast<double>(run.iterations);
    for (const auto& [name, counter] : run.counters) result.counters[name] = counter;
  }
}

std::string speed_table(const Results& results) {
  Table table(results, "| what | measured | target |\n|---|--:|--:|\n");
  const auto million = [&](const std::string& what, const std::string& benchmark, const std::string& counter,
                           const std::string& target) {
    table.value(what + ", million customer-weeks/s a core", benchmark, counter, 1e6, "{:.1f}", target);
  };
  for (const std::string n : {"256", "4096", "65536"}) {
    million("week of a market of " + n, "week_of_market/" + n, speed, n == "4096" ? "10" : "");
    million("draws only", "draws_only/" + n, speed, "");
    million("memory only", "memory_only/" + n, speed, "");
    table.ratio("week over draws only", "week_of_market/" + n, speed, "draws_only/" + n, speed, "0.40");
  }
  const std::string core = "customer_weeks/s/core", alone = "week_streaming/4096/1" + one_run,
                    both = "week_streaming/4096/2" + one_run;
  million("agency of 80 accounts", "agency_replication", speed, "5");
  million("week streaming, markets of 4096", alone, core, "");
  table.ratio("streaming over hot", alone, core, "week_of_market/4096", speed, "0.85");
  table.ratio("two threads over one, by the time that passed", both, speed, alone, speed, "1.90");
  table.ratio("two threads over one, by the time a core worked", both, core, alone, core, "");
  table.value("bytes a customer", alone, "bytes/customer", 1, "{:.0f}", "160");
  const auto whole = [&](const std::string& what, const std::string& benchmark, const std::string& target) {
    table.value(what + ", s", benchmark + one_run, "seconds", 1, "{:.1f}", target);
    table.value("the same on two processors with nothing else to do, s", benchmark + one_run,
                "processor_seconds", 2, "{:.1f}", target);
  };
  whole("agency comparison, 3 policies x 260 weeks x 1,000 replications", "agency_comparison/1000", "15");
  whole("10 million customers, 52 weeks", "large_world/10000000/52", "60");
  return table.text();
}

std::string stage_table(const Results& results) {
  std::string names = "|", rule = "|", shares = "|";
  for (const Stage& stage : week) {
    const double* share = find(results, "stages/4096", std::string(stage.name));
    if (!share) return "";
    names += fmt::format(" {} |", stage.name);
    rule += "--:|";
    shares += fmt::format(" {:.1f} % |", *share);
  }
  return names + "\n" + rule + "\n" + shares + "\n";
}

std::string growth_table(const Results& results) {
  std::string text =
      "| customers | markets | threads | ns a customer-week, of a core | of all that passed |\n"
      "|--:|--:|--:|--:|--:|\n";
  for (const std::string name : {"growth_customers", "growth_markets", "growth_threads"})
    for (const auto& [benchmark, result] : results) {
      int customers = 0, markets = 0, threads = 0;
      const auto form = name + "/%d/%d/%d/";
      if (std::sscanf(benchmark.c_str(), form.c_str(), &customers, &markets, &threads) != 3) continue;
      text += fmt::format("| {} | {} | {} | {:.1f} | {:.1f} |\n", customers, markets, threads,
                          1e9 / result.counters.at("customer_weeks/s/core"), 1e9 / result.counters.at(speed));
    }
  return text;
}

std::string beginning_table(const Results& results) {
  std::string text =
      "| segments | distributions | ms a segment, of a core | at the next point |\n|--:|---|--:|--:|\n";
  for (const int segments : {250, 1000})
    for (const bool different : {false, true}) {
      const auto name = fmt::format("begin_run/segments:{}/different:{:d}", segments, different);
      const double *first = find(results, name, "ms/segment"),
                   *next = find(results, name, "ms/segment at the next point");
      if (first && next)
        text += fmt::format("| {} | {} | {:.3f} | {:.4f} |\n", segments,
                            different ? "all different" : "equal", *first, *next);
    }
  return text;
}

std::string extremes_table(const Results& results) {
  const std::string whole = ", whole";
  std::string text = "| times an agency | at the end | for its size | whole |\n|--:|---|--:|--:|\n";
  for (const int times : {1, 10}) {
    const auto result = results.find(fmt::format("extremes/{}/iterations:1", times));
    if (result == results.end()) continue;
    for (const auto& [end, ratio] : result->second.counters)
      if (const double* all = find(results, result->first, end + whole))
        text += fmt::format("| {} | `{}` | {:.1f} | {:.1f} |\n", times, end, ratio, *all);
  }
  return text;
}

}  // namespace clientele::experiment
