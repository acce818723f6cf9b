// Published models as special cases: the scenarios in scenarios/published switch everything else off by
// ordinary parameters; here they are run and set against what the publications say.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/layers.hpp"
#include "sim/model/world.hpp"

namespace clientele::experiment {
class ThreadPool;
}

namespace clientele::validation {

/// What a reference is. None is a result that stands in a publication as a figure.
enum class Origin {
  input,        ///< a number that the publication puts into its model, and the scenario into ours
  closed_form,  ///< the publication's formula at its parameters
  resimulation  ///< a simulation of the publication's equations by us, in continuous time
};

/// Something that a published model gives a number for. `margin` is how far the reference itself is
/// uncertain; 0 where it is not.
struct Quantity {
  std::string name;
  Origin origin;
  double reference;
  double margin = 0;
  int decimals = 4;
};

/// One way of running a published scenario, and what is read off each replication.
struct Reproduction {
  std::string_view file;               ///< in scenarios/published
  std::string_view setting;            ///< what differs from the file, in words
  std::vector<std::string> overrides;  ///< the same as overrides of the scenario
  std::vector<Quantity> quantities;
  std::vector<double> (*simulate)(World&,
                                  const Scenario&);  ///< of a new world; values of the quantities first
};

/// All of them, those of one file next to each other.
std::vector<Reproduction> reproductions();

struct Reproduced {
  Quantity quantity;
  Estimate simulated;  ///< over replications
};

/// Of the simulated mean.
double standard_error(const Reproduced& reproduced);

/// How many standard errors the simulated mean is above the reference; NaN where chance has no part.
double deviation(const Reproduced& reproduced);

/// Whether the difference is within 4 standard errors; whether, if not, within the margin of the reference.
/// Of the four dozen quantities one would exceed 4 standard errors in 1 of 50 repetitions with other seeds
/// (Student, 24 degrees of freedom), if all were right.
bool agrees(const Reproduced& reproduced);
bool is_within_margin(const Reproduced& reproduced);

/// Runs the replications that the file asks for. `scenarios` is the folder of all scenarios. Throws BadInput
/// when the scenario is refused.
std::vector<Reproduced> reproduce(const Reproduction& reproduction, const std::filesystem::path& scenarios,
                                  ThreadPool& pool);

/// scenarios/published/README.md: the head, and the sections on the settings of one file after the other.
/// A section begins with the scenario's name and description when its setting is the first of its file.
std::string reproduction_head();
std::string reproduction_section(const Reproduction& reproduction, const std::vector<Reproduced>& results,
                                 const std::filesystem::path& scenarios);

}  // namespace clientele::validation
