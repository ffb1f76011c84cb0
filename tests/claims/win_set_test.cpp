#include <gtest/gtest.h>

#include <cstdio>

#include "models/bargaining/bargain_terms.hpp"
#include "models/observers/flows/dyads.hpp"
#include "sim/base/parallel.hpp"
#include "tests/worlds/deals_world.hpp"

namespace sojourn::models {
namespace {

using namespace testing;

/// Property M1, on win sets; much of it follows from the form of ideal points. Could two states
/// agree on anything but the status quo? Every January, all pairs of scenarios/two_transits.toml,
/// over random worlds, weights and saliences. No deals are made in these runs. docs/VALIDATION.md
/// has the table that these tests print.

const std::map<std::string, Range> kTermRanges{{"modules.bargaining.q", {0, 0.3}},
                                               {"modules.bargaining.flow_on_admission", {0.3, 1}},
                                               {"modules.bargaining.flow_on_rights", {0.3, 1}},
                                               {"modules.bargaining.pressure", {30, 300}},
                                               {"modules.bargaining.shortage", {0.3, 3}},
                                               {"modules.bargaining.hosted", {0.3, 3}}};
constexpr Range kSaliences{0.2, 2};  // of each party and issue

std::map<std::string, Range> declared() {
  auto all = kDealRanges;
  all.insert(kTermRanges.begin(), kTermRanges.end());
  return all;
}

/// A world with weights and saliences of its own.
struct WinSetDraw {
  DealDraw world;
  std::map<std::string, double> terms;
  std::vector<IssuePoint> saliences;  // [state]
};
WinSetDraw win_set_draw(std::uint64_t number) {
  Draws draws(20180102, stream_id("claim M1, win sets"), 0, number);
  const auto between = [&](Range r) { return r.low + (r.high - r.low) * draws.uniform(); };
  WinSetDraw draw{.world = deal_draw(number), .terms = {}, .saliences = {}};
  for (const auto& [path, range] : kTermRanges) draw.terms[path] = between(range);
  for (int state = 0; state < 5; ++state) {
    draw.saliences.emplace_back(between(kSaliences), between(kSaliences), between(kSaliences));
  }
  return draw;
}

Node scenario_of(const WinSetDraw& draw, DealArm arm) {
  arm.deals = false;
  arm.set.insert(draw.terms.begin(), draw.terms.end());
  return deal_scenario(draw.world, arm);
}

/// A pair in one January.
struct Pairing {
  int tick = 0;
  std::string name;
  std::array<DyadPosition, 2> positions;
  bool open = false;                                           // the win set is not empty
  bool only_containment = false, without_containment = false;  // where no other issue is linked
  bool admission_alone = false, rights_alone = false;  // the one issue linked to containment

  /// A side to which more people come than go, and that nothing presses.
  bool satisfied() const {
    return std::ranges::any_of(
        positions, [](const DyadPosition& s) { return s.net_position > 0 && s.pressure == 0; });
  }
  /// The same, and that lacks no labour.
  bool content() const {
    return std::ranges::any_of(positions, [](const DyadPosition& s) {
      return s.net_position > 0 && s.pressure == 0 && s.shortage == 0;
    });
  }
  bool pressed() const {
    return std::ranges::any_of(positions, [](const DyadPosition& s) { return s.pressure > 0; });
  }
  bool without_flows() const { return positions[0].net_position == 0; }
};

bool opens(Bargain bargain, OpenIssues issues) {
  bargain.open = issues;
  return find_preferred(bargain, VotingRule::everyone()).exists;
}

Pairing look(const Scene& scene, const DyadWatch& watch, std::size_t dyad,
             const BargainTerms& terms, const WinSetDraw& draw) {
  const Dyad& d = watch.dyads()[dyad];
  Pairing pairing{.tick = scene.tick, .name = name_of(watch.parties(), d), .positions = {}};
  for (const int side : {0, 1}) {
    pairing.positions[static_cast<std::size_t>(side)] = watch.position(scene, dyad, side);
  }
  Bargain bargain = terms.between(pairing.positions[0], pairing.positions[1]);
  bargain.parties[0].salience = draw.saliences[d.first];
  bargain.parties[1].salience = draw.saliences[d.second];
  pairing.open = opens(bargain, {true, true, true});
  pairing.only_containment = opens(bargain, {false, true, false});
  pairing.without_containment = opens(bargain, {true, false, true});
  pairing.admission_alone = opens(bargain, {true, true, false});
  pairing.rights_alone = opens(bargain, {false, true, true});
  return pairing;
}

std::vector<Pairing> run_pairs(const WinSetDraw& draw, const DealArm& arm) {
  const Node scenario = scenario_of(draw, arm);
  const auto simulation = simulate(scenario);
  Diagnostics diagnostics;
  Settings settings(scenario.find("modules")->find("bargaining"), "modules.bargaining",
                    &diagnostics);
  const BargainTerms terms(settings);
  std::vector<Dyad> dyads;
  for (std::size_t a = 0; a < 5; ++a) {
    for (std::size_t b = a + 1; b < 5; ++b) dyads.push_back({a, b});
  }
  DyadWatch watch(simulation->world(), dyads, terms.small_flow, Diaspora{});
  watch.bind(simulation->modules());
  std::vector<Pairing> found;
  while (!simulation->done()) {
    const int tick = simulation->now();
    simulation->tick();
    const Scene scene = at_tick(simulation->scene(), tick);
    watch.update(scene);
    if (tick == 0 || !scene.world.calendar.begins_year(tick)) continue;
    for (std::size_t d = 0; d < dyads.size(); ++d) {
      found.push_back(look(scene, watch, d, terms, draw));
    }
  }
  return found;
}

std::vector<WinSetDraw> draws(std::uint64_t n) {
  std::vector<WinSetDraw> all;
  for (std::uint64_t i = 0; i < n; ++i) all.push_back(win_set_draw(i));
  return all;
}
std::vector<std::vector<Pairing>> run_all(std::uint64_t n, const DealArm& arm) {
  const auto all = draws(n);
  std::vector<std::vector<Pairing>> found(n);
  Crew crew(2);
  crew.each(n, [&](std::size_t i) { found[i] = run_pairs(all[i], arm); });
  return found;
}

struct Counted {
  std::size_t count = 0, of = 0;
  Effect effect = {};
};
using Worlds = std::vector<std::vector<Pairing>>;

/// Worlds that have a pairing like that.
template <class Is>
Counted worlds_with(const Worlds& worlds, const Is& is) {
  const auto any = [&](const auto& world) { return std::ranges::any_of(world, is); };
  const auto count = static_cast<std::size_t>(std::ranges::count_if(worlds, any));
  return {count, worlds.size(), share(count, worlds.size())};
}
/// Pairings like that, of those that `of` picks.
template <class Of, class Is>
Counted pairings(const Worlds& worlds, const Of& of, const Is& is) {
  Counted n;
  for (const auto& world : worlds) {
    for (const Pairing& p : world) {
      if (!of(p)) continue;
      ++n.of;
      n.count += is(p) ? 1 : 0;
    }
  }
  if (n.of > 0) n.effect = share(n.count, n.of);
  return n;
}

bool is_open(const Pairing& p) {
  return p.open;
}
bool all(const Pairing& /*p*/) {
  return true;
}
bool satisfied(const Pairing& p) {
  return p.satisfied();
}
/// RECV and a transit state, from a year after the war's beginning on.
bool at_the_border(const Pairing& p) {
  return p.tick >= kWarStart + 12 && (p.name == "NORD-RECV" || p.name == "SUED-RECV");
}
bool burdened(const Pairing& p) {
  return at_the_border(p) && p.positions[1].pressure > 0;
}

void print(const char* name, const Counted& n) {
  std::printf("| M1 %s | %.3f (%.3f-%.3f) | %zu of %zu |\n", name, n.effect.value,
              std::max(0.0, n.effect.low), n.effect.high, n.count, n.of);
}

TEST(WinSet, SettingsAreDefaultsOrDeclaredDraws) {
  for (const WinSetDraw& draw : draws(20)) {
    const auto broken = undeclared(scenario_of(draw, {}), standard_catalog(), declared());
    EXPECT_TRUE(broken.empty()) << broken.front();
  }
}

TEST(WinSetProperties, M1InPeaceNobodySatisfiedCanBeMoved) {
  const Worlds worlds = run_all(300, {.war = War::kNone});
  const Counted moved =
      worlds_with(worlds, [](const Pairing& p) { return satisfied(p) && p.open; });
  const Counted in_peace = pairings(worlds, at_the_border, is_open);
  print("peace: worlds where a pair with a satisfied party could agree", moved);
  print("peace: pairs with a satisfied party, open", pairings(worlds, satisfied, is_open));
  print("peace: pairs that have one", pairings(worlds, all, satisfied));
  print("peace: pairs, open", pairings(worlds, all, is_open));
  print("of these, a side is pressed",
        pairings(worlds, is_open, [](const Pairing& p) { return p.pressed(); }));
  print("of these, nobody moves between them",
        pairings(worlds, is_open, [](const Pairing& p) { return p.without_flows(); }));
  print("peace: receiver and transit state, open", in_peace);
  const auto content = [](const Pairing& p) { return p.content(); };
  print("peace: pairs with a satisfied party that lacks no labour, open",
        pairings(worlds, content, is_open));
  EXPECT_LT(moved.effect.high, 0.03);
  EXPECT_EQ(pairings(worlds, content, is_open).count, 0U);
  EXPECT_GT(pairings(worlds, all, satisfied).effect.low, 0.5);
  EXPECT_LT(in_peace.effect.high, 0.1);
  // Whoever is satisfied cannot be moved by the third issue either, nor by any two.
  EXPECT_EQ(pairings(worlds, content,
                     [](const Pairing& p) { return p.only_containment || p.without_containment; })
                .count,
            0U);
}

/// Incomes alone do not make the roles: kin and compatriots keep the old flow going. Without them
/// the flow turns with the incomes. Nobody satisfied can be moved either way.
TEST(WinSetProperties, M1ReversedIncomes) {
  const auto of_receiver = [](const Pairing& p) { return p.name == "SEND-RECV"; };
  const auto sender_takes = [](const Pairing& p) { return p.positions[0].net_position > 0; };
  const std::map<std::string, double> no_networks{{"modules.network.b_network", 0},
                                                  {"modules.kin_calls.rate", 0}};
  for (const bool networks : {true, false}) {
    for (const bool reversed : {false, true}) {
      const Worlds worlds =
          run_all(30, {.war = War::kNone,
                       .incomes_reversed = reversed,
                       .set = networks ? std::map<std::string, double>{} : no_networks});
      std::printf("M1 peace%s%s:\n", reversed ? ", incomes exchanged" : "",
                  networks ? "" : ", no networks");
      const Counted turned = pairings(worlds, of_receiver, sender_takes);
      const Counted moved =
          worlds_with(worlds, [](const Pairing& p) { return satisfied(p) && p.open; });
      print("more people go to SEND than come from it", turned);
      if (reversed && !networks) {
        EXPECT_GT(turned.effect.low, 0.8);
      } else {
        EXPECT_LT(turned.effect.high, 0.05);
      }
      print("worlds where a pair with a satisfied party could agree", moved);
      EXPECT_EQ(moved.count, 0U);
    }
  }
}

TEST(WinSetProperties, M1WarOpensItByLinkage) {
  const Worlds worlds = run_all(100, {});
  const Counted open = pairings(worlds, burdened, is_open);
  const Counted alone =
      pairings(worlds, burdened, [](const Pairing& p) { return p.only_containment; });
  const Counted without =
      pairings(worlds, burdened, [](const Pairing& p) { return p.without_containment; });
  const Counted at_border = pairings(worlds, at_the_border, is_open);
  print("war: receiver and transit state, open", at_border);
  print("war: the same where the receiver is pressed", open);
  print("by containment for admission",
        pairings(worlds, burdened, [](const Pairing& p) { return p.admission_alone; }));
  print("by containment for rights",
        pairings(worlds, burdened, [](const Pairing& p) { return p.rights_alone; }));
  print("control: by containment alone", alone);
  print("control: without containment", without);
  print("war: worlds where receiver and transit state could agree",
        worlds_with(worlds, [](const Pairing& p) { return at_the_border(p) && p.open; }));
  EXPECT_GT(at_border.effect.low, 0.25);  // in peace below 0.1
  EXPECT_GT(open.effect.low, 0.8);
  EXPECT_LT(alone.effect.high, 0.02);
  EXPECT_LT(without.effect.high, 0.02);
}

}  // namespace
}  // namespace sojourn::models
