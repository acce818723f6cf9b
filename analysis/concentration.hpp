// How unevenly a total (profit, revenue, effort) is spread over customers.
//
// Sources: Lorenz (1905); Gini (1914); the whale curve of cumulative customer profit: Kaplan & Cooper (1998)
// "Cost & Effect" chapter 10. NaNs are left out.
#pragma once

#include <span>
#include <vector>

namespace clientele::analysis {

struct CurvePoint {
  double customers;  ///< share of customers, 0 to 1
  double total;      ///< share of the total; above 1 or below 0 where some contribute negatively
};

/// Whale curve: the share of the total that the most valuable customers bring together, best first; it rises
/// above 1 if some customers lose money. `points` + 1 rows at equal steps of the share of customers. Empty
/// unless the total is positive, for a share of nothing means nothing.
std::vector<CurvePoint> whale_curve(std::span<const double> values, std::size_t points = 100);

/// Lorenz curve: the same, least first. The diagonal is perfect equality.
std::vector<CurvePoint> lorenz_curve(std::span<const double> values, std::size_t points = 100);

/// Share of the total that the top share `q` of customers bring; a fractional customer counts in part. NaN
/// unless the total is positive.
double top_share(std::span<const double> values, double q);

/// Gini coefficient: 0 if all bring the same, (n - 1)/n if one of n brings all; above 1 is possible with
/// losses. NaN unless the total is positive.
double gini(std::span<const double> values);

}  // namespace clientele::analysis
