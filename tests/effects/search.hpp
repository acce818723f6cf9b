// A search for what is accepted and ignored: every value of a scenario is changed, and the answer with it, or
// not.
#pragma once

#include <string>
#include <vector>

#include "sim/scenario/loader.hpp"

namespace clientele::scenario {

/// The measures of all businesses after some weeks, under each policy for the first business.
class Answers {
 public:
  explicit Answers(const Json& resolved);

  /// Whether the answer is another one if that override is applied; true, too, where it is refused.
  bool change_with(const std::string& override) const;

 private:
  Document document_;
  std::vector<std::vector<std::vector<double>>> base_;  ///< by policy and look
};

/// Paths, in the form of --set, of all numbers and words of a resolved scenario that no answer depends on.
std::vector<std::string> ignored_in(const Json& resolved);

/// The shipped scenario of that name, resolved.
Json shipped(const std::string& name, const std::vector<std::string>& overrides = {});

}  // namespace clientele::scenario
