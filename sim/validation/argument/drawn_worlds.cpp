#include "sim/validation/argument/drawn_worlds.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "analysis/sensitivity/design.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/world.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/wording.hpp"
#include "sim/validation/course.hpp"

namespace clientele::validation {

namespace {

// Checked like a file: a firm that could not be is refused, not simulated.
Json checked(const Json& document) {
  const auto resolution = resolve(parse_document("a drawn firm", document.dump(2)));
  if (!resolution) throw experiment::InvalidScenario(render(resolution.mistakes));
  return resolution->document;
}

bool is_input(const std::string& name) {
  return std::ranges::any_of(firm_inputs(), [&](const FirmInput& input) { return input.name == name; });
}

// What a firm's size, its clients and the length of requests decide is no assumption beside them.
bool is_decided_by_inputs(const Assumption& assumption) {
  constexpr std::string_view decided[] = {"checking_hours",     "recovery_hours",   "slip_rate",
                                          "onboarding_hours",   "usual_incivility", "usual_dissonance",
                                          "qualification_hours"};
  return assumption.kind.starts_with("trait") || is_input(assumption.name) ||
         is_one_of(assumption.name, decided);
}

std::vector<std::filesystem::path> scenario_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

Matrix values_at(const Space& space, const Matrix& places) {
  Matrix values(places.rows(), places.columns());
  const auto inputs = firm_inputs();
  for (std::size_t world = 0; world < places.rows(); ++world)
    for (std::size_t j = 0; j < places.columns(); ++j)
      values(world, j) =
          j < inputs.size()
              ? input_at(inputs[j], space.ranges[j], places(world, j))
              : space.assumptions[j - inputs.size()].settings.front().range.at(places(world, j));
  return values;
}

Json document_of(const Space& space, const Matrix& values, std::size_t world) {
  const auto inputs = firm_inputs().size();
  std::vector<double> own;
  for (std::size_t j = 0; j < inputs; ++j) own.push_back(values(world, j));
  auto document = make_firm(space.base, own);
  for (std::size_t j = inputs; j < values.columns(); ++j)
    for (const auto& setting : space.assumptions[j - inputs].settings)
      document.at_pointer(pointer_of(document, setting.path).value()) = values(world, j);
  return document;
}

Matrix cells_of(const Scenario& scenario, const std::vector<std::vector<Course>>& courses) {
  Matrix values(courses.front().size(), default_policies.size());
  for (std::size_t cell = 0; cell < values.columns(); ++cell) {
    const auto policy = std::ranges::find(scenario.policies, default_policies[cell], &Policy::name);
    const auto& course = courses[static_cast<std::size_t>(policy - scenario.policies.begin())];
    for (std::size_t r = 0; r < values.rows(); ++r) values(r, cell) = value_of(judged_measure, course[r].all);
  }
  return values;
}

Scenario tabulated_with_seed(const Json& document, std::uint32_t seed) {
  auto scenario = build(document);
  scenario.seed = seed;
  tabulate(scenario);
  return scenario;
}

}  // namespace

Space space_of(const std::filesystem::path& shipped) {
  Space space;
  std::vector<Json> all;
  for (const auto& file : scenario_files(shipped)) {
    const auto resolution = resolve(read_document(file, shipped));
    if (!resolution) throw experiment::InvalidScenario(render(resolution.mistakes));
    all.push_back(resolution->document);
    space.scenarios.emplace_back(resolution->scenario.name, inputs_of(resolution->document));
    if (file.stem() == "agency") space.base = resolution->document;
  }
  space.ranges = input_ranges(all);
  space.assumptions = experiment::assumptions_of(space.base);
  std::erase_if(space.assumptions, is_decided_by_inputs);
  return space;
}

std::size_t columns_of(const Space& space) { return space.ranges.size() + space.assumptions.size(); }

std::size_t fewest_worlds(const Space& space) { return 2 * columns_of(space); }

Matrix design_of_worlds(std::size_t worlds, std::size_t columns, std::uint32_t seed) {
  return latin_hypercube(worlds, columns, seed);
}

DrawnWorlds draw_worlds(const Space& space, const Draw& draw, experiment::ThreadPool& pool) {
  DrawnWorlds drawn{values_at(space, design_of_worlds(draw.worlds, columns_of(space), draw.seed)), {}};
  drawn.cells.resize(draw.worlds);
  pool.run(draw.worlds, [&](std::size_t world, unsigned) {
    experiment::ThreadPool alone(1);
    const auto document = checked(document_of(space, drawn.values, world));
    drawn.cells[world] = complete_rows(simulate_cells(document, draw.replications, draw.seed, alone));
    if (drawn.cells[world].rows() == 0)
      throw std::runtime_error(fmt::format("the drawn firm {} has no margin in any replication", world + 1));
  });
  return drawn;
}

Matrix simulate_cells(const Json& document, int replications, std::uint32_t seed,
                      experiment::ThreadPool& pool) {
  const auto scenario = tabulated_with_seed(document, seed);
  return cells_of(scenario, courses_of(scenario, {1, scenario.weeks, replications}, pool));
}

}  // namespace clientele::validation
