#include "sim/app/certainty/question.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace clientele::app {

namespace {

/// How far a command is within quotation marks; see shell_word().
enum class Quotes { none, plain, escapes };

Quotes after(Quotes quotes, char c, char before) {
  if (quotes != Quotes::none) return c == '\'' ? Quotes::none : quotes;
  if (c != '\'') return Quotes::none;
  return before == '$' ? Quotes::escapes : Quotes::plain;
}

}  // namespace

std::vector<std::string> command_words(const std::string& command) {
  std::vector<std::string> words(1);
  Quotes quotes = Quotes::none;
  char before = ' ';
  for (std::size_t i = 0; i < command.size(); ++i) {
    const char c = command[i];
    if (c == ' ' && quotes == Quotes::none) {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back() += c;
      if (c == '\\' && quotes != Quotes::plain && i + 1 < command.size())
        words.back() += command[++i];
      else
        quotes = after(quotes, c, before);
    }
    before = c;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

namespace {

constexpr std::string_view kept[] = {"-s",    "--seed",     "-w",          "--weeks",
                                     "--set", "--policies", "--objective", "--cross"};
constexpr std::string_view left_out[] = {
    "-n",           "--replications", "--require",  "--precision", "--worlds", "--max-replications",
    "-o",           "--output",       "--store",    "--csv",       "--tables", "--format",
    "-j",           "--jobs",         "--baseline", "--vary",      "--design", "--samples",
    "--design-seed"};

bool is_in(std::string_view name, const auto& names) {
  return std::ranges::find(names, name) != std::end(names);
}

bool is_option(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

std::string_view name_of(std::string_view option) {
  return option.starts_with("--") ? option.substr(0, option.find('=')) : option.substr(0, 2);
}

// A word that was quoted as a whole, "'--set=a=b c'", is told by what is within.
std::string_view unquoted(std::string_view word) {
  const auto begin = word.find_first_not_of("$'");
  return begin == word.npos ? word : word.substr(begin);
}

}  // namespace

std::string question_of_assumptions(const std::string& command) {
  const auto words = command_words(command);
  std::string question = "clientele compare";
  for (std::size_t i = 2; i < words.size(); ++i) {
    const auto word = unquoted(words[i]);
    const auto name = is_option(word) ? name_of(word) : "";
    const bool is_kept = name.empty() || is_in(name, kept);
    const bool has_value_after =
        (is_in(name, kept) || is_in(name, left_out)) && word == name && i + 1 < words.size();
    if (is_kept) question += ' ' + words[i];
    if (has_value_after && is_kept) question += ' ' + words[i + 1];
    i += has_value_after ? 1 : 0;
  }
  return question + " --uncertain";
}

}  // namespace clientele::app
