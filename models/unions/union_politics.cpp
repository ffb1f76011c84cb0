#include "models/unions/union_politics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "models/areas/area_case.hpp"
#include "models/areas/area_members.hpp"
#include "models/areas/end_of_right.hpp"
#include "models/policies/transition.hpp"
#include "models/shocks/membership_change.hpp"
#include "models/unions/union_agreement.hpp"
#include "sim/base/lookup.hpp"
#include "sim/base/rates.hpp"
#include "sim/stages/tick_stream.hpp"

namespace sojourn::models {

namespace {

/// The union of World::unions that all of the area's members of the start are in; empty: none.
std::string bargains_as(const World& world, const std::vector<StateId>& members) {
  for (const Union& body : world.unions) {
    const auto is_in = [&](StateId s) { return std::ranges::count(body.members, s) > 0; };
    if (std::ranges::all_of(members, is_in)) return body.name;
  }
  return {};
}

/// What is to be heard of a union without a table of `[unions]`.
std::string read_apart(const World& world, std::size_t area) {
  if (area >= world.areas.size()) return {};
  const Area& own = world.areas[area];
  if (!bargains_as(world, own.members).empty()) return {};
  return fmt::format(
      "deals are made by each member: no table of [unions] has all members of \"{}\"", own.name);
}

/// Citizens of members who live in one another today.
AreaStocks stocks_of(const PairArray& abroad, const std::vector<StateId>& members) {
  return [&](const std::vector<MemberIndex>& asked) {
    Eigen::ArrayXXd stocks(std::ssize(asked), std::ssize(asked));
    for (const MemberIndex i : IdRange<MemberIndex>(asked.size())) {
      for (const MemberIndex j : IdRange<MemberIndex>(asked.size())) {
        stocks(i.value, j.value) =
            abroad(members[asked[i.index()].index()], members[asked[j.index()].index()]);
      }
    }
    return stocks;
  };
}

}  // namespace

UnionPolitics::UnionPolitics(Settings& s, const World& world)
    : world_(world),
      area_(require_area(s, world, "area of free movement whose members act as one")),
      where_(s.where("area")),
      voice_(s),
      leaving_(s),
      values_(read_area_values(s)),
      usual_(s),
      since_(read_member_since(s, world)),
      notice_(world.calendar.ticks_in(
          s.real("notice", "months", {0, 1200}, 24, "from leaving until free movement ends"))),
      flexible_(s.choice("institution", {"rigid", "flexible"}, "rigid",
                         "rigid: a member stays or leaves; flexible: it suspends free movement "
                         "into it and stays a member") == "flexible"),
      its_(read_after_right(s, "its_citizens",
                            "what citizens of who left are in the other members from then on")),
      others_(read_after_right(s, "others_citizens",
                               "what the other members' citizens are in who left")),
      term_(s),
      first_entry_(s.real("first_entry", "1 / year", {0, 365}, 0,
                          "rate at which applicants for asylum are sent to where people of their "
                          "citizenship first came into the union; 0: none is")),
      burden_(s),
      apart_(read_apart(world, area_)) {
  check_entries(s, world);
}

/// Where people first came into the union is counted by unions of the world.
void UnionPolitics::check_entries(Settings& s, const World& world) const {
  if (first_entry_ <= 0 || apart_.empty()) return;
  std::vector<std::string> names;
  for (const Union& body : world.unions) names.push_back(body.name);
  s.fault("first_entry",
          fmt::format("expected a table of [unions] with all members of the area \"{}\", by which "
                      "first entries are counted{}",
                      world.areas[area_].name, nearest_hint(world.areas[area_].name, names)));
}

/// What two unions said of one state would hang on which of them is asked first.
void UnionPolitics::check(const ModuleSet& modules, Diagnostics& diagnostics) const {
  for (const UnionPolitics* other : modules.all<UnionPolitics>()) {
    if (other == this) return;  // the later one is told of the two
    const std::string overlap = overlap_with(*other, modules);
    if (overlap.empty()) continue;
    diagnostics.add(where_, fmt::format("modules.{}.area: {}", name(), overlap));
  }
}

std::string UnionPolitics::overlap_with(const UnionPolitics& other,
                                        const ModuleSet& modules) const {
  if (area_ >= world_.areas.size()) return {};  // a fault already
  if (area_ == other.area_) {
    return fmt::format("\"{}\" is that of the union \"{}\" already; expected one union an area",
                       world_.areas[area_].name, other.name());
  }
  for (const StateId state : world_.states()) {
    if (!may_have(state, modules) || !other.may_have(state, modules)) continue;
    for (const Subject subject : UnionVoice::kAsked) {
      if (!voice_.speaks_on(subject) || !other.voice_.speaks_on(subject)) continue;
      return fmt::format(
          "\"{}\" is a member of the union \"{}\", too, and both speak for it on {}; expected "
          "areas without a common member, or other subjects in `competence`",
          world_.places[state.index()].id, other.name(), kSubjectNames[position(subject)]);
    }
  }
  return {};
}

/// Whether a state is a member at some time.
bool UnionPolitics::may_have(StateId state, const ModuleSet& modules) const {
  if (area_ >= world_.areas.size()) return false;
  const std::vector<const MembershipChange*> all = modules.all<MembershipChange, Shock>();
  return std::ranges::count(world_.areas[area_].members, state) > 0 ||
         std::ranges::any_of(all, [&](const MembershipChange* change) {
           return change->joins(state, area_, std::numeric_limits<int>::max());
         });
}

void UnionPolitics::bind(const ModuleSet& modules) {
  free_movement_ = modules.channel("free_movement");
  transfers_ = modules.find<ProgrammeHazard>() != nullptr;
  changes_ = modules.find<EndOfRight>() != nullptr;
}

std::string UnionPolitics::warning() const {
  std::vector<std::string> told;
  if (!apart_.empty()) told.push_back(apart_);
  if (!transfers_ && (first_entry_ > 0 || burden_.share > 0)) {
    told.emplace_back("no applicant is sent to another member: the module \"programmes\" is off");
  }
  if (!changes_ && (its_.alters() || others_.alters())) {
    told.emplace_back("nobody's status changes: the module \"end_of_right\" is off");
  }
  if (std::string idle = term_.idle(its_, others_); !idle.empty()) told.push_back(std::move(idle));
  return fmt::format("{}", fmt::join(told, "; "));
}

void UnionPolitics::watch(const Scene& scene) {
  if (scene.tick == 0 || scene.world.calendar.begins_year(scene.tick)) notice(scene);
}

void UnionPolitics::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  if (!reviewed_ || scene.world.calendar.begins_year(scene.tick)) review(scene, log);
  const std::vector<StateId> members = members_now(scene);
  let_go(members);
  decide(scene, log);
  agreements.put(name(), {std::make_shared<const UnionAgreement>(
                             members, withdrawn(scene), first_entry_, shared(scene, members))});
}

/// Who has not left, by its own choice here or by the scenario's order.
std::vector<StateId> UnionPolitics::members_now(const Scene& scene) const {
  std::vector<StateId> members = members_of(scene, area_);
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  std::erase_if(members, [&](StateId state) {
    const auto own = left_.find(state);
    const bool gone = own != left_.end() && own->second <= scene.tick;
    return gone || has_left(scene, area_, state);
  });
  return members;
}

/// Who is in, and each January by how much more than usual came into it.
void UnionPolitics::notice(const Scene& scene) {
  const std::vector<StateId> members = members_now(scene);
  voice_.hear(scene, members);
  for (const StateId state : members) joined_.try_emplace(state, scene.tick);
  if (leaving_.rate <= 0 || !scene.world.calendar.begins_year(scene.tick)) return;
  surprises_.clear();
  for (const StateId state : members) {
    if (!was_in_last_year(scene, state)) continue;
    surprises_[state] = usual_.surprise_by(state, inflow(scene, state, members),
                                           people_of(scene, state) / scene.persons(1));
  }
}

/// Who has left since the last review has no say and nothing to leave any more.
void UnionPolitics::let_go(const std::vector<StateId>& members) {
  voice_.let_go(members);
  std::erase_if(
      facts_, [&](const MemberFacts& one) { return std::ranges::count(members, one.state) == 0; });
}

void UnionPolitics::review(const Scene& scene, EventLog& log) {
  notice(scene);
  reviewed_ = true;
  voice_.judge(scene, name(), log);
  if (leaving_.rate > 0) look_at(scene);
}

/// What the union is to each member, of the people who live in one another now.
void UnionPolitics::look_at(const Scene& scene) {
  const std::vector<StateId> members = voice_.members();
  facts_.clear();
  if (members.size() < 2) return;
  const PairArray abroad = citizens_abroad(scene);
  const AreaCase now = area_case(scene, members, stocks_of(abroad, members));
  models::check(now, values_);
  std::vector<MemberIndex> all;
  for (const MemberIndex m : IdRange<MemberIndex>(members.size())) all.push_back(m);
  const std::vector<AreaGain> gains = gains_among(now, values_, all);
  const double income = (now.income * now.population).sum() / now.population.sum();
  for (const MemberIndex m : all) {
    const StateId state = members[m.index()];
    const auto surprise = surprises_.find(state);
    facts_.push_back({.state = state,
                      .gain = gains[m.index()],
                      .surprise = surprise != surprises_.end() ? surprise->second : 0,
                      .income_gap = 1 - income / now.income[m],
                      .attachment = attachment_of(scene, state, members, abroad)});
  }
}

Attachment UnionPolitics::attachment_of(const Scene& scene, StateId state,
                                        const std::vector<StateId>& members,
                                        const PairArray& abroad) const {
  double elsewhere = 0;
  for (const StateId other : members) elsewhere += abroad(state, other);
  const double years = years_in(scene, state);
  const AttachmentWeights& weights = leaving_.attachment;
  return {.abroad = weights.diaspora.of(elsewhere, std::max(1.0, people_of(scene, state))),
          .years = years / (years + weights.half),
          .ties = share_of_ties(scene, state, members)};
}

/// Whether it has been a member for the whole of last year, by when it was first seen as one.
bool UnionPolitics::was_in_last_year(const Scene& scene, StateId member) const {
  const Calendar& calendar = scene.world.calendar;
  const int seen = joined_.at(member);
  const int first = calendar.year(seen) + (calendar.begins_year(seen) ? 0 : 1);
  return scene.ledger.has_last_year && first < calendar.year(scene.tick);
}

/// Citizens of other members who came by the union's right last year [1 / head / year].
double UnionPolitics::inflow(const Scene& scene, StateId member,
                             const std::vector<StateId>& members) const {
  if (!free_movement_.valid()) return 0;
  std::int64_t agents = 0;
  for (const PlaceId place : scene.world.places_of(member)) {
    for (const StateId other : members) {
      if (other == member) continue;
      agents += scene.ledger.last_year.arrivals(other, place, free_movement_);
    }
  }
  return scene.persons(agents) / std::max(1.0, people_of(scene, member));
}

double UnionPolitics::years_in(const Scene& scene, StateId member) const {
  const Calendar& calendar = scene.world.calendar;
  const auto known = since_.find(member);
  if (known != since_.end()) return std::max(0, calendar.year(scene.tick) - known->second);
  const auto joined = joined_.find(member);
  return joined == joined_.end() ? 0 : (scene.tick - joined->second) * scene.dt();
}

void UnionPolitics::decide(const Scene& scene, EventLog& log) {
  for (const MemberFacts& facts : facts_) {
    if (flexible_) {
      suspend_or_resume(scene, facts, log);
    } else if (!left_.contains(facts.state)) {
      leave(scene, facts, log);
    }
  }
}

void UnionPolitics::leave(const Scene& scene, const MemberFacts& facts, EventLog& log) {
  Draws draws = TickStream(scene, stream()).of(facts.state.index());
  if (!draws.happens(tick_probability(leaving_.leaving(facts), scene.dt()))) return;
  left_[facts.state] = scene.tick + std::max(1, notice_);
  log.add("area exit", fmt::format("{}: {} leaves; {}; free movement ends in {} months", name(),
                                   name_of(scene, facts.state), leaving_text(leaving_, facts),
                                   std::lround(notice_ * scene.dt() * 12)));
}

void UnionPolitics::suspend_or_resume(const Scene& scene, const MemberFacts& facts, EventLog& log) {
  const bool was = suspended_.contains(facts.state);
  const double rate = was ? leaving_.resuming(facts) : leaving_.suspending(facts);
  Draws draws = TickStream(scene, stream()).of(facts.state.index());
  if (!draws.happens(tick_probability(rate, scene.dt()))) return;
  if (was) {
    suspended_.erase(facts.state);
  } else {
    suspended_.insert(facts.state);
  }
  log.add(was ? "area resumption" : "area suspension",
          fmt::format("{}: {}; {}", name(), name_of(scene, facts.state),
                      leaving_text(leaving_, facts)));
}

/// From the next tick on.
std::vector<Withdrawal> UnionPolitics::withdrawn(const Scene& scene) const {
  std::vector<Withdrawal> all;
  for (const auto& [state, out] : left_) {
    if (out > scene.tick + 1) continue;
    term_.add_leaver(state, area_, its_, others_, all);
  }
  for (const StateId state : suspended_) all.push_back({.area = area_, .of = {}, .in = state});
  return all;
}

Relocation UnionPolitics::shared(const Scene& scene, const std::vector<StateId>& members) const {
  if (burden_.share <= 0) return {};
  std::vector<MemberBurden> all;
  for (const StateId state : members) {
    std::int64_t applicants = 0;
    for (const PlaceId place : scene.world.places_of(state)) {
      for (const StateId of : scene.world.states()) {
        if (std::ranges::count(members, of) > 0) continue;
        applicants += scene.ledger.stock(place, of, Status::kAsylumApplicant);
      }
    }
    all.push_back({.applicants = scene.persons(applicants),
                   .people = people_of(scene, state),
                   .gdp = gdp_of(scene, state),
                   .sentiment = scene.stances.sentiment[state]});
  }
  return relocation(burden_, all);
}

std::string UnionPolitics::name_of(const Scene& scene, StateId state) const {
  return scene.world.places[state.index()].id;
}

void UnionPolitics::state(Archive& archive) {
  archive(usual_, reviewed_, voice_, joined_, left_, suspended_, surprises_, facts_);
}

}  // namespace sojourn::models
