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

/// The stages, in their order.
enum class StageId {
  attract,
  qualify,
  request,
  converse,
  serve,
  experience,
  strain,
  leave,
  staffing,
  settle,
  record
};

struct Stage {
  StageId id;
  std::string_view name;
  void (*run)(const Given&, const Draws&, Market&, ThisWeek&);
};

inline constexpr auto week = std::to_array<Stage>({
    {StageId::attract, "attract", attract},
    {StageId::qualify, "qualify", qualify},
    {StageId::request, "request", request},
    {StageId::converse, "converse", converse},
    {StageId::serve, "serve", serve},
    {StageId::experience, "experience", experience},
    {StageId::strain, "strain", strain},
    {StageId::leave, "leave", leave},
    {StageId::staffing, "staffing", staffing},
    {StageId::settle, "settle", settle},
    {StageId::record, "record", record},
});

}  // namespace clientele::model
