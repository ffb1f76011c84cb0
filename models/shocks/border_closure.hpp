#pragma once

#include <string>
#include <vector>

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Corridors close: nobody passes while it lasts, or no citizen of `of`. With `channels` it is
/// these that are closed, into the places of `to`, for people who live in those of `from`: who
/// would go by one is refused as by a policy. Of the channels, those that walk close their
/// corridors. "all" are all but the way back to one's own country.
class BorderClosure final : public DatedShock<MatchingCorridors>, public Decree {
 public:
  BorderClosure(Settings& settings, const World& world);

  void check(const ModuleSet& modules, Diagnostics& diagnostics) const override;
  void bind(const ModuleSet& modules) override;
  void apply(const Scene& scene, Conditions& conditions) const override;
  void enact(const Scene& scene, Rules& rules) const override;
  bool is_policy() const override { return !names_.empty(); }

 private:
  /// A key as the user wrote it, for faults that show only once all modules exist.
  struct Key {
    std::string path;
    Source where;
  };

  std::string what(const World& world) const override;
  bool closes_all_channels() const;
  bool closes(const Channel& channel) const;
  bool closes_corridors(const ModuleSet& modules) const;
  /// Whether every corridor into the places of `to` is meant.
  bool closes_all_ways() const { return targets().from().empty() && !targets().of_a_kind(); }

  std::vector<std::string> names_;  // of the channels; empty: corridors alone
  Key channels_;
  bool no_corridor_;  // though the world has some
  IdSet<StateId> citizens_;
  bool closes_corridors_ = true;
  IdSet<ChannelId> refused_ = IdSet<ChannelId>::none();
};

}  // namespace sojourn::models
