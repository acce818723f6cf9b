// What can go wrong around an experiment, sorted by whose move it is next. The program turns these into exit
// codes.
#pragma once

#include <stdexcept>

namespace clientele::experiment {

/// Something that was asked for cannot be done as asked: exit code 2.
struct BadInput : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A scenario that cannot be used. Says all that is wrong with it, ready to be shown, "error: " in front of
/// each mistake.
struct InvalidScenario : BadInput {
  using BadInput::BadInput;
};

/// Another has, or has just made, what was to be made under this name.
struct NameTaken : BadInput {
  using BadInput::BadInput;
};

/// Results could not be written (disk full, store locked or vanished): exit code 1. What was finished before
/// is safe.
struct WriteFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The store is no longer where it was, so that going on with it is no way out.
struct StoreMoved : WriteFailure {
  using WriteFailure::WriteFailure;
};

/// The reader of a pipe has seen enough: no error, but no reason to go on writing.
struct ReaderLeft {};

}  // namespace clientele::experiment
