#include <fmt/format.h>

#include <cmath>
#include <map>

#include "models/policies/lever_list.hpp"
#include "models/policies/policy.hpp"
#include "models/policies/status_choice.hpp"
#include "models/policies/transition.hpp"
#include "sim/base/arithmetic/elementary.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

constexpr double kNoCap = std::numeric_limits<double>::infinity();

/// People of the statuses and nationalities that a programme is for, where it runs [persons].
double people_in(const Scene& scene, const Transition& programme) {
  std::int64_t agents = 0;
  for (const PlaceId place : scene.world.place_ids()) {
    if (!programme.in.contains(place)) continue;
    for (const StateId state : scene.world.states()) {
      if (!programme.who.citizenships.contains(state)) continue;
      for (const Status status : programme.from) {
        agents += scene.ledger.stock(place, state, status);
      }
    }
  }
  return scene.persons(agents);
}

/// Who has lived there with the same status since before the date. Half a tick less, so that who
/// came in the tick that begins with the date is none of them.
TargetGroup there_before(const Order& order) {
  TargetGroup who = order.scope.who;
  if (!order.scope.entered_before) return who;
  const Calendar& calendar = order.scene.world.calendar;
  const double ticks = order.scene.tick - calendar.tick(*order.scope.entered_before) + 0.5;
  who.abroad.low = std::max(who.abroad.low, ticks * order.scene.dt());
  return who;
}

/// Puts a programme in force for its part of the tick. A limit of persons is met in the mean where
/// all of these nationalities and statuses are eligible, and not reached where some are not.
void add(const Order& order, const TargetGroup& who, Transition programme, double most,
         Rules& rules) {
  programme.who = who;
  programme.in = order.scope.in;
  if (most < kNoCap) {
    const double people = people_in(order.scene, programme);
    if (people > 0) programme.rate = std::min(programme.rate, most / people);
  }
  programme.rate *= order.share();
  programme.by = order.by;
  rules.transitions.push_back(std::move(programme));
}

/// A programme that runs while the policy is in force.
class ProgrammeLever : public PolicyLever {
 public:
  /// `idle`: why it can reach nobody; empty: it can.
  explicit ProgrammeLever(Transition programme, double most = kNoCap, std::string idle = {})
      : programme_(std::move(programme)), most_(most), idle_(std::move(idle)) {}
  bool is_programme() const override { return true; }
  void bind(const ModuleSet& modules) override {
    is_carried_out_ = modules.find<ProgrammeHazard>() != nullptr;
  }
  void enact(const Order& order, Rules& rules) const override {
    add(order, there_before(order), programme_, most_, rules);
  }
  PartOfTick shelters(const PolicyScope& scope, const Term& /*ended*/, int tick) const override {
    return programme_.to == Status::kProtected ? scope.term.part(tick) : PartOfTick{0, 0};
  }
  std::string warning() const override {
    if (!is_carried_out_) return has_no_effect("it", "programmes");
    return most_ > 0 ? idle_ : "it reaches nobody: the most a year is 0";
  }

 private:
  Transition programme_;
  double most_;  // [persons / year]
  std::string idle_;
  bool is_carried_out_ = false;
};

/// Temporary protection, and what becomes of the protected when it ends, where no other policy
/// protects their nationality.
class Protection final : public ProgrammeLever {
 public:
  Protection(const World& world, const PolicyScope& scope, Transition programme,
             Transition afterwards)
      : ProgrammeLever(std::move(programme)),
        world_(world),
        scope_(scope),
        afterwards_(std::move(afterwards)) {}
  std::vector<Claim> sets(const PolicyScope& scope) const override {
    if (scope.term.until() >= world_.calendar.date(world_.n_ticks)) return {};
    return {{fmt::format("what becomes of the protected on {}", iso(scope.term.until())),
             afterwards_text()}};
  }
  void bind(const ModuleSet& modules) override {
    ProgrammeLever::bind(modules);
    others_ = modules.all<Policy>();
    std::erase_if(others_, [&](const Policy* other) { return &other->scope() == &scope_; });
  }
  void follow_up(const Order& order, Rules& rules) const override {
    if (afterwards_.rate <= 0) return;
    const World& world = order.scene.world;
    for (const PlaceId place : world.place_ids()) {
      if (!order.scope.in.contains(place)) continue;
      std::map<double, IdSet<StateId>> by_share;
      for (const StateId state : world.states()) {
        const double share = unsheltered(order, state, place);
        if (share <= 0) continue;
        by_share.try_emplace(share, IdSet<StateId>::none()).first->second.insert(state);
      }
      for (const auto& [share, states] : by_share) end(order, place, states, share, rules);
    }
  }
  /// From its beginning on, if it ends later: its own end is the one that counts.
  PartOfTick shelters(const PolicyScope& scope, const Term& ended, int tick) const override {
    const bool ends_later = scope.term.until() > ended.until();
    return ends_later ? PartOfTick{scope.term.part(tick).begin, 1} : PartOfTick{0, 0};
  }

 private:
  std::string afterwards_text() const {
    if (afterwards_.rate <= 0) return "nothing";
    const bool home = afterwards_.outcome == Transition::Outcome::kHome;
    return home ? "return" : std::string(kStatusNames[position(afterwards_.to)]);
  }
  /// Share of the tick, after the end, in which no other policy protects them.
  double unsheltered(const Order& order, StateId state, PlaceId place) const {
    if (!order.scope.who.citizenships.contains(state)) return 0;
    std::vector<PartOfTick> left{order.when};
    for (const Policy* other : others_) {
      for (const PartOfTick& part :
           other->shelters(state, place, order.scope.term, order.scene.tick)) {
        left = without(left, part);
      }
    }
    double share = 0;
    for (const PartOfTick& one : left) share += one.share();
    return share;
  }
  /// Whoever was eligible once.
  void end(const Order& order, PlaceId place, const IdSet<StateId>& states, double share,
           Rules& rules) const {
    Transition programme = afterwards_;
    programme.who.citizenships = states;
    programme.in = IdSet<PlaceId>::of(std::array{place});
    programme.rate *= share;
    programme.by = order.by;
    rules.transitions.push_back(std::move(programme));
  }

  const World& world_;
  const PolicyScope& scope_;
  Transition afterwards_;
  std::vector<const Policy*> others_;
};

/// How long a programme acts [years]: a tick counts by the share of its days that lie within the
/// term, as hazards count it.
double years_of_ticks(const Term& term, const Calendar& calendar) {
  double ticks = 0;
  for (int tick = term.begins(); tick <= term.ends(); ++tick) ticks += term.share(tick);
  return ticks * calendar.dt();
}

/// Nobody becomes what they are: the permit would change nothing, and count each time.
void require_change(Settings& settings, const std::string& key, const Transition& programme) {
  if (!programme.from.contains(programme.to)) return;
  settings.fault(key, fmt::format("\"{}\" is what it makes of people: expected other statuses",
                                  kStatusNames[position(programme.to)]));
}

double read_cap(Settings& settings, const std::string& key, const std::string& whom) {
  const double persons = settings.real(key, "persons / year", {0, 1e8, -1}, -1,
                                       "how many " + whom + " at most; -1: no limit");
  return persons < 0 ? kNoCap : persons;
}

/// Whether a state in `in` is member of a union, so that people can have come in elsewhere.
bool has_union(const World& world, const IdSet<PlaceId>& in) {
  return std::ranges::any_of(world.unions, [&](const Union& one) {
    return std::ranges::any_of(one.members,
                               [&](StateId member) { return in.contains(place_of(member)); });
  });
}

/// Nobody is returned to where they are.
void refuse_own_places(Settings& settings, const World& world, const PolicyScope& scope,
                       const IdSet<PlaceId>& places) {
  for (const PlaceId place : world.place_ids()) {
    if (scope.in.all() || !scope.in.contains(place) || !places.contains(place)) continue;
    settings.fault("return_places", fmt::format("\"{}\" is one of the places that people are "
                                                "returned from",
                                                world.places[place.index()].id));
  }
}

/// Where people are taken whom a state sends away: home, to the first entry, or to places.
void read_destination(Settings& settings, const World& world, Transition& programme) {
  using Outcome = Transition::Outcome;
  const std::string to = settings.choice("returns_to", {"home", "first_entry", "places"}, "home",
                                         "where returned people come: home; where people of their "
                                         "citizenship first came into the union "
                                         "of states; or one of `return_places`");
  programme.places = read_places(settings, world, "return_places",
                                 "safe third countries or places that take returned people in");
  programme.outcome = to == "home"          ? Outcome::kHome
                      : to == "first_entry" ? Outcome::kFirstEntry
                                            : Outcome::kPlace;
  if (programme.outcome == Outcome::kPlace && programme.places.empty() && programme.rate > 0) {
    settings.fault("return_places", "expected the places to which people are returned");
  }
  if (programme.outcome != Outcome::kPlace && !programme.places.empty()) {
    settings.fault("return_places", "it goes with `returns_to = \"places\"` alone");
  }
}

}  // namespace

std::unique_ptr<PolicyLever> read_regularisation(Settings& settings, const World& world,
                                                 const PolicyScope& scope) {
  Transition programme;
  const double share =
      settings.real("regularisation", "1", {0, 0.999}, 0,
                    "share of the eligible who have got papers when the programme ends");
  programme.from = read_statuses(settings, "regularised", {"irregular"},
                                 "statuses of those who may ask for papers");
  programme.to = status_called(settings.choice(
      "regularised_as", {"regular", "temporary", "protected"}, "regular", "status that they get"));
  const double most = read_cap(settings, "regularisation_cap", "get papers");
  if (share <= 0) return nullptr;
  require_places(settings, "regularisation", scope);
  if (!scope.term.has_end()) {
    settings.fault("regularisation", "a programme has an end: expected `until` or `duration`");
    return nullptr;
  }
  require_change(settings, "regularised", programme);
  const bool has_papers = programme.from.contains(Status::kRegular);
  programme.rate = -fixed::log1p(-share) / years_of_ticks(scope.term, world.calendar);
  return std::make_unique<ProgrammeLever>(
      std::move(programme), most,
      has_papers ? "those who are \"regular\" have papers: it takes from them what they may do"
                 : "");
}

std::unique_ptr<PolicyLever> read_protection(Settings& settings, const World& world,
                                             const PolicyScope& scope) {
  Transition programme, afterwards;
  programme.rate = settings.real("temporary_protection", "1 / year", {0, 365}, 0,
                                 "rate at which the eligible come under temporary protection");
  programme.from = read_statuses(settings, "protects", {"asylum_applicant", "irregular"},
                                 "statuses of those whom it protects");
  programme.to = Status::kProtected;
  const std::string after =
      settings.choice("after", {"protected", "regular", "irregular", "asylum_applicant", "return"},
                      "irregular", "what the protected are when it has ended; return: sent home");
  const double after_rate =
      settings.real("after_rate", "1 / year", {0, 365}, 12, "rate at which they become that");
  afterwards.from = Status::kProtected;
  afterwards.rate = after == "protected" ? 0 : after_rate;
  afterwards.outcome =
      after == "return" ? Transition::Outcome::kHome : Transition::Outcome::kStatus;
  if (after != "return") afterwards.to = status_called(after);
  if (programme.rate <= 0) return nullptr;
  require_places(settings, "temporary_protection", scope);
  require_change(settings, "protects", programme);
  return std::make_unique<Protection>(world, scope, std::move(programme), std::move(afterwards));
}

std::unique_ptr<PolicyLever> read_returns(Settings& settings, const World& world,
                                          const PolicyScope& scope) {
  Transition programme;
  programme.rate = settings.real("returns", "1 / year", {0, 365}, 0,
                                 "rate at which the state returns those it finds");
  programme.from =
      read_statuses(settings, "returned", {"irregular"}, "statuses of those it returns");
  const double most = read_cap(settings, "returns_cap", "are returned");
  read_destination(settings, world, programme);
  if (programme.rate <= 0) return nullptr;
  require_places(settings, "returns", scope);
  const IdSet<PlaceId> to = IdSet<PlaceId>::of(programme.places);
  refuse_own_places(settings, world, scope, to);
  const bool nowhere =
      programme.outcome == Transition::Outcome::kFirstEntry && !has_union(world, scope.in);
  return std::make_unique<ProgrammeLever>(
      std::move(programme), most,
      nowhere ? "nobody is returned to a first entry: no state in `in` is member of a union" : "");
}

}  // namespace sojourn::models
