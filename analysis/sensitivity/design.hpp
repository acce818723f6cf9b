// Where to look in a space of k parameters: points in the unit cube [0, 1)^k, one row per point, which the
// caller maps to ranges. Equal arguments give equal points.
//
// Sources: Sobol (1967) sequence with the direction numbers of Joe & Kuo (2008), from Boost.Random; McKay,
// Beckman & Conover (1979) for Latin hypercubes; Ye, Li & Sudjianto (2000) for symmetric ones.
#pragma once

#include <cstdint>

#include "analysis/matrix.hpp"

namespace clientele::analysis {

/// The first n points of Sobol's sequence after the origin. Balanced best when n is a power of two less one.
/// Throws std::range_error if k exceeds the dimensions of Boost's table (3667).
Matrix sobol_points(std::size_t n, std::size_t k);

/// n points of which every coordinate falls once in each of n equal slices, in random pairing and at random
/// within.
Matrix latin_hypercube(std::size_t n, std::size_t k, std::uint64_t seed);

/// The same in pairs: each of the first n / 2 points has its mirror image at the centre of the cube among the
/// next n / 2, so that what a function gains on one side of the centre and loses on the other moves no mean.
/// The last of an odd number is in the middle slice of every coordinate.
Matrix symmetric_latin_hypercube(std::size_t n, std::size_t k, std::uint64_t seed);

}  // namespace clientele::analysis
