// A week is data: the eleven stages, in the order in which a market goes through them.
#pragma once

#include <array>
#include <string_view>

#include "sim/model/scratch.hpp"

namespace clientele::model {

void attract(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void qualify(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void request(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void converse(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void serve(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void experience(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void strain(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void leave(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void staffing(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void settle(const Context& context, const Draws& draw, Market& market, Scratch& scratch);
void record(const Context& context, const Draws& draw, Market& market, Scratch& scratch);

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
  void (*run)(const Context&, const Draws&, Market&, Scratch&);
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
