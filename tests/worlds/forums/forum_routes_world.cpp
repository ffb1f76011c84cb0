#include "tests/worlds/forums/forum_routes_world.hpp"

#include <fmt/format.h>

#include <cmath>

#include "tests/worlds/forums/forums_world.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

using namespace models;

namespace {

constexpr int kYears = 6, kWarStart = 36;  // [years], [ticks]

std::string neighbour_id(int i) {
  return fmt::format("N{}", i);
}

}  // namespace

RoutesDraw routes_draw(std::uint64_t number) {
  Draws draws(20150901, stream_id("claim B4"), 0, number);
  const auto between = [&](double low, double high) {
    return low + (high - low) * draws.uniform();
  };
  RoutesDraw draw;
  draw.seed = 5000 + number;
  draw.displacement = between(0.002, 0.02);
  draw.people = between(40e6, 100e6);
  draw.income = between(30000, 60000);
  for (const auto& [path, range] : kForumRanges) {
    draw.settings[path] = between(range.low, range.high);
  }
  return draw;
}

Node routes_scenario(const RoutesDraw& draw, int neighbours, bool war) {
  std::string text = "modules.forum_politics.enabled = true\n";
  for (const auto& [path, value] : draw.settings) text += fmt::format("{} = {:.9f}\n", path, value);
  text += fmt::format(
      "[run]\nstart = \"2012-01\"\nticks = {}\nseed = {}\npersons_per_agent = 500\n"
      "life_histories = 0\n"
      "[[country]]\nid = \"RICH\"\npopulation = 60000000\ngdp_per_capita = {:.0f}\n"
      "stability = 0.8\nrights = 0.6\n",
      12 * kYears + 1, draw.seed, draw.income);
  std::string corridors, ids = "\"RICH\"";
  for (int i = 0; i < neighbours; ++i) {
    const double angle = 6.283185 * i / neighbours;
    text += fmt::format(
        "[[country]]\nid = \"{}\"\npopulation = {:.0f}\ngdp_per_capita = 8000\n"
        "latitude = {:.4f}\nlongitude = {:.4f}\nstability = 0.3\n",
        neighbour_id(i), draw.people / neighbours, 10 * std::sin(angle), 10 * std::cos(angle));
    corridors += fmt::format(
        "[[corridor]]\nfrom = \"{}\"\nto = \"RICH\"\nkm = 1100\nprice = 500\nenforcement = 0.2\n",
        neighbour_id(i));
    corridors +=
        fmt::format("[[stock]]\ncitizenship = \"{}\"\nresidence = \"RICH\"\npersons = {:.0f}\n",
                    neighbour_id(i), 1e6 / neighbours);
    ids += fmt::format(", \"{}\"", neighbour_id(i));
    if (!war) continue;
    corridors += fmt::format(
        "[modules.war_{}]\ntype = \"conflict\"\ntarget = [\"{}\"]\nstart = \"2015-01\"\n"
        "duration = 48\nmagnitude = {:.5f}\n",
        i, neighbour_id(i), draw.displacement);
  }
  return scenario(text + corridors +
                  fmt::format("[forums.talks]\nmembers = [{}]\nrule = \"consensus\"\n"
                              "formality = 0.3\nauthority = 0.3\n",
                              ids));
}

RoutesOutcome run_routes(const RoutesDraw& draw, int neighbours, bool war) {
  const auto simulation = simulate(routes_scenario(draw, neighbours, war));
  while (!simulation->done()) simulation->tick();
  const auto* politics = simulation->modules().find<ForumPolitics>();
  const Positions& p = politics->positions();
  constexpr int kRich = 0, kSecurity = static_cast<int>(Subject::kSecurity);
  const Forum& talks = simulation->scene().agreements.forums.front();
  const ForumWorth worth = forum_worth(p, talks, politics->terms().demand.talk);
  const TalkCosts& costs = politics->terms().demand.talk;
  const double force = force_of(talks.formality, talks.authority, 0.6);
  return {.venue = politics->business().venue(kRich, kSecurity),
          .breadth = p.breadth(kRich, kSecurity),
          .pressure = p.ideal(kContainment, kRich) - p.status_quo[kContainment],
          .multilateral = force * worth.rule(kRich, kSecurity) +
                          costs.per_partner * p.breadth(kRich, kSecurity) - costs.per_forum};
}

}  // namespace sojourn::testing
