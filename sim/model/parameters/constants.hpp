// Constants of the model: how people and work behave, whatever the policy. A scenario overrides them under "model".
#pragma once

#include <array>

#include "sim/model/registry.hpp"

namespace clientele {

struct Constants {
  float satisfaction_pace;
};

using Constant = Parameter<Constants, float>;

inline constexpr auto constant_parameters = std::to_array<Constant>({
    {{"satisfaction_pace", "1/week", 0.12, {0, 1}, {0.05, 0.25}, "assumption",
      "how fast satisfaction moves towards experience"},
     &Constants::satisfaction_pace},
});

}  // namespace clientele
