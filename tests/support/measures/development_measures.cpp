#include "tests/support/measures/development_measures.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>
#include <stdexcept>

#include "models/development/development.hpp"
#include "models/outcomes/earnings.hpp"
#include "sim/base/parallel.hpp"
#include "tests/support/thresholds.hpp"
#include "tests/worlds/agency_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

namespace {

/// Uniform draws over ranges, as assignments.
std::vector<std::string> drawn(const std::map<std::string, Range>& ranges, std::uint64_t number) {
  Draws draws(20260511, stream_id("claims G1 to G3"), 0, number);
  std::vector<std::string> set;
  for (const auto& [path, range] : ranges) {
    set.push_back(
        fmt::format("{}={:.9f}", path, range.low + (range.high - range.low) * draws.uniform()));
  }
  return set;
}

/// Citizens who are settled in other states [persons].
double abroad(const Scene& scene, StateId home) {
  std::int64_t agents = 0;
  for (const PlaceId p : scene.world.place_ids()) {
    if (scene.world.state_of(p) != home) agents += scene.ledger.settled(p, home);
  }
  return scene.persons(agents);
}

double foreigners(const Scene& scene, PlaceId place) {
  std::int64_t agents = 0;
  for (const StateId s : scene.world.states()) {
    if (s == scene.world.state_of(place)) continue;
    for (const Status status : kAllStatuses) agents += scene.ledger.stock(place, s, status);
  }
  return scene.persons(agents);
}

/// Who lives in the rich country from elsewhere [persons], and what all send home [int. $ / year].
struct Sums {
  double people = 0, sent = 0;
};

Sums sums_of(const Scene& scene) {
  return {foreigners(scene, kHumpRich),
          scene.modules.find<models::Development>()->sent_home().sum()};
}

Output output_of(const Scene& scene) {
  const auto* module = scene.modules.find<models::Development>();
  const std::vector<double> earned = models::output_by_place(scene);
  double all = 0, people = 0, skills = 0;
  for (const PlaceId p : scene.world.place_ids()) {
    if (group_of(p.index()) == kRichGroup) continue;
    const double here = scene.persons(scene.ledger.population(p));
    all += earned[p.index()];
    people += here;
    skills += here * std::log(module->by_schooling()[p]);
  }
  return {std::log(all), skills / people};
}

}  // namespace

const std::map<std::string, Range> kMonthRanges{
    {"modules.development.sent", {0.1, 0.3}},
    {"modules.development.fading", {0, 0.06}},
    {"modules.development.of_skilled", {0.7, 1.3}},
    {"modules.labour_market.working_share", {0.7, 0.8}}};

const std::map<std::string, Range> kOutputRanges{{"modules.development.elasticity", {1.2, 2.5}},
                                                 {"modules.development.spillover", {0.2, 0.8}},
                                                 {"modules.development.yield", {0.05, 0.15}}};

const Node& development_thresholds() {
  static const Node thresholds = read_thresholds("development");
  return thresholds;
}

double threshold(const std::string& table, const std::string& key) {
  return number_in(development_thresholds(), table, key);
}

Range threshold_range(const std::string& table, const std::string& key) {
  return range_in(development_thresholds(), table, key);
}

Node month_scenario(std::uint64_t number, const std::vector<std::string>& set) {
  std::vector<std::string> all = drawn(kMonthRanges, number);
  all.insert(all.end(),
             {"run.ticks=1", "run.life_histories=0", fmt::format("run.seed={}", number)});
  all.insert(all.end(), set.begin(), set.end());
  return shipped("world.toml", all);
}

Month month(std::uint64_t number, double persons_per_agent, const std::vector<std::string>& set) {
  std::vector<std::string> all{fmt::format("run.persons_per_agent={}", persons_per_agent)};
  all.insert(all.end(), set.begin(), set.end());
  const auto simulation = simulate(month_scenario(number, all));
  simulation->tick();
  const Scene scene = simulation->scene();
  const auto* module = scene.modules.find<models::Development>();
  const PlaceArray share = module->of_foreigners(scene);
  Month found;
  for (const StateId s : scene.world.states()) {
    const PlaceId place = place_of(s);
    const std::string& id = scene.world.places[place.index()].id;
    found.share[id] = share[place];
    found.people[id] = foreigners(scene, place) / scene.persons(scene.ledger.population(place));
    found.received[id] = module->sent_home()[s];
    found.abroad[id] = abroad(scene, s);
  }
  return found;
}

Contribution contribution(const Month& first) {
  Contribution found;
  double most = 0;
  const auto& ten = std::get<Node::Array>(
      development_thresholds().find("contribution")->find("countries")->value);
  for (const Node& one : ten) {
    const auto& id = std::get<std::string>(one.value);
    const double share = found.share[id] = first.share.at(id);
    found.people[id] = first.people.at(id);
    found.mean += share / std::ssize(ten);
    if (share > most) most = share, found.highest = id;
    if (share > found.people[id]) ++found.above;
  }
  return found;
}

std::map<std::string, double> published_remittances(const std::string& folder) {
  std::ifstream in(std::filesystem::path(folder) / "remittances_bilateral_2018.csv");
  std::map<std::string, double> received;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string sender, receiver, amount;
    std::getline(cells, sender, ',');
    std::getline(cells, receiver, ',');
    std::getline(cells, amount, ',');
    if (!amount.empty()) received[receiver] += std::stod(amount);  // four pairs are not known
  }
  return received;
}

Correlation log_correlation(const std::map<std::string, double>& one,
                            const std::map<std::string, double>& other, std::size_t shift) {
  std::vector<double> x, y;
  for (const auto& [id, value] : one) {
    const auto found = other.find(id);
    if (value <= 0 || found == other.end() || found->second <= 0) continue;
    x.push_back(std::log(value));
    y.push_back(std::log(found->second));
  }
  if (x.size() < 3) throw std::runtime_error("fewer than three countries have both figures");
  std::rotate(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(shift % y.size()), y.end());
  const Eigen::Map<const Eigen::ArrayXd> a(x.data(), std::ssize(x)), b(y.data(), std::ssize(y));
  const Eigen::ArrayXd da = a - a.mean(), db = b - b.mean();
  return {(da * db).sum() / std::sqrt(da.square().sum() * db.square().sum()), x.size()};
}

Node output_scenario(std::uint64_t number, const OutputArm& arm) {
  AgencyArm world{.agency = arm.agency,
                  .years = arm.years,
                  .persons_per_agent = arm.persons_per_agent,
                  .set = drawn(kOutputRanges, number)};
  if (arm.agency) {  // this module counts what those who are placed have learnt
    world.set.push_back("modules.agency.growth=0.0");
    if (!arm.trained) world.set.push_back("modules.agency.trained=0.0");
  }
  if (!arm.naturalise) world.set.push_back("modules.naturalisation.enabled=false");
  return agency_scenario(number, world);
}

std::vector<Output> outputs(std::size_t worlds, const OutputArm& arm) {
  std::vector<Output> all(worlds);
  Crew crew(2);
  crew.each(worlds, [&](std::size_t i) {
    const auto simulation = simulate(output_scenario(i, arm));
    while (!simulation->done()) simulation->tick();
    all[i] = output_of(simulation->scene());
  });
  return all;
}

Effect difference(const std::vector<Output>& one, const std::vector<Output>& other,
                  double Output::*of) {
  std::vector<double> all;
  for (std::size_t i = 0; i < one.size(); ++i) all.push_back(one[i].*of - other[i].*of);
  return median(all);
}

Effect choices_over(std::size_t worlds, const HumpArm& arm, const HumpArm& other) {
  std::vector<double> ratios(worlds);
  Crew crew(2);
  crew.each(worlds, [&](std::size_t i) {
    ratios[i] = chose_the_rich(i, arm) / std::max(1.0, chose_the_rich(i, other));
  });
  return median(ratios);
}

Left left_after(std::size_t worlds, const HumpArm& arm) {
  std::vector<double> people(worlds), sent(worlds);
  Crew crew(2);
  crew.each(worlds, [&](std::size_t i) {
    const auto simulation = simulate(hump_scenario(i, arm));
    simulation->tick();
    const Sums first = sums_of(simulation->scene());
    while (!simulation->done()) simulation->tick();
    const Sums last = sums_of(simulation->scene());
    people[i] = last.people / first.people;
    sent[i] = last.sent / first.sent;
  });
  return {median(people), median(sent)};
}

}  // namespace sojourn::testing
