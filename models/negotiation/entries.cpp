#include "models/negotiation/entries.hpp"

#include "models/home_front/unwanted_inflow.hpp"
#include "sim/catalog.hpp"

namespace sojourn {

Entries::Entries(const World& world, const std::vector<Party>& parties)
    : n_states_(world.n_states),
      persons_per_agent_(world.persons_per_agent),
      n_parties_(parties.size()),
      party_of_state_(static_cast<std::size_t>(world.n_states), 0),
      retained_(n_parties_ * static_cast<std::size_t>(n_states_), 0) {
  for (std::size_t p = 0; p < parties.size(); ++p) {
    for (const StateId member : parties[p].members) {
      party_of_state_[member.index()] = static_cast<int>(p);
    }
  }
  const int year = world.calendar.ticks_per_year();
  through_ = from_ = setting_out_ = YearlyWindow(retained_.size(), year);
  entered_ = came_ = YearlyWindow(n_parties_, year);
  left_ = YearlyWindow(static_cast<std::size_t>(n_states_), year);
  stopped_ = sent_back_ = YearlyWindow(world.corridors.size(), year);
}

void Entries::bind(const ModuleSet& modules) {
  walking_ = walking_channels(modules);
}

void Entries::update(const Scene& scene) {
  for (auto* window :
       {&through_, &from_, &setting_out_, &entered_, &came_, &left_, &stopped_, &sent_back_}) {
    window->begin_tick();
  }
  std::ranges::fill(retained_, 0);
  count_stops(scene);
  count_crossings(scene);
  count_arrivals(scene);
  count_departures(scene);
}

void Entries::count_stops(const Scene& scene) {
  const Flows& flows = scene.ledger.previous_tick;
  for (std::size_t c = 0; c < scene.world.corridors.size(); ++c) {
    stopped_.add(c, flows.interceptions[c]);
    sent_back_.add(c, flows.readmissions[c]);
  }
}

void Entries::count_crossings(const Scene& scene) {
  for (std::size_t c = 0; c < scene.world.corridors.size(); ++c) {
    const std::int64_t agents = scene.ledger.previous_tick.crossings[c];
    if (agents == 0) continue;
    const StateId from = scene.world.state_of(scene.world.corridors[c].from);
    const StateId to = scene.world.state_of(scene.world.corridors[c].to);
    const int party = party_of_state_[to.index()];
    if (party == party_of_state_[from.index()]) continue;
    through_.add(cell(static_cast<std::size_t>(party), from), agents);
    entered_.add(static_cast<std::size_t>(party), agents);
  }
}

void Entries::count_arrivals(const Scene& scene) {
  for (int o = 0; o < n_states_; ++o) {
    for (int j = 0; j < scene.world.n_places(); ++j) {
      const int party = party_of_state_[scene.world.state_of(PlaceId(j)).index()];
      if (party == party_of_state_[static_cast<std::size_t>(o)]) continue;
      std::int64_t agents = 0;
      for (const ChannelId c : walking_) {
        agents += scene.ledger.previous_tick.arrivals[scene.ledger.pair_channel(
            static_cast<std::size_t>(o), static_cast<std::size_t>(j), c.index())];
      }
      if (agents == 0) continue;
      from_.add(cell(static_cast<std::size_t>(party), StateId(o)), agents);
      came_.add(static_cast<std::size_t>(party), agents);
    }
  }
}

void Entries::count_departures(const Scene& scene) {
  for (int i = 0; i < scene.world.n_places(); ++i) {
    const StateId origin = scene.world.state_of(PlaceId(i));
    for (int j = 0; j < scene.world.n_places(); ++j) {
      std::int64_t agents = 0;
      for (const ChannelId c : walking_) {
        agents += scene.ledger.previous_tick.departures[scene.ledger.pair_channel(
            static_cast<std::size_t>(i), static_cast<std::size_t>(j), c.index())];
      }
      if (agents == 0) continue;
      const int party = party_of_state_[scene.world.state_of(PlaceId(j)).index()];
      setting_out_.add(cell(static_cast<std::size_t>(party), origin), agents);
      left_.add(origin.index(), agents);
    }
  }
}

void Entries::hold_back(std::size_t party, StateId partner, double persons) {
  retained_[cell(party, partner)] = persons;
}

double Entries::retained(std::size_t party) const {
  double sum = 0;
  for (int k = 0; k < n_states_; ++k) sum += retained(party, StateId(k));
  return sum;
}

double Entries::persons(const YearlyWindow& window, std::size_t cell) const {
  return static_cast<double>(window.sum(cell)) * persons_per_agent_;
}

double Entries::arrivals(std::size_t party, StateId partner) const {
  const std::size_t pair = cell(party, partner);
  return std::max(persons(through_, pair), persons(from_, pair)) + retained(party, partner);
}

double Entries::dependence(std::size_t party, StateId partner) const {
  const std::size_t pair = cell(party, partner);
  const double held = retained(party, partner), all_held = retained(party);
  const auto share = [&](double part, double all) {
    return all + all_held > 0 ? (part + held) / (all + all_held) : 0;
  };
  return std::min(1.0, std::max(share(persons(through_, pair), persons(entered_, party)),
                                share(persons(from_, pair), persons(came_, party))));
}

double Entries::own_share(std::size_t party, StateId partner) const {
  const double own = persons(from_, cell(party, partner));
  const double all = std::max(own, persons(through_, cell(party, partner)));
  return all > 0 ? own / all : 0;
}

double Entries::bound_for(std::size_t party, StateId origin) const {
  const double all = persons(left_, origin.index());
  return all > 0 ? persons(setting_out_, cell(party, origin)) / all : 0;
}

}  // namespace sojourn
