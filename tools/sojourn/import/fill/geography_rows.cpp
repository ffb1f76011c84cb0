#include "tools/sojourn/import/fill/geography_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/world/geography.hpp"
#include "tools/sojourn/import/codes/country.hpp"

namespace sojourn::intake {

namespace {

constexpr double kSeaKm = 1500;       // as far as one crosses
constexpr std::size_t kSeaLanes = 3;  // to the nearest countries

double proximity_of(const Link& link) {
  const NearnessWeights weights;
  const double near = fixed::exp(-link.km / weights.reach_km);
  return std::min(1.0, weights.distance * near + (link.language ? weights.language : 0) +
                           (link.colony ? weights.colonial_tie : 0));
}

/// Ways, all made by one law.
class CorridorMaker {
 public:
  CorridorMaker(Intake& intake, const CountryRows& rows, const Areas& areas)
      : data_(intake.data), rows_(rows), areas_(areas) {}

  TableText table() {
    for (const auto& [pair, link] : data_.links) {
      if (link.contiguous) add(pair, link.km, false);
    }
    for (const auto& [id, row] : rows_) lanes(id);
    TableText table{
        "corridors.csv", {"from", "to", "mode", "km", "enforcement", "risk", "price"}, {}};
    for (const auto& [pair, way] : ways_) table.rows.push_back(cells(pair, way));
    return table;
  }

 private:
  struct Way {
    double km = 0;
    bool sea = false;
  };

  void add(const CountryPair& pair, double km, bool sea) {
    if (!rows_.contains(pair.first) || !rows_.contains(pair.second)) return;
    ways_.emplace(pair, Way{km, sea});
    ways_.emplace(CountryPair{pair.second, pair.first}, Way{km, sea});
  }

  bool landlocked(const std::string& id) const {
    const auto told = data_.profiles.find(id);
    if (told != data_.profiles.end() && told->second.landlocked) return *told->second.landlocked;
    return country_called(id)->landlocked;
  }

  /// To the nearest others within reach, to the very nearest however far.
  void lanes(const std::string& from) {
    if (landlocked(from)) return;
    std::vector<std::pair<double, std::string>> near;
    for (auto at = data_.links.lower_bound({from, ""});
         at != data_.links.end() && at->first.first == from; ++at) {
      const std::string& to = at->first.second;
      if (at->second.contiguous || !rows_.contains(to) || landlocked(to)) continue;
      near.emplace_back(at->second.km, to);
    }
    std::ranges::sort(near);
    for (std::size_t i = 0; i < std::min(kSeaLanes, near.size()); ++i) {
      if (i == 0 || near[i].first <= kSeaKm) add({from, near[i].second}, near[i].first, true);
    }
  }

  bool move_freely(const CountryPair& pair) const {
    return std::ranges::any_of(areas_, [&](const auto& area) {
      return area.second.contains(pair.first) && area.second.contains(pair.second);
    });
  }

  double enforcement(const CountryPair& pair) const {
    if (move_freely(pair)) return 0.02;
    const auto& from = rows_.at(pair.first).values;
    const auto& to = rows_.at(pair.second).values;
    const double gap =
        fixed::log(to.at("gdp_per_capita") / from.at("gdp_per_capita")) / fixed::log(8);
    const auto capacity = to.find("capacity");
    return 0.05 +
           0.75 * (capacity == to.end() ? 0.5 : capacity->second) * std::clamp(gap, 0.0, 1.0);
  }

  std::vector<std::string> cells(const CountryPair& pair, const Way& way) const {
    return {pair.first,
            pair.second,
            way.sea ? "sea" : "land",
            number_text(std::max(50.0, std::round(way.km / 10) * 10)),
            fmt::format("{:.2f}", enforcement(pair)),
            way.sea ? "0.004" : "0.0003",
            way.sea ? "1200" : "150"};
  }

  const Collected& data_;
  const CountryRows& rows_;
  const Areas& areas_;
  std::map<CountryPair, Way> ways_;
};

}  // namespace

Areas areas_in(const Collected& data, const CountryRows& rows, int year) {
  Areas areas;
  for (const AreaMember& member : data.areas) {
    if (member.from > year || member.until <= year || !rows.contains(member.country)) continue;
    areas[member.area].insert(member.country);
  }
  std::erase_if(areas, [](const auto& area) { return area.second.size() < 2; });
  return areas;
}

TableText pair_table(const Collected& data, const CountryRows& rows) {
  TableText table{"pairs.csv", {"from", "to", "distance_km", "proximity"}, {}};
  for (const auto& [pair, link] : data.links) {
    if (!rows.contains(pair.first) || !rows.contains(pair.second)) continue;
    table.rows.push_back(
        {pair.first, pair.second, number_text(link.km), number_text(proximity_of(link))});
  }
  return table;
}

TableText corridor_table(Intake& intake, const CountryRows& rows, const Areas& areas) {
  TableText table = CorridorMaker(intake, rows, areas).table();
  const char* text =
      table.rows.empty()
          ? "no corridors: without --geodist nothing tells of borders, so nobody travels without "
            "papers"
          : "corridors: land borders both ways, and from each coast to the three nearest others "
            "within 1500 km; enforcement 0.02 within areas of free movement, else 0.05 + 0.75 "
            "capacity of the destination x min(1, ln(income ratio)/ln 8), risk 0.0003 and 0.004, "
            "price 150 and 1200 by land and sea";
  intake.notes.add("Judged", text);
  return table;
}

}  // namespace sojourn::intake
