#include "sim/world/tables/places.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/text/characters.hpp"
#include "sim/world/attributes/attribute_columns.hpp"
#include "sim/world/tables/words.hpp"

namespace sojourn {

namespace {

/// `id` must be new.
void check_id(Settings& row, const World& world, const std::string& id) {
  if (!id.empty() && world.find_place(id))
    row.fault("id", fmt::format("\"{}\" is there already", id));
  if (id != trimmed(id)) row.fault("id", "expected no blanks before or after it");
  if (id == kEverywhere) row.fault("id", fmt::format("\"{}\" means everywhere", id));
}

void describe_place(Settings& row, const World& world, Place& place) {
  place.name = row.text("name", place.id, "name for people");
  place.latitude = row.real("latitude", "degrees", {-90, 90}, place.latitude, "latitude");
  place.longitude = row.real("longitude", "degrees", {-180, 180}, place.longitude, "longitude");
  place.max_persons =
      row.integer("max_persons", "persons", {0, 2e10, -1}, -1, "room for people; -1 for no limit");
  const std::string location =
      row.choice("location", {"known", "none"}, place.located ? "known" : "none",
                 "none: it is nowhere, and [[pair]] tells how near it is");
  place.located = location == "known";
  check_id(row, world, place.id);
}

/// Gives the last place room for `value` in `values`.
void append(PlaceArray& values, Eigen::Index at, double value) {
  values.conservativeResize(at + 1);
  values[at] = value;
}

/// Learnt constants of the last place; what is not told is as in place `from`.
void read_constants(Settings& row, World& world, Eigen::Index at, Eigen::Index from) {
  constexpr Range kLogFactor{-10, 10};
  const bool own = at == from;
  append(world.leaving, at,
         row.real("leaving", "1", kLogFactor, own ? 0 : world.leaving[from],
                  "learnt constant: log factor on the hazard of leaving home"));
  append(world.moving_on, at,
         row.real("moving_on", "1", kLogFactor, own ? 0 : world.moving_on[from],
                  "learnt constant: log factor on the hazard with which foreigners move on"));
}

void refuse_nobody_in_between(Settings& row, const Attributes& baseline, Eigen::Index at) {
  if (baseline.share_0_14[at] + baseline.share_65_plus[at] >= 1) {
    row.fault("share_0_14", "share_0_14 and share_65_plus leave nobody in between");
  }
}

}  // namespace

void CountryReader::operator()(Settings& row) {
  World& world = world_;
  Place place;
  place.id = row.required_text("id", "short unique name, ISO 3166-1 alpha-3 by custom");
  place.state = StateId(world.n_places());
  describe_place(row, world, place);
  place.languages = read_words(row, "languages", "wide languages, separated by ';'");
  place.colonial_ties =
      split_list(row.text("colonial_ties", "", "former colonial powers, separated by ';'"));
  place.regions = read_words(row, "regions", "labels, separated by ';'");
  ties_.push_back(row.where("colonial_ties"));
  const Eigen::Index at = world.n_places();
  for (const AttributeColumn& column : attribute_columns()) {
    append(world.baseline.*column.array, at,
           column.fallback
               ? row.real(column.key, column.unit, column.range, *column.fallback, column.meaning)
               : row.required_real(column.key, column.unit, column.range, column.meaning));
  }
  append(world.baseline.labour_demand, at, 1);
  append(world.baseline.conflict_deaths, at, 0);
  place.quota_share = row.real("quota_share", "1", {0, 1}, 1,
                               "of its places, those that people of this world contend for; the "
                               "others go to people who are not in it");
  read_constants(row, world, at, at);
  refuse_nobody_in_between(row, world.baseline, at);
  world.places.push_back(std::move(place));
}

void CountryReader::refuse_unknown_ties(Diagnostics& diagnostics) const {
  std::vector<std::string> known;
  for (const Place& place : world_.places) known.push_back(place.id);
  for (std::size_t at = 0; at < world_.places.size(); ++at) {
    for (const std::string& tie : world_.places[at].colonial_ties) {
      if (tie == world_.places[at].id) {
        diagnostics.add(ties_[at], "country.colonial_ties: a country has no tie with itself");
      } else if (!world_.find_place(tie)) {
        diagnostics.add(ties_[at], fmt::format("country.colonial_ties: unknown country \"{}\"{}",
                                               tie, nearest_hint(tie, known)));
      }
    }
  }
}

void read_place(Settings& row, World& world) {
  Place place;
  place.id = row.required_text("id", "short unique name");
  place.state =
      world.require_state(row, "state", row.required_text("state", "country it belongs to"));
  if (world.places.empty()) return;  // a fault already
  const Place& parent = world.places[place.state.index()];
  place.latitude = parent.latitude;
  place.longitude = parent.longitude;
  place.languages = parent.languages;
  place.colonial_ties = parent.colonial_ties;
  place.regions = parent.regions;
  place.located = parent.located;
  place.quota_share = parent.quota_share;
  describe_place(row, world, place);
  const Eigen::Index at = world.n_places(), from = place.state.value;
  for (const AttributeColumn& column : attribute_columns()) {
    PlaceArray& values = world.baseline.*column.array;
    const double fallback = column.array == &Attributes::population ? 0 : values[from];
    append(values, at, row.real(column.key, column.unit, column.range, fallback, column.meaning));
  }
  append(world.baseline.labour_demand, at, 1);
  append(world.baseline.conflict_deaths, at, 0);
  read_constants(row, world, at, from);
  world.places.push_back(std::move(place));
}

}  // namespace sojourn
