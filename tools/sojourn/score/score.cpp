#include "tools/sojourn/score/score.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <set>

#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/output_path.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_file.hpp"
#include "tools/sojourn/report/observed.hpp"
#include "tools/sojourn/score/flow_scores.hpp"
#include "tools/sojourn/score/replicates.hpp"
#include "tools/sojourn/score/series_scores.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= list.size() && !list.empty();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    words.push_back(list.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void refuse_for_series(const ScoreRequest& request) {
  const std::vector<std::pair<const char*, bool>> given{
      {"--value", !request.value.empty()}, {"--series", !request.series.empty()},
      {"--years", request.years != 0},     {"--train", !request.train.empty()},
      {"--stock", !request.stock.empty()}, {"--stock-value", !request.stock_value.empty()},
      {"--kinds", !request.kinds.empty()}, {"--kind-values", !request.kind_values.empty()},
      {"--common", request.common}};
  for (const auto& [name, is_given] : given) {
    if (is_given) {
      throw InputError({name}, fmt::format("{} is a table of observed series: this is for tables "
                                           "of flows",
                                           request.reference.string()));
    }
  }
}

std::set<std::string> series_of(const std::vector<Observation>& observations) {
  std::set<std::string> all;
  for (const Observation& one : observations) all.insert(one.series);
  return all;
}

ScoreSheet sheet_of_series(const ScoreRequest& request, const std::vector<RunFile>& runs) {
  refuse_for_series(request);
  std::vector<TimedFile> views;
  for (const RunFile& run : runs) views.push_back(timed(RunView(run)));
  const auto observations = read_observations(request.reference, views.front());
  for (const std::string& series : series_of(observations)) require_replicates(runs, series);
  ScoreSheet sheet = score_series(held_against(observations, views), request.period);
  sheet.facts = {{"reference", request.reference.string()},
                 {"numbers", std::to_string(observations.size())}};
  return sheet;
}

/// A column of a table that is not there.
void refuse_without_table(const std::string& column, const fs::path& table, const char* option,
                          const char* table_option) {
  if (column.empty() || !table.empty()) return;
  throw InputError({option}, fmt::format("it names a column of the table of {}, which is missing",
                                         table_option));
}

std::vector<std::string> kind_columns(const ScoreRequest& request) {
  std::vector<std::string> columns = words_of(request.kind_values);
  if (columns.size() == kKinds) return columns;
  throw InputError({"--kind-values"},
                   fmt::format("expected the columns of outward, return and onward moves as "
                               "A,B,C, found \"{}\"",
                               request.kind_values));
}

FlowReference reference_of(const ScoreRequest& request, const std::vector<std::string>& ids) {
  refuse_without_table(request.stock_value, request.stock, "--stock-value", "--stock");
  refuse_without_table(request.kind_values, request.kinds, "--kind-values", "--kinds");
  std::vector<std::string> value;
  if (!request.value.empty()) value.push_back(request.value);
  const auto read = [&](const fs::path& file, std::vector<std::string> values, const char* option) {
    return read_long_table({file, std::move(values), option, request.common}, ids);
  };
  FlowReference reference{read(request.reference, value, "--value")};
  if (!request.kinds.empty()) {
    reference.kinds = read(request.kinds, kind_columns(request), "--kind-values");
  }
  if (!request.stock.empty()) {
    const std::string column = request.stock_value.empty() ? "stock" : request.stock_value;
    reference.stocks =
        read_long_table({request.stock, {column}, "--stock-value", request.common, true}, ids);
  }
  return reference;
}

std::string text_of(const std::vector<Span>& spans) {
  std::vector<std::string> all;
  for (const Span& span : spans) all.push_back(to_string(span));
  return all.empty() ? "none" : joined(all, ", ");
}

void note_left_out(const LongTable& table, const char* of, ScoreSheet& sheet) {
  if (table.n_left_out == 0) return;
  sheet.notes.push_back(fmt::format("{} rows{} of countries that the run has not are left out: {}.",
                                    grouped(static_cast<std::int64_t>(table.n_left_out)), of,
                                    fmt::join(table.others, ", ")));
}

ScoreSheet sheet_of_flows(const ScoreRequest& request, std::vector<RunFile> files) {
  const RunFlows runs(std::move(files), request.series);
  const FlowReference reference = reference_of(request, runs.ids());
  const ChosenPeriods periods = chosen_periods(request, reference.flows.years(), runs);
  ScoreSheet sheet = score_flows(reference, runs, periods);
  const auto n_countries = (reference.flows.known.rowwise().sum().array() > 0).count();
  sheet.facts = {{"reference", request.reference.string()},
                 {"value", request.value.empty() ? "the only one" : request.value},
                 {"scored", to_string(periods.scored)},
                 {"others learn from", text_of(periods.past)},
                 {"runs", fmt::format("{}, by {}", runs.size(), runs.series())},
                 {"countries", grouped(static_cast<std::int64_t>(n_countries))},
                 {"pairs", grouped(static_cast<std::int64_t>(reference.flows.known.sum()))}};
  if (!runs.has_kinds()) {
    sheet.notes.push_back(
        fmt::format("{} are moves, and count who goes and comes back within the period; a run with "
                    "[modules.transitions] counts who lives elsewhere at its end, as censuses do.",
                    runs.series()));
  }
  note_left_out(reference.flows, "", sheet);
  if (reference.kinds) note_left_out(*reference.kinds, " of --kinds", sheet);
  if (reference.stocks) note_left_out(*reference.stocks, " of --stock", sheet);
  return sheet;
}

std::vector<fs::path> inputs_of(const ScoreRequest& request, const std::vector<RunFile>& runs) {
  std::vector<fs::path> inputs{request.reference};
  for (const RunFile& run : runs) inputs.push_back(run.path());
  for (const fs::path& table : {request.stock, request.kinds}) {
    if (!table.empty()) inputs.push_back(table);
  }
  return inputs;
}

void refuse_output(const fs::path& file, const char* option, const std::vector<fs::path>& inputs) {
  if (file.empty()) return;
  if (file == "-") throw InputError({option}, "expected a file, found \"-\"");
  refuse_input(file, inputs, option);
}

bool same_output(const fs::path& a, const fs::path& b) {
  const auto meant = [](const fs::path& path) {
    return fs::weakly_canonical(through_links(fs::absolute(path)));
  };
  return meant(a) == meant(b);
}

void refuse_same_output(const ScoreRequest& request) {
  if (request.json.empty() || request.csv.empty()) return;
  if (!same_output(request.json, request.csv)) return;
  throw InputError({"--csv"}, fmt::format("\"{}\" is what --json writes: choose another name",
                                          request.csv.string()));
}

/// Both files or none: what cannot be written whole fails before any has its name.
void write_files(const ScoreSheet& sheet, const ScoreRequest& request) {
  std::vector<std::unique_ptr<TextFile>> files;
  if (!request.json.empty()) {
    files.push_back(std::make_unique<TextFile>(request.json, request.force));
    files.back()->stream() << json_of(sheet).dump(2) << '\n';
  }
  if (!request.csv.empty()) {
    files.push_back(std::make_unique<TextFile>(request.csv, request.force));
    write_csv(sheet, files.back()->stream());
  }
  for (const auto& file : files) {
    if (!file->stream().flush()) file->finish();  // throws
  }
  for (const auto& file : files) file->finish();
}

}  // namespace

int score(const ScoreRequest& request, std::ostream& out) {
  if (request.reference.empty()) {
    throw InputError({"--reference"}, "expected a table to hold the run against, found nothing");
  }
  std::vector<RunFile> runs = read_replicates(request.runs);
  const std::vector<fs::path> inputs = inputs_of(request, runs);
  refuse_output(request.json, "--json", inputs);
  refuse_output(request.csv, "--csv", inputs);
  refuse_same_output(request);
  const ScoreSheet sheet = has_column(request.reference, "series")
                               ? sheet_of_series(request, runs)
                               : sheet_of_flows(request, std::move(runs));
  write_files(sheet, request);
  print_sheet(sheet, out);
  return 0;
}

void add_score(Cli& cli) {
  const auto request = std::make_shared<ScoreRequest>();
  Options options =
      cli.add("score", "holds runs against what was recorded, beside simple forecasts",
              [request](const std::string&) { return score(*request, std::cout); });
  options.files("RUN", request->runs, "run files, or folders of them: replicates of one run");
  options.value("--reference", request->reference,
                "CSV table of flows (year, orig, dest, values), or of observed series", "FILE.csv");
  options.value("--value", request->value, "column of the flows", "COLUMN");
  options.value("--series", request->series, "of the runs; transitions, or departures, if left out",
                "NAME");
  options.number("--period", request->period,
                 "first year of what is scored; the last that the runs cover, if left out", 1500,
                 2500);
  options.number("--years", request->years, "length of a period, if the years do not tell", 1, 100);
  options.value("--train", request->train,
                "first years of the periods from which others learn; all before, if left out",
                "FIRST..LAST");
  options.value("--stock", request->stock, "CSV table of migrants by year, origin, destination",
                "FILE.csv");
  options.value("--stock-value", request->stock_value, "its column; stock, if left out", "COLUMN");
  options.value("--kinds", request->kinds, "CSV table of flows by kind of move", "FILE.csv");
  options.value("--kind-values", request->kind_values,
                "its columns of outward, return and onward moves", "A,B,C");
  options.flag("--common", request->common, "leave out rows of countries that the runs have not");
  options.value("--json", request->json, "writes the scores as JSON", "FILE");
  options.value("--csv", request->csv, "writes the scores as a long table", "FILE.csv");
  options.flag("--force", request->force, "overwrite files");
  options.example("sojourn score world.h5 --reference flows.csv --value da_pb_closed --common");
  options.example("sojourn score runs/ --reference observed.csv --csv scores.csv");
}

}  // namespace sojourn::command
