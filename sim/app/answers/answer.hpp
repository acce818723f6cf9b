// The answer of an experiment, from its store.
#pragma once

#include "sim/experiment/store/store.hpp"
#include "sim/layers.hpp"

namespace clientele::app {

struct Options;

/// Where an answer is shown.
enum class Shown { answer, page };

/// Throws BadInput if options ask for what an answer of such a plan has not.
void require_use(const Plan& plan, const Options& options, Shown shown);

/// Checks what the options ask of the answer before a long experiment is begun. Throws BadInput.
void require_answerable(const Plan& plan, const Options& options);

/// Prints what the plan's verb promises in the form asked.
void print_answer(const Store& store, const Options& options);

}  // namespace clientele::app
