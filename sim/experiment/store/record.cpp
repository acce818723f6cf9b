#include "sim/experiment/store/record.hpp"

#include <numeric>

namespace clientele::experiment {

StaffLifeCounts& StaffLifeCounts::operator+=(const StaffLifeCounts& other) {
  entered += other.entered;
  censored += other.censored;
  for (std::size_t cause = 0; cause < ended.size(); ++cause) ended[cause] += other.ended[cause];
  return *this;
}

std::int64_t StaffLifeCounts::ended_in_all() const {
  return std::accumulate(ended.begin(), ended.end(), std::int64_t{0});
}

}  // namespace clientele::experiment
