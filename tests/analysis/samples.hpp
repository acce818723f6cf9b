// Normal samples with known means and covariance, and the tolerance of a share estimated by simulation.
#pragma once

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace clientele::analysis {

using Engine = boost::random::mt19937_64;

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

inline std::vector<double> normal_sample(Engine& engine, std::size_t n, double mean = 0, double sd = 1) {
  boost::random::normal_distribution<double> normal(mean, sd);
  std::vector<double> sample(n);
  for (double& x : sample) x = normal(engine);
  return sample;
}

/// Draws rows of correlated normals. The covariance may be singular.
class NormalFamily {
 public:
  NormalFamily(Eigen::VectorXd mean, const Eigen::MatrixXd& covariance) : mean_(std::move(mean)) {
    const Eigen::LDLT<Eigen::MatrixXd> factors(covariance);
    const Eigen::VectorXd roots = factors.vectorD().cwiseMax(0).cwiseSqrt();
    const Eigen::MatrixXd lower = factors.matrixL();
    root_ = factors.transpositionsP().transpose() * Eigen::MatrixXd(lower * roots.asDiagonal());
  }

  Eigen::MatrixXd sample(Engine& engine, Eigen::Index n) const {
    boost::random::normal_distribution<double> normal;
    Eigen::MatrixXd standard(mean_.size(), n);
    for (double& z : standard.reshaped()) z = normal(engine);
    return ((root_ * standard).colwise() + mean_).transpose();
  }

  const Eigen::VectorXd& mean() const { return mean_; }

 private:
  Eigen::VectorXd mean_;
  Eigen::MatrixXd root_;
};

/// Covariance with the given standard deviations and one correlation between all.
inline Eigen::MatrixXd equal_correlation(const Eigen::VectorXd& sd, double correlation) {
  Eigen::MatrixXd covariance = correlation * sd * sd.transpose();
  covariance.diagonal() = sd.cwiseAbs2();
  return covariance;
}

/// Three and a half standard errors of a share p observed in `trials` independent trials: a correct procedure
/// falls outside with probability 0.0005.
inline double share_tolerance(double p, int trials) { return 3.5 * std::sqrt(p * (1 - p) / trials); }

}  // namespace clientele::analysis
