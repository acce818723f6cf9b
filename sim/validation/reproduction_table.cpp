#include <fmt/core.h>

#include <cmath>

#include "sim/scenario/text/files.hpp"
#include "sim/validation/reproduction.hpp"

namespace clientele::validation {

namespace {

std::string_view words(Origin origin) {
  switch (origin) {
    case Origin::input:
      return "input";
    case Origin::closed_form:
      return "closed form";
    case Origin::resimulation:
      return "re-simulation";
  }
  return "";
}

std::string reference(const Quantity& quantity) {
  const auto value = fmt::format("{:.{}f}", quantity.reference, quantity.decimals);
  return quantity.margin == 0 ? value : fmt::format("{} ± {}", value, quantity.margin);
}

// Who is outside of chance is not "yes", however wide the margin that comes with the reference.
std::string verdict(const Reproduced& reproduced, bool varies) {
  if (agrees(reproduced) || (!varies && is_within_margin(reproduced))) return "yes";
  if (!is_within_margin(reproduced)) return "**no**";
  return fmt::format("within the given ± {}, {:.0f} standard errors off", reproduced.quantity.margin,
                     std::abs(deviation(reproduced)));
}

std::string row(const Reproduced& reproduced) {
  const auto& quantity = reproduced.quantity;
  const double error = standard_error(reproduced);
  const bool varies = error > 1e-2 * std::pow(10, -quantity.decimals);  // enough to be seen in the decimals
  return fmt::format("| {} | {} | {} | {:.{}f} | {} | {} | {} |\n", quantity.name, words(quantity.origin),
                     reference(quantity), reproduced.simulated.mean, quantity.decimals,
                     varies ? fmt::format("{:#.2g}", error) : "-",
                     varies ? fmt::format("{:+.1f}", deviation(reproduced)) : "-",
                     verdict(reproduced, varies));
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

What is simulated is set against a reference, and these are of three kinds. An *input* is a number that the publication
puts into its model; to find it again shows that our scenario has it. A *closed form* is the publication's formula at its
parameters. A *re-simulation* is ours: the publication's equations in continuous time, the mean of 30 runs with its
margin; no such number stands in the publication.

*Standard error* is that of the simulated mean over replications, and *difference* is counted in it. A quantity
*agrees* when the difference is below 4 standard errors. Where it is larger, but within the margin that the reference
itself has, both are said.

)";
}

std::string reproduction_section(const Reproduction& reproduction, const std::vector<Reproduced>& results,
                                 const std::filesystem::path& scenarios) {
  std::string text = reproduction.setting.empty() ? title(reproduction.file, scenarios)
                                                  : fmt::format("{}\n\n", reproduction.setting);
  for (const auto& override : reproduction.overrides) text += fmt::format("    --set {}\n", override);
  if (!reproduction.overrides.empty()) text += "\n";
  text += "| quantity | kind | reference | simulated | standard error | difference | agrees |\n";
  text += "|---|---|---:|---:|---:|---:|---|\n";
  for (const auto& reproduced : results) text += row(reproduced);
  return text + "\n";
}

}  // namespace clientele::validation
