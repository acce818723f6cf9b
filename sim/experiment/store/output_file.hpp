// Files of our own that appear whole, under their name, when they are complete: until then they have another
// name in the same folder, which nobody can guess.
#pragma once

#include <string>

#include "sim/experiment/store/sink.hpp"

namespace clientele::experiment {

/// What a file is, and so by what an earlier one is recognised: tables by their header, which begins with
/// scenario and policy or effect, pages by naming this program as their generator, saved states by their
/// first line, pictures by naming this program in their metadata.
enum class OutputKind { table, page, state, picture };

/// Whether an earlier output of that kind is there, by its beginning, or an empty file.
bool is_earlier_output(const std::string& path, OutputKind kind);

/// Throws BadInput, saying what to do, unless an output may be put there: where there is nothing or, if
/// `replace`, an earlier output of that kind or an empty file. Folders, devices and pipes are never replaced.
void require_output_place(const std::string& path, OutputKind kind, bool replace);

/// A new, empty file of ours, locked; removed at the end unless it was kept.
struct OutputFragment {
  /// `start` is what its name begins with. Throws WriteFailure, in the name of `path`.
  OutputFragment(const std::string& start, const std::string& path);
  ~OutputFragment();
  OutputFragment(const OutputFragment&) = delete;

  std::string name;
  bool kept = false;
  int descriptor;
};

/// Symbolic links stay, and what they lead to is replaced.
class OutputFile {
 public:
  /// Makes an empty file, and removes what killed writers of this output left. Throws what
  /// require_output_place throws, and WriteFailure.
  OutputFile(const std::string& path, OutputKind kind, bool replace);

  /// Where its contents are written to.
  Sink& sink() { return sink_; }

  /// Makes sure that all of it is on the disk. Throws WriteFailure.
  void complete();

  /// Gives it its name, once complete. Throws WriteFailure, and BadInput if somebody has put a file there
  /// meanwhile that may not be replaced.
  void keep();

 private:
  std::string path_, target_;
  OutputKind kind_;
  bool replace_;
  OutputFragment fragment_;  ///< before the sink, so that it goes, too, where there is no memory for that
  Sink sink_;
};

}  // namespace clientele::experiment
