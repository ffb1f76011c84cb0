#include "models/agency/task_interests.hpp"

#include <algorithm>

#include "models/agency/refugee_agency.hpp"
#include "models/parties/party.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn::models {

namespace {

/// How an arrival weighs on a state; nothing where it has the right, or was asked to come.
enum class Burden { kNone, kRegular, kIrregular };

Burden burden_of(const Channel& channel) {
  if (channel.walks()) return Burden::kIrregular;
  const Status status = channel.arrival_status();
  const bool minded = channel.is_contended() && status != Status::kFreeMover &&
                      status != Status::kReturned && status != Status::kSponsored;
  return minded ? Burden::kRegular : Burden::kNone;
}

void as_shares(std::vector<double>& counts) {
  double sum = 0;
  for (const double n : counts) sum += n;
  if (sum <= 0) return;
  for (double& n : counts) n /= sum;
}

double ratio(double a, double b) {
  return b > 0 ? a / b : 0;
}

}  // namespace

TaskInterests::TaskInterests(const Scene& scene, const TaskTerms& terms,
                             const Recipients& recipients,
                             const std::vector<const RefugeeAgency*>& relief,
                             const Invitations& invitations)
    : terms_(terms), facts_(scene.world.states().size()) {
  for (const StateId s : scene.world.states()) facts_[s.index()].gdp = gdp_of(scene, s);
  count_flows(scene, invitations);
  count_borders(scene);
  count_people(scene);
  count_need(scene, relief);
  count_wishes(scene, recipients);
}

/// Plans of people who may be asked, and foreigners who came.
void TaskInterests::count_flows(const Scene& scene, const Invitations& invitations) {
  const World& world = scene.world;
  const Flows& last_year = scene.ledger.last_year;
  for (const PlaceId j : world.place_ids()) {
    Facts& there = facts_[world.state_of(j).index()];
    for (const PlaceId i : world.place_ids()) {
      if (world.same_state(i, j) || !invitations.may_ask(scene, i)) continue;
      double planned = 0;
      for (const Skill k : kAllSkills) planned += scene.persons(last_year.planned(i, j, k));
      there.bound += planned;
      facts_[world.state_of(i).index()].from += planned;
      planned_ += planned;
    }
    for (const ChannelId c : scene.modules.channel_ids()) {
      const Channel& channel = *scene.modules.of<Channel>()[c.index()];
      const Burden burden = burden_of(channel);
      if (burden == Burden::kNone) continue;
      for (const StateId o : world.states()) {
        if (o == world.state_of(j)) continue;
        const double came = scene.persons(last_year.arrivals(o, j, c));
        const bool irregular = burden == Burden::kIrregular;
        there.burden += came * (irregular ? terms_.irregular : 1);
        if (irregular) there.irregular += came;
        if (channel.arrival_status() == Status::kAsylumApplicant) there.applicants += came;
      }
    }
  }
}

void TaskInterests::count_borders(const Scene& scene) {
  const World& world = scene.world;
  const Flows& last_year = scene.ledger.last_year;
  for (Facts& facts : facts_) facts.stopped.assign(facts_.size(), 0);
  for (const CorridorId c : world.corridor_ids()) {
    const Corridor& corridor = world.corridors[c.index()];
    if (world.same_state(corridor.from, corridor.to)) continue;
    Facts& there = facts_[world.state_of(corridor.to).index()];
    there.crossed += scene.persons(last_year.crossings[c]);
    there.attempts += scene.persons(last_year.crossings[c] + last_year.interceptions[c]);
    for (const StateId o : world.states()) {
      there.stopped[o.index()] += last_year.first_entries(c, o);
    }
  }
  for (Facts& facts : facts_) as_shares(facts.stopped);
}

void TaskInterests::count_people(const Scene& scene) {
  const World& world = scene.world;
  for (const StateId s : world.states()) {
    Facts& there = facts_[s.index()];
    there.without_papers.assign(facts_.size(), 0);
    for (const PlaceId place : world.places_of(s)) {
      for (const StateId o : world.states()) {
        if (o == s) continue;
        const double n = scene.persons(scene.ledger.stock(place, o, Status::kIrregular));
        there.without_papers[o.index()] += n;
        there.irregular_stock += n;
      }
    }
    as_shares(there.without_papers);
  }
}

/// As refugee agencies at work see it; who is reached by their own money needs no more.
void TaskInterests::count_need(const Scene& scene,
                               const std::vector<const RefugeeAgency*>& relief) {
  PlaceArray needy = PlaceArray::Zero(scene.world.n_places());
  double lacking = 0;
  for (const RefugeeAgency* one : relief) {
    if (!one->is_at_work(scene.tick)) continue;
    for (const PlaceId p : scene.world.place_ids()) {
      needy[p] = std::max(needy[p], one->in_need(scene, p));
    }
    unreached_ += one->unreached(scene);
    lacking += one->per_person() * one->unreached(scene);
  }
  in_need_ = needy.sum();
  for (const PlaceId p : scene.world.place_ids()) {
    facts_[scene.world.state_of(p).index()].cared_for += needy[p];
  }
  if (unreached_ > 0) care_ = lacking / unreached_;
  for (Facts& facts : facts_) facts.cared_for = ratio(facts.cared_for, in_need_);
}

void TaskInterests::count_wishes(const Scene& scene, const Recipients& recipients) {
  double all = 0;
  for (const StateId s : scene.world.states()) {
    const Recipients::Wish wish = recipients.wish(scene, s);
    facts_[s.index()].places = wish.places;
    facts_[s.index()].worker = wish.worth;
    all += wish.places;
  }
  for (Facts& facts : facts_) facts.places = ratio(facts.places, all);
}

double TaskInterests::returnable(StateId state) const {
  return terms_.return_share * facts_[state.index()].irregular_stock;
}

double TaskInterests::return_rate(StateId state, double money) const {
  const Opportunity returns = own(state)[position(Task::kReturns)];
  return ratio(returns.reached(money), facts_[state.index()].irregular_stock);
}

Opportunities TaskInterests::opportunities(StateId state, bool own) const {
  const Facts& f = facts_[state.index()];
  const double spared = ratio(f.burden, std::max(f.bound, f.burden));
  const double bound = own ? 1 : ratio(f.bound, planned_);
  const double citizens = own ? 0 : terms_.abroad * ratio(f.from, planned_);
  const double stays = std::min(1.0, ratio(f.irregular, f.crossed));
  Opportunities all;
  all[position(Task::kPlacing)] = {bound * spared + citizens + f.places * f.worker,
                                   own ? f.bound : planned_, terms_.place_cost};
  all[position(Task::kBorders)] = {terms_.irregular * stays, f.attempts,
                                   ratio(terms_.border_scale * f.gdp, f.attempts)};
  all[position(Task::kReturns)] = {terms_.irregular, returnable(state), terms_.return_cost};
  all[position(Task::kEmergencies)] = {
      f.cared_for + std::min(1.0, ratio(terms_.irregular * f.applicants, in_need_)), unreached_,
      care_};
  return all;
}

double TaskInterests::harm(StateId citizens, StateId where, Task task) const {
  if (citizens == where) return 0;
  const Facts& there = facts_[where.index()];
  const std::size_t whose = citizens.index();
  if (task == Task::kBorders) return terms_.abroad * there.stopped[whose];
  return task == Task::kReturns ? terms_.abroad * there.without_papers[whose] : 0;
}

}  // namespace sojourn::models
