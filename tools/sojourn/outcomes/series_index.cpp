#include "tools/sojourn/outcomes/series_index.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "sim/record/recorder.hpp"
#include "sim/record/series_sink.hpp"
#include "sim/simulation.hpp"

namespace sojourn::command {

namespace {

constexpr double kMostPersonsPerAgent = 1e6;  // few agents, so that the world is made at once

/// Takes declarations, and nothing else.
class Declarations final : public SeriesSink {
 public:
  explicit Declarations(SeriesIndex& index) : index_(index) {}

  void add_axis(const Axis& axis) override { index_.ids[axis.name] = axis.labels; }
  std::size_t add_series(const DatasetInfo& info, bool whole) override {
    if (info.axes.front() != "time") return 0;
    KnownSeries one{info, whole};
    one.info.axes.erase(one.info.axes.begin());
    index_.series.push_back(std::move(one));
    return 0;
  }
  void step(std::string_view /*time_axis*/, double /*value*/) override {}
  void append(std::size_t /*series*/, std::span<const std::int64_t> /*slice*/) override {}
  void append(std::size_t /*series*/, std::span<const double> /*slice*/) override {}

 private:
  SeriesIndex& index_;
};

Node with_few_agents(Node scenario) {
  Node& run = scenario.table()["run"];
  if (!run.is_table()) run.value = Node::Table{};
  run.table()["persons_per_agent"] = Node{kMostPersonsPerAgent, {}};
  return scenario;
}

std::vector<std::string> names_of(const std::vector<KnownSeries>& series) {
  std::vector<std::string> names;
  for (const KnownSeries& one : series) names.push_back(one.info.name);
  return names;
}

std::string hint(const std::string& word, const std::vector<std::string>& known) {
  constexpr std::size_t kFew = 30;
  std::string nearest = nearest_hint(word, known);
  if (!nearest.empty() || known.size() > kFew) return nearest;
  return fmt::format("; known here: {}", fmt::join(known, ", "));
}

/// Whether words begin alike: who writes "citizn" means "citizenship".
bool begins_alike(const std::string& a, const std::string& b) {
  constexpr std::size_t kFewest = 4;  // letters
  return std::min(a.size(), b.size()) >= kFewest && a.starts_with(b.substr(0, kFewest));
}

class Chooser {
 public:
  Chooser(const Selection& asked, const SeriesIndex& index, const Source& where)
      : asked_(asked), index_(index), where_(where) {}

  ChosenCells operator()() const {
    const KnownSeries& series = found_series();
    ChosenCells chosen{asked_, series.info.units, series.info.long_name};
    for (AxisChoice& choice : chosen.selection.choices) {
      require_axis(series, choice.axis);
      choice.ids = ids_of(choice);
    }
    chosen.flow = series.info.over_time == OverTime::kSum;
    if (chosen.flow) chosen.units += " / year";
    chosen.counts = series.whole || chosen.flow;
    if (chosen.selection.fold == Fold::kNone && !chosen.counts) require_one_cell(series, chosen);
    return chosen;
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw InputError(where_, fmt::format("\"{}\": {}", to_string(asked_), why));
  }

  const KnownSeries& found_series() const {
    const auto found = std::ranges::find_if(
        index_.series, [&](const KnownSeries& one) { return one.info.name == asked_.series; });
    if (found != index_.series.end()) return *found;
    refuse(fmt::format("no series over time is called \"{}\"{}", asked_.series,
                       hint(asked_.series, names_of(index_.series))));
  }

  void require_axis(const KnownSeries& series, const std::string& axis) const {
    if (std::ranges::count(series.info.axes, axis) > 0) return;
    refuse(fmt::format("{} has no axis \"{}\"{}; it has {}", series.info.name, axis,
                       nearest_axis(series, axis), fmt::join(series.info.axes, ", ")));
  }

  /// The axis that is written most alike, else one with the same ids: `destination` of stocks is
  /// their residence.
  std::string nearest_axis(const KnownSeries& series, const std::string& axis) const {
    const auto told = [](const std::string& name) {
      return fmt::format(", nearest known: \"{}\"", name);
    };
    std::string nearest = nearest_hint(axis, series.info.axes);
    if (!nearest.empty()) return nearest;
    for (const std::string& one : series.info.axes) {
      if (begins_alike(axis, one)) return told(one);
    }
    const auto elsewhere = index_.ids.find(axis);
    if (elsewhere == index_.ids.end()) return {};
    for (const std::string& one : series.info.axes) {
      if (index_.ids.at(one) == elsewhere->second) return told(one);
    }
    return {};
  }

  /// Ids, and regions' places, each once.
  std::vector<std::string> ids_of(const AxisChoice& choice) const {
    const std::vector<std::string>& known = index_.ids.at(choice.axis);
    std::vector<std::string> ids;
    const auto add = [&](const std::string& id) {
      if (std::ranges::count(ids, id) == 0) ids.push_back(id);
    };
    for (const std::string& id : choice.ids) {
      const auto region = index_.regions.find(id);
      if (std::ranges::count(known, id) > 0) {
        add(id);
      } else if (region != index_.regions.end() && is_of_places(known)) {
        for (const std::string& place : region->second) {
          if (std::ranges::count(known, place) > 0) add(place);
        }
      } else {
        refuse(fmt::format("the axis {} has no \"{}\"{}", choice.axis, id, nearest_id(id, known)));
      }
    }
    return ids;
  }

  /// The id of the place that is called so, else the id that is written most alike.
  std::string nearest_id(const std::string& id, const std::vector<std::string>& known) const {
    const auto named = index_.place_of.find(id);
    if (named != index_.place_of.end() && std::ranges::count(known, named->second) > 0) {
      return fmt::format(", nearest known: \"{}\" ({})", named->second, named->first);
    }
    return hint(id, with_regions(known));
  }

  /// Whether an axis has the world's countries on it.
  bool is_of_places(const std::vector<std::string>& ids) const {
    const auto places = index_.ids.find("citizenship");
    return places != index_.ids.end() && std::ranges::count(ids, places->second.front()) > 0;
  }

  std::vector<std::string> with_regions(std::vector<std::string> known) const {
    if (!is_of_places(known)) return known;
    for (const auto& [name, places] : index_.regions) known.push_back(name);
    return known;
  }

  void require_one_cell(const KnownSeries& series, const ChosenCells& chosen) const {
    for (const std::string& axis : series.info.axes) {
      const auto& choices = chosen.selection.choices;
      const auto choice = std::ranges::find(choices, axis, &AxisChoice::axis);
      const std::size_t n =
          choice != choices.end() ? choice->ids.size() : index_.ids.at(axis).size();
      if (n == 1) continue;
      refuse(
          fmt::format("{} is a measure and {} ids of {} are chosen: choose one, or write "
                      "mean({}) or sum({})",
                      series.info.name, n, axis, to_string(asked_), to_string(asked_)));
    }
  }

  const Selection& asked_;
  const SeriesIndex& index_;
  const Source& where_;
};

}  // namespace

SeriesIndex index_of(const Node& scenario, const Catalog& catalog) {
  SeriesIndex index;
  Declarations declarations(index);
  Recorder recorder(declarations);
  Simulation simulation(with_few_agents(scenario), catalog, 1);
  simulation.attach(recorder);
  for (const Place& place : simulation.world().places) {
    index.place_of.emplace(place.name, place.id);
    for (const std::string& region : place.regions) index.regions[region].push_back(place.id);
  }
  return index;
}

ChosenCells choose_cells(const Selection& selection, const SeriesIndex& index,
                         const Source& where) {
  return Chooser(selection, index, where)();
}

}  // namespace sojourn::command
