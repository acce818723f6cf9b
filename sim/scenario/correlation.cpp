#include "sim/scenario/correlation.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

#include "sim/model/parameters/traits.hpp"
#include "sim/scenario/sections.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

std::vector<std::string_view> trait_names() {
  std::vector<std::string_view> names;
  for (const auto& trait : trait_infos) names.push_back(trait.name);
  return names;
}

std::optional<std::vector<std::string>> read_traits(const Node& array) {
  std::vector<std::string> traits;
  bool good = true;
  const auto nodes = elements(array, "correlated traits");
  for (const auto& node : nodes) {
    const auto position = word(node, trait_names());
    const auto name = position ? std::string(trait_names()[*position]) : "";
    const bool is_repeated = position && std::ranges::find(traits, name) != traits.end();
    if (is_repeated) node.complain(in_quotes(name) + " is listed twice", "list each trait once");
    good = good && position && !is_repeated;
    traits.push_back(name);
  }
  return good && !nodes.empty() ? std::optional(traits) : std::nullopt;
}

// The matrix, if it is square and holds numbers in [-1, 1].
std::optional<Eigen::MatrixXd> read_matrix(const Node& array, std::size_t size) {
  const auto rows = elements(array, "rows of the correlation matrix");
  if (rows.empty()) return std::nullopt;
  if (rows.size() != size) {
    array.complain(fmt::format("a matrix of height {} for {} traits", rows.size(), size),
                   "give one row per trait");
    return std::nullopt;
  }
  bool good = true;
  const auto n = static_cast<Eigen::Index>(size);
  Eigen::MatrixXd matrix(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto& row = rows[static_cast<std::size_t>(i)];
    const auto entries = elements(row, "entries of this row");
    if (!entries.empty() && entries.size() != size)
      row.complain(fmt::format("a row of length {} for {} traits", entries.size(), size),
                   "the matrix must be square");
    good = good && entries.size() == size;
    for (Eigen::Index j = 0; j < n && entries.size() == size; ++j) {
      const auto entry = number(entries[static_cast<std::size_t>(j)], {-1, 1});
      good = good && entry;
      matrix(i, j) = entry.value_or(0);
    }
  }
  return good ? std::optional(matrix) : std::nullopt;
}

bool check_form(const Node& node, const Eigen::MatrixXd& matrix, const std::vector<std::string>& traits) {
  bool good = true;
  const auto complain = [&](Eigen::Index i, Eigen::Index j, std::string problem, std::string remedy) {
    good = false;
    Node{node.value, fmt::format("{}/{}/{}", node.pointer, i, j), node.findings}.complain(std::move(problem),
                                                                                          std::move(remedy));
  };
  const auto trait = [&](Eigen::Index i) { return traits[static_cast<std::size_t>(i)]; };
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    if (matrix(i, i) != 1)
      complain(i, i,
               fmt::format("the correlation of {} with itself is 1, not {}", trait(i), plain(matrix(i, i))),
               "write 1");
    for (Eigen::Index j = 0; j < i; ++j)
      if (matrix(i, j) != matrix(j, i))
        complain(i, j,
                 fmt::format("the matrix is not symmetric: {} with {} is {} here and {} above the diagonal",
                             trait(i), trait(j), plain(matrix(i, j)), plain(matrix(j, i))),
                 "make the two equal");
  }
  return good;
}

// A matrix of correlations that cannot all hold at once has an eigenvalue that is not positive. Shrinking the
// correlations by 1 / (1 - smallest eigenvalue) brings that eigenvalue to zero.
bool check_definite(const Node& node, const Eigen::MatrixXd& matrix, const std::vector<std::string>& traits) {
  constexpr double least = 1e-9;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
  const double smallest = solver.eigenvalues()(0);
  if (smallest > least && Eigen::LLT<Eigen::MatrixXd>(matrix).info() == Eigen::Success) return true;
  const Eigen::ArrayXd weight = solver.eigenvectors().col(0).array().abs();
  std::vector<std::string_view> involved;
  for (Eigen::Index i = 0; i < weight.size(); ++i)
    if (weight(i) > 0.3 * weight.maxCoeff()) involved.push_back(traits[static_cast<std::size_t>(i)]);
  node.complain(
      fmt::format(
          "the correlations of {} cannot all hold at once: the matrix is {} (smallest eigenvalue {:.3g})",
          fmt::join(involved, ", "), smallest < -least ? "not positive definite" : "singular", smallest),
      fmt::format("weaken them: multiplying all correlations between different traits by {:.2f} is enough",
                  std::floor(99 / (1 - std::min(smallest, 0.0))) / 100));
  return false;
}

}  // namespace

Json resolve_correlation(const Node& node) {
  Members members(node, "a part of a correlation");
  const auto trait_list = members.need("traits", "list the traits in the order of the matrix");
  const auto rows = members.need("matrix", "give one row per trait");
  members.close();
  const auto traits = trait_list ? read_traits(*trait_list) : std::nullopt;
  if (!rows || !trait_list || !trait_list.value()->is_array()) return nullptr;
  const auto matrix = read_matrix(*rows, trait_list.value()->size());
  if (!traits || !matrix) return nullptr;
  if (!check_form(*rows, *matrix, *traits) || !check_definite(*rows, *matrix, *traits)) return nullptr;
  Json resolved{{"traits", *traits}, {"matrix", Json::array()}};
  for (const auto& row : **rows) {
    auto& entries = resolved["matrix"].push_back(Json::array());
    for (const auto& entry : row) entries.push_back(canonical(entry.get<double>()));
  }
  return resolved;
}

std::vector<double> correlation_factor(const Json& correlation) {
  const auto n = static_cast<Eigen::Index>(trait_infos.size());
  Eigen::MatrixXd full = Eigen::MatrixXd::Identity(n, n);
  std::vector<Eigen::Index> position;
  for (const auto& trait : correlation.at("traits")) {
    const auto row = std::ranges::find(trait_infos, trait.text(), &ParameterInfo::name);
    position.push_back(row - trait_infos.begin());
  }
  for (std::size_t i = 0; i < position.size(); ++i)
    for (std::size_t j = 0; j < position.size(); ++j)
      full(position[i], position[j]) = correlation.at("matrix")[i][j].get<double>();
  const Eigen::MatrixXd factor = Eigen::LLT<Eigen::MatrixXd>(full).matrixL();
  const auto rows = factor.reshaped<Eigen::RowMajor>();
  return {rows.begin(), rows.end()};
}

}  // namespace clientele::scenario
