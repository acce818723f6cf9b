// What independent accounts of the stages share.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>

namespace clientele::scenario {

inline double within(double x) { return std::clamp(x, 0.0, 1.0); }

/// Equal but for single precision, in which the model keeps its state.
inline auto near(double x) { return doctest::Approx(x).epsilon(5e-6); }

}  // namespace clientele::scenario
