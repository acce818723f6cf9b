#include "sim/experiment/store/store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/run/same_model.hpp"
#include "sim/experiment/store/results.hpp"
#include "sim/experiment/store/sink.hpp"
#include "sim/experiment/tables/tidy.hpp"
#include "tests/fuzz/attempts.hpp"

namespace clientele::experiment {
namespace {

namespace fs = std::filesystem;

/// A file in memory, if the system has such, removed at the end.
struct File {
  fs::path path = (fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path()) /
                  ("clientele_fuzz_" + std::to_string(getpid()) + ".sqlite");

  explicit File(std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }
  ~File() {
    for (const auto* end : {"", "-wal", "-shm", "-journal"}) fs::remove(path.string() + end);
  }
};

/// Does it, or is told in plain words why it cannot be done.
void attempt(const auto& part) {
  try {
    part();
  } catch (const BadInput& refusal) {
    expect_plain_words(refusal.what());
  } catch (const WriteFailure& refusal) {
    expect_plain_words(refusal.what());
  }
}

void read_all(const Store& store) {
  static const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  Sink sink(nowhere, "nowhere");
  CsvWriter csv(sink);
  for (const auto& table : table_names()) attempt([&] { write_table(csv, store, table, ""); });
  attempt([&] { compare(store); });
  attempt([&] { store.missing(); });
  attempt([&] { store.standing(); });
  attempt([&] { store.has_identity_of({"0", "", "", ""}); });
  attempt([&] { telling_runs(store); });
  attempt([&] {
    for (const auto& measure : stored_measures(store)) read_measure(store, measure.name);
  });
}

}  // namespace

void attempt_store(std::string_view bytes) {
  const File file(bytes);
  attempt([&] { read_all(Store::open(file.path.string())); });
}

}  // namespace clientele::experiment
