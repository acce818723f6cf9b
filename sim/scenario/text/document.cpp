#include "sim/scenario/text/document.hpp"

namespace clientele::scenario {

namespace {

// Some editors put it before the text, and no editor counts it as a column.
void remove_byte_order_mark(std::string& text) {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  if (text.starts_with(mark)) text.erase(0, mark.size());
}

}  // namespace

Document parse_document(std::string name, std::string text) {
  remove_byte_order_mark(text);
  Document document{{std::move(name), std::move(text)}, std::nullopt, {}, {}, {}};
  if (const auto flaw = encoding_flaw(document.source.text); !flaw.problem.empty()) {
    add_flaws(document.mistakes, document.source, {flaw});
    return document;
  }
  const auto result = scan(document.source.text);
  add_flaws(document.mistakes, document.source, result.flaws);
  if (result.valid) document.root = Json::parse(document.source.text);
  return document;
}

void add_flaws(Diagnostics& all, const Source& source, const std::vector<Flaw>& flaws) {
  for (const auto& flaw : flaws) {
    if (all.list.size() == Diagnostics::most_shown) {
      ++all.omitted;
      continue;
    }
    auto diagnostic = point_at(source, flaw.offset, flaw.length);
    diagnostic.pointer = flaw.pointer;
    diagnostic.problem = flaw.problem;
    diagnostic.remedy = flaw.remedy;
    all.list.push_back(std::move(diagnostic));
  }
}

void append(Diagnostics& all, const Diagnostics& more) {
  for (const auto& diagnostic : more.list) {
    if (all.list.size() < Diagnostics::most_shown)
      all.list.push_back(diagnostic);
    else
      ++all.omitted;
  }
  all.omitted += more.omitted;
}

}  // namespace clientele::scenario
