#include <fmt/core.h>

#include <cmath>

#include "sim/scenario/text/files.hpp"
#include "sim/validation/reproduction.hpp"

namespace clientele::validation {

namespace {

std::string published(const Quantity& quantity) {
  const auto value = fmt::format("{:.{}f}", quantity.published, quantity.decimals);
  return quantity.margin == 0 ? value : fmt::format("{} ± {}", value, quantity.margin);
}

std::string row(const Reproduced& reproduced) {
  const auto& quantity = reproduced.quantity;
  const double error = standard_error(reproduced);
  const bool varies = error > 1e-2 * std::pow(10, -quantity.decimals);  // enough to be seen in the decimals
  return fmt::format(
      "| {} | {} | {:.{}f} | {} | {} | {} |\n", quantity.name, published(quantity), reproduced.simulated.mean,
      quantity.decimals, varies ? fmt::format("{:#.2g}", error) : "-",
      varies ? fmt::format("{:+.1f}", deviation(reproduced)) : "-", agrees(reproduced) ? "yes" : "**no**");
}

/// What comes before the table when the setting is the file's first.
std::string title(std::string_view file, const std::filesystem::path& scenarios) {
  const Json scenario = read_document(scenarios / "published" / file, scenarios).root.value();
  return fmt::format("## {}\n\n[`{}`]({}): {}\n\n{} replications, seed {}.\n\n",
                     scenario["name"].get<std::string>(), file, file,
                     scenario["description"].get<std::string>(), scenario["replications"].get<int>(),
                     scenario["seed"].get<unsigned>());
}

}  // namespace

std::string reproduction_head() {
  return R"(# Published models as special cases

This file is written by a command, and a test compares it with what the simulator does now:

    clientele reproduce > scenarios/published/README.md

Each scenario here is an ordinary one. It turns everything off that the published model does not have, by
parameters that any scenario may set, and gives the published model's parameters to what is left: the simulator
then *is* that model, with individual people and a week as its unit of time. Nothing in the program knows of it.

*Standard error* is that of the simulated mean over replications, and *difference* is counted in it. A quantity
*agrees* when the difference is below 4 standard errors, or within the margin that the published number itself is
given with.

)";
}

std::string reproduction_section(const Reproduction& reproduction, const std::vector<Reproduced>& results,
                                 const std::filesystem::path& scenarios) {
  std::string text = reproduction.setting.empty() ? title(reproduction.file, scenarios)
                                                  : fmt::format("{}\n\n", reproduction.setting);
  for (const auto& override : reproduction.overrides) text += fmt::format("    --set {}\n", override);
  if (!reproduction.overrides.empty()) text += "\n";
  text += "| quantity | published | simulated | standard error | difference | agrees |\n";
  text += "|---|---:|---:|---:|---:|---|\n";
  for (const auto& reproduced : results) text += row(reproduced);
  return text + "\n";
}

}  // namespace clientele::validation
