// What the benchmarks say together: speeds beside their ceilings, ratios beside their targets, and how time
// grows.
#pragma once

#include <benchmark/benchmark.h>

#include <map>
#include <string>

namespace clientele::experiment {

/// Results by name: counters, and processor time a round in seconds.
struct Result {
  std::map<std::string, double> counters;
  double seconds = 0;
};
using Results = std::map<std::string, Result>;

/// Shows results as they come and keeps them.
class Keeper : public benchmark::ConsoleReporter {
 public:
  Keeper() : ConsoleReporter(OO_None) {}
  void ReportRuns(const std::vector<Run>& runs) override;
  const Results& results() const { return results_; }

 private:
  Results results_;
};

/// Markdown. Lines whose benchmarks were not run are left out.
std::string speed_table(const Results& results);
std::string growth_table(const Results& results);
std::string stage_table(const Results& results);
std::string beginning_table(const Results& results);
std::string extremes_table(const Results& results);

}  // namespace clientele::experiment
