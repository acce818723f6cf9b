#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/design/sweep.hpp"
#include "sim/scenario/loader.hpp"
#include "sim/scenario/text/files.hpp"
#include "tests/fuzz/attempts.hpp"

namespace clientele::experiment {
namespace {

Resolution resolution_of(std::string text) {
  static const auto presets = read_presets({CLIENTELE_SOURCE "/scenarios/policies"});
  auto document = parse_document("made_up.json", std::move(text));
  document.presets = presets;
  return resolve(document, {}, memory_limit);
}

void attempt_sweep_of(const Resolved& resolved, std::string_view text) {
  try {
    read_sweep(resolved.sweep);
  } catch (const BadInput& refusal) {
    expect_plain_words(refusal.what(), text);
  }
}

}  // namespace

void attempt_scenario(std::string_view text) {
  const auto resolution = resolution_of(std::string(text));
  expect(bool(resolution) == resolution.mistakes.empty(), "neither a scenario nor a mistake, or both");
  if (!resolution) return expect_plain_words(render(resolution.mistakes), text);
  if (!resolution->sweep.is_null()) attempt_sweep_of(*resolution, text);
  const auto again = resolution_of(resolution->document.dump());
  expect(bool(again), "what was resolved is refused: " + render(again.mistakes));
  expect(again->hash == resolution->hash,
         "what was resolved means something else: " + again->document.dump());
}

}  // namespace clientele::experiment
