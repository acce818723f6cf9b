#include "sim/validation/course.hpp"

#include "sim/experiment/design/plan.hpp"
#include "sim/experiment/run/thread_pool.hpp"
#include "sim/model/world.hpp"

namespace clientele::validation {

namespace {

Course followed(World world, const Length& length) {
  Course course;
  for (int block = 0; block < length.blocks; ++block) {
    Tally sum;
    for (int week = 0; week < length.weeks_of_block; ++week) {
      world.step();
      const Tally& tally = world.this_week().front();
      sum += tally;
      if (tally[Item::failures] > 0) course.failed_in = world.week();
    }
    course.blocks.push_back(sum);
  }
  course.all = world.all_weeks().front();
  return course;
}

std::vector<std::size_t> assignment(const Scenario& scenario, std::size_t policy) {
  return experiment::policy_assignment(scenario, scenario.policies[policy].name);
}

}  // namespace

std::vector<std::vector<Course>> courses_of(const Scenario& scenario, const Length& length,
                                            ThreadPool& pool) {
  return courses_of(scenario, scenario, length, pool);
}

std::vector<std::vector<Course>> courses_of(const Scenario& before, const Scenario& scenario,
                                            const Length& length, ThreadPool& pool) {
  const auto replications = static_cast<std::size_t>(length.replications);
  std::vector<std::vector<Course>> courses(scenario.policies.size(), std::vector<Course>(replications));
  pool.run(replications, [&](std::size_t i, unsigned) {
    const auto replication = static_cast<std::uint32_t>(i + 1);
    const auto today = world_of_today(before, assignment(before, before.today), before.seed, replication);
    for (std::size_t p = 0; p < courses.size(); ++p) {
      pool.heed_stop();  // there may be hundreds of policies
      auto policies = assignment(scenario, p);
      // Without a past, each policy has a beginning of its own.
      courses[p][i] =
          followed(scenario.past_weeks > 0 ? today.continued(scenario, std::move(policies))
                                           : World(scenario, std::move(policies), scenario.seed, replication),
                   length);
    }
  });
  return courses;
}

double value_of(std::string_view measure, const Tally& tally) {
  return measures()[static_cast<std::size_t>(find_measure(measure))].value(tally);
}

}  // namespace clientele::validation
