// What pictures are drawn from: how measures move from week to week, how long accounts stay, and how unevenly
// they contribute, over the replications of an experiment that kept its weeks.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/estimate.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::experiment {

/// Whose results: a business in a cell of the plan.
struct Subject {
  std::string name;
  std::size_t cell;
  std::size_t business;
};

/// The businesses of a run; the policies of a comparison, or of the first point of a sweep.
std::vector<Subject> subjects_of(const Plan& plan);

/// The median of replications, and the ranges that hold the middle 50 % and 95 % of them. NaN without a
/// value.
struct Band {
  double low95, low50, median, high50, high95;
};
Band band(std::span<const double> sample);

/// Moving averages over `window` weeks, by the last of them.
struct Smoothing {
  int window;
  int step;  ///< weeks between points
};

/// Windows of up to a quarter of a year and about a hundred points, whatever the horizon.
Smoothing smoothing_for(int weeks);

/// The weeks at which a smoothed trajectory has its points.
std::vector<int> points_in_time(int weeks, Smoothing smoothing);

/// Bands of the measure over the subject's replications, at those weeks. Weeks without a value are left out
/// of averages.
std::vector<Band> trajectory(const Store& store, const Subject& subject, const std::string& measure,
                             Smoothing smoothing);

/// The share of accounts still there after 0, 1, 2, ... weeks: Kaplan-Meier in each replication, then mean
/// and interval over replications, as accounts of one firm share its fate. Ends where fewer than half of the
/// replications can tell.
std::vector<Estimate> retention(const Store& store, const Subject& subject);

/// Bands of the whale curve at equal steps of the share of accounts, from 0 to 1; replications without a
/// positive total have none.
std::vector<Band> whale_bands(const Store& store, const Subject& subject);

}  // namespace clientele::experiment
