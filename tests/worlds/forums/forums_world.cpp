#include "tests/worlds/forums/forums_world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/parallel.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr int kRegions = 5;
constexpr double kRefugees = 0.1;  // of people abroad, as in 1990

struct Country {
  int region = 0;
  double people = 0, income = 0;
  double draws = 0;   // log of what draws people to it
  double abroad = 0;  // share of its people
};

class Drawer {
 public:
  explicit Drawer(std::uint64_t number) : draws_(20171017, stream_id("claims B"), 0, number) {}
  double between(double low, double high) { return low + (high - low) * draws_.uniform(); }
  double normal() { return draws_.normal(); }

 private:
  Draws draws_;
};

/// People and incomes spread as those of the world's states; who draws few has more people abroad.
std::vector<Country> countries_of(Drawer& draw, int n, double alignment) {
  constexpr double kMiddle = 9.3, kSpread = 1.1;  // of log income
  std::vector<double> wealth;
  for (int r = 0; r < kRegions; ++r) wealth.push_back(0.8 * draw.normal());
  std::vector<Country> all;
  for (int i = 0; i < n; ++i) {
    Country one;
    one.region = static_cast<int>(draw.between(0, kRegions));
    one.people = 1e6 * std::min(1400.0, std::exp(2.1 + 1.7 * draw.normal()));
    one.income =
        std::exp(kMiddle + wealth[static_cast<std::size_t>(one.region)] + 0.75 * draw.normal());
    const double chance = kSpread * draw.normal();
    one.draws = alignment * (std::log(one.income) - kMiddle) +
                std::sqrt(1 - alignment * alignment) * chance;
    const double poverty = std::clamp(-one.draws, -2.5, 1.0);
    one.abroad = std::min(0.3, 0.035 * std::exp(0.35 * poverty + 0.6 * draw.normal()));
    all.push_back(one);
  }
  return all;
}

/// Who lives where, in proportion to exp(2*difference in what draws people + ln people + 2.2 if
/// neighbours + noise); at most 40% of a country are foreigners. So about as in 1990 six of ten
/// states are net senders, and the others hold 0.6 of the world's GDP.
std::string stocks_of(Drawer& draw, const std::vector<Country>& all) {
  const auto n = static_cast<Eigen::Index>(all.size());
  Eigen::ArrayXXd stock = Eigen::ArrayXXd::Zero(n, n);
  for (Eigen::Index o = 0; o < n; ++o) {
    const Country& from = all[static_cast<std::size_t>(o)];
    for (Eigen::Index d = 0; d < n; ++d) {
      const Country& to = all[static_cast<std::size_t>(d)];
      const double noise = 1.2 * draw.normal();
      if (d == o) continue;
      stock(o, d) = std::exp(2 * (to.draws - from.draws) + std::log(to.people / 1e6) +
                             (to.region == from.region ? 2.2 : 0.0) + noise);
    }
    stock.row(o) *= from.people * from.abroad / stock.row(o).sum();
  }
  std::string text;
  for (Eigen::Index d = 0; d < n; ++d) {
    const double most = 0.4 * all[static_cast<std::size_t>(d)].people;
    stock.col(d) *= std::min(1.0, most / stock.col(d).sum());
    for (Eigen::Index o = 0; o < n; ++o) {
      if (stock(o, d) < 1000) continue;
      for (const auto& [status, share] :
           {std::pair{"regular", 1 - kRefugees}, {"refugee", kRefugees}}) {
        text += fmt::format(
            "[[stock]]\ncitizenship = \"S{:03}\"\nresidence = \"S{:03}\"\nstatus = \"{}\"\n"
            "persons = {:.0f}\n",
            o, d, status, share * stock(o, d));
      }
    }
  }
  return text;
}

/// "@all" stands for the list of all states.
std::string with_all_members(std::string tables, int n) {
  std::string all;
  for (int i = 0; i < n; ++i) all += fmt::format("{}\"S{:03}\"", i > 0 ? ", " : "", i);
  for (auto at = tables.find("@all"); at != std::string::npos; at = tables.find("@all")) {
    tables.replace(at, 4, "[" + all + "]");
  }
  return tables;
}

std::string still() {
  std::vector<std::string> off{"intention", "kin_calls"};
  off.insert(off.end(), kHazards.begin(), kHazards.end());
  off.insert(off.end(), kPayoffs.begin(), kPayoffs.end());
  std::string text;
  for (const std::string& name : off) text += "modules." + name + ".enabled = false\n";
  return text;
}

}  // namespace

const std::map<std::string, Range> kForumRanges{
    {"modules.forum_politics.leverage", {0.5, 2.5}},
    {"modules.forum_politics.contracting_cost", {0.001, 0.002}},
    {"modules.forum_politics.meeting_cost", {0.002, 0.006}},
    {"modules.forum_politics.tabling", {0.3, 0.7}},
    {"modules.forum_politics.exodus", {0.1, 0.2}},
    {"modules.forum_politics.authority_growth", {0.03, 0.07}}};

Node forums_scenario(std::uint64_t number, const ForumsArm& arm) {
  Drawer draw(number);
  const auto all = countries_of(draw, arm.states, arm.alignment);
  const std::string stocks = stocks_of(draw, all);
  std::map<std::string, std::string> settings;
  for (const auto& [path, range] : kForumRanges) {
    settings[path] = fmt::format("{:.9f}", draw.between(range.low, range.high));
  }
  for (const auto& [path, value] : arm.set) settings[path] = value;
  std::string text = "modules.forum_politics.enabled = true\n";
  for (const auto& [path, value] : settings) text += path + " = " + value + "\n";
  text += still();
  text += fmt::format(
      "[run]\nstart = \"1985-01\"\nticks = {}\nseed = {}\npersons_per_agent = 1000\n"
      "life_histories = 0\n",
      12 * arm.years + 1, 4000 + number);
  text += with_all_members(arm.forums, arm.states);
  for (std::size_t i = 0; i < all.size(); ++i) {
    text += fmt::format(
        "[[country]]\nid = \"S{:03}\"\npopulation = {:.0f}\ngdp_per_capita = {:.2f}\nregions = "
        "\"R{}\"\n",
        i, all[i].people, all[i].income, all[i].region);
  }
  return scenario(text + stocks);
}

int ForumsOutcome::born() const {
  return static_cast<int>(
      std::ranges::count_if(forums, [](const Forum& f) { return f.founded >= 0; }));
}
int ForumsOutcome::alive() const {
  return static_cast<int>(std::ranges::count_if(forums, &Forum::alive));
}
int ForumsOutcome::formal_born() const {
  return static_cast<int>(std::ranges::count_if(
      forums, [](const Forum& f) { return f.founded >= 0 && f.formality >= 1; }));
}

ForumsOutcome run_forums(std::uint64_t number, const ForumsArm& arm) {
  const auto simulation = simulate(forums_scenario(number, arm));
  auto* politics =
      dynamic_cast<ForumPolitics*>(simulation->modules().of<Negotiation>().front().get());
  simulation->tick();
  const Scene start = simulation->scene();
  Agreements agreements = start.agreements;
  std::vector<Event> events = start.events;
  const double demand = politics->demand().all().rowwise().sum().mean();
  // Nobody moves, so the people's side of a tick is left out: the scene stays as it is.
  for (int tick = 1; tick < start.world.n_ticks; ++tick) {
    EventLog log(events, tick, *politics);
    politics->negotiate(at_tick(start, tick), agreements, log);
  }
  return {.forums = agreements.forums,
          .pathways = politics->records().pathways(agreements.forums),
          .attempts = politics->records().attempts,
          .exits = politics->records().exits,
          .veto = politics->veto(),
          .demand = demand,
          .spread = politics->business().spread(),
          .bilateral = politics->business().bilateral_share(),
          .events = std::move(events)};
}

std::vector<ForumsOutcome> run_forum_worlds(std::size_t replicates, const ForumsArm& arm) {
  std::vector<ForumsOutcome> outcomes(replicates);
  Crew crew(2);
  crew.each(replicates, [&](std::size_t i) { outcomes[i] = run_forums(i, arm); });
  return outcomes;
}

}  // namespace sojourn::testing
