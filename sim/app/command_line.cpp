#include "sim/app/command_line.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "sim/app/console.hpp"
#include "sim/app/exit_code.hpp"
#include "sim/app/installation.hpp"
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
  for (const auto* verb : program.get_subcommands({}))
    if (verb != chosen.front() && is_one_of(unexpected, flag_names(*verb)) &&
        !is_one_of(unexpected, flag_names(*chosen.front())))
      return fmt::format("`clientele {}` has it; see clientele {} --help", verb->get_name(),
                         chosen.front()->get_name());
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

// Digits are decimal, with zeros before them too: the library would take 010 for 8.
template <class Whole>
std::string whole_number(std::string& text) {
  const auto first = text.empty() ? 0 : std::min(text.find_first_not_of('0'), text.size() - 1);
  Whole value = 0;
  const auto [end, error] = std::from_chars(text.data() + first, text.data() + text.size(), value);
  if (error == std::errc::result_out_of_range)
    return fmt::format("{} is too large, at most {} is possible", text, std::numeric_limits<Whole>::max());
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    return fmt::format("{} is no whole number; write digits only, as in 12", in_quotes(text));
  text.erase(0, first);
  return "";
}

template <class Value>
struct Plain {
  using Type = Value;
};
template <class Value>
struct Plain<std::optional<Value>> {
  using Type = Value;
};

template <class Value>
void require_whole_number(CLI::Option& option) {
  if constexpr (std::is_integral_v<typename Plain<Value>::Type>)
    option.transform(CLI::Validator(whole_number<typename Plain<Value>::Type>, ""));
}

// As typed: those of a list in one word.
std::vector<std::string> recorded_values(const CLI::Option& option) {
  const auto values = option.results();
  if (option.get_delimiter() == '\0' || values.empty()) return values;
  return {joined({values.begin(), values.end()}, std::string(1, option.get_delimiter()))};
}

constexpr const char* without_effect = "Where results go and what is said; no number depends on these";

/// Whether a word can only be one more value of an option like --set or --require; a file may have such a
/// name.
bool is_further_value(const std::string& word) {
  std::error_code error;
  return !word.starts_with('-') && word.find_first_of("=<>") != word.npos &&
         !std::filesystem::exists(word, error);
}

bool is_taken_often(const CLI::App& program, const std::string& word) {
  for (const auto* verb : program.get_subcommands({}))
    if (const auto* option = verb->get_option_no_throw(word))
      return option->get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  return false;
}

// "--set a=1 b=2" is "--set a=1 --set b=2". The library would take the scenario's name for a value, too.
std::vector<std::string> with_options_repeated(const CLI::App& program,
                                               const std::vector<const char*>& typed) {
  std::vector<std::string> words;
  std::string option;  // the last one, if its value may be followed by more
  for (std::size_t i = 1; i < typed.size(); ++i) {
    const std::string word = typed[i];
    const bool is_value = !words.empty() && words.back() == option;
    if (const auto end = word.find('=');
        word.starts_with("--") && is_taken_often(program, word.substr(0, end))) {
      option = word.substr(0, end);
      words.push_back(option);
      if (end != word.npos) words.push_back(word.substr(end + 1));
      continue;
    }
    if (word.starts_with("--"))
      option.clear();
    else if (!option.empty() && !is_value && is_further_value(word))
      words.push_back(option);
    else if (!is_value)
      option.clear();
    words.push_back(word);
  }
  return words;
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

Option Option::between(std::int64_t low, std::int64_t high) const {
  return Option(*option_->check(CLI::Range(low, high)));
}

Option Option::one_of(const std::vector<std::string>& values) const {
  return Option(*option_->check(CLI::IsMember(values)));
}

Option Option::notes(bool& is_given) const {
  return Option(*option_->each([&is_given](const std::string&) { is_given = true; }));
}

Option Option::changes_no_number() const { return Option(*option_->group(without_effect)); }

Option Option::needs(const Option& other) const { return Option(*option_->needs(other.option_)); }

template <class Value>
Option Verb::value(const std::string& names, Value& value, const std::string& help) const {
  auto* option = verb_->add_option(names, value, help);
  require_whole_number<Value>(*option);
  return Option(*option);
}

using Text = std::string;
template Option Verb::value(const Text& names, std::string& value, const Text& help) const;
template Option Verb::value(const Text& names, int& value, const Text& help) const;
template Option Verb::value(const Text& names, unsigned& value, const Text& help) const;
template Option Verb::value(const Text& names, std::size_t& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::string>& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::int64_t>& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::size_t>& value, const Text& help) const;
template Option Verb::value(const Text& names, std::optional<std::uint32_t>& value, const Text& help) const;

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
  std::vector<std::string> known;
  for (const auto& [word, meaning] : words) known.push_back(word);
  const auto choose_word = [words = std::move(words), choose = std::move(choose)](const std::string& typed) {
    for (const auto& [word, meaning] : words)
      if (word == typed) choose(meaning);
  };
  const auto require_known = [known](const std::string& typed) -> std::string {
    if (is_one_of(typed, known)) return "";
    return fmt::format("there is no {}; possible: {}", in_quotes(typed),
                       joined({known.begin(), known.end()}, ", "));
  };
  return Option(*verb_->add_option_function<std::string>(names, choose_word, help)
                     ->check(CLI::Validator(require_known, "")));
}

void Verb::takes_words_with_dashes() const { *with_dashes_ = verb_->get_name(); }

void Verb::does(Action action) const {
  verb_->final_callback([action = std::move(action), chosen = chosen_] { *chosen = action; });
}

CommandLine::CommandLine(const std::string& about)
    : program_(std::make_unique<CLI::App>(about, "clientele")) {
  program_->require_subcommand(1);
  program_->set_version_flag("--version", "clientele " + program_version());
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
    auto repeated = with_options_repeated(*program_, words);
    std::ranges::reverse(repeated);  // as the library wants them
    program_->parse(std::move(repeated));
  } catch (const CLI::CallForHelp&) {
    return to_print(program_->help());
  } catch (const CLI::CallForVersion& version) {
    return to_print(version.what() + std::string("\n"));
  } catch (const CLI::ParseError& error) {
    throw BadInput(complaint(*program_, error));
  }
  return chosen_;
}

std::string CommandLine::command() const {
  const auto chosen = program_->get_subcommands();
  if (chosen.empty()) return "clientele";
  const auto& verb = *chosen.front();
  std::string positions, options;
  for (const auto* option : verb.get_options()) {
    if (option->get_group() == without_effect) continue;
    for (const auto& value : recorded_values(*option)) {
      if (option->get_positional())
        positions += ' ' + (value == "-" ? value : shell_path(value));
      else
        options += " --" + option->get_lnames().front() +
                   (option->get_items_expected_max() == 0 ? "" : ' ' + shell_word(value));
    }
  }
  return "clientele " + verb.get_name() + positions + options;
}

}  // namespace clientele::app
