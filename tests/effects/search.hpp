// A search for what is accepted and ignored: every value of a scenario is changed, and the answer with it, or
// not.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/scenario/loader.hpp"

namespace clientele::scenario {

enum class Effect { none, another_answer, refused };

/// The measures of all businesses after some weeks, under each policy for the first business.
class Answers {
 public:
  explicit Answers(const Json& resolved, int weeks = 128);

  /// What becomes of the answer if that override is applied.
  Effect effect_of(const std::string& override) const;

  /// The number of weeks after which it is first seen to be another one; 0 for never. Looks come after 1, 2,
  /// 4 ... weeks.
  int first_other_look(const std::string& override) const;

 private:
  Document document_;
  int weeks_;
  std::vector<std::vector<std::vector<double>>> base_;  ///< by policy and look
};

/// Paths, in the form of --set, of the numbers and words of a resolved scenario that no answer depends on.
struct Search {
  int looked_at = 0;
  std::vector<std::string> ignored = {};
};
Search ignored_in(const Json& resolved, const std::function<bool(const std::string& path)>& leave_out);

/// The shipped scenario of that name, resolved.
Json shipped(const std::string& name, const std::vector<std::string>& overrides = {});

}  // namespace clientele::scenario
