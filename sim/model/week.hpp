// A week is data: the eleven stages, in the order in which a market lives through them.
#pragma once

#include <array>
#include <string_view>

#include "sim/model/this_week.hpp"

namespace clientele::model {

void attract(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void qualify(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void request(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void converse(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void serve(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void experience(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void strain(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void leave(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void staffing(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void settle(const Given& given, const Draws& draw, Market& market, ThisWeek& now);
void record(const Given& given, const Draws& draw, Market& market, ThisWeek& now);

struct Stage {
  std::string_view name;
  void (*run)(const Given&, const Draws&, Market&, ThisWeek&);
};

inline constexpr std::array<Stage, 11> week = {{{"attract", attract},
                                                {"qualify", qualify},
                                                {"request", request},
                                                {"converse", converse},
                                                {"serve", serve},
                                                {"experience", experience},
                                                {"strain", strain},
                                                {"leave", leave},
                                                {"staffing", staffing},
                                                {"settle", settle},
                                                {"record", record}}};

}  // namespace clientele::model
