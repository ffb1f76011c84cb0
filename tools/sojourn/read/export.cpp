#include "tools/sojourn/read/export.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <system_error>
#include <vector>

#include "sim/input/source.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/record/part_file.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/json.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/outcomes/unfinished.hpp"
#include "tools/sojourn/read/export_table.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;

// ---- the look of one table ----

std::vector<std::string> names_of(const std::vector<ExportColumn>& columns) {
  std::vector<std::string> names;
  for (const ExportColumn& column : columns) names.push_back(column.name);
  return names;
}

bool has_units(const ExportColumn& column) {
  return column.type == ExportColumn::Type::kInteger || column.type == ExportColumn::Type::kReal;
}

std::string csv_text_for_a_terminal(const std::string& text) {
  return csv_text(escaped(text));
}

std::string safe_csv_text_for_a_terminal(const std::string& text) {
  return safe_csv_text(escaped(text));
}

/// A file holds texts as they are; a terminal would obey them, and so would a spreadsheet.
RowFormat csv_format_for(const std::vector<std::string>& names, const ExportRequest& request,
                         const std::ostream& out) {
  RowFormat format = csv_format(names);
  const bool terminal = &out == &std::cout && isatty(STDOUT_FILENO) != 0;
  if (terminal) format.text = csv_text_for_a_terminal;
  if (request.safe_csv) format.text = terminal ? safe_csv_text_for_a_terminal : safe_csv_text;
  return format;
}

/// Comment lines that tell what the table and its columns are, then the columns' names.
void write_csv_head(const RunFile& run, const ExportTable& table, const ExportRequest& request,
                    std::ostream& out) {
  out << "# " << escaped(table.name) << ": " << escaped(table.long_name) << '\n';
  if (const std::string state = run.unfinished(); !state.empty()) out << "# " << state << '\n';
  for (const ExportColumn& column : table.columns) {
    const std::string units = has_units(column) ? " [" + column.units + "]" : "";
    const bool told = column.long_name == table.long_name;
    out << "# " << escaped(column.name) << escaped(units)
        << (told ? "" : ": " + escaped(column.long_name)) << '\n';
  }
  if (request.nonzero && table.one_row_per_cell)
    out << "# rows that are not here have the value 0\n";
  const RowFormat format = csv_format_for(names_of(table.columns), request, out);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out << format.before[i] << format.text(table.columns[i].name);
  }
  out << format.after;
}

void write_table(const RunFile& run, const ExportTable& table, const ExportRequest& request,
                 std::ostream& out) {
  const bool csv = request.format == "csv";
  const std::vector<std::string> names = names_of(table.columns);
  if (csv) write_csv_head(run, table, request, out);
  write_rows(run, table, csv ? csv_format_for(names, request, out) : json_lines_format(names),
             request.nonzero, out);
}

/// "stocks.csv", "series-arrivals.jsonl"
std::string file_name(const ExportTable& table, const ExportRequest& request) {
  std::string name = table.name;
  std::ranges::replace(name, '/', '-');
  return name + (request.format == "csv" ? ".csv" : ".jsonl");
}

// ---- what there is ----

const char* name_of(ExportColumn::Type type) {
  using enum ExportColumn::Type;
  if (type == kInteger) return "integer";
  if (type == kReal) return "number";
  return type == kDate ? "date" : "string";
}

Json resource_of(const ExportTable& table, const ExportRequest& request) {
  Json fields = Json::array();
  for (const ExportColumn& column : table.columns) {
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
std::string data_package(const RunFile& run, const std::vector<ExportTable>& tables,
                         const ExportRequest& request) {
  Json package = {{"title", run.attribute_text("title")}};
  package["sources"] = {{{"title", run.path().filename().string()}}};
  package["resources"] = Json::array();
  for (const ExportTable& table : tables)
    package["resources"].push_back(resource_of(table, request));
  return package.dump(2) + "\n";
}

void list_tables(const std::vector<ExportTable>& tables, std::ostream& out) {
  TextTable list;
  for (const ExportTable& table : tables) {
    list.add({escaped(table.name), grouped(static_cast<std::int64_t>(table.n_rows())) + " rows",
              escaped(joined(names_of(table.columns), ", ")), escaped(table.long_name)});
  }
  list.print(out);
}

const ExportTable& table_called(const std::string& name, const std::vector<ExportTable>& tables,
                                const RunFile& run) {
  const auto found = std::ranges::find(tables, name, &ExportTable::name);
  if (found != tables.end()) return *found;
  std::vector<std::string> known;
  for (const ExportTable& table : tables) known.push_back(table.name);
  throw InputError(Source{}, fmt::format("{}: no table \"{}\"{}; `sojourn export {}` lists them",
                                         run.path().string(), name, nearest_hint(name, known),
                                         run.path().string()));
}

// ---- where it goes ----

void export_one(const RunFile& run, const ExportTable& table, const ExportRequest& request,
                std::ostream& out) {
  if (request.out.empty() || request.out == "-") return write_table(run, table, request, out);
  const bool folder = fs::is_directory(request.out);
  const fs::path path = folder ? request.out / file_name(table, request) : request.out;
  refuse_input(path, {request.file});
  TextFile file(through_links(path), request.force);
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

void export_all(const RunFile& run, const std::vector<ExportTable>& tables,
                const ExportRequest& request, std::ostream& out) {
  const fs::path package = request.out / "datapackage.json";
  std::vector<fs::path> files = {package};
  for (const ExportTable& table : tables) files.push_back(request.out / file_name(table, request));
  if (!request.force) refuse_existing(files);
  for (const fs::path& file : files) refuse_input(file, {request.file});
  make_folder(request.out);
  TextFiles written;
  for (const ExportTable& table : tables) {
    const fs::path path = request.out / file_name(table, request);
    write_table(run, table, request, written.add(through_links(path), request.force));
  }
  written.add(package, request.force) << data_package(run, tables, request);
  written.finish();
  out << tables.size() << " tables in " << request.out.string() << '\n';
}

}  // namespace

void export_tables(const ExportRequest& request, std::ostream& out) {
  const RunFile run(request.file);
  warn_if_unfinished(run);
  const std::vector<ExportTable> tables = export_tables_of(run);
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

void add_export(Cli& cli) {
  const auto request = std::make_shared<ExportRequest>();
  Options options = cli.add("export", "writes tables of a run file as CSV or JSON lines",
                            [request](const std::string&) {
                              export_tables(*request, std::cout);
                              return 0;
                            });
  options.required("RUN", request->file, "run file, or file of a comparison");
  options.value("--table", request->table, "one table; listed where neither is given", "NAME");
  options.value("--out,-o", request->out,
                "file, or folder (of all tables where none is named); -: standard output", "PATH");
  options.choice("--format", request->format, "csv or json (lines)", {"csv", "json"});
  options.flag("--nonzero", request->nonzero, "leave out cells that are 0");
  options.flag("--safe-csv", request->safe_csv,
               "put ' before texts that a spreadsheet would take for a formula");
  options.flag("--force", request->force, "overwrite files");
  options.example("sojourn export islands.h5");
  options.example("sojourn export islands.h5 --table stocks --out stocks.csv");
  options.example("sojourn export islands.h5 --out tables/");
}

}  // namespace sojourn::command
