// Nothing reaches up: a layer includes only itself and the layers below it.
#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "tests/repository/source.hpp"

namespace clientele::scenario {
namespace {

const std::vector<std::string> layers = {"sim/random",     "sim/model",      "sim/scenario", "analysis",
                                         "sim/experiment", "sim/validation", "sim/app"};

/// Layers that a layer may include besides itself.
std::vector<std::string> below(const std::string& layer) {
  if (layer == "analysis") return {};
  std::vector<std::string> allowed;
  for (const auto& other : layers) {
    if (other == layer) break;
    allowed.push_back(other);
  }
  return allowed;
}

bool is_in(const std::string& path, const std::string& layer) { return path.starts_with(layer + "/"); }

void check_layer(const std::string& layer) {
  const std::regex include("#include [\"<]((?:\\.|sim/|analysis/|tests/|bench/)[^\">]+)[\">]");
  for (const auto& file : sources_below(layer))
    for (const auto& line : lines_of(file)) {
      std::smatch match;
      if (!std::regex_search(line, match, include)) continue;
      bool allowed = match[1] == "sim/layers.hpp" || is_in(match[1], layer);
      for (const auto& other : below(layer)) allowed = allowed || is_in(match[1], other);
      CHECK_MESSAGE(allowed, (name_of(file) + " includes " + match[1].str()));
    }
}

TEST_CASE("a layer includes only itself and the layers below it") {
  for (const auto& layer : layers) {
    REQUIRE(!sources_below(layer).empty());
    check_layer(layer);
  }
}

TEST_CASE("a layer is one namespace, and only declares what is of others") {
  const std::regex declared(R"(namespace clientele::\w+ \{\n((class|struct|enum class) \w+;\n)+\})");
  const std::regex opened(R"(namespace (clientele\S*) \{)");
  for (const auto& layer : layers) {
    const auto name = "clientele::" + layer.substr(layer.find('/') + 1);
    for (const auto& file : sources_below(layer)) {
      const auto text = std::regex_replace(text_of(file), declared, "");
      std::size_t found = 0;
      for (auto match = std::sregex_iterator(text.begin(), text.end(), opened);
           match != std::sregex_iterator(); ++match, ++found)
        CHECK_MESSAGE((*match)[1].str() == name, (name_of(file) + " opens " + match->str()));
      CHECK_MESSAGE((found > 0 || file.filename() == "main.cpp"), (name_of(file) + " opens no namespace"));
    }
  }
}

/// The rooms of sim/experiment, in the order of its README.
const std::vector<std::string> rooms = {"design", "store", "tables", "observe", "run", "study"};

TEST_CASE("a room of the experiments includes only itself and the rooms before it") {
  const std::regex include("#include \"sim/experiment/([a-z]+)/");
  for (auto room = rooms.begin(); room != rooms.end(); ++room) {
    const auto files = sources_below("sim/experiment/" + *room);
    REQUIRE(!files.empty());
    for (const auto& file : files)
      for (const auto& line : lines_of(file)) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        CHECK_MESSAGE(std::find(rooms.begin(), room + 1, match[1].str()) != room + 1,
                      (name_of(file) + " includes " + match[1].str()));
      }
  }
}

TEST_CASE("experiments check scenarios while they are designed, and at no other time") {
  for (const std::string room : {"store", "observe", "run", "study"})
    for (const auto& file : sources_below("sim/experiment/" + room))
      CHECK_MESSAGE(text_of(file).find("sim/scenario/loader.hpp") == std::string::npos, name_of(file));
}

TEST_CASE("threads live in one room") {
  const std::regex include(
      "#include "
      "<(thread|mutex|shared_mutex|condition_variable|stop_token|atomic|future|semaphore|latch|barrier|"
      "pthread.h|omp.h)>");
  const auto is_in_room = [](const std::string& name) { return name.starts_with("sim/experiment/run/"); };
  std::size_t found = 0;
  for (const std::string layer : {"sim", "analysis"})
    for (const auto& file : sources_below(layer)) {
      if (!std::regex_search(text_of(file), include)) continue;
      CHECK_MESSAGE(is_in_room(name_of(file)), (name_of(file) + " knows of threads"));
      ++found;
    }
  CHECK(found > 0);
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
