// Nothing reaches up: a layer includes only itself and the layers below it.
#include <doctest/doctest.h>

#include <map>
#include <regex>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

const std::vector<std::string> layers = {"sim/random", "sim/model", "sim/scenario", "sim/experiment",
                                         "sim/validation", "sim/app"};

/// Layers that a layer may include besides itself.
std::vector<std::string> below(const std::string& layer) {
  if (layer == "analysis") return {};
  std::vector<std::string> allowed;
  for (const auto& other : layers) {
    if (other == layer) break;
    allowed.push_back(other);
  }
  if (layer == "sim/experiment" || layer == "sim/validation" || layer == "sim/app") allowed.push_back("analysis");
  return allowed;
}

bool is_in(const std::string& path, const std::string& layer) { return path.starts_with(layer + "/"); }

void check_layer(const std::string& layer) {
  const std::regex include("#include \"((?:sim|analysis|tests|bench)/[^\"]+)\"");
  for (const auto& file : sources_below(layer))
    for (const auto& line : lines_of(file)) {
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      bool allowed = is_in(match[1], layer);
      for (const auto& other : below(layer)) allowed = allowed || is_in(match[1], other);
      CHECK_MESSAGE(allowed, (name_of(file) + " includes " + match[1].str()));
    }
}

TEST_CASE("a layer includes only itself and the layers below it") {
  for (const auto& layer : layers) {
    REQUIRE(!sources_below(layer).empty());
    check_layer(layer);
  }
  check_layer("analysis");
}

TEST_CASE("no equation names a policy") {
  for (const auto& file : sources_below("sim/model")) {
    const auto text = text_of(file);
    for (const char* policy : {"customer_always_right", "right_customer", "partnership"})
      CHECK_MESSAGE(text.find(policy) == std::string::npos, (name_of(file) + " names " + policy));
  }
}

}  // namespace
}  // namespace clientele::scenario
