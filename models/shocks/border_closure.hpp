#pragma once

#include <string>
#include <vector>

#include "models/shocks/dated_shock.hpp"

namespace sojourn::models {

/// Corridors close: nobody passes while it lasts. With `channels` it is these that are shut, into
/// the places of `to`, for people who live in those of `from` and are citizens of `of`: who would
/// go by one chooses again among the rest. Of the channels, those that walk close their corridors.
class BorderClosure final : public DatedShock<MatchingCorridors> {
 public:
  BorderClosure(Settings& settings, const World& world);

  void check(const ModuleSet& modules, Diagnostics& diagnostics) const override;
  void bind(const ModuleSet& modules) override;
  void apply(const Scene& scene, Conditions& conditions) const override;

 private:
  /// A key as the user wrote it, for faults that show only once all modules exist.
  struct Key {
    std::string path;
    Source where;
  };

  std::string what(const World& world) const override;
  bool closes_corridors(const ModuleSet& modules) const;

  std::vector<std::string> names_;  // of the channels; empty: corridors alone
  Key channels_, of_;
  bool no_corridor_;  // though the world has some
  std::vector<char> into_, living_in_, citizens_of_;
  bool closes_corridors_ = true;
  std::vector<ChannelId> shut_;  // of the channels, those that do not walk
};

}  // namespace sojourn::models
