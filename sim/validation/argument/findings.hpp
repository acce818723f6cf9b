// All that is found about what makes the argument turn, as a page and as a picture.
#pragma once

#include <string>
#include <vector>

#include "sim/validation/argument/turning.hpp"

namespace clientele::validation {

/// Of one of the two questions.
struct EffectFindings {
  std::string name;            ///< "partner, not please" or "the right, not everyone"
  std::vector<double> effect;  ///< in the worlds that the map is made from
  Proportion agreement;        ///< of two replications of a world, in its sign
  Movers movers;
  std::vector<std::size_t> told;           ///< the inputs that move it most
  std::vector<std::vector<Fifth>> fifths;  ///< of these
  EffectMap map;  ///< over the inputs that the rule asks about, then those that move it most
  SimpleRule rule;
  Trial trial;
};

/// What a conversation costs, in the agency with other requests: the effect of what is said on margin.
struct TalkTrial {
  double hours_per_request, growth;
  ArgumentEffects effects;
};

struct ArgumentFindings {
  Space space;
  std::size_t worlds = 0, others = 0;
  int replications = 0;
  std::vector<EffectFindings> effects = {};  ///< of what is said, of who is served
  std::vector<double> best = {};  ///< share of worlds in which each of the four has the highest margin
  std::vector<std::vector<std::vector<double>>> best_by_cell =
      {};  ///< the same by cell of the map of what is said
  std::vector<TalkTrial> talk = {};
};

/// Draws worlds, half as many others to try the map in, and looks at both. The others have people and a
/// design of their own.
ArgumentFindings find_what_turns(Space space, const Draw& draw, experiment::ThreadPool& pool);

/// The agency with requests of several lengths, and talking that grows with these in several ways.
std::vector<TalkTrial> try_talk(const Space& space, int replications, std::uint32_t seed,
                                experiment::ThreadPool& pool);
inline constexpr int replications_of_talk = 10;  ///< for each of a drawn world

/// Parts of the page: what a conversation costs, and what was drawn from where.
std::string table_of_talk(const std::vector<TalkTrial>& trials);
std::string table_of_inputs(const Space& space);

/// A page in Markdown; `command` is what wrote it, `picture` the file of the maps beside it, if there is one.
std::string argument_page(const std::string& command, const ArgumentFindings& findings,
                          const std::filesystem::path& picture);

/// The maps of both effects and of who is best, as a picture (SVG).
std::string argument_picture(const ArgumentFindings& findings);

}  // namespace clientele::validation
