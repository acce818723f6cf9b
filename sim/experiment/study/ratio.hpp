// Ratios over replications: burnt-out weeks over all weeks, say, where both vary. Replications are the
// independent ones, not the people in them, who share a firm.
//
// Source: Cochran (1977) "Sampling Techniques", sections 6.2 to 6.4: the ratio of sums with its linearised
// variance.
#pragma once

#include <vector>

#include "analysis/estimate.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// One numerator and one denominator per replication. No value where all denominators are 0.
class Ratio {
 public:
  explicit Ratio(std::size_t replications) : over_(replications), under_(replications) {}

  void add(std::size_t replication, double over, double under) {
    over_[replication] += over;
    under_[replication] += under;
  }
  /// The sum of numerators by the sum of denominators; NaN without a value.
  double value() const;
  /// With its interval, which one replication does not give.
  Estimate estimated() const;
  /// How much more it is than another one of the same replications.
  Estimate more_than(const Ratio& other) const;

 private:
  std::vector<double> influences() const;

  std::vector<double> over_, under_;
};

}  // namespace clientele::experiment
