#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "sim/app/command_line.hpp"
#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
#include "sim/app/load.hpp"
#include "sim/app/options.hpp"
#include "sim/app/verbs/verbs.hpp"
#include "sim/experiment/design/assumptions.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/tables/columns.hpp"
#include "sim/experiment/tables/tidy.hpp"
#include "sim/scenario/reference.hpp"
#include "sim/scenario/text/files.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

struct ExplainOptions : Options {
  std::string name;
};

// Options are asked for as they are typed, or without their dashes.
std::string explain_option(const CommandLine& program, const std::string& name) {
  const auto bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
  std::string text;
  for (const auto& [names, verbs, takes, help] : program.options()) {
    if (std::ranges::find(names, bare) == names.end()) continue;
    text += fmt::format("{}{}{}{} - option of {}\n  {}\n", text.empty() ? "" : "\n",
                        bare.size() == 1 ? "-" : "--", bare, takes.empty() ? "" : " " + takes,
                        joined({verbs.begin(), verbs.end()}, ", "), help);
  }
  return text;
}

std::vector<Document> shipped_policies() { return read_presets({scenarios_folder() + "/policies"}); }

std::string explain_policy(const std::string& name) {
  for (const auto& preset : shipped_policies()) {
    if (preset_name(preset) != name || !preset.root) continue;
    const auto* description = preset.root->find("description");
    return fmt::format("{} - policy that is shipped\n  {}\n  levers     clientele policies\n", name,
                       description && description->is_string() ? description->text() : "");
  }
  return "";
}

std::vector<std::string> known_names(const CommandLine& program) {
  auto names = explained_names();
  for (const auto& preset : shipped_policies()) names.push_back(preset_name(preset));
  for (auto& name : table_names()) names.push_back(std::move(name));
  for (const auto name : column_names()) names.emplace_back(name);
  for (const auto& option : program.options())
    names.insert(names.end(), option.names.begin(), option.names.end());
  return names;
}

// Everything of that name, each with its own explanation.
std::string explain_all(const CommandLine& program, const std::string& name) {
  const auto reference = explain(name);
  std::string text;
  for (const auto& part : {reference.known ? reference.text : "", explain_policy(name), explain_table(name),
                           explain_column(name), explain_option(program, name)})
    if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
  if (!text.empty()) return text;
  const auto known = known_names(program);
  const auto bare = name.substr(std::min(name.find_first_not_of('-'), name.size()));
  throw BadInput(
      fmt::format("there is nothing called {} to explain\n  {}", in_quotes(name),
                  suggestion(bare, {known.begin(), known.end()},
                             "try `clientele explain parameters` or `clientele explain metrics`")));
}

// All members of that name, anywhere in a resolved scenario.
void add_values(std::string& text, const std::string& name, const Json& value, const std::string& path) {
  const auto beneath = [&](const std::string& part) { return path.empty() ? part : path + "." + part; };
  if (value.is_array())
    for (std::size_t i = 0; i < value.size(); ++i)
      add_values(text, name, value.at(i), beneath(std::to_string(i)));
  if (!value.is_object()) return;
  for (const auto& [key, member] : value.items()) {
    if (key == "follows") continue;  // whom, which are no values of theirs
    if (key == name) text += fmt::format("  {} = {}\n", beneath(key), member.dump());
    add_values(text, name, member, beneath(key));
  }
}

// What a scenario has for a parameter, or a key.
std::string values(const ExplainOptions& options) {
  const auto resolved = load(options);
  const auto name = options.name.substr(options.name.rfind('.') + 1);
  auto text = values_in_words(name, resolved.document);
  if (text.empty()) add_values(text, name, resolved.document, "");
  if (text.empty())
    throw BadInput(fmt::format("{} is nothing that {} has a value for; leave out the file",
                               in_quotes(options.name), options.scenario));
  return fmt::format("\nin {}\n{}", printable(resolved.scenario.name), text);
}

int explain_to_user(const CommandLine& program, const ExplainOptions& options) {
  auto text = explain_all(program, options.name);
  if (!options.scenario.empty()) text += values(options);
  print(text);
  return done;
}

}  // namespace

void add_explain(CommandLine& program) {
  const auto verb = program.verb(
      "explain",
      "Explain a parameter, lever, trait, state variable, metric, policy, key, table, column or option");
  const auto options = std::make_shared<ExplainOptions>();
  verb.value("name", options->name,
             "Its name; or parameters, traits, levers, constants, states, indicators or metrics for a "
             "list")
      .required();
  verb.value("scenario", options->scenario,
             "A scenario file: tell also what it has for a parameter, how far that may plausibly be off, and "
             "why")
      .takes("FILE");
  verb.takes_words_with_dashes();
  verb.does([options, &program](const std::string&) { return explain_to_user(program, *options); });
}

}  // namespace clientele::app
