// What a questionnaire on burnout finds: not how somebody is, but what they answer on a day.
#pragma once

#include "sim/layers.hpp"
#include "sim/model/market.hpp"
#include "sim/model/parameters/constants.hpp"
#include "sim/model/stages/staff/scores.hpp"

namespace clientele::model {

/// What the person in this seat answers in this week, and whether they would be among those who do: state,
/// plus what their day and the items add. The same whoever asks, and however often.
struct Questioned {
  bool answers;
  Scores observed;
};
Questioned question(const Constants& p, const Draws& draw, const Market& market, BusinessId business,
                    Seat seat, int week);

/// Whether scores reach both published cut-offs.
bool counts_as_burned_out(const Constants& p, const Scores& observed);

/// The chance that the answers of the person in this seat would.
double chance_of_counting(const Constants& p, const Staff& staff, Seat seat);

}  // namespace clientele::model
