#include "sim/experiment/study/twins.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "sim/experiment/study/ratio.hpp"

namespace clientele::experiment {

bool is_from_the_beginning(const BurnoutCourse& course) { return course.first_week <= 0; }

TwinCounts count_twins(std::span<const PeopleSeen> first, std::span<const PeopleSeen> second) {
  TwinCounts counts;
  Ratio more(first.size());
  for (std::size_t r = 0; r < first.size(); ++r) {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, const BurnoutCourse*> others;
    for (const auto& course : second[r].courses)
      others.emplace(std::tuple(course.market, course.place, course.generation), &course);
    for (const auto& one : first[r].courses) {
      if (!is_from_the_beginning(one)) continue;
      const auto twin = others.find(std::tuple(one.market, one.place, one.generation));
      if (twin == others.end()) continue;
      const int end = std::min(one.end_week, twin->second->end_week);
      const bool under_first = one.is_burnt_out_in(0, end),
                 under_second = twin->second->is_burnt_out_in(0, end);
      counts.both += under_first && under_second;
      counts.only_first += under_first && !under_second;
      counts.only_second += !under_first && under_second;
      counts.neither += !under_first && !under_second;
      more.add(r, under_first - under_second, 1);
    }
  }
  counts.more_under_first = more.estimated();
  return counts;
}

}  // namespace clientele::experiment
