// How the program tells the shell what became of it.
#pragma once

namespace clientele::app {

/// 0 done, 1 some runs failed or could not be written, 2 bad input, 3 precision not reached, or out of reach
/// as a measure never has a value, 130 interrupted.
enum ExitCode { done = 0, failed = 1, bad_input = 2, imprecise = 3, interrupted = 130 };

}  // namespace clientele::app
