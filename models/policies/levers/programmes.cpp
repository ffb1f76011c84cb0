#include <cmath>

#include "models/policies/lever_list.hpp"
#include "models/policies/status_choice.hpp"

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
class Programme : public PolicyLever {
 public:
  explicit Programme(Transition programme, double most = kNoCap)
      : programme_(std::move(programme)), most_(most) {}
  bool is_programme() const override { return true; }
  void enact(const Order& order, Rules& rules) const override {
    add(order, there_before(order), programme_, most_, rules);
  }

 private:
  Transition programme_;
  double most_;  // [persons / year]
};

/// Temporary protection, and what becomes of the protected when it ends.
class Protection final : public Programme {
 public:
  Protection(Transition programme, Transition afterwards)
      : Programme(std::move(programme)), afterwards_(std::move(afterwards)) {}
  void follow_up(const Order& order, Rules& rules) const override {
    if (afterwards_.rate <= 0) return;
    TargetGroup protected_people;  // whoever was eligible once
    protected_people.citizenships = order.scope.who.citizenships;
    add(order, protected_people, afterwards_, kNoCap, rules);
  }

 private:
  Transition afterwards_;
};

double read_cap(Settings& settings, const std::string& key, const std::string& whom) {
  const double persons = settings.real(key, "persons / year", {-1, 1e8}, -1,
                                       "how many " + whom + " at most; below 0: no limit");
  return persons < 0 ? kNoCap : persons;
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
}

}  // namespace

std::unique_ptr<PolicyLever> read_regularisation(Settings& settings, const World& /*world*/,
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
  }
  programme.rate = -std::log1p(-share) / scope.term.years();
  return std::make_unique<Programme>(std::move(programme), most);
}

std::unique_ptr<PolicyLever> read_protection(Settings& settings, const World& /*world*/,
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
  return std::make_unique<Protection>(std::move(programme), std::move(afterwards));
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
  return std::make_unique<Programme>(std::move(programme), most);
}

}  // namespace sojourn::models
