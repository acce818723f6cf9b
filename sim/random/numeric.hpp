// Elementary functions in plain single-precision arithmetic, so that a compiler may run them on many
// individuals at once and still return the same bits on every processor, in every build, at every position of
// a column. (The vector and the scalar functions of libraries differ in the last bits.) Relative error below
// 3e-7.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace clientele::random {

/// e^x; arguments are clamped to [-87, 88], where single precision ends.
inline float exp(float x) {
  x = std::min(std::max(x, -87.0f), 88.0f);
  const float shifted =
      x * 1.44269504f + 12582912.0f;  // 1.5 * 2^23: rounds to a whole number of binary orders
  const float order = shifted - 12582912.0f;
  const float r = (x - order * 0.693145752f) - order * 1.42860677e-6f;
  const float series =
      1.0f + r * (1.0f + r * (0.5f + r * (0.166666657f +
                                          r * (0.0416668914f + r * (0.00833339617f + r * 0.00138888159f)))));
  const auto scale = (std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(12582912.0f) + 127)
                     << 23;
  return series * std::bit_cast<float>(scale);
}

/// Natural logarithm of a positive, normal x (Cephes' minimax polynomial, Moshier 1992).
inline float log(float x) {
  const auto bits =
      std::bit_cast<std::int32_t>(x) - 0x3f3504f3;  // so that the mantissa falls in [sqrt(1/2), sqrt(2))
  const float order = static_cast<float>(bits >> 23);
  const float m = std::bit_cast<float>((bits & 0x007fffff) + 0x3f3504f3) - 1.0f;
  float series = 7.0376836292e-2f;
  for (const float c : {-1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f, 1.4249322787e-1f,
                        -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f})
    series = series * m + c;
  const float square = m * m;
  return ((m * square * series - order * 2.12194440e-4f) - 0.5f * square) + m + order * 0.693359375f;
}

/// 1 / (1 + e^-x).
inline float logistic(float x) { return 1.0f / (1.0f + exp(-x)); }

/// The value that a standard normal variable stays below with probability u in (0, 1) (Giles 2010, single
/// precision).
inline float normal_quantile(float u) {
  const float x = 2.0f * u - 1.0f;
  const float w = -log((1.0f - x) * (1.0f + x));
  const float c = w - 2.5f;
  const float t = __builtin_sqrtf(std::max(w, 5.0f)) - 3.0f;
  float centre = 2.81022636e-08f, tail = -0.000200214257f;
  for (const float a : {3.43273939e-07f, -3.5233877e-06f, -4.39150654e-06f, 0.00021858087f, -0.00125372503f,
                        -0.00417768164f, 0.246640727f, 1.50140941f})
    centre = centre * c + a;
  for (const float a : {0.000100950558f, 0.00134934322f, -0.00367342844f, 0.00573950773f, -0.0076224613f,
                        0.00943887047f, 1.00167406f, 2.83297682f})
    tail = tail * t + a;
  return 1.41421356f * x * (w < 5.0f ? centre : tail);
}

inline float clamp01(float x) { return std::min(std::max(x, 0.0f), 1.0f); }
inline float positive_part(float x) { return std::max(x, 0.0f); }

}  // namespace clientele::random
