#include "sim/app/outputs.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/files.hpp"
#include "sim/experiment/store/store.hpp"
#include "sim/experiment/store/store_place.hpp"
#include "sim/scenario/text/wording.hpp"

namespace clientele::app {

namespace fs = std::filesystem;

namespace {

struct Promise {
  std::string_view extensions, how;
};

// What a name with such an extension is expected to be, and how to get it.
constexpr Promise promises[] = {
    {".csv .tsv .xlsx .xls .ods", "tables for spreadsheets are written with --csv FOLDER"},
    {".json .jsonl", "for JSON use --format json > FILE"},
    {".html .htm .pdf", "for a page use: clientele report SCENARIO -o FILE.html"},
    {".txt .md", "for text use > FILE"},
};

bool is_one_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return real_path(a) == real_path(b) || fs::equivalent(a, b, error);
}

// A store may have files beside it: its log, its lock, what it replaces.
bool is_beside(const std::string& store, const std::string& path) {
  for (const auto* suffix : {"-wal", "-shm", "-journal", ".lock", ".previous"})
    if (real_path(store) + suffix == real_path(path)) return true;
  return false;
}

bool is_standard_output(const std::string& path) {
  struct stat here = {}, there = {};
  return fstat(STDOUT_FILENO, &here) == 0 && S_ISREG(here.st_mode) && stat(path.c_str(), &there) == 0 &&
         here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

std::string count_of(const Store& store) {
  const auto [done, planned] = store.standing();
  return fmt::format("{} of {} runs", done, planned);
}

bool is_same_apart_from_replications(const Plan& a, const Plan& b) {
  const auto policy = [](const Plan& plan, std::size_t i) { return plan.cells[i].policy; };
  if (a.verb != b.verb || a.points != b.points || a.cells.size() != b.cells.size()) return false;
  for (std::size_t i = 0; i < a.cells.size(); ++i)
    if (policy(a, i) != policy(b, i)) return false;
  return experiment_identity(a, "") == experiment_identity(b, "");
}

}  // namespace

void require_store_name(const std::string& path) {
  constexpr std::size_t longest = 239;  // of 255 bytes, without ".previous." and six letters
  if (fs::path(path).filename().string().size() > longest)
    throw BadInput(fmt::format("{}: the name is too long; at most {} bytes are possible", path, longest));
  auto extension = fs::path(path).extension().string();
  std::ranges::transform(extension, extension.begin(), [](unsigned char c) { return std::tolower(c); });
  if (extension.empty()) return;
  for (const auto& [extensions, how] : promises)
    if (fmt::format("{} ", extensions).find(extension + ' ') != std::string::npos)
      throw BadInput(
          fmt::format("{}: a results store is a database (SQLite), not what its name promises; name it "
                      "{}, and {}",
                      path, fs::path(path).replace_extension(".sqlite").string(), how));
}

void require_separate(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  for (auto output = outputs.begin(); output != outputs.end(); ++output) {
    if (output->empty()) continue;
    if (is_standard_output(*output))
      throw BadInput(fmt::format("{}: is where the answer goes; choose another name", *output));
    for (const auto& input : inputs)
      if (!input.empty() && (is_one_file(input, *output) || is_beside(input, *output)))
        throw BadInput(fmt::format(
            "{}: is read by this command, and would be overwritten; choose another name", *output));
    for (auto other = outputs.begin(); other != output; ++other)
      if (!other->empty() && is_one_file(*other, *output))
        throw BadInput(
            fmt::format("{}: two outputs of this command would be this file; choose another name", *output));
  }
}

void refuse_existing_store(const Plan& plan, const std::string& path) {
  const auto store = Store::open(path);
  const auto& there = store.plan();
  if (!is_same_apart_from_replications(plan, there))
    throw NameTaken(fmt::format(
        "{0}: already exists, with another experiment or another state of the scenario than is asked for now "
        "({1}); `clientele resume {2}` would go on with that one: choose another name, or --force to replace "
        "it",
        path, count_of(store), shell_path(path)));
  const auto more = plan.replications > there.replications ? fmt::format(" -n {}", plan.replications) : "";
  throw NameTaken(
      fmt::format("{0}: already exists, with {1} of this experiment; go on with it: clientele resume {3}{2} "
                  "- or choose another name, or --force to replace it",
                  path, count_of(store), more, shell_path(path)));
}

std::string free_store_name(const std::string& base) {
  const auto is_there = [](const std::string& file) { return fs::exists(fs::symlink_status(file)); };
  auto name = base + ".sqlite";
  for (int i = 2; is_locked(name) || is_there(name) || is_there(name + "-wal") || is_there(name + "-journal");
       ++i)
    name = fmt::format("{}-{}.sqlite", base, i);
  return name;
}

}  // namespace clientele::app
