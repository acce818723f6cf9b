// A damaged store gives the numbers that were written, or says that it is damaged; never others.
#include <doctest/doctest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <optional>
#include <random>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/sink.hpp"
#include "sim/experiment/tables/tidy.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

/// The tables that show what is stored; others are made of the same.
std::string stored_tables(const Store& store) {
  const int memory = memfd_create("tables", MFD_CLOEXEC);
  const auto path = "/proc/self/fd/" + std::to_string(memory);
  try {
    Sink sink(memory, "memory");
    CsvWriter csv(sink);
    for (const char* name : {"manifest", "runs", "weekly", "survival", "summary"})
      write_table(csv, store, name, "");
    sink.flush();
  } catch (...) {
    close(memory);
    throw;
  }
  auto text = file_text(path);
  close(memory);
  return text;
}

void write_bytes(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

/// What a reader makes of these bytes: the tables, or nothing if it says that they are damaged.
std::optional<std::string> read_from(const std::string& path, const std::string& bytes) {
  write_bytes(path, bytes);
  try {
    return stored_tables(Store::open(path));
  } catch (const BadInput& error) {
    CHECK_MESSAGE(mentions(error.what(), "damaged"), error.what());
    CHECK_MESSAGE(!mentions(error.what(), "malformed"), error.what());
    return std::nullopt;
  }
}

struct Sound {
  std::string bytes, tables;
};

Sound sound_store(const std::string& path, int weeks = 12) {
  {
    auto store = Store::create(path, small_plan(1, weeks), test_provenance(), false);
    run_missing(store, 2);
    store.end_writing();
  }
  return {file_text(path), stored_tables(Store::open(path))};
}

#if defined(__SANITIZE_ADDRESS__) || !defined(NDEBUG)
constexpr int flips = 500;  // there each takes up to ten times as long
#else
constexpr int flips = 10'000;
#endif

TEST_CASE("of ten thousand flipped bits none changes a number") {
  const TestFolder scratch;
  const auto [bytes, tables] = sound_store(scratch.path("s"), 3);  // the smaller, the faster read
  std::mt19937_64 random(20261126);
  int noticed = 0;
  for (int i = 0; i < flips; ++i) {
    const auto bit = random() % (8 * bytes.size());
    auto flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    const auto read = read_from(scratch.path("s"), flipped);
    if (!read) ++noticed;
    CHECK_MESSAGE((!read || *read == tables), ("bit " + std::to_string(bit)));
  }
  CHECK(noticed > flips / 5);  // the others are in free space
}

/// A store and its log as a writer that is killed leaves them.
struct Killed {
  int replications;
  std::string bytes, log, tables;
};

Killed killed_store(const std::string& path, int rounds) {
  auto store = Store::create(path, small_plan(2), test_provenance(), false);
  run_missing(store, 1);
  for (int round = 2; round <= rounds; ++round) {
    store.database().execute("PRAGMA wal_checkpoint(RESTART)");
    store.extend(2 * round, test_provenance());
    run_missing(store, 1);
  }
  return {2 * rounds, file_text(path), file_text(path + "-wal"), stored_tables(store)};
}

std::optional<std::string> read_killed(const std::string& path, const Killed& killed,
                                       const std::string& log) {
  write_bytes(path + "-wal", log);
  return read_from(path, killed.bytes);
}

/// Gives whether it was noticed.
bool check_log_that_is_flipped(const Killed& killed, std::uint64_t bit) {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  auto log = killed.log;
  log[bit / 8] = static_cast<char>(log[bit / 8] ^ (1 << bit % 8));
  const auto read = read_killed(path, killed, log);
  CHECK_MESSAGE((!read || *read == killed.tables), bit);
  if (read) return false;
  CHECK(file_text(path) == killed.bytes);
  CHECK(file_text(path + "-wal") == log);
  auto store = resumed(path);
  CHECK(store.has_lost_runs());
  store.extend(killed.replications, test_provenance());
  run_missing(store, 1);
  store.end_writing();
  CHECK(stored_tables(store) == killed.tables);
  return true;
}

int round_of(const std::string& log) { return static_cast<unsigned char>(log[15]); }

TEST_CASE(
    "of a killed writer's log, a flipped bit loses no run without a word, and what is lost is done again") {
  const TestFolder scratch;
  std::mt19937_64 random(20261127);
  for (const int rounds : {1, 2}) {
    const auto killed = killed_store(scratch.path(std::to_string(rounds)), rounds);
    REQUIRE(killed.log.size() > 50'000);
    CHECK(round_of(killed.log) == rounds - 1);
    CHECK(read_killed(scratch.path("sound"), killed, killed.log) == killed.tables);
    for (int i = 0; i < flips / 100; ++i)
      CHECK(check_log_that_is_flipped(killed, random() % (8 * killed.log.size())));
    for (const std::uint64_t bit : {3, 8 * 17, 8 * 26, 8 * 33, 8 * 42, 8 * 50})  // of header and first frame
      CHECK(check_log_that_is_flipped(killed, bit));
  }
}

TEST_CASE("a log that was cut off is that of an earlier moment: what it holds is whole") {
  const TestFolder scratch;
  const auto path = scratch.path("cut");
  const auto killed = killed_store(scratch.path("s"), 1);
  std::mt19937_64 random(5);
  for (int i = 0; i < 100; ++i) {
    write_bytes(path + "-wal", killed.log.substr(0, random() % killed.log.size()));
    const auto read = read_from(path, killed.bytes);
    REQUIRE(read);
    CHECK(read->size() <= killed.tables.size());
  }
}

TEST_CASE("a store that was cut off anywhere is damaged") {
  const TestFolder scratch;
  const auto [bytes, tables] = sound_store(scratch.path("s"));
  std::mt19937_64 random(7);
  for (int i = 0; i < 300; ++i) {
    const auto length = 1 + random() % (bytes.size() - 1);
    CHECK_MESSAGE(!read_from(scratch.path("s"), bytes.substr(0, length)), length);
  }
  CHECK(!read_from(scratch.path("s"), ""));
}

TEST_CASE("a store that somebody has changed is damaged") {
  const TestFolder scratch;
  const auto [bytes, tables] = sound_store(scratch.path("s"));
  for (const std::string change : {"UPDATE summaries SET accounts = accounts + 1 WHERE run = 2",
                                   "DELETE FROM weekly WHERE run = 2 AND week = 5",
                                   "INSERT INTO summaries (run, business) VALUES (1, 3)",
                                   "UPDATE years SET accounts = accounts + 1 WHERE year = 'last'",
                                   "DELETE FROM years WHERE run = 1 AND business = 1 AND year = 'first'",
                                   "DROP TABLE years",
                                   "UPDATE segment_sums SET hours = hours + 1 WHERE run = 1",
                                   "UPDATE markets SET name = 'city'",
                                   "UPDATE life SET ended = ended + 1 WHERE tenure = 4",
                                   "UPDATE staff_life SET moved = moved + 1 WHERE run = 1",
                                   "DELETE FROM whale WHERE accounts = 0.5",
                                   "UPDATE runs SET status = 'planned' WHERE run = 1",
                                   "UPDATE runs SET replication = 99 WHERE run = 1",
                                   "DELETE FROM runs WHERE run = 2",
                                   "UPDATE manifest SET value = 'x' WHERE key = 'weeks'",
                                   "DELETE FROM manifest WHERE key = 'document'",
                                   "UPDATE manifest SET value = 9 WHERE key = 'replications'",
                                   "UPDATE cells SET policy = 'kind'",
                                   "UPDATE measures SET unit = 'days' WHERE measure = 2",
                                   "DROP TABLE segments",
                                   "DROP VIEW run_results",
                                   "DELETE FROM cells",
                                   "ALTER TABLE summaries RENAME COLUMN accounts TO clients"}) {
    CAPTURE(change);
    write_bytes(scratch.path("s"), bytes);
    Database(scratch.path("s"), Database::Access::write).execute(change);
    CHECK(!read_from(scratch.path("s"), file_text(scratch.path("s"))));
    CHECK(mentions(refusal<BadInput>([&] { stored_tables(resumed(scratch.path("s"))); }), "damaged"));
  }
}

/// Takes from a store what stores of the earlier format did not have.
void make_unsigned(const std::string& path) {
  Database database(path, Database::Access::write);
  for (const auto* view : {"run_results", "weekly_results"}) {
    const auto sql = database.text("SELECT sql FROM sqlite_master WHERE name = '" + std::string(view) + "'");
    database.execute("DROP VIEW " + std::string(view));
    for (const auto* column : {"summaries_checksum", "weekly_checksum", "accounts_checksum", "checksum"})
      if (std::string(view) == "run_results")
        database.execute("ALTER TABLE runs RENAME COLUMN " + std::string(column) + " TO " + column +
                         "_of_later");
    database.execute(sql);
  }
  database.execute("DELETE FROM manifest WHERE key = 'checksum'; PRAGMA user_version = 2");
}

TEST_CASE("stores from before checksums are read, and what is out of range in them is damage") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  const auto [bytes, tables] = sound_store(path);
  make_unsigned(path);
  CHECK(stored_tables(Store::open(path)) == tables);
  CHECK(!Store::open(path).has_checksums());
  CHECK(stored_tables(resumed(path)) == tables);
  const auto before = file_text(path);
  for (const std::string change :
       {"UPDATE manifest SET value = 'x' WHERE key = 'weeks'",
        "UPDATE manifest SET value = -1 WHERE key = 'replications'",
        "UPDATE manifest SET value = '[' WHERE key = 'document'",
        "UPDATE runs SET replication = 99 WHERE run = 1", "UPDATE runs SET cell = 'soft' WHERE run = 1",
        "UPDATE cells SET point = 7", "DELETE FROM cells", "DELETE FROM businesses", "DROP TABLE measures"}) {
    CAPTURE(change);
    write_bytes(path, before);
    Database(path, Database::Access::write).execute(change);
    CHECK(!read_from(path, file_text(path)));
  }
}

}  // namespace
}  // namespace clientele::experiment
