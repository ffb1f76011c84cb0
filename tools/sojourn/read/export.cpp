#include "tools/sojourn/read/export.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>
#include <system_error>
#include <vector>

#include "sim/record/part_file.hpp"
#include "sim/input/source.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/read/tidy.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// ---- the look of one table ----

std::vector<std::string> names_of(const std::vector<TidyColumn>& columns) {
  std::vector<std::string> names;
  for (const TidyColumn& column : columns) names.push_back(column.name);
  return names;
}

bool has_units(const TidyColumn& column) {
  return column.type == TidyColumn::Type::kInteger || column.type == TidyColumn::Type::kReal;
}

/// Comment lines that tell what the table and its columns are, then the columns' names.
void write_csv_head(const TidyTable& table, bool nonzero, std::ostream& out) {
  fmt::print(out, "# {}: {}\n", printable(table.name), printable(table.long_name));
  for (const TidyColumn& column : table.columns) {
    const std::string units = has_units(column) ? " [" + column.units + "]" : "";
    const bool told = column.long_name == table.long_name;
    fmt::print(out, "# {}{}{}\n", printable(column.name), printable(units),
               told ? "" : ": " + printable(column.long_name));
  }
  if (nonzero && table.one_row_per_cell) out << "# rows that are not here have the value 0\n";
  const RowFormat format = csv_format(names_of(table.columns));
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out << format.before[i] << format.text(table.columns[i].name);
  }
  out << format.after;
}

void write_table(const RunFile& run, const TidyTable& table, const ExportRequest& request,
                 std::ostream& out) {
  const bool csv = request.format == "csv";
  const std::vector<std::string> names = names_of(table.columns);
  if (csv) write_csv_head(table, request.nonzero, out);
  write_rows(run, table, csv ? csv_format(names) : json_lines_format(names), request.nonzero, out);
}

/// "stocks.csv", "series-arrivals.jsonl"
std::string file_name(const TidyTable& table, const ExportRequest& request) {
  std::string name = table.name;
  std::ranges::replace(name, '/', '-');
  return name + (request.format == "csv" ? ".csv" : ".jsonl");
}

// ---- what there is ----

const char* name_of(TidyColumn::Type type) {
  using enum TidyColumn::Type;
  if (type == kInteger) return "integer";
  if (type == kReal) return "number";
  return type == kDate ? "date" : "string";
}

Json resource_of(const TidyTable& table, const ExportRequest& request) {
  Json fields = Json::array();
  for (const TidyColumn& column : table.columns) {
    Json field = {
        {"name", column.name}, {"type", name_of(column.type)}, {"description", column.long_name}};
    if (has_units(column)) field["unit"] = column.units;
    fields.push_back(std::move(field));
  }
  const bool csv = request.format == "csv";
  Json resource = {{"name", table.name},
                   {"path", file_name(table, request)},
                   {"format", csv ? "csv" : "ndjson"},
                   {"encoding", "utf-8"},
                   {"description", table.long_name}};
  if (csv) {
    resource["profile"] = "tabular-data-resource";
    resource["dialect"] = {{"commentChar", "#"}};
  }
  resource["schema"] = {{"fields", fields}};
  return resource;
}

/// A Data Package (specs.frictionlessdata.io): what R and Python packages of that name read.
std::string data_package(const RunFile& run, const std::vector<TidyTable>& tables,
                         const ExportRequest& request) {
  Json package = {{"title", run.attribute_text("title")}};
  package["sources"] = {{{"title", run.path().filename().string()}}};
  package["resources"] = Json::array();
  for (const TidyTable& table : tables) package["resources"].push_back(resource_of(table, request));
  return package.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void list_tables(const std::vector<TidyTable>& tables, std::ostream& out) {
  TextTable list;
  for (const TidyTable& table : tables) {
    list.add({printable(table.name), grouped(static_cast<std::int64_t>(table.n_rows())) + " rows",
              printable(fmt::format("{}", fmt::join(names_of(table.columns), ", "))),
              printable(table.long_name)});
  }
  list.print(out);
}

const TidyTable& table_called(const std::string& name, const std::vector<TidyTable>& tables,
                              const RunFile& run) {
  const auto found = std::ranges::find(tables, name, &TidyTable::name);
  if (found != tables.end()) return *found;
  std::vector<std::string> known;
  for (const TidyTable& table : tables) known.push_back(table.name);
  throw InputError(Source{}, fmt::format("{}: no table \"{}\"{}; `sojourn export {}` lists them",
                                         run.path().string(), name, nearest_hint(name, known),
                                         run.path().string()));
}

// ---- where it goes ----

void export_one(const RunFile& run, const TidyTable& table, const ExportRequest& request,
                std::ostream& out) {
  if (request.out.empty() || request.out == "-") return write_table(run, table, request, out);
  const bool folder = fs::is_directory(request.out);
  TextFile file(folder ? request.out / file_name(table, request) : request.out, request.force);
  write_table(run, table, request, file.stream());
  file.finish();
}

void refuse_existing(const std::vector<fs::path>& files) {
  const auto is_there = [](const fs::path& file) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(file, ignored));
  };
  const auto n_found = std::ranges::count_if(files, is_there);
  if (n_found == 0) return;
  const std::string others = n_found == 1 ? "" : fmt::format(", and {} others", n_found - 1);
  throw OutputExists(
      fmt::format("{} exists already{}", std::ranges::find_if(files, is_there)->string(), others));
}

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw WriteError(fmt::format("cannot make {}: {}", folder.string(), error.message()));
  }
}

void export_all(const RunFile& run, const std::vector<TidyTable>& tables,
                const ExportRequest& request, std::ostream& out) {
  const fs::path package = request.out / "datapackage.json";
  std::vector<fs::path> files = {package};
  for (const TidyTable& table : tables) files.push_back(request.out / file_name(table, request));
  if (!request.force) refuse_existing(files);
  make_folder(request.out);
  for (const TidyTable& table : tables) export_one(run, table, request, out);
  TextFile description(package, request.force);
  description.stream() << data_package(run, tables, request);
  description.finish();
  fmt::print(out, "{} tables in {}\n", tables.size(), request.out.string());
}

}  // namespace

void export_tables(const ExportRequest& request, std::ostream& out) {
  const RunFile run(request.file);
  const std::vector<TidyTable> tables = tidy_tables(run);
  if (!request.table.empty()) {
    export_one(run, table_called(request.table, tables, run), request, out);
  } else if (request.out == "-") {
    throw InputError(Source{}, "--out - needs --table: one stream holds one table");
  } else if (!request.out.empty()) {
    export_all(run, tables, request, out);
  } else if (request.format == "json") {
    out << data_package(run, tables, request);
  } else {
    list_tables(tables, out);
  }
}

}  // namespace sojourn::command
