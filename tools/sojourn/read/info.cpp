#include "tools/sojourn/read/info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "sim/input/text/characters.hpp"
#include "sim/record/run_file.hpp"
#include "tools/sojourn/console/cli.hpp"
#include "tools/sojourn/console/json.hpp"
#include "tools/sojourn/console/text.hpp"
#include "tools/sojourn/console/text_table.hpp"
#include "tools/sojourn/outcomes/unfinished.hpp"

namespace sojourn::command {

namespace {

/// Of the cells that are numbers; NaN stands for "not known" and is left out.
struct Statistics {
  std::size_t n_valid = 0;
  double min = std::numeric_limits<double>::infinity();
  double max = -std::numeric_limits<double>::infinity();
  double sum = 0;

  void add(double cell) {
    if (std::isnan(cell)) return;
    ++n_valid;
    min = std::min(min, cell);
    max = std::max(max, cell);
    sum += cell;
  }
  double mean() const { return sum / static_cast<double>(n_valid); }
};

Statistics statistics_of(const RunFile& run, const StoredDataset& dataset) {
  Statistics statistics;
  if (dataset.n_cells() == 0) return statistics;
  const std::size_t step = dataset.slices_per_read();
  for (std::size_t first = 0; first < dataset.n_slices(); first += step) {
    const std::size_t count = std::min(step, dataset.n_slices() - first);
    for (const double cell : run.reals(dataset.name, first, count)) statistics.add(cell);
  }
  return statistics;
}

std::string summary(const RunFile& run, const StoredDataset& dataset) {
  if (dataset.n_cells() == 0) return "empty";
  if (dataset.type == ColumnType::kText) return fmt::format("{} texts", dataset.n_cells());
  const Statistics all = statistics_of(run, dataset);
  if (all.n_valid == 0) return "no valid cell";
  if (all.n_valid == 1) return fmt::format("{:.6g}", all.sum);
  std::string text = fmt::format("{:.6g} .. {:.6g}, mean {:.6g}", all.min, all.max, all.mean());
  const bool counts = dataset.type == ColumnType::kInteger && dataset.units != "1";
  if (counts) text += fmt::format(", total {:.15g}", all.sum);
  return text;
}

std::string axes_text(const StoredDataset& dataset) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < dataset.axes.size(); ++i) {
    parts.push_back(fmt::format("{} {}", dataset.axes[i], dataset.shape[i]));
  }
  return parts.empty() ? "one number" : joined(parts, " x ");
}

std::string or_dash(const std::string& text) {
  return text.empty() ? "-" : text;
}

void print_head(const RunFile& run, std::ostream& out) {
  out << escaped(or_dash(run.attribute_text("title"))) << '\n';
  TextTable table;
  table.add({"file", run.path().string()});
  const std::vector<std::string> times = run.labels("time");
  table.add({"start", escaped(or_dash(run.attribute_text("start")))});
  if (!times.empty()) {
    table.add({"span", fmt::format("{} to {}, {} ticks of a {}", times.front(), times.back(),
                                   times.size(), escaped(or_dash(run.attribute_text("tick"))))});
  }
  table.add({"seed", escaped(or_dash(run.attribute_text("seed")))});
  if (const std::string text = run.unfinished(); !text.empty()) table.add({"state", text});
  table.print(out);
}

/// The first and last few labels.
std::string coordinates_text(const RunFile& run, const std::string& axis) {
  std::vector<std::string> labels = run.labels(axis);
  for (std::string& label : labels) label = escaped(std::move(label));
  constexpr std::size_t kShown = 5;
  if (labels.size() <= kShown) return joined(labels, ", ");
  const std::vector<std::string> first(labels.begin(), labels.begin() + kShown - 2);
  return joined(first, ", ") + ", .., " + labels.back();
}

void print_axes(const RunFile& run, std::ostream& out) {
  out << "\naxes\n";
  TextTable table;
  for (const StoredDataset& axis : run.datasets()) {
    if (!axis.is_axis) continue;
    table.add({axis.name, std::to_string(axis.n_cells()), escaped(axis.units),
               escaped(axis.long_name), coordinates_text(run, axis.name)});
  }
  table.print(out);
}

void print_datasets(const RunFile& run, std::ostream& out) {
  out << "\ndatasets\n";
  TextTable table;
  for (const StoredDataset& dataset : run.datasets()) {
    if (dataset.is_axis) continue;
    table.add({dataset.name, axes_text(dataset), fmt::format("[{}]", escaped(dataset.units)),
               escaped(dataset.long_name), summary(run, dataset)});
  }
  table.print(out);
}

void print_provenance(const RunFile& run, std::ostream& out) {
  if (run.provenance().empty()) return;
  out << "\nprovenance\n";
  TextTable table;
  for (const auto& [name, value] : run.provenance()) {
    table.add({name, escaped(to_string(value))});
  }
  table.print(out);
}

Json json_of(const FileAttributes& attributes) {
  Json object = Json::object();
  for (const auto& [name, value] : attributes) {
    std::visit([&](const auto& v) { object[name] = v; }, value);
  }
  return object;
}

const char* name_of(ColumnType type) {
  if (type == ColumnType::kText) return "text";
  return type == ColumnType::kReal ? "real" : "integer";
}

Json json_of(const RunFile& run, const StoredDataset& dataset) {
  Json object = {{"name", dataset.name},          {"axes", dataset.axes},
                 {"shape", dataset.shape},        {"type", name_of(dataset.type)},
                 {"is_axis", dataset.is_axis},    {"units", dataset.units},
                 {"long_name", dataset.long_name}};
  if (dataset.type == ColumnType::kText) return object;
  const Statistics all = statistics_of(run, dataset);
  object["n_valid"] = all.n_valid;
  if (all.n_valid == 0) return object;
  object["min"] = all.min;
  object["mean"] = all.mean();
  object["max"] = all.max;
  object["sum"] = all.sum;
  return object;
}

void print_text(const RunFile& run, const InfoRequest& request, std::ostream& out) {
  if (request.events || !request.filter.empty()) {
    warn_if_unfinished(run);
    return print_events(run, request.filter, out);
  }
  print_head(run, out);
  print_axes(run, out);
  print_datasets(run, out);
  print_provenance(run, out);
}

void print_json(const RunFile& run, const InfoRequest& request, std::ostream& out) {
  Json root;
  root["attributes"] = json_of(run.attributes());
  root["provenance"] = json_of(run.provenance());
  if (const std::string text = run.unfinished(); !text.empty()) root["state"] = text;
  root["datasets"] = Json::array();
  for (const StoredDataset& dataset : run.datasets()) {
    root["datasets"].push_back(json_of(run, dataset));
  }
  if (request.events || !request.filter.empty()) {
    root["events"] = json_of(events_of(run, request.filter));
  }
  out << root.dump(2) << '\n';
}

}  // namespace

void print_info(const InfoRequest& request, std::ostream& out) {
  const RunFile run(request.file);
  if (request.format == "json") return print_json(run, request, out);
  print_text(run, request, out);
}

void add_info(Cli& cli) {
  const auto request = std::make_shared<InfoRequest>();
  Options options =
      cli.add("info", "describes a run file, lists its events", [request](const std::string&) {
        print_info(*request, std::cout);
        return 0;
      });
  options.required("RUN", request->file, "run file");
  options.flag("--events", request->events,
               "list the events, and nothing else; in JSON beside the rest");
  options.repeated("--kind", request->filter.kinds, "list only events of this kind, such as deal",
                   "KIND");
  options.repeated("--state", request->filter.states, "list only events that name this state",
                   "ID");
  options.value("--from", request->filter.from, "list only events from this date on", "DATE");
  options.value("--until", request->filter.until, "list only events before this date", "DATE");
  options.choice("--format", request->format, "how it is written", {"text", "json"});
  options.example("sojourn info islands.h5 --events");
  options.example(
      "sojourn info islands.h5 --kind deal --state EAST --from 2020-01 --until 2022-01");
}

}  // namespace sojourn::command
