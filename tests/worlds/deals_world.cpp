#include "tests/worlds/deals_world.hpp"

#include <cmath>
#include <numeric>

#include "sim/base/parallel.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr std::size_t kNorth = 2, kSouth = 3;  // corridors of two_transits.toml by position
constexpr std::size_t kSender = 0, kNorthern = 1, kSouthern = 2, kReceiver = 3;  // countries

std::string text(double value) {
  return std::to_string(value);
}

void add_war(const DealDraw& draw, War war, std::vector<std::string>& set) {
  if (war == War::kNone) {
    set.push_back("modules.war.enabled=false");
    return;
  }
  const bool pulse = war == War::kPulse;
  set.push_back("modules.war.magnitude=" + text(pulse ? 0.05 : draw.displacement));
  set.push_back("modules.war.duration=" + text(pulse ? 5 : draw.rise + draw.height));
  set.push_back(pulse ? "modules.war.shape=\"fade\"" : "modules.war.shape=\"ramp\"");
  if (!pulse) set.push_back("modules.war.rise=" + text(draw.rise));
}

double& number_of(Node& row, const char* key) {
  Node& node = row.table()[key];
  if (std::get_if<double>(&node.value) == nullptr) node.value = 0.0;
  return std::get<double>(node.value);
}

/// Foreigners who came to live in RECV in the tick, visitors left out.
double newcomers(const Simulation& simulation) {
  const Ledger& ledger = simulation.ledger();
  const ChannelId visit = simulation.modules().channel("visit");
  double sum = 0;
  for (const StateId o : simulation.world().states()) {
    if (o.index() == kReceiver) continue;
    for (const ChannelId c : ledger.channel_ids()) {
      if (c == visit) continue;
      sum += static_cast<double>(ledger.tick.arrivals(o, PlaceId(kReceiver), c));
    }
  }
  return sum;
}

}  // namespace

const std::map<std::string, Range> kDealRanges{
    {"modules.status_quo_cost.c_asylum", {0.2, 0.8}},
    {"modules.status_quo_cost.c_political", {0.1, 0.6}},
    {"modules.containment_deals.host_cost", {0.1, 0.6}},
    {"modules.containment_deals.stay", {1, 3}},
    {"modules.containment_deals.friction", {1e-3, 2e-2}},
    {"modules.containment_deals.contract_cost", {7e-6, 1.4e-4}},
    {"modules.containment_deals.power", {0.5, 1.5}},
    {"modules.corridor_cost.mu", {200, 1500}},
    {"modules.corridor_cost.a_int", {0, 5000}}};

DealDraw deal_draw(std::uint64_t number) {
  Draws draws(20180101, stream_id("claims M1 to M4"), 0, number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * draws.uniform();
  };
  DealDraw draw;
  draw.seed = 2000 + number;
  draw.displacement = 0.01 * std::exp(between(0, std::log(8)));
  draw.rise = std::round(between(2, 24));
  draw.height = std::round(between(6, 36));
  draw.north_price = between(500, 1000);
  draw.south_price = draw.north_price * between(1, 2);
  draw.rich_income = between(30000, 60000);
  draw.transit_income = between(8000, 24000);
  draw.sender_income = between(6000, 12000);
  draw.rich_people = between(40e6, 400e6);
  for (const auto& [path, range] : kDealRanges) {
    draw.settings[path] = between(range.low, range.high);
  }
  for (DealDraw::Transit& transit : draw.transits) {
    transit.income = between(8000, 24000);
    transit.people = 5e6 * std::exp(between(0, std::log(16)));
    transit.capacity = between(0.3, 0.8);
  }
  return draw;
}

Node deal_scenario(const DealDraw& draw, const DealArm& arm) {
  std::vector<std::string> set{"run.persons_per_agent=500", "run.life_histories=0",
                               "run.seed=" + std::to_string(draw.seed)};
  add_war(draw, arm.war, set);
  if (!arm.deals) set.push_back("modules.containment_deals.enabled=false");
  auto settings = draw.settings;
  for (const auto& [path, value] : arm.set) settings[path] = value;
  for (const auto& [path, value] : settings) {
    set.push_back(path + "=" + text(value));
  }
  Node scenario = shipped("two_transits.toml", std::move(set));
  auto& corridors = std::get<Node::Array>(scenario.table()["corridor"].value);
  auto& countries = std::get<Node::Array>(scenario.table()["country"].value);
  number_of(corridors[arm.rerouted ? kSouth : kNorth], "price") = draw.north_price;
  number_of(corridors[arm.rerouted ? kNorth : kSouth], "price") = draw.south_price;
  for (const char* key : {"km", "risk", "price"}) {
    if (arm.twin) number_of(corridors[kSouth], key) = number_of(corridors[kNorth], key);
  }
  if (arm.alone) number_of(corridors[kSouth], "price") = 1e6;
  if (arm.rerouted) {
    std::swap(number_of(corridors[kNorth], "km"), number_of(corridors[kSouth], "km"));
    std::swap(number_of(corridors[kNorth], "risk"), number_of(corridors[kSouth], "risk"));
  }
  number_of(countries[kReceiver], "gdp_per_capita") = draw.rich_income;
  number_of(countries[kReceiver], "population") = draw.rich_people;
  number_of(countries[kSender], "gdp_per_capita") = draw.sender_income;
  for (const std::size_t transit : {kNorthern, kSouthern}) {
    number_of(countries[transit], "gdp_per_capita") = draw.transit_income;
    if (!arm.unlike) continue;
    const DealDraw::Transit& own = draw.transits[transit - kNorthern];
    number_of(countries[transit], "gdp_per_capita") = own.income;
    number_of(countries[transit], "population") = own.people;
    number_of(countries[transit], "capacity") = own.capacity;
  }
  if (arm.incomes_reversed) {
    std::swap(number_of(countries[kReceiver], "gdp_per_capita"),
              number_of(countries[kSender], "gdp_per_capita"));
  }
  return scenario;
}

std::vector<Signature> DealOutcome::of(const std::string& demander,
                                       const std::string& supplier) const {
  std::vector<Signature> some;
  for (const Signature& s : signatures) {
    if (s.demander == demander && s.supplier == supplier) some.push_back(s);
  }
  return some;
}

double DealOutcome::north_between(int from, int to) const {
  return std::accumulate(north.begin() + from, north.begin() + to, 0.0);
}
double DealOutcome::all_between(int from, int to) const {
  return north_between(from, to) + std::accumulate(south.begin() + from, south.begin() + to, 0.0);
}

double DealOutcome::came_between(int from, int to) const {
  return std::accumulate(came.begin() + from, came.begin() + to, 0.0);
}

DealOutcome run_deals(const DealDraw& draw, const DealArm& arm) {
  const auto simulation = simulate(deal_scenario(draw, arm));
  DealOutcome outcome;
  std::map<std::string, const Agreement*> known;
  std::size_t told = 0;
  while (!simulation->done()) {
    const int tick = simulation->now();
    simulation->tick();
    const Scene scene = simulation->scene();
    std::map<std::string, const Agreement*> now;
    for (const auto& one : scene.agreements.in_force) {
      const auto* deal = dynamic_cast<const ContainmentAgreement*>(one.agreement.get());
      if (deal == nullptr) continue;
      const std::string supplier = scene.world.places[deal->supplier().index()].id;
      const std::string pair = deal->demander().name + "-" + supplier;
      now[pair] = deal;
      const auto before = known.find(pair);
      if (before != known.end() && before->second == deal) continue;
      outcome.signatures.push_back({tick, deal->demander().name, supplier, deal->terms().payment,
                                    before == known.end(),
                                    1 - (1 - deal->held()) * (1 - deal->terms().readmission)});
    }
    for (const auto& [pair, deal] : known) {
      if (!now.contains(pair)) outcome.ends.push_back(tick);
    }
    known = std::move(now);
    for (; told < simulation->events().size(); ++told) {
      const Event& event = simulation->events()[told];
      if (event.kind == "approach") {
        const std::size_t by = event.text.rfind("; ") + 2;
        outcome.approaches.push_back({event.tick, event.text.substr(0, event.text.find(':')),
                                      event.text.substr(by, event.text.rfind(' ') - by)});
      }
    }
    outcome.north.push_back(static_cast<double>(simulation->ledger().tick.crossings[kNorth]));
    outcome.south.push_back(static_cast<double>(simulation->ledger().tick.crossings[kSouth]));
    outcome.came.push_back(newcomers(*simulation));
    outcome.peak_excess = std::max(outcome.peak_excess, scene.stances.excess[kReceiver]);
  }
  return outcome;
}

std::vector<DealOutcome> run_deals(const std::vector<DealDraw>& draws, const DealArm& arm) {
  std::vector<DealOutcome> outcomes(draws.size());
  Crew crew(2);
  crew.each(draws.size(), [&](std::size_t i) { outcomes[i] = run_deals(draws[i], arm); });
  return outcomes;
}

}  // namespace sojourn::testing
