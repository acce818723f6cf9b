#include "sim/experiment/tables/csv_folder.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <list>
#include <set>

#include "sim/experiment/design/errors.hpp"
#include "sim/experiment/store/files.hpp"
#include "sim/experiment/store/output_file.hpp"
#include "sim/experiment/tables/tidy.hpp"

namespace clientele::experiment {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> wanted_tables(const Plan& plan, const CsvFolder& csv) {
  auto names = table_names();
  std::erase_if(names, [&](const auto& name) {
    if (name == manifest_table) return false;
    return csv.tables.empty() ? name == "weekly_long" || !has_table(plan, name)
                              : std::ranges::find(csv.tables, name) == csv.tables.end();
  });
  return names;
}

std::string file_of(const CsvFolder& csv, const std::string& table) {
  return (fs::path(csv.folder) / (table + ".csv")).string();
}

// Beside the new tables, those of another experiment would pass for results of this one: all earlier ones go
// before the first new one comes. Of a link to another folder's table, the link goes.
void remove_earlier(const CsvFolder& csv, const std::vector<std::string>& renewed) {
  for (const auto& table : table_names()) {
    const auto name = file_of(csv, table);
    const bool is_renewed = std::ranges::find(renewed, table) != renewed.end();
    const auto file = is_renewed ? real_path(name) : name;
    std::error_code error;
    if (!fs::is_regular_file(file, error) || !is_earlier_output(file, OutputKind::table)) continue;
    if (!fs::remove(file, error) && error)
      throw WriteFailure(fmt::format("{}: an earlier table, cannot be removed ({})", file, error.message()));
  }
}

void require_distinct(const CsvFolder& csv, const std::vector<std::string>& tables) {
  std::set<std::string> files;
  for (const auto& table : tables)
    if (!files.insert(real_path(file_of(csv, table))).second)
      throw BadInput(
          fmt::format("{}: is a link to the file of another table; remove it", file_of(csv, table)));
}

/// One program at a time writes the tables of a folder, or they would be of different experiments. A file
/// system without locks does without.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder)
      : descriptor_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    flock(descriptor_, LOCK_EX);
  }
  ~FolderLock() { close(descriptor_); }
  FolderLock(const FolderLock&) = delete;

 private:
  int descriptor_;
};

std::string with_commas(std::int64_t number) {
  auto text = fmt::format("{}", number);
  for (auto at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

}  // namespace

void require_folder(const Plan& plan, const CsvFolder& csv) {
  const auto wanted = wanted_tables(plan, csv);
  for (const auto& table : wanted) require_table(plan, table, csv.folder);
  std::error_code error;
  fs::create_directories(csv.folder, error);
  if (!fs::is_directory(csv.folder, error))
    throw BadInput(fmt::format("{}: cannot be made a folder for CSV files", csv.folder));
  if (access(csv.folder.c_str(), W_OK | X_OK) != 0)
    throw BadInput(fmt::format("{}: cannot be written to", csv.folder));
  for (const auto& table : table_names())
    if (!csv.replace || std::ranges::find(wanted, table) != wanted.end())
      require_output_place(file_of(csv, table), OutputKind::table, csv.replace);
  require_distinct(csv, wanted);
}

std::string warning_of_length(const Store& store, const std::string& table) {
  constexpr std::int64_t most_rows = 1'048'576;  // with the header
  const auto rows = count_rows(store, table);
  if (rows < most_rows) return "";
  return fmt::format("{} has {} rows, more than the {} that spreadsheets show", table, with_commas(rows),
                     with_commas(most_rows));
}

std::vector<std::string> export_csv(const Store& store, const CsvFolder& csv, const std::string& baseline,
                                    const Announce& announce) {
  require_folder(store.plan(), csv);
  const auto tables = wanted_tables(store.plan(), csv);
  const FolderLock lock(csv.folder);
  std::list<OutputFile> files;
  std::vector<std::string> names;
  for (const auto& table : tables) {
    if (const auto warning = warning_of_length(store, table); announce && !warning.empty()) announce(warning);
    auto& file = files.emplace_back(file_of(csv, table), OutputKind::table, csv.replace);
    CsvWriter writer(file.sink());
    write_table(writer, store, table, baseline);
    file.complete();
    names.push_back(file_of(csv, table));
  }
  if (csv.replace) remove_earlier(csv, tables);
  for (auto& file : files) file.keep();
  return names;
}

}  // namespace clientele::experiment
