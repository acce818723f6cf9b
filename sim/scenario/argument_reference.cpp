#include "sim/scenario/argument_reference.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "sim/model/specification.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::scenario {

namespace {

struct Word {
  std::string_view word;
  ArgumentPart part;  ///< that it is, or is a level of
  std::string_view meaning;
};

constexpr Word argument[] = {
    {"said", ArgumentPart::said,
     "what is said to a client who asks, is wrong, is rude or claims something: please or partner"},
    {"served", ArgumentPart::served,
     "who is asked to come, is taken, and may stay a client: everyone or the right"},
    {"please", ArgumentPart::said,
     "what clients ask for is done as they ask it, as a rule without a word (to comply, which is not to "
     "concede: that is to give in after arguing); claims are paid unchecked, discounts are given on demand, "
     "and whoever shouts loudest comes first"},
    {"partner", ArgumentPart::said,
     "when a request looks wrong the staff say so, explain and persuade before they concede - give in after "
     "arguing - or, now and then, refuse; claims are checked, and all wait alike"},
    {"everyone", ArgumentPart::served, "whoever comes is welcome, and nobody is ever shown the door"},
    {"the right", ArgumentPart::served,
     "marketing aims at clients who fit, prospects are turned away when they do not, and every quarter those "
     "who do not pay their way or are hard on the staff are warned and then let go"},
};

const Word* word_named(std::string_view word) {
  const auto* found = std::find_if(std::begin(argument), std::end(argument),
                                   [&](const Word& known) { return known.word == word; });
  return found == std::end(argument) ? nullptr : found;
}

std::string levers_of(ArgumentPart part) {
  std::vector<std::string_view> names;
  for (const auto& row : lever_parameters)
    if (row.info.part == part) names.push_back(row.info.name);
  return joined(names, ", ");
}

}  // namespace

std::vector<std::string_view> words_of_argument() {
  std::vector<std::string_view> words;
  for (const auto& row : argument) words.push_back(row.word);
  return words;
}

std::string explain_word(std::string_view word) {
  const auto* found = word_named(word);
  if (!found) return "";
  const auto part = part_word(found->part);
  if (word == part)
    return fmt::format("{} - part of the argument, a factor of its crossing\n  {}\n  levers     {}\n", word,
                       found->meaning, levers_of(found->part));
  return fmt::format("{} - level of what is {}\n  {}\n", word, part, found->meaning);
}

std::string definitions_of_parts() {
  std::string text;
  for (const auto part : {ArgumentPart::said, ArgumentPart::served})
    text += fmt::format("{}: {}\n", part_word(part), word_named(part_word(part))->meaning);
  return text;
}

}  // namespace clientele::scenario
