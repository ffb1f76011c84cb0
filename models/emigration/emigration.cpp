#include "models/emigration/emigration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/home_front/labour_market.hpp"
#include "models/parties/party.hpp"
#include "models/parties/rights_without.hpp"
#include "sim/input/term.hpp"
#include "sim/stages/catalog.hpp"
#include "sim/world/place_group.hpp"

namespace sojourn::models {

namespace {

constexpr double kRounding = 1e-9;

double citizens_in(const Scene& scene, StateId from, StateId to) {
  std::int64_t agents = 0;
  for (const PlaceId p : scene.world.places_of(to)) agents += scene.ledger.settled(p, from);
  return scene.persons(agents);
}

}  // namespace

Emigration::Emigration(Settings& s, const World& world)
    : worth_(s),
      acting_(read_states(s, world, "acting", "states that act for their citizens; empty: all")),
      together_(read_states(s, world, "together", "of them, those that decide on bans as one")),
      bans_(s.boolean("bans", true, "whether they may keep citizens from going")),
      horizon_(s.real("horizon", "years", {0.5, 50}, 10, "over which states of origin look ahead")),
      step_(
          s.real("step", "1 / year", {1e-3, 1}, 0.03, "how fast conceded rights are put in place")),
      least_(s.real("least", "1", {0, 1}, 0.02, "rise of rights that is worth asking for")),
      usual_working_share_(s.real("working_share", "1", {0, 1}, 0.75,
                                  "share of migrants who work, where no labour market says")),
      start_(std::max(read_tick(s, "start", world.calendar,
                                "when they begin to, a year into the "
                                "run or later"),
                      world.calendar.ticks_per_year())),
      sought_(world),
      now_{.bans = Grid<char, StateId, StateId>(world.states(), world.states()),
           .consular = Grid<double, StateId, StateId>(world.states(), world.states()),
           .conceded = StateArray::Zero(world.n_states),
           .remitted = StateArray::Zero(world.n_states)} {
  for (const StateId one : together_) {
    if (acting_.empty() || std::ranges::count(acting_, one) > 0) continue;
    s.fault("together",
            "expected states that are in `acting`; " + world.places[one.index()].id + " is not");
  }
}

void Emigration::bind(const ModuleSet& modules) {
  sought_.bind(modules);
  policy_ = modules.find<YearlyPolicy>();
  weights_ = policy_ == nullptr ? PolicyWeights{} : policy_->weights();
  const auto* market = modules.find<LabourMarket>();
  working_share_ = market == nullptr ? usual_working_share_ : market->working_share();
  now_.channels = IdSet<ChannelId>::none();
  for (const ChannelId c : modules.channel_ids()) {
    if (modules.of<Channel>()[c.index()]->by_leave()) now_.channels.insert(c);
  }
}

std::string Emigration::warning() const {
  return worth_.chi > 0 ? "" : "it bans nothing and sends no consuls: `chi` is 0";
}

void Emigration::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  if (!scene.world.calendar.begins_year(scene.tick) || !scene.ledger.has_last_year) return;
  sought_.record(scene, [&](StateId from, StateId to) { return now_.bans(from, to) != 0; });
  if (scene.tick < start_) return;
  own_rights_ = rights_without(scene, name());
  for (const StateId to : scene.world.states()) review(scene, to, log);
  for (const StateId from : scene.world.states()) look_after(scene, from);
  agreements.put(name(), {std::make_shared<ExitAgreement>(now_)});
}

/// People go to work where incomes are higher; the others are not asked after.
bool Emigration::acts_towards(const Scene& scene, StateId from, StateId to) const {
  if (from == to || !(acting_.empty() || std::ranges::count(acting_, from) > 0)) return false;
  const PlaceArray& income = scene.conditions.gdp_per_capita;
  return income[place_of(from)] < income[place_of(to)];
}

/// Of states that decide as one; the others alone.
std::vector<std::vector<StateId>> Emigration::groups(const Scene& scene) const {
  std::vector<std::vector<StateId>> all;
  if (!together_.empty()) all.push_back(together_);
  for (const StateId s : scene.world.states()) {
    if (std::ranges::count(together_, s) == 0) all.push_back({s});
  }
  return all;
}

EmployerState Emigration::employer(const Scene& scene, StateId to) const {
  return employer_state(scene, to, policy_, weights_, working_share_);
}

/// By how much a state would raise rights rather than do without these people: what it loses over
/// c_r.
double Emigration::may_concede(const Scene& scene, StateId to,
                               const IdSet<StateId>& missing) const {
  const double loss = employer(scene, to).loss(sought_.lost(scene, to, missing));
  if (loss <= 0) return 0;
  return weights_.c_r > 0 ? loss / weights_.c_r : 1;
}

/// Of a citizen there, at the rights that the state has of its own and consuls make up for.
double Emigration::worth_looked_after(const Scene& scene, StateId from, StateId to) const {
  const double rights = own_rights(to);
  const double effort = worth_.consular_effort(rights, scene.conditions.capacity[from]);
  return worth_.of_one(rights + effort * (1 - rights));
}

/// Whether a citizen would better not have gone, consuls or not.
bool Emigration::protects(const Scene& scene, StateId from, StateId to) const {
  return worth_looked_after(scene, from, to) < 0;
}

/// Rights that a group can ask for by staying away, all of its members gaining by it; 0: none.
double Emigration::worth_asking(const Scene& scene, const std::vector<StateId>& group,
                                StateId to) const {
  const double own = own_rights(to);
  const double rise =
      std::min(worth_.lacking(own), may_concede(scene, to, IdSet<StateId>::of(group)));
  if (rise < least_) return 0;
  for (const StateId from : group) {
    const double going = sought_.coming(scene, from, to);
    const double gain = worth_.chi * rise * (citizens_in(scene, from, to) + going * horizon_);
    const double worth = std::max(0.0, worth_looked_after(scene, from, to));
    const double forgone = worth * going * rise / step_;
    if (!acts_towards(scene, from, to) || gain <= forgone) return 0;
  }
  return own + rise;
}

/// `asked`: the rights at which each of them would lift the ban, by origin.
Emigration::Threat Emigration::threat_to(const Scene& scene, StateId to, StateArray& asked) const {
  Threat threat;
  for (const auto& group : groups(scene)) {
    const double bargained = worth_asking(scene, group, to);
    for (const StateId from : group) {
      if (!acts_towards(scene, from, to) || sought_.coming(scene, from, to) <= 0) continue;
      asked[from] = std::max(bargained, protects(scene, from, to) ? worth_.acceptable() : 0);
      if (asked[from] <= own_rights(to) + kRounding) continue;
      threat.by.insert(from);
      threat.asked = std::max(threat.asked, asked[from]);
    }
  }
  return threat;
}

void Emigration::review(const Scene& scene, StateId to, EventLog& log) {
  StateArray asked = StateArray::Zero(scene.world.n_states);
  const Threat threat = bans_ ? threat_to(scene, to, asked) : Threat{};
  concede(scene, to, threat, log);
  const double rights = std::max(own_rights(to), now_.conceded[to]);
  for (const StateId from : scene.world.states()) {
    set_ban(scene, from, to, threat.by.contains(from) && rights < asked[from] - kRounding, log);
  }
}

void Emigration::concede(const Scene& scene, StateId to, const Threat& threat, EventLog& log) {
  const double own = own_rights(to);
  double& conceded = now_.conceded[to];
  const bool yields =
      !threat.by.empty() && threat.asked - own <= may_concede(scene, to, threat.by) + kRounding;
  const double now = std::max(conceded, own);
  const double next = yields ? std::min(threat.asked, now + step_) : now - step_;
  const bool begins = conceded <= 0 && next > own;
  conceded = next > own ? next : 0;
  if (begins) {
    log.add("rights conceded",
            fmt::format("{}: rights {:.2f}, asked {:.2f}; {:.0f} workers a year would stay away",
                        scene.world.places[to.index()].id, own, threat.asked,
                        sought_.lost(scene, to, threat.by)));
  }
}

void Emigration::set_ban(const Scene& scene, StateId from, StateId to, bool bans, EventLog& log) {
  char& now = now_.bans(from, to);
  if (bans == (now != 0)) return;
  now = bans ? 1 : 0;
  log.add(
      bans ? "exit ban" : "exit ban lifted",
      fmt::format("{} to {}: rights {:.2f}", scene.world.places[from.index()].id,
                  scene.world.places[to.index()].id, std::max(own_rights(to), now_.conceded[to])));
}

/// Consuls and bonds.
void Emigration::look_after(const Scene& scene, StateId from) {
  const double capacity = scene.conditions.capacity[from];
  const double courted = worth_.lift * worth_.diaspora_effort(capacity) * worth_.remitted;
  now_.remitted[from] = 0;
  for (const StateId to : scene.world.states()) {
    double& effort = now_.consular(from, to);
    effort = 0;
    if (!acts_towards(scene, from, to)) continue;
    const double citizens = citizens_in(scene, from, to);
    if (citizens <= 0) continue;
    const double rights = std::max(own_rights(to), now_.conceded[to]);
    effort = worth_.consular_effort(rights, capacity);
    now_.remitted[from] += courted * citizens * scene.labour.wage[place_of(to)];
  }
}

void Emigration::state(Archive& archive) {
  archive(sought_, now_.bans, now_.consular, now_.conceded, now_.remitted);
}

}  // namespace sojourn::models
