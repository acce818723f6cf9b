// Three maps side by side, as a picture that any browser shows: what partnering adds, what choosing adds, and
// which of the four is most often best, over the two inputs that move each most.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/scenario/text/document.hpp"
#include "sim/validation/argument/findings.hpp"

namespace clientele::validation {

namespace {

constexpr double cell_size = 62, left = 74, top = 60, panel_width = 430, panel_height = 460;

std::string text_at(double x, double y, std::string_view text, std::string_view more = "") {
  return fmt::format(R"(<text x="{:.0f}" y="{:.0f}" {}>{}</text>)"
                     "\n",
                     x, y, more, text);
}

struct Colour {
  int red, green, blue;
};

// From white to the full colour.
std::string shade(const Colour& full, double strength) {
  const auto mixed = [&](int channel) {
    return static_cast<int>(std::lround(255 + strength * (channel - 255)));
  };
  return fmt::format("#{:02x}{:02x}{:02x}", mixed(full.red), mixed(full.green), mixed(full.blue));
}

constexpr Colour blue{0, 114, 178}, orange{213, 94, 0};  // Okabe & Ito, for all kinds of colour vision

// Twenty points are the full colour.
std::string colour_of_effect(double median) {
  return shade(median > 0 ? blue : orange, std::min(1.0, std::abs(median) / 0.2));
}

/// The four presets, in their order.
struct Best {
  std::string_view label;
  Colour colour;
};
constexpr Best bests[] = {{"please", {213, 94, 0}},
                          {"please right", {204, 121, 167}},
                          {"partner", {0, 114, 178}},
                          {"partner right", {0, 158, 115}}};

std::string cell_box(double x, double y, const std::string& fill, const std::string& first,
                     const std::string& second) {
  return fmt::format(
             R"(<rect x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" fill="{}" stroke="#ffffff"/>)"
             "\n",
             x, y, cell_size, cell_size, fill) +
         text_at(x + cell_size / 2, y + cell_size / 2 - 2, first,
                 R"(text-anchor="middle" font-weight="600")") +
         text_at(x + cell_size / 2, y + cell_size / 2 + 14, second, R"(text-anchor="middle" font-size="10")");
}

std::string tick(double value) { return fmt::format("{:.2g}", value); }

std::string axes(const EffectMap& map, double x0) {
  const auto inputs = firm_inputs();
  const auto n = static_cast<double>(map.cells.size());
  std::string text;
  for (std::size_t i = 0; i < map.across_bounds.size(); ++i)
    text += text_at(x0 + left + static_cast<double>(i + 1) * cell_size, top + n * cell_size + 16,
                    tick(map.across_bounds[i]), R"(text-anchor="middle")");
  for (std::size_t i = 0; i < map.up_bounds.size(); ++i)
    text += text_at(x0 + left - 6, top + (n - static_cast<double>(i + 1)) * cell_size + 4,
                    tick(map.up_bounds[i]), R"(text-anchor="end")");
  text += text_at(x0 + left + n * cell_size / 2, top + n * cell_size + 36, inputs[map.across].name,
                  R"(text-anchor="middle" font-weight="600")");
  const double middle = top + n * cell_size / 2, side = x0 + 16;
  return text +
         text_at(side, middle, inputs[map.up].name,
                 fmt::format(
                     R"svg(text-anchor="middle" font-weight="600" transform="rotate(-90 {:.0f} {:.0f})")svg",
                     side, middle));
}

template <class Cell>
std::string panel(const EffectMap& map, double x0, std::string_view title, std::string_view note,
                  const Cell& cell) {
  const auto n = map.cells.size();
  auto text = text_at(x0 + left, 24, title, R"(font-size="15" font-weight="600")") +
              text_at(x0 + left, 44, note, R"(fill="#5b6670")");
  for (std::size_t y = 0; y < n; ++y)
    for (std::size_t x = 0; x < n; ++x)
      text += cell(y, x, x0 + left + static_cast<double>(x) * cell_size,
                   top + static_cast<double>(n - 1 - y) * cell_size);
  return text + axes(map, x0);
}

std::string panel_of_effect(const EffectFindings& found, double x0, std::string_view title) {
  const auto& map = found.map;
  return panel(
      map, x0, title,
      found.trial.map_gain.ci_low > 0 ? "median points of margin (worlds above zero)"
                                      : "median points (above zero); tells no sign better than guessing",
      [&](std::size_t y, std::size_t x, double px, double py) {
        const auto& cell = map.cells[y][x];
        return cell_box(px, py, colour_of_effect(cell.median), fmt::format("{:+.1f}", 100 * cell.median),
                        fmt::format("{:.0f} %", 100 * cell.positive));
      });
}

std::string panel_of_best(const ArgumentFindings& findings, double x0) {
  return panel(findings.effects.front().map, x0, "Most often best of the four", "and in how many worlds",
               [&](std::size_t y, std::size_t x, double px, double py) {
                 const auto& shares = findings.best_by_cell[y][x];
                 const auto best =
                     static_cast<std::size_t>(std::ranges::max_element(shares) - shares.begin());
                 return cell_box(px, py, shade(bests[best].colour, 0.15 + 0.6 * shares[best]),
                                 std::string(bests[best].label), fmt::format("{:.0f} %", 100 * shares[best]));
               });
}

}  // namespace

std::string argument_picture(const ArgumentFindings& findings) {
  std::string text = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0:.0f} {1:.0f}" width="{0:.0f}" height="{1:.0f}" font-family="sans-serif" font-size="11" fill="#1d2329">)"
      "\n<metadata>clientele</metadata>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
      3 * panel_width, panel_height);
  text += panel_of_effect(findings.effects[0], 0, "Partner, not please");
  text += panel_of_effect(findings.effects[1], panel_width, "The right, not everyone");
  return text + panel_of_best(findings, 2 * panel_width) + "</svg>\n";
}

}  // namespace clientele::validation
