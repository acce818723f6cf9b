// What published models of customers predict, in closed form: the known answers that the simulator has to
// give when everything else is switched off.
#pragma once

namespace clientele::validation {

/// Shifted-beta-geometric model of contracts (Fader & Hardie 2007, "How to project customer retention", eq.
/// 7): the chance of not renewing differs between customers as Beta(alpha, beta) and stays the same for each.
struct ShiftedBetaGeometric {
  double alpha, beta;

  /// Share of customers alive after so many renewals.
  double survivors(int renewals) const;
};

/// BG/NBD model of purchases (Fader, Hardie & Lee 2005, "Counting your customers the easy way"): purchases of
/// an active customer are Poisson at a rate that differs as Gamma(shape r, rate alpha, in weeks); after each
/// purchase the customer drops out with a chance that differs as Beta(a, b).
struct BgNbd {
  double r, alpha, a, b;

  /// E[X(t)], purchases of a customer in (0, t], eq. 9. Needs a > 0 other than 1, t >= 0.
  double expected_purchases(double t) const;

  /// P(X(t) = 0), share of customers who have bought nothing in (0, t].
  double share_without_purchase(double t) const;
};

/// Diffusion of an innovation (Bass 1969, "A new product growth for model consumer durables"): a
/// non-adopter's hazard is p + q F, with F the share that has adopted, none at time 0.
struct BassDiffusion {
  double p, q;  ///< coefficients of innovation and imitation, per unit of time

  double adopters(double t) const;  ///< F(t)
  double peak() const;              ///< time at which most adopt; needs q > p
};

}  // namespace clientele::validation
