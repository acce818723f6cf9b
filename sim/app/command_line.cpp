#include "sim/app/command_line.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/experiment/design/errors.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace {

std::vector<std::string_view> verb_names(const std::vector<const CLI::App*>& verbs) {
  std::vector<std::string_view> names;
  for (const auto* verb : verbs) names.push_back(verb->get_name());
  return names;
}

std::vector<std::string> flag_names(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const auto* option : verb.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// What was meant by the first word on the command line that no verb understands.
std::string remedy(const CLI::App& program, const std::string& unexpected) {
  const auto chosen = program.get_subcommands();
  if (chosen.empty())
    return suggestion(unexpected, verb_names(program.get_subcommands({})), "see clientele --help");
  const auto flags = flag_names(*chosen.front());
  return suggestion(unexpected, {flags.begin(), flags.end()},
                    fmt::format("see clientele {} --help", chosen.front()->get_name()));
}

std::string complaint(const CLI::App& program, const CLI::ParseError& error) {
  const auto unexpected = program.remaining(true);
  const auto chosen = program.get_subcommands();
  if (unexpected.empty() && chosen.empty())
    return "a verb is missing, as in clientele compare scenarios/agency.json\n  see clientele --help";
  if (unexpected.empty())
    return fmt::format("{}\n  see clientele {} --help", error.what(), chosen.front()->get_name());
  return fmt::format("no {} is called {}\n  {}", chosen.empty() ? "verb" : "option",
                     in_quotes(unexpected.front()), remedy(program, unexpected.front()));
}

Action to_print(std::string text) {
  return [text = std::move(text)](const std::string&) -> int {
    print(text);
    return done;
  };
}

}  // namespace

Option Option::required() const { return Option(*option_->required()); }

Option Option::takes(const std::string& what) const { return Option(*option_->type_name(what)); }

Option Option::shows_default() const { return Option(*option_->capture_default_str()); }

Option Option::between(int low, int high) const { return Option(*option_->check(CLI::Range(low, high))); }

Option Option::one_of(const std::vector<std::string>& values) const {
  return Option(*option_->check(CLI::IsMember(values)));
}

Option Option::needs(const Option& other) const { return Option(*option_->needs(other.option_)); }

template <class Value>
Option Verb::value(const std::string& names, Value& value, const std::string& help) const {
  return Option(*verb_->add_option(names, value, help));
}

using Text = std::string;
template Option Verb::value(const Text& names, std::string& value, const Text& help) const;
template Option Verb::value(const Text& names, int& value, const Text& help) const;
template Option Verb::value(const Text& names, unsigned& value, const Text& help) const;
template Option Verb::value(const Text& names, std::size_t& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::string>& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::int64_t>& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::size_t>& value, const Text& help) const;

Option Verb::values(const std::string& names, std::vector<std::string>& values,
                    const std::string& help) const {
  return Option(*verb_->add_option(names, values, help)->take_all()->allow_extra_args(false));
}

Option Verb::list(const std::string& names, std::vector<std::string>& values, const std::string& help) const {
  return Option(*verb_->add_option(names, values, help)->delimiter(',')->allow_extra_args(false));
}

Option Verb::flag(const std::string& names, bool& given, const std::string& help) const {
  return Option(*verb_->add_flag(names, given, help));
}

Option Verb::choice(const std::string& names, Words words, std::function<void(int)> choose,
                    const std::string& help) const {
  const std::map<std::string, int> by_name(words.begin(), words.end());
  return Option(*verb_->add_option_function<int>(names, std::move(choose), help)
                     ->transform(CLI::CheckedTransformer(by_name).description("")));
}

void Verb::takes_words_with_dashes() const { *with_dashes_ = verb_->get_name(); }

void Verb::does(Action action) const {
  verb_->final_callback([action = std::move(action), chosen = chosen_] { *chosen = action; });
}

CommandLine::CommandLine(const std::string& about)
    : program_(std::make_unique<CLI::App>(about, "clientele")) {
  program_->require_subcommand(1);
  program_->set_version_flag("--version", "clientele " CLIENTELE_VERSION);
}

CommandLine::~CommandLine() = default;

Verb CommandLine::verb(const std::string& name, const std::string& help) {
  return {*program_->add_subcommand(name, help), chosen_, with_dashes_};
}

std::vector<OptionInfo> CommandLine::options() const {
  std::vector<OptionInfo> all;
  const auto add = [&](const CLI::App& owner, const std::string& owner_name) {
    for (const auto* option : owner.get_options()) {
      auto names = option->get_lnames();
      names.insert(names.end(), option->get_snames().begin(), option->get_snames().end());
      if (names.empty()) continue;
      const auto alike = std::ranges::find_if(all, [&](const auto& known) {
        return known.names == names && known.help == option->get_description();
      });
      if (alike != all.end())
        alike->verbs.push_back(owner_name);
      else
        all.push_back({std::move(names), {owner_name}, option->get_type_name(), option->get_description()});
    }
  };
  add(*program_, program_->get_name());
  for (const auto* verb : std::as_const(*program_).get_subcommands({})) add(*verb, verb->get_name());
  return all;
}

Action CommandLine::read(int argc, const char* const* argv) {
  std::vector<const char*> words(argv, argv + argc);
  if (argc > 2 && words[1] == with_dashes_ && !is_one_of(words[2], std::array{"-h", "--help"}))
    words.insert(words.begin() + 2, "--");
  try {
    program_->parse(static_cast<int>(words.size()), words.data());
  } catch (const CLI::CallForHelp&) {
    return to_print(program_->help());
  } catch (const CLI::CallForVersion& version) {
    return to_print(version.what() + std::string("\n"));
  } catch (const CLI::ParseError& error) {
    throw BadInput(complaint(*program_, error));
  }
  return chosen_;
}

}  // namespace clientele::app
