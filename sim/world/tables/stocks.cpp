#include "sim/world/tables/stocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/lookup.hpp"
#include "sim/world/known.hpp"

namespace sojourn {

namespace {

constexpr Range kAddend{-50, 50};

Status read_status(Settings& row, std::string& name) {
  const std::vector<std::string> names(kStatusNames.begin() + 1, kStatusNames.end());
  name = row.choice("status", names, "regular", "status at the start");
  return kind_named<Status>(kStatusNames, name).value();
}

}  // namespace

void StockReader::operator()(Settings& row) {
  StockRow stock;
  const std::string citizenship = row.required_text("citizenship", "country of citizenship");
  const std::string residence = row.required_text("residence", "place of residence");
  const auto of = known_state(world_, row, "citizenship", citizenship);
  const auto in = known_place(world_, row, "residence", residence);
  std::string status;
  stock.came_as = stock.status = read_status(row, status);
  stock.persons = row.required_integer("persons", "persons", kStockRange, "number of people");
  if (!of || !in) return;  // a fault already
  stock.citizenship = *of;
  stock.residence = *in;
  const bool home = world_.state_of(stock.residence) == stock.citizenship;
  if (home && stock.status != Status::kReturned) {
    row.fault("residence", "people in their own country are residents or returned");
  }
  if (!seen_.insert({citizenship, residence, status}).second) {
    row.fault("citizenship", fmt::format("a stock of \"{}\" in \"{}\" as {} is there already",
                                         citizenship, residence, status));
  }
  where_.push_back(row.where("persons"));
  world_.stocks.push_back(stock);
}

void StockReader::refuse_more_foreigners_than_people(Diagnostics& diagnostics) const {
  const PlaceArray& people = world_.baseline.population;
  PlaceArray abroad = PlaceArray::Zero(world_.n_places());
  std::vector<Source> where(world_.places.size());  // the row that is too much
  for (std::size_t i = 0; i < world_.stocks.size(); ++i) {
    const PlaceId place = world_.stocks[i].residence;
    const double before = abroad[place];
    abroad[place] += world_.stocks[i].persons;
    const bool too_many = before <= people[place] && abroad[place] > people[place];
    if (too_many) where[place.index()] = where_[i];
  }
  for (const PlaceId place : world_.place_ids()) {
    if (abroad[place] <= people[place]) continue;
    diagnostics.add(where[place.index()],
                    fmt::format("stock.persons: the stocks in {} add up to {:.0f} persons, more "
                                "than its population of {:.0f}",
                                world_.places[place.index()].id, abroad[place], people[place]));
  }
}

void AffinityReader::operator()(Settings& row) {
  const std::string citizenship = row.required_text("from", "country of citizenship");
  const std::string destination = row.required_text("to", "destination");
  const auto from = known_state(world_, row, "from", citizenship);
  const auto to = known_place(world_, row, "to", destination);
  const bool known = from && to;
  if (known && world_.state_of(*to) == *from) {
    row.fault("to", "nobody migrates to their own country: leave the row out");
  }
  const double value = row.required_real("value", "1", kAddend, "addend of the payoff");
  const double onward =
      row.real("onward", "1", kAddend, 0, "addend of the payoff of foreigners who live in `from`");
  const double home =
      row.real("return", "1", {-10, 10}, 0, "log factor on the hazard of going home from `to`");
  if (!known) return;  // a fault already
  if (!seen_.insert({citizenship, destination}).second) {
    row.fault("to", fmt::format("the affinity of \"{}\" for \"{}\" is there already", citizenship,
                                destination));
  }
  world_.affinity(*from, *to) = value;
  world_.onward_affinity(*from, *to) = onward;
  world_.return_factor(*from, *to) = home;
}

}  // namespace sojourn
