#include "tools/sojourn/compare/place_series.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "sim/base/ids.hpp"

namespace sojourn::command {

namespace {

/// Slices of a matrix with an axis of citizenship, one of places and a third.
class Matrix {
 public:
  Matrix(const RunFile& run, const std::string& name) : run_(run), name_(name) {
    const StoredDataset* found = run.find(name);
    if (found == nullptr) return;
    shape_ = found->shape;
  }
  bool exists() const { return !shape_.empty(); }
  std::size_t years() const { return shape_.empty() ? 0 : shape_[0]; }

  /// Calls fn(first index, second, third, value) for the year's cells that are not 0.
  template <class Fn>
  void each(std::size_t year, const Fn& fn) const {
    const std::vector<double> cells = run_.reals(name_, year, 1);
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (cells[cell] == 0) continue;
      const std::size_t third = cell % shape_[3], rest = cell / shape_[3];
      fn(rest / shape_[2], rest % shape_[2], third, cells[cell]);
    }
  }

 private:
  const RunFile& run_;
  std::string name_;
  std::vector<std::size_t> shape_;  // year and three axes
};

bool is_abroad(const World& world, std::size_t citizenship, std::size_t place) {
  return world.places[place].state != StateId(citizenship);
}

/// Calls fn(citizenship, place, status, persons) for people outside of their own country.
template <class Fn>
void each_stock(const RunFile& run, const World& world, std::size_t year, const Fn& fn) {
  const Matrix stocks(run, "stocks");  // year, residence, citizenship, status
  if (!stocks.exists()) return;
  stocks.each(year, [&](std::size_t place, std::size_t state, std::size_t status, double persons) {
    if (is_abroad(world, state, place)) fn(state, place, static_cast<Status>(status), persons);
  });
}

/// Calls fn(citizenship, place, persons) for arrivals outside of the own country.
template <class Fn>
void each_arrival(const RunFile& run, const World& world, std::size_t year, const Fn& fn) {
  const Matrix arrivals(run, "arrivals");  // year, citizenship, destination, channel
  if (!arrivals.exists()) return;
  arrivals.each(year, [&](std::size_t state, std::size_t place, std::size_t, double persons) {
    if (is_abroad(world, state, place)) fn(state, place, persons);
  });
}

using Row = std::vector<double>;

Row foreigners(const RunFile& run, const World& world, std::size_t year) {
  Row row(world.places.size(), 0);
  each_stock(run, world, year, [&](std::size_t, std::size_t place, Status status, double persons) {
    if (kSettled.contains(status)) row[place] += persons;
  });
  return row;
}

Row citizens_abroad(const RunFile& run, const World& world, std::size_t year) {
  Row row(world.places.size(), 0);
  each_stock(run, world, year, [&](std::size_t state, std::size_t, Status status, double persons) {
    if (kSettled.contains(status)) row[state] += persons;
  });
  return row;
}

Row irregular(const RunFile& run, const World& world, std::size_t year) {
  Row row(world.places.size(), 0);
  each_stock(run, world, year, [&](std::size_t, std::size_t place, Status status, double persons) {
    if (status == Status::kIrregular) row[place] += persons;
  });
  return row;
}

Row arrivals(const RunFile& run, const World& world, std::size_t year) {
  Row row(world.places.size(), 0);
  each_arrival(run, world, year,
               [&](std::size_t, std::size_t place, double persons) { row[place] += persons; });
  return row;
}

Row departures(const RunFile& run, const World& world, std::size_t year) {
  Row row(world.places.size(), 0);
  const Matrix all(run, "departures");  // year, origin, destination, channel
  if (!all.exists()) return row;
  all.each(year, [&](std::size_t origin, std::size_t, std::size_t, double persons) {
    row[origin] += persons;
  });
  return row;
}

struct Derived {
  const char* source;  // the series it is made of
  PlaceSeriesInfo info;
  Row (*of)(const RunFile& run, const World& world, std::size_t year);
};

const std::vector<Derived>& derived() {
  static const std::vector<Derived> all{
      {"stocks",
       {"foreigners", "persons", "citizens of other countries settled there, mean of the year"},
       foreigners},
      {"stocks",
       {"citizens_abroad", "persons", "its citizens settled elsewhere, mean of the year"},
       citizens_abroad},
      {"stocks",
       {"irregular", "persons", "foreigners there without papers, mean of the year"},
       irregular},
      {"arrivals",
       {"arrivals", "persons", "foreigners who came to live there during the year"},
       arrivals},
      {"departures",
       {"departures", "persons", "people who set out from there during the year"},
       departures},
  };
  return all;
}

}  // namespace

std::vector<PlaceSeriesInfo> place_series(const RunFile& run) {
  std::vector<PlaceSeriesInfo> all;
  for (const Derived& one : derived()) {
    if (run.find(one.source) != nullptr) all.push_back(one.info);
  }
  for (const StoredDataset& stored : run.datasets()) {
    if (stored.is_axis || stored.axes != std::vector<std::string>{"year", "place"}) continue;
    all.push_back({stored.name, stored.units, stored.long_name});
  }
  return all;
}

std::vector<std::vector<double>> place_values(const RunFile& run, const World& world,
                                              const std::string& name) {
  const std::size_t n_years = run.find("year")->n_cells();
  std::vector<std::vector<double>> values;
  const auto made =
      std::ranges::find_if(derived(), [&](const Derived& one) { return one.info.name == name; });
  for (std::size_t year = 0; year < n_years; ++year) {
    values.push_back(made == derived().end() ? run.reals(name, year, 1)
                                             : made->of(run, world, year));
  }
  return values;
}

CorridorValues corridor_values(const RunFile& run, const World& world) {
  const std::size_t n = world.places.size();
  const auto n_states = static_cast<std::size_t>(world.n_states);
  const std::vector<std::int64_t> ticks = run.integers("ticks");
  const auto start_of = [&](const char* series) {
    const bool known = !ticks.empty() && run.find(series) != nullptr;
    return known ? 0 : std::numeric_limits<double>::quiet_NaN();
  };
  CorridorValues all{Row(n_states * n, start_of("stocks")),
                     Row(n_states * n, start_of("arrivals"))};
  if (ticks.empty()) return all;
  each_stock(run, world, ticks.size() - 1,
             [&](std::size_t state, std::size_t place, Status status, double persons) {
               if (kSettled.contains(status)) all.stock[state * n + place] += persons;
             });
  const double span = std::get<double>(run.attributes().at("tick_years")) *
                      static_cast<double>(std::accumulate(ticks.begin(), ticks.end(), 0L));
  for (std::size_t year = 0; year < ticks.size(); ++year) {
    each_arrival(run, world, year, [&](std::size_t state, std::size_t place, double persons) {
      all.arrivals[state * n + place] += persons / span;
    });
  }
  return all;
}

}  // namespace sojourn::command
