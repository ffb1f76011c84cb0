#include "models/parties/first_entries.hpp"

#include "models/channels/channel_lists.hpp"

namespace sojourn::models {

FirstEntries::FirstEntries(const World& world, const std::vector<Party>& parties)
    : states_(world.states()),
      persons_per_agent_(world.persons_per_agent),
      n_parties_(parties.size()),
      party_of_state_(world.states().size(), 0),
      retained_(n_parties_ * states_.size(), 0) {
  for (std::size_t p = 0; p < parties.size(); ++p) {
    for (const StateId member : parties[p].members) party_of_state_[member.index()] = p;
  }
  const int year = world.calendar.ticks_per_year();
  by_way_of_ = from_ = setting_out_ = YearlyWindow(retained_.size(), year);
  into_ = YearlyWindow(n_parties_, year);
  left_ = YearlyWindow(states_.size(), year);
  over_ = YearlyWindow(world.corridors.size() * states_.size(), year);
  for (const Corridor& edge : world.corridors) {
    from_of_.push_back(world.state_of(edge.from));
    to_of_.push_back(world.state_of(edge.to));
  }
  stopped_ = sent_back_ = YearlyWindow(world.corridors.size(), year);
}

void FirstEntries::bind(const ModuleSet& modules) {
  walking_ = walking_channels(modules);
}

void FirstEntries::update(const Scene& scene) {
  for (auto* window :
       {&by_way_of_, &from_, &setting_out_, &into_, &left_, &over_, &stopped_, &sent_back_}) {
    window->begin_tick();
  }
  std::ranges::fill(retained_, 0);
  count_stops(scene);
  count_first_entries(scene);
  count_departures(scene);
}

void FirstEntries::count_stops(const Scene& scene) {
  const Flows& flows = scene.ledger.previous_tick;
  for (const CorridorId c : scene.world.corridor_ids()) {
    stopped_.add(c.index(), flows.interceptions[c]);
    sent_back_.add(c.index(), flows.readmissions[c]);
  }
}

void FirstEntries::count_first_entries(const Scene& scene) {
  for (const CorridorId c : scene.world.corridor_ids()) {
    const StateId from = from_of_[c.index()];
    const std::size_t party = party_of_state_[to_of_[c.index()].index()];
    for (const StateId o : scene.world.states()) {
      const std::int64_t agents = scene.ledger.previous_tick.first_entries(c, o);
      if (agents == 0 || party_of_state_[o.index()] == party) continue;
      by_way_of_.add(cell(party, from), agents);
      from_.add(cell(party, o), agents);
      over_.add(cell(c, o), agents);
      if (from != o) by_way_of_.add(cell(party, o), agents);
      into_.add(party, agents);
    }
  }
}

void FirstEntries::count_departures(const Scene& scene) {
  for (const PlaceId i : scene.world.place_ids()) {
    const StateId origin = scene.world.state_of(i);
    for (const PlaceId j : scene.world.place_ids()) {
      std::int64_t agents = 0;
      for (const ChannelId c : walking_) {
        agents += scene.ledger.previous_tick.departures(i, j, c);
      }
      if (agents == 0) continue;
      const std::size_t party = party_of_state_[scene.world.state_of(j).index()];
      setting_out_.add(cell(party, origin), agents);
      left_.add(origin.index(), agents);
    }
  }
}

void FirstEntries::hold_back(std::size_t party, StateId partner, double persons) {
  retained_[cell(party, partner)] = persons;
}

double FirstEntries::retained(std::size_t party) const {
  double sum = 0;
  for (const StateId partner : states_) sum += retained(party, partner);
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

std::vector<std::int64_t> FirstEntries::citizens_by_way_of(std::size_t party,
                                                           StateId partner) const {
  std::vector<std::int64_t> by_way(states_.size(), 0);
  for (std::size_t c = 0; c < from_of_.size(); ++c) {
    if (from_of_[c] != partner || party_of_state_[to_of_[c].index()] != party) continue;
    for (const StateId o : states_) by_way[o.index()] += over_.sum(c * states_.size() + o.index());
  }
  return by_way;
}

std::vector<double> FirstEntries::shares_by_way_of(std::size_t party, StateId partner) const {
  const std::vector<std::int64_t> by_way = citizens_by_way_of(party, partner);
  std::vector<double> shares;
  for (const StateId o : states_) {
    const auto all = static_cast<double>(from_.sum(cell(party, o)));
    const double way = all > 0 ? static_cast<double>(by_way[o.index()]) / all : 0;
    shares.push_back(bound_for(party, o) * (o == partner ? 1 : way));
  }
  return shares;
}

double FirstEntries::pushed(const std::vector<double>& shares) const {
  double sum = 0;
  for (const StateId origin : states_) {
    sum += shares[origin.index()] * persons(left_, origin.index());
  }
  return sum;
}

double FirstEntries::bound_for(std::size_t party, StateId origin) const {
  const double all = persons(left_, origin.index());
  return all > 0 ? persons(setting_out_, cell(party, origin)) / all : 0;
}

}  // namespace sojourn::models
