#include "sim/experiment/store/store_check.hpp"

#include <fmt/core.h>

#include <map>
#include <span>

namespace clientele::experiment {

namespace {

// In the order of their keys. How often which run was asked for, and what a new store replaces, is no part of
// the plan.
constexpr std::string_view plan_queries[] = {
    "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name",
    "SELECT key, value FROM manifest WHERE key NOT IN ('checksum', 'replaces') ORDER BY key",
    "SELECT * FROM measures ORDER BY measure",
    "SELECT * FROM businesses ORDER BY business",
    "SELECT * FROM segments ORDER BY segment",
    "SELECT * FROM cells ORDER BY cell"};
constexpr std::string_view markets_query = "SELECT * FROM markets ORDER BY market";  // not of earlier formats

std::int64_t plan_checksum(Database& database) {
  Checksum checksum;
  for (const auto query : plan_queries)
    for (auto row = database.prepare(query); row.step();) checksum.add_row(row);
  if (has_table(database, "markets"))
    for (auto row = database.prepare(markets_query); row.step();) checksum.add_row(row);
  return checksum.value();
}

constexpr std::string_view run_query =
    "SELECT run, cell, replication, identity, status, reason, summaries_checksum, weekly_checksum, "
    "accounts_checksum, checksum FROM runs";
constexpr int signed_columns = 9;

std::int64_t run_checksum(const Statement& row) { return Checksum().add_row(row, signed_columns).value(); }

std::span<const std::string_view> tables_of(Part part) {
  static constexpr std::string_view summaries[] = {"summaries", "years"}, weekly[] = {"weekly"},
                                    accounts[] = {"life", "staff_life", "whale", "segment_sums"};
  if (part == Part::summaries) return summaries;
  if (part == Part::weekly) return weekly;
  return accounts;
}

// SQLite's own check sees to it that rows can be found by their keys: pages in order, indexes complete.
void check_pages(Database& database, std::string_view table) {
  if (database.text(fmt::format("PRAGMA integrity_check('{}')", table)) != "ok") refuse_damaged(database);
}

}  // namespace

void sign_plan(Database& database) {
  database.prepare("INSERT OR REPLACE INTO manifest VALUES ('checksum', ?)")
      .bind(plan_checksum(database))
      .run();
}

RunSigner::RunSigner(Database& database)
    : read_(database.prepare(fmt::format("{} WHERE run = ?", run_query))),
      write_(database.prepare("UPDATE runs SET checksum = ? WHERE run = ?")) {}

void RunSigner::sign(std::int64_t run) {
  read_.bind(run).step();
  const auto checksum = run_checksum(read_);
  read_.end();
  write_.bind(checksum, run).run();
}

std::int64_t checksum_of_planned(std::int64_t run, std::int64_t cell, int replication,
                                 std::string_view identity) {
  Checksum row;
  row.add(run).add(cell).add(replication).add(identity).add(std::string_view("planned")).add(nullptr);
  return row.add(nullptr).add(nullptr).add(nullptr).value();
}

void check_plan(Database& database) {
  for (const auto* table :
       {"sqlite_master", "manifest", "measures", "businesses", "segments", "cells", "runs"})
    check_pages(database, table);
  if (has_table(database, "markets")) check_pages(database, "markets");
  if (database.integer("SELECT value FROM manifest WHERE key = 'checksum'") != plan_checksum(database))
    refuse_damaged(database);
  std::int64_t runs = 0;
  for (auto row = database.prepare(run_query); row.step(); ++runs)
    if (row.integer(signed_columns) != run_checksum(row)) refuse_damaged(database);
  if (runs != database.integer(
                  "SELECT (SELECT value FROM manifest WHERE key = 'replications') * count(*) FROM cells"))
    refuse_damaged(database);
}

void check_results(Database& database, Part part) {
  std::map<std::int64_t, RowsChecksum> found;
  for (const auto table : tables_of(part)) {
    if (!has_table(database, table)) continue;  // as the plan has it, which is checked
    check_pages(database, table);
    for (auto row = database.prepare(fmt::format("SELECT * FROM {}", table)); row.step();)
      found[row.integer(0)].add(Checksum().add_row(row));
  }
  const auto column = part_columns[static_cast<std::size_t>(part)];
  auto run = database.prepare(fmt::format("SELECT run, {} FROM runs WHERE status = 'done'", column));
  while (run.step())
    if (found[run.integer(0)].value() != run.integer(1)) refuse_damaged(database);
}

}  // namespace clientele::experiment
