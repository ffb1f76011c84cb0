#include "tests/worlds/origins_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

#include "sim/base/parallel.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr double kEarth = 6371;      // [km]
constexpr int kWindow = 3;           // [years] of flows that a list is made of
constexpr double kBorder = 0.5;      // enforcement on roads into the four
constexpr double kTiedShare = 0.33;  // of origins

struct Spot {
  double latitude = 0, longitude = 0;  // [degrees]
};
/// So many km from 50 N 5 E, under a bearing.
Spot spot_at(double km, double bearing) {
  constexpr double kDegree = std::numbers::pi / 180;
  const double lat0 = 50 * kDegree, lon0 = 5 * kDegree, arc = km / kEarth;
  const double lat = std::asin(std::sin(lat0) * std::cos(arc) +
                               std::cos(lat0) * std::sin(arc) * std::cos(bearing));
  const double lon = lon0 + std::atan2(std::sin(bearing) * std::sin(arc) * std::cos(lat0),
                                       std::cos(arc) - std::sin(lat0) * std::sin(lat));
  return {lat / kDegree, std::remainder(lon / kDegree, 360)};
}
double km_between(const Spot& a, const Spot& b) {
  constexpr double kDegree = std::numbers::pi / 180;
  const double cosine = std::sin(a.latitude * kDegree) * std::sin(b.latitude * kDegree) +
                        std::cos(a.latitude * kDegree) * std::cos(b.latitude * kDegree) *
                            std::cos((a.longitude - b.longitude) * kDegree);
  return kEarth * std::acos(std::clamp(cosine, -1.0, 1.0));
}

struct Country {
  Spot spot;
  double people = 0, income = 0;
  int tied_to = -1;
};

class Drawer {
 public:
  explicit Drawer(std::uint64_t number) : draws_(20180707, stream_id("claim M7"), 0, number) {}
  double between(double low, double high) { return low + (high - low) * draws_.uniform(); }
  double normal() {
    const double length = std::sqrt(-2 * std::log(draws_.uniform()));
    return length * std::cos(2 * std::numbers::pi * draws_.uniform());
  }

 private:
  Draws draws_;
};

/// Places, people and incomes: those of the first trials (ODD 8), with the receivers' drawn too.
std::vector<Country> countries_of(Drawer& draw, int origins) {
  constexpr std::array<std::array<double, 2>, kReceivers> kNear{
      {{0, 0}, {900, 500}, {-300, 900}, {1200, 1900}}};  // [km] east and north of 50 N 5 E
  std::vector<Country> all;
  for (const auto& [east, north] : kNear) {
    const double x = east + 100 * draw.normal(), y = north + 100 * draw.normal();
    all.push_back({spot_at(std::hypot(x, y), std::atan2(x, y)), draw.between(40e6, 80e6),
                   draw.between(30000, 45000), -1});
  }
  for (int o = 0; o < origins; ++o) {
    const double km = draw.between(1200, 8000);
    Country country{spot_at(km, draw.between(0, 2 * std::numbers::pi)),
                    std::round(1e6 * std::exp(2.3 + 1.2 * draw.normal())),
                    std::clamp(std::exp(8.7 + 0.8 * draw.normal()), 700.0, 40000.0), -1};
    const double luck = draw.between(0, 1);
    const int whose = static_cast<int>(draw.between(0, kReceivers));
    if (luck < kTiedShare) country.tied_to = whose;
    all.push_back(country);
  }
  return all;
}

std::string id_of(std::size_t c) {
  return fmt::format("{}{:02}", c < kReceivers ? "R" : "O", c);
}

std::string table_of(const std::vector<Country>& all, bool ties) {
  std::string text;
  for (std::size_t c = 0; c < all.size(); ++c) {
    const Country& one = all[c];
    text += fmt::format(
        "[[country]]\nid = \"{}\"\npopulation = {:.0f}\ngdp_per_capita = {:.2f}\n"
        "latitude = {:.4f}\nlongitude = {:.4f}\n",
        id_of(c), one.people, one.income, one.spot.latitude, one.spot.longitude);
    if (c < kReceivers) {
      text += fmt::format("languages = \"of{}\"\nstability = 0.8\nrights = 0.6\n", c);
    } else if (ties && one.tied_to >= 0) {
      text += fmt::format("languages = \"of{}\"\ncolonial_ties = \"{}\"\n", one.tied_to,
                          id_of(static_cast<std::size_t>(one.tied_to)));
    }
  }
  return text;
}

/// Roads to the three nearest countries, both ways.
std::string roads_of(const std::vector<Country>& all) {
  std::set<std::pair<std::size_t, std::size_t>> roads;
  for (std::size_t a = 0; a < all.size(); ++a) {
    std::vector<std::size_t> order;
    for (std::size_t b = 0; b < all.size(); ++b) {
      if (b != a) order.push_back(b);
    }
    std::ranges::sort(order, {},
                      [&](std::size_t b) { return km_between(all[a].spot, all[b].spot); });
    for (std::size_t n = 0; n < 3; ++n) roads.insert({{a, order[n]}, {order[n], a}});
  }
  std::string text;
  for (const auto& [a, b] : roads) {
    text += fmt::format("[[corridor]]\nfrom = \"{}\"\nto = \"{}\"\nenforcement = {}\n", id_of(a),
                        id_of(b), b < kReceivers && a >= kReceivers ? kBorder : 0);
  }
  return text;
}

/// People of every origin who live in the four, in proportion to who lives there: no ties in it.
std::string stocks_of(const std::vector<Country>& all, double share) {
  if (share <= 0) return {};
  double people = 0;
  for (std::size_t j = 0; j < kReceivers; ++j) people += all[j].people;
  std::string text;
  for (std::size_t o = kReceivers; o < all.size(); ++o) {
    for (std::size_t j = 0; j < kReceivers; ++j) {
      text += fmt::format("[[stock]]\ncitizenship = \"{}\"\nresidence = \"{}\"\npersons = {:.0f}\n",
                          id_of(o), id_of(j), share * all[o].people * all[j].people / people);
    }
  }
  return text;
}

std::vector<std::int64_t> arrivals_of(const Simulation& simulation) {
  const Ledger& ledger = simulation.ledger();
  const ChannelId back = simulation.modules().channel("return");
  const auto n = static_cast<std::size_t>(simulation.world().n_states);
  std::vector<std::int64_t> sum(kReceivers * n, 0);
  for (std::size_t j = 0; j < kReceivers; ++j) {
    for (std::size_t o = 0; o < n; ++o) {
      for (const ChannelId c : ledger.channel_ids()) {
        if (o == j || c == back) continue;
        sum[j * n + o] += ledger.tick.arrivals(StateId(o), PlaceId(j), c);
      }
    }
  }
  return sum;
}

/// The citizenships from which most came.
std::vector<std::size_t> top(const std::int64_t* came, std::size_t n) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t o) { return came[o]; });
  order.resize(kListed);
  return order;
}

Overlap overlap_of(const std::vector<std::int64_t>& came, const std::vector<Country>& all) {
  Overlap found;
  std::set<std::size_t> listed;
  for (std::size_t j = 0; j < kReceivers; ++j) {
    for (const std::size_t o : top(&came[j * all.size()], all.size())) {
      listed.insert(o);
      found.tied += all[o].tied_to == static_cast<int>(j) ? 1 : 0;
    }
  }
  found.repeated = kReceivers * kListed - static_cast<int>(listed.size());
  return found;
}

Overlap run_one(std::uint64_t number, const OriginsArm& arm) {
  const auto simulation = simulate(origins_scenario(number, arm));
  std::vector<std::int64_t> came(kReceivers *
                                 static_cast<std::size_t>(simulation->world().n_states));
  while (!simulation->done()) {
    simulation->tick();
    if (simulation->now() <= 12 * (arm.years - kWindow)) continue;
    const auto now = arrivals_of(*simulation);
    for (std::size_t i = 0; i < came.size(); ++i) came[i] += now[i];
  }
  Drawer draw(number);
  return overlap_of(came, countries_of(draw, arm.origins));
}

}  // namespace

const std::map<std::string, Range> kOriginRanges{{"modules.network.b_network", {0.5, 0.7}},
                                                 {"modules.intention.h0", {3e-5, 2e-4}},
                                                 {"modules.intention.gamma", {0.8, 1.2}}};

Node origins_scenario(std::uint64_t number, const OriginsArm& arm) {
  Drawer draw(number);
  std::string text = fmt::format(
      "[run]\nstart = \"1995-01\"\nticks = {}\nseed = {}\npersons_per_agent = {}\n"
      "life_histories = 0\n[world]\nproximity_language = {}\nproximity_colonial = {}\n",
      12 * arm.years, 3000 + number, arm.persons_per_agent, arm.tie / 2, arm.tie / 2);
  const std::vector<Country> all = countries_of(draw, arm.origins);
  std::string rows = table_of(all, arm.ties) + stocks_of(all, arm.settled);
  if (arm.roads) rows += roads_of(all);
  std::map<std::string, double> settings;
  for (const auto& [path, range] : kOriginRanges) {
    settings[path] = draw.between(range.low, range.high);
  }
  if (!arm.network) settings["modules.network.b_network"] = 0;
  std::string dotted;  // such keys stand above all tables
  for (const auto& [path, value] : settings) dotted += fmt::format("{} = {:.9f}\n", path, value);
  return scenario(dotted + text + rows);
}

std::vector<Overlap> run_origins(std::size_t replicates, const OriginsArm& arm) {
  std::vector<Overlap> all(replicates);
  Crew crew(2);
  crew.each(replicates, [&](std::size_t i) { all[i] = run_one(i, arm); });
  return all;
}

}  // namespace sojourn::testing
