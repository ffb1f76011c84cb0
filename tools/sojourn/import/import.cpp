#include "tools/sojourn/import/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <memory>

#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/import/flee/flee_folder.hpp"
#include "tools/sojourn/import/publishers/publisher.hpp"
#include "tools/sojourn/import/write/page.hpp"
#include "tools/sojourn/import/write/world_files.hpp"

namespace sojourn::command {

namespace {

namespace fs = std::filesystem;
using namespace intake;

/// A file, with the year that stands before it: "2019=matrix.csv".
struct NamedFile {
  int year = 0;
  fs::path path;
};

NamedFile named_file(const fs::path& given) {
  const std::string text = given.string();
  const std::size_t mark = text.find('=');
  const auto year = mark == 4 ? year_of(text.substr(0, mark)) : std::nullopt;
  return year ? NamedFile{*year, text.substr(mark + 1)} : NamedFile{0, given};
}

bool is_within(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path inner = fs::weakly_canonical(file, error);
  const fs::path outer =
      fs::weakly_canonical(folder.has_filename() ? folder : folder.parent_path(), error);
  return std::ranges::mismatch(outer, inner).in1 == outer.end();
}

void refuse_input_in(const fs::path& file, const fs::path& out) {
  if (!is_within(file, out)) return;
  throw InputError(Source{"--out"}, fmt::format("{} is read, and lies in {}, which is written",
                                                file.string(), out.string()));
}

/// Reads every file by its publisher's reader.
std::vector<ReadFile> read_all(const ImportRequest& request, Intake& into) {
  std::vector<ReadFile> files;
  for (std::size_t p = 0; p < request.files.size(); ++p) {
    const Publisher& publisher = publishers()[p];
    for (const fs::path& given : request.files[p]) {
      const NamedFile file = named_file(given);
      refuse_input_in(file.path, request.out);
      auto sheet = read_sheet(file.path, into.diagnostics);
      if (!sheet) continue;
      sheet->year = file.year;
      publisher.read(*sheet, into);
      files.push_back({publisher.title, file.path.filename().string()});
    }
  }
  return files;
}

void tell_totals(const Notes& notes, std::ostream& err) {
  for (const Notes::Group& group : notes.groups()) {
    if (group.heading != "Totals") continue;
    for (const std::string& value : group.values) err << "warning: " << value << '\n';
  }
}

std::size_t n_values(const Notes& notes, const std::string& heading) {
  std::size_t n = 0;
  for (const Notes::Group& group : notes.groups()) {
    if (group.heading == heading) n += std::max<std::size_t>(1, group.values.size());
  }
  return n;
}

void tell_world(const WorldTables& world, const Notes& notes, const fs::path& out,
                std::ostream& stream) {
  stream << fmt::format(
      "{}: {}, {} people, {} of them abroad\n", world.title,
      fmt::format("{} {}", world.n_countries, world.n_countries == 1 ? "country" : "countries"),
      grouped(std::llround(world.people)), grouped(std::llround(world.abroad)));
  stream << fmt::format("{} figures are filled, {} interpolated, {} divided: {}\n",
                        n_values(notes, "Filled"), n_values(notes, "Interpolated"),
                        n_values(notes, "States that parted"), (out / "README.md").string());
  stream << fmt::format("{0}; `sojourn run {0}` runs it\n", (out / "scenario.toml").string());
}

void write_world(const ImportRequest& request, std::ostream& out, std::ostream& err) {
  if (request.year == 0) throw InputError(Source{"--year"}, "expected the year of the world");
  Intake into;
  into.ignored.insert(request.ignored.begin(), request.ignored.end());
  const std::vector<ReadFile> read = read_all(request, into);
  into.diagnostics.throw_if_any();
  const Wanted wanted{request.year,
                      request.until == 0 ? 9999 : request.until,
                      static_cast<double>(request.smallest_country),
                      request.smallest_stock,
                      request.born_across / 100.0,
                      request.reach,
                      request.fits_stocks};
  const WorldTables world = world_tables(into, wanted, request.years);
  into.diagnostics.throw_if_any();
  std::vector<FileText> files = world_files(world);
  files.push_back({"README.md", page_of(world.title, read, into.notes)});
  write_folder(request.out, files, request.force);
  tell_totals(into.notes, err);
  tell_world(world, into.notes, request.out, out);
}

bool has_files(const ImportRequest& request) {
  return std::ranges::any_of(request.files, [](const auto& files) { return !files.empty(); });
}

}  // namespace

void write_import(const ImportRequest& request, std::ostream& out, std::ostream& err) {
  if (request.out.empty()) throw InputError(Source{"--out"}, "expected a folder to write to");
  refuse_folder(request.out, request.force);
  if (request.flee.empty()) return write_world(request, out, err);
  if (has_files(request) || request.year != 0) {
    throw InputError(Source{"--flee"},
                     "a folder of Flee is a world of its own, with its own dates: "
                     "leave out --year and the files of publishers");
  }
  refuse_input_in(request.flee, request.out);
  const FleeWorld world = read_flee_folder(request.flee);
  write_folder(request.out, world.files, request.force);
  out << fmt::format("{1}\n{0}; `sojourn run {0}` runs it\n",
                     (request.out / "scenario.toml").string(), world.summary);
}

void add_import(Cli& cli) {
  const auto request = std::make_shared<ImportRequest>();
  Options options =
      cli.add("import", "writes a scenario out of publishers' files as they are shipped",
              [request](const std::string&) {
                write_import(*request, std::cout, std::cerr);
                return 0;
              });
  request->files.resize(publishers().size());
  options.number("--year", request->year, "year of the world; within what the files hold", 1900,
                 2100);
  options.value("--out,-o", request->out, "folder that is written", "DIR");
  for (std::size_t p = 0; p < publishers().size(); ++p) {
    options.repeated(publishers()[p].option, request->files[p], publishers()[p].help, "FILE");
  }
  options.value("--flee", request->flee, "folder of Flee, in place of all these files", "DIR");
  options.repeated("--ignore", request->ignored,
                   "name in the files that is no country: its rows are left out", "NAME");
  options.number("--until", request->until, "last year of the histories", 1900, 9999);
  options.number("--years", request->years, "length of the run", 1, 200);
  options.number("--smallest-country", request->smallest_country,
                 "people below which a country is left out", 1, 1000000000);
  options.number("--smallest-stock", request->smallest_stock,
                 "people of a pair below which it is left out", 1, 1000000000);
  options.number("--reach", request->reach,
                 "years by which --year may lie beyond rates and indices; the nearest then counts",
                 0, 100);
  options.number("--born-across", request->born_across,
                 "percent that counts of those born across a border that was drawn later", 0, 100);
  options.flag("--fit-stocks", request->fits_stocks,
               "cut stocks down that are more than the people who live there");
  options.flag("--force", request->force, "replace a folder that was imported before");
  options.example(
      "sojourn import --year 2005 --wpp wpp.csv --wdi gdp.csv --desa-stock stock.csv --out "
      "world_2005");
  options.example("sojourn import --flee mali2012 --out mali");
}

}  // namespace sojourn::command
