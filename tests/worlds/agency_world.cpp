#include "tests/worlds/agency_world.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/agency/agency.hpp"
#include "sim/base/parallel.hpp"
#include "tests/worlds/regime_settings.hpp"
#include "tests/worlds/small_world.hpp"
#include "tests/worlds/still_ages.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr std::size_t kCountries = kRichCountries + kMiddleCountries + kPoorCountries;

class Drawer {
 public:
  explicit Drawer(std::uint64_t number)
      : draws_(20210039, stream_id("claims S2 to S4"), 0, number) {}
  double between(double low, double high) { return low + (high - low) * draws_.uniform(); }

 private:
  Draws draws_;
};

std::string id_of(std::size_t country) {
  constexpr const char* kLetters = "RMP";
  return fmt::format("{}{}", kLetters[group_of(country)], country);
}

/// What a country of each group is drawn from: lowest and highest.
struct GroupRanges {
  Range people, income, rights, law, openness, births, life, young, old, demand, latitude, tertiary;
};
const GroupRanges& ranges_of(Group group) {
  static const GroupRanges kAll[] = {{{3e7, 9e7},
                                      {38000, 60000},
                                      {.5, .65},
                                      {.75, .9},
                                      {.2, .6},
                                      {9, 11},
                                      {80, 83},
                                      {.14, .17},
                                      {.17, .22},
                                      {.001, .005},
                                      {45, 52},
                                      {.25, .4}},
                                     {{3e7, 9e7},
                                      {10000, 20000},
                                      {.18, .27},
                                      {.35, .55},
                                      {.2, .4},
                                      {12, 15},
                                      {73, 77},
                                      {.20, .24},
                                      {.07, .10},
                                      {.008, .014},
                                      {5, 25},
                                      {.1, .2}},
                                     {{3e7, 9e7},
                                      {1500, 6000},
                                      {.12, .25},
                                      {.25, .45},
                                      {.2, .4},
                                      {28, 36},
                                      {60, 66},
                                      {.38, .44},
                                      {.03, .035},
                                      {.008, .014},
                                      {0, 25},
                                      {.03, .1}}};
  return kAll[group];
}

/// Ages of a stationary population, and no growth of demand.
std::string still(double life_expectancy) {
  const StillAges ages = still_ages(life_expectancy);
  return fmt::format("birth_rate = {}\nshare_0_14 = {}\nshare_65_plus = {}\nworkforce_growth = 0\n",
                     ages.birth_rate, ages.share_0_14, ages.share_65_plus);
}

struct Country {
  double people = 0;
  std::string text;
};

Country country(Drawer& draw, std::size_t number, const AgencyArm& arm) {
  const GroupRanges& of = ranges_of(group_of(number));
  const auto one = [&](const Range& range) { return draw.between(range.low, range.high); };
  Country c{std::round(one(of.people) / 1e5) * 1e5, ""};
  const double income = one(of.income), rights = one(of.rights), law = one(of.law);
  const double openness = one(of.openness);
  const double births = one(of.births), life = one(of.life);
  const double young = one(of.young), old = one(of.old), demand = one(of.demand);
  const double latitude = one(of.latitude), tertiary = one(of.tertiary);
  const double longitude = draw.between(0, 60);
  c.text = fmt::format(
      "[[country]]\nid = \"{}\"\npopulation = {}\ngdp_per_capita = {}\nrights = {}\n"
      "rule_of_law = {}\nopenness = {}\nlife_expectancy = {}\nlatitude = {}\nlongitude = {}\n"
      "tertiary_share = {}\nhdi = {}\nstability = {}\n",
      id_of(number), c.people, income, rights, law, openness, life, latitude, longitude, tertiary,
      0.4 + 0.05 * std::log(income / 1500) * 3, law);
  if (arm.dissimilarity < 1) {
    c.text += fmt::format("regions = \"{}\"\n", group_of(number) == kRichGroup ? "North" : "South");
  }
  c.text += arm.still_demography ? still(life)
                                 : fmt::format(
                                       "birth_rate = {}\nshare_0_14 = {}\nshare_65_plus = {}\n"
                                       "workforce_growth = {}\n",
                                       births, young, old, demand);
  return c;
}

/// Of every poor country some people live in each rich one, and fewer in each of the middle ones.
std::string stocks(Drawer& draw, const std::vector<Country>& all) {
  std::string text;
  for (std::size_t o = kRichCountries + kMiddleCountries; o < kCountries; ++o) {
    for (std::size_t j = 0; j < kRichCountries + kMiddleCountries; ++j) {
      const double share =
          group_of(j) == kRichGroup ? draw.between(.001, .006) : draw.between(.0001, .001);
      text += fmt::format("[[stock]]\ncitizenship = \"{}\"\nresidence = \"{}\"\npersons = {:.0f}\n",
                          id_of(o), id_of(j), share * all[o].people);
    }
  }
  return text;
}

/// Ways from every poor country through the middle ones to the rich.
std::string corridors(std::uint64_t number) {
  Draws draws(20210039, stream_id("claims S2 to S4: corridors"), 0, number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * draws.uniform();
  };
  std::string text;
  for (std::size_t from = kRichCountries; from < kCountries; ++from) {
    const Group of = group_of(from);
    for (std::size_t to = 0; to < kRichCountries + kMiddleCountries; ++to) {
      if (group_of(to) + 1 != of) continue;
      const double risk = between(0, 0.004), enforcement = between(0.05, 0.4);
      const double price = between(300, 1500);
      text += fmt::format(
          "[[corridor]]\nfrom = \"{}\"\nto = \"{}\"\nprice = {:.0f}\nenforcement = {:.2f}\n"
          "risk = {:.4f}\n",
          id_of(from), id_of(to), price, enforcement, risk);
    }
  }
  return text;
}

std::string settings(Drawer& draw, const AgencyArm& arm) {
  std::map<std::string, double> drawn;
  for (const auto& [path, range] : kAgencyRanges) drawn[path] = draw.between(range.low, range.high);
  if (arm.gamma >= 0) drawn["modules.intention.gamma"] = arm.gamma;
  if (arm.budget >= 0) drawn["modules.agency.budget"] = arm.budget;
  if (arm.monitoring >= 0) drawn["modules.agency.monitoring"] = arm.monitoring;
  if (arm.floor >= 0) drawn["modules.agency.floor"] = arm.floor;
  if (arm.open_at >= 0) drawn["modules.agency.open_at"] = arm.open_at;
  const std::string policy = arm.content ? "modules.home_politics" : "modules.unilateral_policy";
  if (arm.beta >= 0) drawn[policy + ".beta"] = arm.beta;
  drawn["modules.agency.reckoned"] = arm.reckoned;
  std::string text;
  for (const auto& [path, value] : drawn) {
    const bool unused = (!arm.agency && path.starts_with("modules.agency")) ||
                        (!arm.policy && path.starts_with(policy));
    if (!unused) text += fmt::format("{} = {:.9f}\n", path, value);
  }
  if (arm.dissimilarity < 1) {
    text += fmt::format("modules.nests = {{ type = \"nests\", dissimilarity = {} }}\n",
                        arm.dissimilarity);
  }
  if (arm.agency && arm.intenders) text += "modules.agency.recruits = \"intenders\"\n";
  if (arm.agency) text += "modules.placement_backlash.enabled = true\n";
  if (arm.policy) text += policy + ".enabled = true\n";
  if (arm.chi >= 0) text += fmt::format("modules.retention.chi = {}\n", arm.chi);
  return text;
}

/// The world under politics at home, as their regime has them.
Node content(const Node& world, const AgencyArm& arm) {
  std::vector<std::string> set = regime_settings("home_politics.toml");
  if (!arm.agency) set.push_back("modules.placement_backlash.enabled=false");
  return with_assignments(world, set);
}

/// Adds up a run, month by month.
class Account {
 public:
  explicit Account(const Simulation& simulation)
      : simulation_(simulation),
        back_(simulation.modules().channel("return")),
        labour_(simulation.modules().channel("labour")) {}

  void add() {
    if (simulation_.now() % 12 == 1) begin_year();
    const Scene scene = simulation_.scene();
    const Flows& flows = scene.ledger.tick;
    for (std::size_t o = 0; o < kCountries; ++o) {
      for (std::size_t j = 0; j < kCountries; ++j) {
        if (o == j) continue;
        run_.placed.back() += scene.persons(flows.recruited(PlaceId(o), PlaceId(j)));
        for (const ChannelId c : scene.ledger.channel_ids()) {
          if (c == back_) continue;
          const double came = scene.persons(flows.arrivals(StateId(o), PlaceId(j), c));
          run_.moved.back() += came;
          if (group_of(j) == kRichGroup && group_of(o) != kRichGroup) run_.inflow.back() += came;
        }
      }
    }
    add_places(scene);
  }
  AgencyRun result() {
    run_.unfilled = offered_ > 0 ? 1 - taken_ / offered_ : 0;
    return run_;
  }

 private:
  void begin_year() {
    const Scene scene = simulation_.scene();
    for (auto* series : {&run_.inflow, &run_.moved, &run_.placed}) series->push_back(0);
    double output = 0, openness = 0, rights = 0, middle = 0, shortage = 0;
    for (std::size_t p = 0; p < kCountries; ++p) {
      const auto i = static_cast<Eigen::Index>(p);
      const Group group = group_of(p);
      if (group == kRichGroup) {
        openness += scene.stances.openness[i] / kRichCountries;
        rights += scene.rules.rights[i] / kRichCountries;
        shortage += scene.labour.shortage[i] / kRichCountries;
        continue;
      }
      if (group == kMiddleGroup) middle += scene.rules.rights[i] / kMiddleCountries;
      output +=
          scene.conditions.gdp_per_capita[i] * scene.persons(scene.ledger.population(PlaceId(p)));
    }
    run_.output.push_back(output);
    run_.openness.push_back(openness);
    run_.rich_rights.push_back(rights);
    run_.middle_rights.push_back(middle);
    run_.shortage.push_back(shortage);
    if (const auto* agency = simulation_.modules().find<Agency>()) {
      run_.tasks.push_back(agency->division());
      run_.budget.push_back(agency->budget());
    }
  }
  void add_places(const Scene& scene) {
    for (const PlaceId place : IdRange<PlaceId>(kRichCountries)) {
      for (const Skill skill : kAllSkills) {
        offered_ += scene.rules.quota(labour_, place, skill) / 12;
        taken_ += scene.persons(scene.ledger.tick.admitted(labour_, place, skill));
      }
    }
  }

  const Simulation& simulation_;
  ChannelId back_, labour_;
  AgencyRun run_;
  double offered_ = 0, taken_ = 0;
};

}  // namespace

const std::map<std::string, Range> kAgencyRanges{{"modules.agency.budget", {5e-5, 5e-4}},
                                                 {"modules.intention.gamma", {0.8, 1.2}},
                                                 {"modules.intention.h0", {3e-5, 2e-4}},
                                                 {"modules.network.b_network", {0.5, 0.7}}};

Group group_of(std::size_t country) {
  return country < kRichCountries                      ? kRichGroup
         : country < kRichCountries + kMiddleCountries ? kMiddleGroup
                                                       : kPoorGroup;
}

Node agency_scenario(std::uint64_t number, const AgencyArm& arm) {
  Drawer draw(number);
  std::vector<Country> all;
  for (std::size_t c = 0; c < kCountries; ++c) all.push_back(country(draw, c, arm));
  std::string rows;
  for (const Country& one : all) rows += one.text;
  rows += stocks(draw, all);
  if (arm.corridors) rows += corridors(number);
  const std::string dotted = settings(draw, arm);  // such keys stand above all tables
  const Node world = scenario(
      dotted +
      fmt::format("[run]\nstart = \"2015-01\"\nticks = {}\nseed = {}\n"
                  "persons_per_agent = {}\nlife_histories = 0\nchoice_rounds = {}\n",
                  12 * arm.years, 5000 + number, arm.persons_per_agent, arm.choice_rounds) +
      rows);
  return with_assignments(arm.policy && arm.content ? content(world, arm) : world, arm.set);
}

double mean_of(const std::vector<double>& yearly, std::size_t first, std::size_t last) {
  double sum = 0;
  for (std::size_t y = first; y < last; ++y) sum += yearly[y];
  return sum / static_cast<double>(last - first);
}

AgencyRun run_agency_world(std::uint64_t number, const AgencyArm& arm) {
  const auto simulation = simulate(agency_scenario(number, arm));
  Account account(*simulation);
  while (!simulation->done()) {
    simulation->tick();
    account.add();
  }
  return account.result();
}

std::vector<AgencyRun> run_agency_worlds(std::size_t n, const AgencyArm& arm) {
  std::vector<AgencyRun> all(n);
  Crew crew(2);
  crew.each(n, [&](std::size_t i) { all[i] = run_agency_world(i, arm); });
  return all;
}

}  // namespace sojourn::testing
