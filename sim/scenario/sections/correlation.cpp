#include "sim/scenario/sections/correlation.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "sim/model/parameters/traits.hpp"
#include "sim/scenario/sections/sections.hpp"
#include "sim/scenario/sections/symmetric_matrix.hpp"
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
    const bool is_repeated = position && is_one_of(name, traits);
    if (is_repeated) node.complain(in_quotes(name) + " is listed twice", "list each trait once");
    good = good && position && !is_repeated;
    traits.push_back(name);
  }
  return good && !nodes.empty() ? std::optional(traits) : std::nullopt;
}

// The matrix, if it is square and holds numbers in [-1, 1].
std::optional<SquareMatrix> read_matrix(const Node& array, std::size_t size) {
  const auto rows = elements(array, "rows of the correlation matrix");
  if (rows.empty()) return std::nullopt;
  if (rows.size() != size) {
    array.complain(fmt::format("a matrix of height {} for {} traits", rows.size(), size),
                   "give one row per trait");
    return std::nullopt;
  }
  bool good = true;
  SquareMatrix matrix{size};
  for (std::size_t i = 0; i < size; ++i) {
    const auto entries = elements(rows[i], "entries of this row");
    if (!entries.empty() && entries.size() != size)
      rows[i].complain(fmt::format("a row of length {} for {} traits", entries.size(), size),
                       "the matrix must be square");
    good = good && entries.size() == size;
    for (std::size_t j = 0; j < size && entries.size() == size; ++j) {
      const auto entry = number(entries[j], {-1, 1});
      good = good && entry;
      matrix(i, j) = entry.value_or(0);
    }
  }
  return good ? std::optional(matrix) : std::nullopt;
}

bool check_form(const Node& node, const SquareMatrix& matrix, const std::vector<std::string>& traits) {
  bool good = true;
  const auto complain = [&](std::size_t i, std::size_t j, std::string problem, std::string remedy) {
    good = false;
    Node{node.value, fmt::format("{}/{}/{}", node.pointer, i, j), node.findings}.complain(std::move(problem),
                                                                                          std::move(remedy));
  };
  for (std::size_t i = 0; i < matrix.size; ++i) {
    if (matrix(i, i) != 1)
      complain(i, i,
               fmt::format("the correlation of {} with itself is 1, not {}", traits[i], plain(matrix(i, i))),
               "write 1");
    for (std::size_t j = 0; j < i; ++j)
      if (matrix(i, j) != matrix(j, i))
        complain(i, j,
                 fmt::format("the matrix is not symmetric: {} with {} is {} here and {} above the diagonal",
                             traits[i], traits[j], plain(matrix(i, j)), plain(matrix(j, i))),
                 "make the two equal");
  }
  return good;
}

// The traits that a combination of traits consists of in the main.
std::vector<std::string_view> main_traits(const std::vector<double>& weights,
                                          const std::vector<std::string>& traits) {
  double largest = 0;
  for (const double weight : weights) largest = std::max(largest, std::abs(weight));
  std::vector<std::string_view> involved;
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (std::abs(weights[i]) > 0.3 * largest) involved.push_back(traits[i]);
  return involved;
}

// A matrix of correlations that cannot all hold at once has an eigenvalue that is not positive. Shrinking the
// correlations by 1 / (1 - smallest eigenvalue) brings that eigenvalue to zero.
bool check_definite(const Node& node, const SquareMatrix& matrix, const std::vector<std::string>& traits) {
  constexpr double least = 1e-9;
  const auto [smallest, combination] = smallest_eigenpair(matrix);
  if (smallest > least && cholesky_factor(matrix)) return true;
  node.complain(
      fmt::format(
          "the correlations of {} cannot all hold at once: the matrix is {} (smallest eigenvalue {:.3g})",
          joined(main_traits(combination, traits), ", "),
          smallest < -least ? "not positive definite" : "singular", smallest),
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
  std::vector<std::size_t> positions;
  for (const auto& trait : correlation.at("traits"))
    positions.push_back(position_of(trait.text(), trait_names()).value());
  auto full = identity(trait_infos.size());
  for (std::size_t i = 0; i < positions.size(); ++i)
    for (std::size_t j = 0; j < positions.size(); ++j)
      full(positions[i], positions[j]) = correlation.at("matrix")[i][j].get<double>();
  return cholesky_factor(full).value().entries;
}

}  // namespace clientele::scenario
