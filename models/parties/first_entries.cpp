#include "models/parties/first_entries.hpp"

#include "models/channels/channel_lists.hpp"

namespace sojourn::models {

FirstEntries::FirstEntries(const World& world, const std::vector<Party>& parties)
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
  by_way_of_ = from_ = setting_out_ = YearlyWindow(retained_.size(), year);
  into_ = YearlyWindow(n_parties_, year);
  left_ = YearlyWindow(static_cast<std::size_t>(n_states_), year);
  stopped_ = sent_back_ = YearlyWindow(world.corridors.size(), year);
}

void FirstEntries::bind(const ModuleSet& modules) {
  walking_ = walking_channels(modules);
}

void FirstEntries::update(const Scene& scene) {
  for (auto* window :
       {&by_way_of_, &from_, &setting_out_, &into_, &left_, &stopped_, &sent_back_}) {
    window->begin_tick();
  }
  std::ranges::fill(retained_, 0);
  count_stops(scene);
  count_first_entries(scene);
  count_departures(scene);
}

void FirstEntries::count_stops(const Scene& scene) {
  const Flows& flows = scene.ledger.previous_tick;
  for (std::size_t c = 0; c < scene.world.corridors.size(); ++c) {
    stopped_.add(c, flows.interceptions[c]);
    sent_back_.add(c, flows.readmissions[c]);
  }
}

void FirstEntries::count_first_entries(const Scene& scene) {
  const auto states = static_cast<std::size_t>(n_states_);
  for (std::size_t c = 0; c < scene.world.corridors.size(); ++c) {
    const StateId from = scene.world.state_of(scene.world.corridors[c].from);
    const StateId to = scene.world.state_of(scene.world.corridors[c].to);
    const auto party = static_cast<std::size_t>(party_of_state_[to.index()]);
    for (std::size_t o = 0; o < states; ++o) {
      const std::int64_t agents = scene.ledger.previous_tick.first_entries[c * states + o];
      if (agents == 0 || party_of_state_[o] == static_cast<int>(party)) continue;
      by_way_of_.add(cell(party, from), agents);
      from_.add(cell(party, StateId(o)), agents);
      if (from != StateId(o)) by_way_of_.add(cell(party, StateId(o)), agents);
      into_.add(party, agents);
    }
  }
}

void FirstEntries::count_departures(const Scene& scene) {
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

void FirstEntries::hold_back(std::size_t party, StateId partner, double persons) {
  retained_[cell(party, partner)] = persons;
}

double FirstEntries::retained(std::size_t party) const {
  double sum = 0;
  for (int k = 0; k < n_states_; ++k) sum += retained(party, StateId(k));
  return sum;
}

double FirstEntries::persons(const YearlyWindow& window, std::size_t cell) const {
  return static_cast<double>(window.sum(cell)) * persons_per_agent_;
}

double FirstEntries::arrivals(std::size_t party, StateId partner) const {
  return persons(by_way_of_, cell(party, partner)) + retained(party, partner);
}

double FirstEntries::dependence(std::size_t party, StateId partner) const {
  const double all = persons(into_, party) + retained(party);
  return all > 0 ? std::min(1.0, arrivals(party, partner) / all) : 0;
}

double FirstEntries::own_share(std::size_t party, StateId partner) const {
  const double all = persons(by_way_of_, cell(party, partner));
  return all > 0 ? persons(from_, cell(party, partner)) / all : 0;
}

double FirstEntries::bound_for(std::size_t party, StateId origin) const {
  const double all = persons(left_, origin.index());
  return all > 0 ? persons(setting_out_, cell(party, origin)) / all : 0;
}

}  // namespace sojourn::models
