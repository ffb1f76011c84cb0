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
  void announce(const Scene& scene, EventLog& log) const override;
  std::string warning() const override;
  void enact(const Scene& scene, Rules& rules) const override;
  bool is_policy() const override { return !names_.empty(); }
  /// Whom it keeps from which channels into which places, while it lasts; nobody where it closes
  /// corridors alone. Needs to be bound.
  Refusal closed() const;
  /// When it is in force; null for one that strikes at random.
  const Term* term() const { return course().strikes_at_random() ? nullptr : &course().term(); }

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
  /// Whether those whom it keeps out are, wherever it closes the way, citizens of that state.
  bool means_own_citizens_alone() const;
  /// Whether every corridor into the places of `to` is meant.
  bool closes_all_ways() const { return targets().from().empty() && !targets().of_a_kind(); }

  std::vector<std::string> names_;  // of the channels; empty: corridors alone
  Key channels_;
  const World& world_;
  bool no_corridor_;  // though the world has some
  IdSet<StateId> citizens_;
  bool closes_corridors_ = true;
  IdSet<ChannelId> refused_ = IdSet<ChannelId>::none();
};

}  // namespace sojourn::models
