#include <algorithm>
#include <sstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/sweep.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/fuzz/attempts.hpp"

namespace clientele::experiment {
namespace {

constexpr std::size_t most_lines = 4, most_values = 20;  // so that an attempt takes milliseconds

const Document& document() {
  static const auto small =
      read_document(CLIENTELE_SOURCE "/tests/data/small.json", CLIENTELE_SOURCE "/scenarios");
  return small;
}

std::vector<std::string> lines_of(std::string_view bytes) {
  std::istringstream stream{std::string(bytes)};
  std::vector<std::string> lines;
  for (std::string line; lines.size() < most_lines && std::getline(stream, line);)
    lines.emplace_back(line.c_str());  // as arguments come, which end with a NUL
  return lines;
}

void attempt_to_set(const std::vector<std::string>& assignments, std::string_view bytes) {
  const auto resolution = resolve(document(), assignments, memory_limit);
  expect(bool(resolution) == resolution.mistakes.empty(), "neither a scenario nor a mistake, or both");
  if (!resolution) expect_plain_words(render(resolution.mistakes), bytes);
}

void attempt_to_vary(const std::vector<std::string>& texts, std::string_view bytes) {
  static const auto small = resolve(document());
  try {
    Sweep sweep;
    for (const auto& text : texts) sweep.variations.push_back(read_variation(text));
    for (const auto& variation : sweep.variations)
      if (variation.values.size() > most_values) return;
    auto plan = make_plan("sweep", *small);
    lay_out(plan, sweep);
  } catch (const BadInput& refusal) {
    expect_plain_words(refusal.what(), bytes);
  }
}

}  // namespace

void attempt_override(std::string_view bytes) {
  auto lines = lines_of(bytes);
  for (const auto& line : lines) {
    attempt_to_set({line}, bytes);
    attempt_to_vary({line}, bytes);
  }
  attempt_to_set(lines, bytes);
  if (lines.size() > 2) lines.resize(2);
  attempt_to_vary(lines, bytes);
}

}  // namespace clientele::experiment
