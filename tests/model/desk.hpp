// A desk: one experienced, rested person of 40 hours who serves one client and nobody else.
#pragma once

#include "tests/model/worlds.hpp"

namespace clientele::scenario {

/// The desk before it works, in a week in which nothing has been asked yet. `change` is made to the scenario.
LoneMarket desk(double standard = 1, const std::function<void(Scenario&)>& change = {});

}  // namespace clientele::scenario
