#pragma once

#include "sim/stages/catalog.hpp"

namespace sojourn::models {

/// -b_wait*wait_j, wait_j = longest*(1 - capacity_j): a visa that takes years delays the gain
/// (migration as an investment: Sjaastad 1962, DOI 10.1086/258726). Who walks does not wait.
class VisaWait final : public PayoffTerm {
 public:
  VisaWait(Settings& settings, const World& world)
      : b_wait_(settings.real("b_wait", "1 / year", {0, 10}, 0.7, "weight of a year of waiting")),
        longest_(settings.real("longest", "years", {0, 20}, 2,
                               "wait where the administration has no capacity")),
        wait_(longest_ * (1 - world.baseline.capacity)) {}

  void bind(const ModuleSet& modules) override {
    with_visa_.clear();
    for (const char* name : {"labour", "study"}) {
      if (const ChannelId id = modules.channel(name); id.valid()) with_visa_.push_back(id);
    }
  }

  void add(const Scene& /*scene*/, const Viewpoint& /*who*/, PayoffRow& row) const override {
    for (const ChannelId channel : with_visa_) {
      row.utility.row(channel.value) -= b_wait_ * wait_.transpose();
    }
  }

 private:
  double b_wait_;    // [1 / year]
  double longest_;   // [years]
  PlaceArray wait_;  // [years] by destination
  std::vector<ChannelId> with_visa_;
};

}  // namespace sojourn::models
