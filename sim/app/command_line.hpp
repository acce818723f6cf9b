// What can be typed: verbs, and the options of each. The library that reads it is known to command_line.cpp
// alone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/layers.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace clientele::app {

/// What a verb does. It is told the command, for the record, and gives the exit code.
using Action = std::function<int(const std::string& command)>;

/// An option of a verb, to be qualified: each member gives the option back, so that they can be chained.
class Option {
 public:
  explicit Option(CLI::Option& option) : option_(&option) {}

  Option required() const;
  Option takes(const std::string& what) const;  ///< what stands for the value in help, as in FILE
  Option shows_default() const;
  Option between(std::int64_t low, std::int64_t high) const;
  Option one_of(const std::vector<std::string>& values) const;
  Option needs(const Option& other) const;
  Option notes(bool& is_given) const;  ///< whether it was typed
  Option changes_no_number() const;    ///< it is no part of the command that is recorded

 private:
  CLI::Option* option_;
};

/// An option that verbs have, under the same help.
struct OptionInfo {
  std::vector<std::string> names;  ///< without dashes
  std::vector<std::string> verbs;
  std::string takes;  ///< what stands for its value in help; empty for a flag
  std::string help;
};

/// A verb, to be given options. Their names are as typed, "-n,--replications"; a name without dashes is that
/// of a positional argument. What they are read into must live until the action is carried out.
class Verb {
 public:
  Verb(CLI::App& verb, Action& chosen, std::string& with_dashes)
      : verb_(&verb), chosen_(&chosen), with_dashes_(&with_dashes) {}

  /// One value: a text or a whole number in decimal digits (std::string, int, unsigned, std::size_t), or a
  /// std::optional of text, std::int64_t, std::size_t or std::uint32_t, which stays empty if the option is
  /// not given.
  template <class Value>
  Option value(const std::string& names, Value& value, const std::string& help) const;

  /// A value each time that the option is given, or several with "=" in them after it.
  Option values(const std::string& names, std::vector<std::string>& values, const std::string& help) const;

  /// Values with commas between them.
  Option list(const std::string& names, std::vector<std::string>& values, const std::string& help) const;

  Option flag(const std::string& names, bool& given, const std::string& help) const;

  /// One of some words, each of which stands for a value of an enumeration.
  template <class Enum>
  Option choice(const std::string& names, Enum& value, const std::vector<std::pair<std::string, Enum>>& words,
                const std::string& help) const {
    Words numbered;
    for (const auto& [word, meaning] : words) numbered.emplace_back(word, static_cast<int>(meaning));
    return choice(
        names, std::move(numbered), [&value](int chosen) { value = static_cast<Enum>(chosen); }, help);
  }

  /// The verb has no options but --help: what else begins with dashes is a word as others.
  void takes_words_with_dashes() const;

  /// What the verb does, with the options filled in.
  void does(Action action) const;

 private:
  using Words = std::vector<std::pair<std::string, int>>;
  Option choice(const std::string& names, Words words, std::function<void(int)> choose,
                const std::string& help) const;

  CLI::App* verb_;
  Action* chosen_;
  std::string* with_dashes_;
};

/// All that the program understands.
class CommandLine {
 public:
  explicit CommandLine(const std::string& about);
  ~CommandLine();

  Verb verb(const std::string& name, const std::string& help);

  /// All options of all verbs, but positional ones.
  std::vector<OptionInfo> options() const;

  /// What the words ask for, which may be help. Throws BadInput where they make no sense, saying what may
  /// have been meant.
  Action read(int argc, const char* const* argv);

  /// What was asked for, without what changes no number: equal commands give equal numbers.
  std::string command() const;

 private:
  std::unique_ptr<CLI::App> program_;
  std::string with_dashes_;  ///< the verb that takes such words
  Action chosen_;
};

}  // namespace clientele::app
