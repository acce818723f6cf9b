// The worlds of an experiment at week 0, kept in a file, so that their past need not be lived through again.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sim/experiment/run/mutex.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

struct Plan;
struct Provenance;

/// Names the past of a plan's worlds, whatever they go on to do: the world, the policy `today`, those of
/// rivals, and the seed.
std::string past_name(const Plan& plan);

class SavedStates {
 public:
  /// None yet; worlds that are kept are written to a file by and by.
  SavedStates() = default;

  /// Those of a file, for the worlds of this plan. Throws BadInput when the file cannot be read, is damaged,
  /// was made by another model, is of another past, or lacks replications.
  SavedStates(const std::string& path, const Plan& plan, const Provenance& provenance);

  /// The state of a replication, or an empty text.
  std::string_view of(int replication) const;

  /// From any thread.
  void keep(int replication, std::string state);

  /// The file appears when it is complete. Throws WriteFailure, and BadInput where it would replace another
  /// file.
  void write(const std::string& path, const Plan& plan, const Provenance& provenance, bool replace) const;

 private:
  mutable Mutex mutex_;
  std::map<int, std::string> states_;
};

}  // namespace clientele::experiment
