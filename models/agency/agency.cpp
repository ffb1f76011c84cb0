#include "models/agency/agency.hpp"

#include <fmt/format.h>

#include "models/agency/refugee_agency.hpp"
#include "models/deals/labour_agreement.hpp"
#include "models/policies/transition.hpp"
#include "sim/base/archive.hpp"
#include "sim/input/term.hpp"

namespace sojourn::models {

namespace {

/// The level up to which all that is `wanted` can be met: sum of min(level, wanted) = available.
double even_share(std::vector<double> wanted, double available) {
  std::ranges::sort(wanted);
  std::size_t left = wanted.size();
  for (const double one : wanted) {
    if (one * left > available) {
      return available / left;
    }
    available -= one;
    --left;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace

Agency::Agency(Settings& s, const World& world)
    : ceiling_(s.real("ceiling", "int. $ / year", {0, 1e6}, 30000,
                      "income per head below which people are recruited and placed")),
      chosen_(s.choice("division", {"fixed", "chosen"}, "fixed",
                       "of its money over tasks; fixed: placing, and `border_work`; chosen: as "
                       "donors and the board would have it") == "chosen"),
      donors_(s, world),
      board_(s),
      purse_(s),
      invitations_(s, world, ceiling_),
      recipients_(s, world, ceiling_),
      placed_(s),
      abroad_(s.real("worth_abroad", "1", {0, 100}, 1,
                     "worth of a citizen abroad to the own state, beside an arrival spared")),
      reckoned_(s.real("reckoned", "1", {0, 1}, 0,
                       "how far people reckon with being asked before they decide to go")),
      growth_(s.real("growth", "1", {0, 10}, 0.3,
                     "rise of income per head by a step of schooling of all, as far as those "
                     "placed were taught")),
      start_(std::max(
          read_tick(s, "start", world.calendar, "when it is founded, a year into the run or later"),
          world.calendar.ticks_per_year())) {
  if (chosen_) purse_.require_choice(s);
}

void Agency::bind(const ModuleSet& modules) {
  sponsored_ = modules.channel("sponsored");
  donors_.bind(modules);
  recipients_.bind(modules);
  placed_.bind(modules);
  relief_ = modules.all<RefugeeAgency>();
  can_take_home_ = modules.find<ProgrammeHazard>() != nullptr;
}

std::string Agency::warning() const {
  if (!sponsored_.valid()) return "places nobody: the channel \"sponsored\" is off";
  return !chosen_ || can_take_home_ ? "" : "takes nobody home: \"programmes\" is off";
}

void Agency::watch(const Scene& scene) {
  if (scene.world.calendar.begins_year(scene.tick) && scene.ledger.has_last_year) {
    donors_.record(scene);
  }
}

void Agency::negotiate(const Scene& scene, Agreements& agreements, EventLog& log) {
  watch(scene);
  if (!sponsored_.valid() || scene.tick < start_ || !scene.world.calendar.begins_year(scene.tick)) {
    return;
  }
  if (founded_) {
    donors_.judge();
  } else {
    found(scene, log);
  }
  placed_.add_year(scene, taught_);
  invitations_.learn(scene, places_);
  if (chosen_) choose(scene, log);
  const PayablePlaces payable =
      chosen_ ? purse_.payable(budget_) : purse_.payable(scene.world, donors_);
  if (!chosen_) division_ = purse_.fixed_division(budget());
  recipients_.review(scene, {name(), payable.all(), stream()}, log);
  const Programme now = programme(scene, payable);
  taught_ = now.trained * (1 - now.skills[position(Skill::kHigh)]);
  places_ = now.places.sum();
  agreements.put(name(), {std::make_shared<PlacementAgreement>(now)});
}

/// Where nobody can be taken home, returns reach nobody and get no money.
TaskTerms Agency::terms() const {
  TaskTerms terms = purse_.terms(recipients_.weights().irregular_weight, abroad_);
  if (!can_take_home_) terms.return_share = 0;
  return terms;
}

/// Donors first judge last year's division by what they would gain from this year's.
void Agency::choose(const Scene& scene, EventLog& log) {
  interests_.emplace(scene, terms(), recipients_, relief_, invitations_);
  respond(*interests_);
  budget_ = board_.divide(*interests_, donors_.contributions(), purse_.mark());
  for (const Task task : kAllTasks) division_[position(task)] = budget_.all(task);
  const double all = std::max(1.0, budget_.all());
  std::string text;
  for (const Task task : kAllTasks) {
    text += fmt::format("{}{} {:.0f}%", text.empty() ? "" : ", ", kTaskNames[position(task)],
                        100 * budget_.all(task) / all);
  }
  log.add("agency budget", fmt::format("{}: {:.3g} bn; {}", name(), budget_.all() / 1e9, text));
}

void Agency::respond(const TaskInterests& interests) {
  if (budget_.earmarked.empty()) return;
  std::vector<double> kept;
  for (std::size_t s = 0; s < donors_.contributions().size(); ++s) {
    const StateId donor(s);
    kept.push_back(board_.kept(interests, budget_, donor, donors_.contribution(donor)));
  }
  donors_.respond(kept);
}

void Agency::found(const Scene& scene, EventLog& log) {
  founded_ = true;
  donors_.found(scene, ceiling_);
  recipients_.found(scene);
  int n = 0;
  for (const StateId s : scene.world.states()) n += donors_.contribution(s) > 0 ? 1 : 0;
  log.add("agency founded", fmt::format("{}: {} donors, {:.3g} bn/yr, {:.1f}% of it earmarked",
                                        name(), n, budget() / 1e9, 100 * purse_.mark()));
}

Programme Agency::programme(const Scene& scene, const PayablePlaces& payable) const {
  const PlaceArray none = PlaceArray::Zero(scene.world.n_places());
  Programme programme{.channel = sponsored_,
                      .places = none,
                      .pledged = none,
                      .effort = none,
                      .payments = none,
                      .reach = PairArray::Zero(none.size(), none.size()),
                      .unplanned = none,
                      .reckoned = reckoned_,
                      .trained = purse_.trained(),
                      .growth = growth_,
                      .placed = placed_.people(),
                      .steps = placed_.steps(),
                      .at_work = recipients_.working_share()};
  const double used = place_people(scene, payable.all(), programme);
  invitations_.write(scene, payable, used, programme);
  if (chosen_) {
    purse_.spend(scene, *interests_, budget_, used, programme);
  } else {
    purse_.spend(scene, donors_, used, programme);
  }
  return programme;
}

/// Shares the places that can be paid for evenly, to each as many as it wants at most; returns the
/// share that is used.
double Agency::place_people(const Scene& scene, double payable, Programme& programme) const {
  std::vector<double> wanted;
  for (const StateId s : scene.world.states()) wanted.push_back(recipients_.wanted(s));
  const double level = even_share(wanted, payable);
  double given = 0;
  for (const StateId s : scene.world.states()) {
    const double all = LabourAgreement::vacancies(scene, s);
    const double places = std::min(level, wanted[s.index()]);
    given += places;
    for (const PlaceId place : scene.world.places_of(s)) {
      programme.pledged[place] = recipients_.pledged(s);
      if (all <= 0) continue;
      programme.places[place] = places * LabourAgreement::vacancies(scene, place) / all;
    }
  }
  return payable > 0 ? given / payable : 0;
}

void Agency::state(Archive& archive) {
  archive(donors_, invitations_, recipients_, placed_, founded_, taught_, places_, division_,
          budget_);
}

}  // namespace sojourn::models
