#include "sim/app/certainty/certainty.hpp"

#include <fmt/core.h>

#include <span>
#include <utility>

#include "sim/app/answers/text_table.hpp"
#include "sim/app/certainty/question.hpp"

namespace clientele::app {

namespace {

std::string text_on_assumptions(const Certainty& certainty) {
  return certainty.question.empty() ? certainty.assumptions : "not asked: " + certainty.question;
}

}  // namespace

Certainty certainty_of(const Store& store) {
  const auto command = store.database().text("SELECT value FROM manifest WHERE key = 'command'");
  return {.luck =
              "\"clearly\", intervals and chances are about this alone: the same world with other random "
              "numbers",
          .assumptions = "",
          .question = question_of_assumptions(command),
          .facts = known_facts(*store.plan().document)};
}

Certainty certainty_over_worlds(const Store& store, std::string assumptions) {
  return {.luck =
              "part of every difference in a world, of which few runs are made; how large a part is said "
              "of each pair of policies",
          .assumptions = std::move(assumptions),
          .question = "",
          .facts = known_facts(*store.plan().document)};
}

Part certainty_part(const Certainty& certainty) {
  return {.title = "How sure is it?",
          .text = "",
          .lines = {{"what is unsure", "what there is to say"},
                    {"luck of the draw", certainty.luck},
                    {"assumptions", text_on_assumptions(certainty)},
                    {"known facts", in_words(certainty.facts)}},
          .is_prose = true};
}

namespace {

// Broken between words, as a shell reads it on.
Line broken_command(const std::string& before, const std::string& command, std::size_t width) {
  Line lines = {before};
  for (const auto& word : command_words(command)) {
    if (lines.back().size() + 1 + word.size() + 2 > width) {
      lines.back() += " \\";
      lines.emplace_back("  " + word);
    } else {
      lines.back() += ' ' + word;
    }
  }
  return lines;
}

}  // namespace

std::string certainty_text(const Certainty& certainty) {
  constexpr std::size_t indentation = 20, width = 100 - indentation;
  const auto part = certainty_part(certainty);
  std::string text = part.title + "\n\n";
  for (const auto& row : std::span(part.lines).subspan(1)) {
    const bool is_command = !certainty.question.empty() && row.back() == text_on_assumptions(certainty);
    auto label = "  " + row.front();
    for (const auto& line :
         is_command ? broken_command("not asked:", certainty.question, width) : broken(row.back(), width)) {
      text += fmt::format("{:<{}}{}\n", label, indentation, line);
      label.clear();
    }
  }
  return text;
}

Json certainty_json(const Certainty& certainty) {
  Json assumptions = {{"asked", certainty.question.empty()}};
  if (certainty.question.empty())
    assumptions["text"] = certainty.assumptions;
  else
    assumptions["command"] = certainty.question;
  return {{"luck_of_the_draw", certainty.luck},
          {"assumptions", std::move(assumptions)},
          {"known_facts", as_json(certainty.facts)}};
}

}  // namespace clientele::app
