// Runs the benchmarks and prints what they say together. With --write=FILE the tables also replace those in a
// Markdown file, between the lines "<!-- NAME -->" and "<!-- end -->". All other options are Google
// Benchmark's.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <thread>

#include "bench/table.hpp"

namespace clientele::experiment {
namespace {

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(line.find(':') + 2);
  return "unknown";
}

void replace_section(std::string& text, const std::string& name, const std::string& section) {
  const std::string begin = "<!-- " + name + " -->\n", end = "<!-- end -->";
  const auto first = text.find(begin);
  if (first == std::string::npos) throw std::runtime_error("no section " + name);
  const auto from = first + begin.size();
  text.replace(from, text.find(end, from) - from, "\n" + section + "\n");
}

void write(const std::string& path, const std::map<std::string, std::string>& sections) {
  std::ifstream file(path);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  for (const auto& [name, section] : sections) replace_section(text, name, section);
  std::ofstream(path) << text;
}

int run(int argc, char** argv) {
  std::string path;
  if (argc > 1 && std::string_view(argv[1]).starts_with("--write=")) {
    path = std::string(argv[1]).substr(8);
    argv[1] = argv[0];
    ++argv;
    --argc;
  }
  const std::string compiler = "g++ " __VERSION__;
  benchmark::AddCustomContext("processor", processor());
  benchmark::AddCustomContext("compiler", compiler);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  Keeper keeper;
  benchmark::RunSpecifiedBenchmarks(&keeper);
  const std::string machine =
      fmt::format("{}, {} processors, {}\n", processor(), std::thread::hardware_concurrency(), compiler);
  const auto& results = keeper.results();
  std::cout << '\n'
            << machine << '\n'
            << speed_table(results) << '\n'
            << stage_table(results) << '\n'
            << beginning_table(results) << '\n'
            << extremes_table(results) << '\n'
            << growth_table(results);
  if (!path.empty())
    write(path, {{"speed", machine + "\n" + speed_table(results)},
                 {"stages", stage_table(results)},
                 {"beginning", beginning_table(results)},
                 {"extremes", extremes_table(results)},
                 {"growth", growth_table(results)}});
  return 0;
}

}  // namespace
}  // namespace clientele::experiment

int main(int argc, char** argv) {
  try {
    return clientele::experiment::run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "error: " << error.what() << '\n';
    return 1;
  }
}
