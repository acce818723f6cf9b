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
  std::string_view meaning;
};

inline constexpr auto week = std::to_array<Stage>({
    {StageId::attract, "attract", attract,
     "customers without an account become leads, by marketing and word of mouth"},
    {StageId::qualify, "qualify", qualify,
     "the business judges prospects, they judge the business, accounts are opened"},
    {StageId::request, "request", request, "moods change; right, wrong, reworked requests and claims arrive"},
    {StageId::converse, "converse", converse,
     "what staff believe to be wrong is questioned, or done as asked"},
    {StageId::serve, "serve", serve,
     "the hours required meet the hours available: pressure, overtime, quality, timeliness"},
    {StageId::experience, "experience", experience,
     "invoices go out, clients judge the week, problems are voiced and made good"},
    {StageId::strain, "strain", strain, "exhaustion, cynicism and efficacy of staff change"},
    {StageId::leave, "leave", leave, "clients leave, or are warned and sent away"},
    {StageId::staffing, "staffing", staffing, "people quit and are hired"},
    {StageId::settle, "settle", settle, "payments and costs; accounts end"},
    {StageId::record, "record", record, "the week's sums; levers that are rules are set for the next week"},
});

}  // namespace clientele::model
