// What exhaustion and cynicism consist of: how much of each every cause has put there and time has not yet
// taken away. The equations of both (stages/strain.cpp) are linear in what a week adds, so that the parts add
// up to the level exactly; a test holds them to it.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "sim/layers.hpp"
#include "sim/model/indices.hpp"

namespace clientele::model {
struct Constants;
struct Market;
struct Scratch;
struct Staff;
}  // namespace clientele::model

namespace clientele::experiment {

enum class Cause {
  disposition,
  load,
  overtime,
  incivility,
  dissonance,
  hurry,
  thanks,
  exhaustion,
  colleagues,
  life,
  earlier,
  limits
};
inline constexpr std::size_t causes = static_cast<std::size_t>(Cause::limits) + 1;

/// In the order of Cause: a name for programs, and words for a sentence.
struct CauseInfo {
  std::string_view name, meaning;
};
extern const std::array<CauseInfo, causes> cause_infos;

/// One number for each cause.
struct Parts : std::array<double, causes> {
  double& operator[](Cause cause) { return at(static_cast<std::size_t>(cause)); }
  double operator[](Cause cause) const { return at(static_cast<std::size_t>(cause)); }
  double sum() const;
  Parts& operator+=(const Parts& more);
};

/// Both scales of one person.
struct Strains {
  Parts exhaustion{}, cynicism{};

  Strains& operator+=(const Strains& more);
};

/// The accounts of everybody in one market who serves for one business.
class StrainAccounts {
 public:
  StrainAccounts(const Constants& constants, BusinessId business, const Market& market);

  /// Somebody is new in a seat, or first seen there: what is there is from before.
  void open(const Staff& staff, Seat seat);

  /// To be called after the stage `strain` of every week.
  void enter_week(const Market& market, const Scratch& scratch);

  /// What the person's levels consist of now.
  Strains of(Seat seat) const;

 private:
  /// Of exhaustion, what heals within weeks and what takes years; of cynicism there is one kind.
  struct Account {
    Parts acute{}, chronic{}, cynicism{};
    float exhaustion_rest = 0, cynicism_rest = 0, was_exhausted = 0, was_cynical = 0;
  };
  struct Felt;

  void enter_exhaustion(const Felt& felt, const Market& market, const Scratch& scratch, Seat seat);
  void enter_cynicism(const Felt& felt, const Market& market, const Scratch& scratch, Seat seat);
  float complaining(const Market& market) const;

  const Constants* p_;
  BusinessId business_;
  std::vector<Account> accounts_;  ///< by seat of the market
};

}  // namespace clientele::experiment
