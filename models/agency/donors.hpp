#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "models/channels/channel_lists.hpp"
#include "models/parties/party.hpp"
#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// The states that pay for the agency. A donor judges it by the foreigners who have come to live in
/// the donor's own country; a shortage that follows years later does not count (ODD 7.23, after
/// SZ21). If fewer came in the last three years than in the three before, the contribution rises by
/// `reward`, otherwise it falls by `penalty`.
class Donors {
 public:
  static constexpr std::size_t kWindow = 3;  // [years]

  Donors(Settings& settings, const World& world)
      : named_(settings.texts("donors", {},
                              "states that pay; empty: all whose income per head is at or above "
                              "`ceiling` when it is founded")),
        share_(settings.real("budget", "GDP share / year", {0, 0.1}, 5e-5,
                             "what each donor pays at first")),
        reward_(settings.real("reward", "1 / year", {0, 1}, 0.02,
                              "rise of a contribution while the donor's inflow falls")),
        penalty_(settings.real("penalty", "1 / year", {0, 1}, 0.03,
                               "fall of a contribution while the donor's inflow does not fall")),
        patience_(settings.real("patience", "1", {0, 1}, 0.7,
                                "weight of a year's inflow beside the next year's")) {
    for (const std::string& name : named_) world.require_state(settings, "donors", name);
    inflow_.resize(world.states().size());
    contribution_.assign(inflow_.size(), 0);
  }

  void bind(const ModuleSet& modules) {
    counted_.clear();
    for (const ChannelId c : channels_abroad(modules)) {
      const Channel& channel = *modules.of<Channel>()[c.index()];
      if (channel.arrival_status() != Status::kFreeMover) counted_.push_back(c);
    }
  }

  /// Adds the year that has ended.
  void record(const Scene& scene) {
    for (const StateId s : scene.world.states()) {
      std::deque<double>& inflow = inflow_[s.index()];
      inflow.push_front(arrived(scene, s));
      if (inflow.size() > 2 * kWindow) inflow.pop_back();
    }
  }

  /// Asks everyone with an income per head of at least `ceiling` [int. $ / year], or those named.
  void found(const Scene& scene, double ceiling) {
    for (const StateId s : scene.world.states()) {
      const std::string& id = scene.world.places[s.index()].id;
      const bool can_pay = scene.conditions.gdp_per_capita[s] >= ceiling;
      const bool pays = named_.empty() ? can_pay : std::ranges::count(named_, id) > 0;
      if (pays) contribution_[s.index()] = share_ * gdp_of(scene, s);
    }
  }

  /// Every donor's yearly verdict.
  void judge() {
    for (std::size_t s = 0; s < contribution_.size(); ++s) {
      if (inflow_[s].size() < 2 * kWindow) continue;
      contribution_[s] *=
          mean(inflow_[s], 0) < mean(inflow_[s], kWindow) ? 1 + reward_ : 1 - penalty_;
    }
  }

  /// What donors make of what they see, by the factor of each contribution.
  void respond(const std::vector<double>& kept) {
    for (std::size_t s = 0; s < contribution_.size(); ++s) contribution_[s] *= kept[s];
  }

  const std::vector<double>& contributions() const { return contribution_; }
  /// [int. $ / year]
  double contribution(StateId state) const { return contribution_[state.index()]; }
  double budget() const {
    double sum = 0;
    for (const double part : contribution_) sum += part;
    return sum;
  }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(inflow_, contribution_);
  }

 private:
  /// Mean inflow of three years, the latest of them `first` years ago; a year counts `patience`
  /// times as much as the one after it [persons / year].
  double mean(const std::deque<double>& inflow, std::size_t first) const {
    double sum = 0, weights = 0, weight = 1;
    for (std::size_t k = first; k < first + kWindow; ++k, weight *= patience_) {
      sum += weight * inflow[k];
      weights += weight;
    }
    return sum / weights;
  }
  double arrived(const Scene& scene, StateId state) const {
    std::int64_t agents = 0;
    for (const PlaceId place : scene.world.places_of(state)) {
      for (const StateId origin : scene.world.states()) {
        if (origin == state) continue;
        for (const ChannelId channel : counted_) {
          agents += scene.ledger.last_year.arrivals(origin, place, channel);
        }
      }
    }
    return scene.persons(agents);
  }

  std::vector<std::string> named_;
  double share_, reward_, penalty_, patience_;
  std::vector<ChannelId> counted_;
  std::vector<std::deque<double>> inflow_;  // [state]: last year first [persons / year]
  std::vector<double> contribution_;        // [state] [int. $ / year]
};

}  // namespace sojourn::models
