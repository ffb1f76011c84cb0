#pragma once

#include <string>
#include <utility>

#include "models/shocks/course.hpp"
#include "models/shocks/targets.hpp"

namespace sojourn::models {

/// A shock that befalls some places or corridors (`Where`) while it runs its course.
template <class Where>
class DatedShock : public Shock {
 public:
  DatedShock(Settings& settings, const World& world, std::string kind, const Magnitude& magnitude)
      : targets_(settings, world), course_(settings, world, magnitude), kind_(std::move(kind)) {}

  void announce(const Scene& scene, EventLog& log) const override {
    if (course_.begins(scene, stream())) {
      log.add(course_.first_day(scene), kind_,
              name() + ": " + what(scene.world) + course_.since(scene));
    }
  }
  std::string warning() const override {
    const std::string when = course_.warning(), where = targets_.warning();
    return when.empty() || where.empty() ? when + where : when + "; " + where;
  }

 protected:
  const Where& targets() const { return targets_; }
  const Course& course() const { return course_; }
  double share_now(const Scene& scene) const { return course_.share(scene, stream()); }
  double strength_now(const Scene& scene) const { return course_.strength(scene, stream()); }

 private:
  /// Whom it befalls, for the event log.
  virtual std::string what(const World& world) const { return targets_.names(world); }

  Where targets_;
  Course course_;
  std::string kind_;
};

}  // namespace sojourn::models
