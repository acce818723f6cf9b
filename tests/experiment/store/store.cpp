#include "sim/experiment/store/store.hpp"

#include <doctest/doctest.h>
#include <sys/mount.h>

#include <fstream>

#include "sim/experiment/design/errors.hpp"
#include "tests/experiment/small.hpp"

namespace clientele::experiment {
namespace {

TEST_CASE("a store comes back from its file as it was made") {
  const TestFolder scratch;
  auto plan = small_plan();
  plan.parameters = {"businesses.0.price", "policies.firm.levers.prioritisation"};
  plan.points = {{500, "fair"}, {550.25, "squeaky"}};
  plan.cells = {{0, "soft"}, {0, "firm"}, {1, "soft"}, {1, "firm"}};
  plan.precision = {"accounts=5%"};
  plan.most_replications = 77;
  plan.baseline = "firm";
  std::string before;
  {
    auto store = Store::create(scratch.path("s.sqlite"), plan, test_provenance(), false);
    run_missing(store, 2);
    before = dump(store);
  }
  const auto store = Store::open(scratch.path("s.sqlite"));
  CHECK(dump(store) == before);
  const auto& read = store.plan();
  CHECK(read.verb == plan.verb);
  CHECK(read.document->dump(2) == plan.document->dump(2));
  CHECK(read.weeks == plan.weeks);
  CHECK(read.seed == plan.seed);
  CHECK(read.replications == plan.replications);
  CHECK(read.weekly == plan.weekly);
  CHECK(read.yearly == plan.yearly);
  CHECK(read.markets == std::vector<std::string>{"town"});
  CHECK(read.businesses == plan.businesses);
  CHECK(read.parameters == plan.parameters);
  CHECK(read.points == plan.points);
  CHECK(read.precision == plan.precision);
  CHECK(read.most_replications == 77);
  CHECK(read.baseline == "firm");
  CHECK(read.cells.size() == 4);
  CHECK(experiment_identity(read, "1") == experiment_identity(plan, "1"));
  CHECK(cell_identity(read, 3, "x") == cell_identity(plan, 3, "x"));
  CHECK(store.has_identity_of(test_provenance()));
  CHECK(!store.has_identity_of({"1.2.3", "another model", "", ""}));
}

TEST_CASE("a record that cannot be written whole is not written at all") {
  auto store = Store::create("", small_plan(), test_provenance(), false);
  store.database().execute(
      "CREATE TRIGGER t BEFORE INSERT ON weekly WHEN NEW.week = 3 BEGIN SELECT RAISE(ABORT, 'no room'); END");
  const RunRecord record{.key = store.missing().front(),
                         .status = RunStatus::done,
                         .totals = std::vector<Tally>(2),
                         .weekly = std::vector<Tally>(24)};
  CHECK_THROWS_AS(store.write({&record, 1}), WriteFailure);
  CHECK(store.database().integer("SELECT count(*) FROM weekly") == 0);
  CHECK(store.database().integer("SELECT count(*) FROM summaries") == 0);
  CHECK(store.missing().size() == 8);
  store.database().execute("DROP TRIGGER t");
  store.write({&record, 1});
  CHECK(store.missing().size() == 7);
  CHECK(store.database().integer("SELECT count(*) FROM weekly") == 24);
}

TEST_CASE("files that are no store, or not of this format, are refused by name") {
  const TestFolder scratch;
  const auto opened = [&](const std::string& path) { return refusal<BadInput>([&] { Store::open(path); }); };
  CHECK(mentions(opened(scratch.path("nowhere")), "no such file"));
  CHECK(mentions(opened(scratch.path("")), "directory"));
  std::ofstream(scratch.path("text"))
      << "not a database, but long enough to be looked at as if it were one\n";
  CHECK(mentions(opened(scratch.path("text")), "is not a results store"));
  Database(scratch.path("other"), Database::Access::create).execute("CREATE TABLE t (x)");
  CHECK(mentions(opened(scratch.path("other")), "is not a results store"));
  { Store::create(scratch.path("newer"), small_plan(), test_provenance(), false); }
  Database(scratch.path("newer"), Database::Access::write).execute("PRAGMA user_version = 99");
  CHECK(mentions(opened(scratch.path("newer")), "store format 99"));
}

TEST_CASE(
    "an existing file is replaced only by force, a directory never, and a failed attempt leaves nothing") {
  const TestFolder scratch;
  const auto create = [&](const std::string& name, bool replace) {
    return refusal<BadInput>(
        [&] { Store::create(scratch.path(name), small_plan(), test_provenance(), replace); });
  };
  CHECK(create("s", false).empty());
  const auto before = file_text(scratch.path("s"));
  CHECK(mentions(create("s", false), "already exists"));
  CHECK(file_text(scratch.path("s")) == before);
  CHECK(create("s", true).empty());
  CHECK(mentions(create("", true), "directory"));
  CHECK(mentions(create("no/such/folder", false), "there is no folder"));
  auto broken = small_plan();
  broken.parameters = {"a", "a"};  // two columns of one name: SQLite refuses
  CHECK_THROWS_AS(Store::create(scratch.path("b"), broken, test_provenance(), false), WriteFailure);
  CHECK(!std::filesystem::exists(scratch.path("b")));
}

TEST_CASE("readers do not hinder the writer, and see the store as it was when they opened it") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  { Store::create(path, small_plan(), test_provenance(), false); }
  auto store = resumed(path);
  const auto reader = Store::open(path);
  CHECK(run_missing(store, 2).done == 8);
  CHECK(reader.standing().done == 0);
  CHECK(Store::open(path).standing().done == 8);
}

TEST_CASE("another program that holds the file is waited for, then named") {
  const TestFolder scratch;
  const auto path = scratch.path("s");
  { Store::create(path, small_plan(), test_provenance(), false); }
  auto store = resumed(path);
  Database other(path, Database::Access::write);
  const Transaction hold(other);
  store.database().execute("PRAGMA busy_timeout = 50");
  const auto message = refusal<WriteFailure>([&] { store.extend(9, test_provenance()); });
  CHECK(mentions(message, "another program is holding this file"));
  CHECK(!mentions(message, "locked"));
  CHECK(store.plan().replications == 4);
}

TEST_CASE("a full disk loses nothing that was finished - with room again the experiment goes on") {
  const TestFolder scratch;
  const auto disk = scratch.path("disk");
  std::filesystem::create_directory(disk);
  if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
    MESSAGE("skipped: mounting a small disk is not permitted here");
    return;
  }
  const auto path = disk + "/s";
  {
    auto store = Store::create(path, small_plan(2), test_provenance(), false);
    CHECK(run_missing(store, 2).done == 4);
    store.extend(80, test_provenance());
    CHECK(mentions(refusal<WriteFailure>([&] { run_missing(store, 2); }), "the disk is full"));
    auto& database = store.database();
    const auto done = database.integer("SELECT count(*) FROM runs WHERE status = 'done'");
    CHECK(done >= 4);
    CHECK(done < 160);
    CHECK(database.integer("SELECT count(*) FROM weekly") == 24 * done);
  }
  CHECK(mount("tmpfs", disk.c_str(), "tmpfs", MS_REMOUNT, "size=20m") == 0);
  {
    auto store = resumed(path);
    run_missing(store, 2);
    auto whole = Store::create("", small_plan(2), test_provenance(), false);
    whole.extend(80, test_provenance());
    run_missing(whole, 2);
    CHECK(dump(store) == dump(whole));
  }
  CHECK(umount(disk.c_str()) == 0);
}

TEST_CASE("money is stored in the scenario's currency") {
  const Measure wage{
      .name = "wage", .unit = "money/week", .meaning = "", .value = [](const Tally&) { return 2.0; }};
  const Measure share{.name = "share", .unit = "1", .meaning = "", .value = [](const Tally&) { return 2.0; }};
  CHECK(reported(wage, Tally(), 1400) == 2800);
  CHECK(reported(share, Tally(), 1400) == 2);
}

}  // namespace
}  // namespace clientele::experiment
