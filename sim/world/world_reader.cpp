#include "sim/world/world_reader.hpp"

#include <algorithm>

#include "sim/world/tables/bodies.hpp"
#include "sim/world/tables/corridors.hpp"
#include "sim/world/tables/double_names.hpp"
#include "sim/world/tables/edits/cut_table.hpp"
#include "sim/world/tables/edits/patches.hpp"
#include "sim/world/tables/history_rows.hpp"
#include "sim/world/tables/irregular.hpp"
#include "sim/world/tables/pairs.hpp"
#include "sim/world/tables/places.hpp"
#include "sim/world/tables/reading.hpp"
#include "sim/world/tables/run_table.hpp"
#include "sim/world/tables/stocks.hpp"
#include "sim/world/visa_reader.hpp"

namespace sojourn {

namespace {

/// Reads the tables in the order in which they refer to each other.
class WorldReader {
 public:
  explicit WorldReader(const Reading& reading)
      : reading_(reading),
        settings_(reading.table("world"), "world", &reading.diagnostics),
        rows_(reading.scenario, settings_, reading.diagnostics, reading.resolved,
              reading.introductions) {}

  World read() {
    read_header(reading_, world_);
    read_run(reading_, world_);
    countries();
    if (world_.n_states == 0) refuse_empty();
    places();
    pairs();
    read_seasons(reading_, world_);
    CorridorReader corridor(world_);
    rows_.each(
        "corridor", "corridors", "CSV file of corridors, one directed edge a row",
        [&](Settings& row) { corridor(row); }, RowReader::kMaxRows, patched(kCorridorPatches));
    StockReader stock(world_);
    rows_.each("stock", "stocks", "CSV file of people living abroad at the start",
               [&](Settings& row) { stock(row); });
    AffinityReader affinity(world_);
    rows_.each("affinity", "affinities", "CSV file of learnt corridor constants",
               [&](Settings& row) { affinity(row); });
    visas();
    read_areas(reading_, world_);
    IrregularReader irregular(world_);
    rows_.each("irregular", "irregular", "CSV file of people without papers at the start, by host",
               [&](Settings& row) { irregular(row); });
    read_unions(reading_, world_);
    read_forums(reading_, world_);
    warn_of_double_names(world_);
    history();
    read_cut(settings_, world_);
    finish_world();
    join_corridors(world_);
    if (reading_.diagnostics.empty()) {
      stock.refuse_more_foreigners_than_people(reading_.diagnostics);
      irregular.split_stocks(reading_.diagnostics);
    }
    keep_outcomes();
    refuse_unknown_tables();
    return std::move(world_);
  }

 private:
  void countries() {
    CountryReader country(world_);
    rows_.each(
        "country", "countries", "CSV file of countries, one row each",
        [&](Settings& row) { country(row); }, kMaxStates, patched(kCountryPatches));
    country.refuse_unknown_ties(reading_.diagnostics);
    world_.n_states = world_.n_places();
  }

  /// What names a country would find none to stand in for one that is unknown.
  void refuse_empty() const {
    reading_.diagnostics.add(reading_.scenario.where, "a world needs at least one [[country]]");
    refuse_unknown_tables();
    reading_.diagnostics.throw_if_any();
  }

  void places() {
    rows_.each(
        "place", "places", "CSV file of further places within countries",
        [&](Settings& row) { read_place(row, world_); },
        static_cast<std::size_t>(kMaxPlaces - world_.n_places()), patched(kPlacePatches));
    world_.places_of_state.resize(world_.states().size());
    for (const PlaceId place : world_.place_ids()) {
      const StateId state = world_.state_of(place);
      if (state.valid()) world_.places_of_state[state.index()].push_back(place);
    }
  }

  void pairs() {
    read_pairs(settings_, world_);
    PairReader pair(world_);
    rows_.each("pair", "pairs", "CSV file of pairs of places whose nearness is told",
               [&](Settings& row) { pair(row); });
    pair.refuse_unknown_pairs(reading_.diagnostics, reading_.scenario.where);
  }

  void history() {
    HistoryReader tells(reading_, world_);
    rows_.each("history", "history", "CSV file of attributes that change over time",
               [&](Settings& row) { tells(row); });
    if (!reading_.diagnostics.empty()) return;
    tells.finish();
    refuse_idle_patches(reading_, world_);
    // What is told of the first tick is how things are at the start, whatever the row says.
    world_.baseline = world_.history.at(0, world_.baseline);
  }

  void visas() {
    VisaReader visa(world_);
    rows_.each("visa", "visas", "CSV file of what citizens need to enter a country",
               [&](Settings& row) { visa.row(row); });
    visa.finish();
  }

  RowReader::Amend patched(const Patchable& what) const {
    return [this, &what](Node::Array& rows) { patch_rows(reading_, what, rows); };
  }

  /// They are for whoever looks at the run.
  void keep_outcomes() const {
    const Node* outcomes = reading_.table("outcomes");
    if (outcomes == nullptr) return;
    Settings settings(outcomes, "outcomes", &reading_.diagnostics);
    for (const auto& [name, selection] : outcomes->table()) {
      settings.text(name, "", "cells of a series by which runs are compared");
    }
    reading_.finish_table(settings, "outcomes");
  }

  /// The resolved text holds the rows themselves, not the files they came from.
  void finish_world() {
    reading_.finish_table(settings_, "world");
    for (const char* key : {"countries", "places", "pairs", "corridors", "stocks", "affinities",
                            "history", "visas", "irregular"}) {
      reading_.resolved.table()["world"].table().erase(key);
    }
  }

  void refuse_unknown_tables() const {
    const std::vector<std::string> known{
        "format_version", "title",    "run",       "world",     "country", "place",
        "pair",           "corridor", "stock",     "affinity",  "history", "visa",
        "interpolation",  "areas",    "unions",    "forums",    "seasons", "modules",
        "countries",      "places",   "corridors", "irregular", "outcomes"};
    for (const auto& [key, node] : reading_.scenario.table()) {
      if (std::ranges::count(known, key) > 0) continue;
      std::string hint = nearest_hint(key, known);
      if (hint.empty()) hint = fmt::format("; known here: {}", fmt::join(known, ", "));
      reading_.diagnostics.add(node.where, fmt::format("{}: unknown key{}", toml_key(key), hint));
    }
  }

  const Reading& reading_;
  Settings settings_;
  RowReader rows_;
  World world_;
};

}  // namespace

World read_world(const Node& scenario, Diagnostics& diagnostics, Node& resolved,
                 RowSettings* introductions) {
  return WorldReader({scenario, diagnostics, resolved, introductions}).read();
}

}  // namespace sojourn
