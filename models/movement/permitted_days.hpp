#pragma once

#include <map>
#include <utility>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// For how long a visitor may stay: as World::visas said on arrival where they let the citizenship
/// in, else as the setting says.
class PermittedDays {
 public:
  PermittedDays(Settings& settings, const World& world)
      : days_(settings.real("days", "days", {0, 36500}, 90,
                            "for how long a visitor may stay where no visa table says")) {
    for (const VisaRow& row : world.visas) {
      const double days = row.requirement == Entry::kFree ? row.days : days_;
      rows_[{row.citizenship, row.destination}].push_back({row.from, days});
    }
  }

  /// [days]
  double of(const World& world, const Person& person) const {
    const auto rows = rows_.find({person.citizen_of(), world.state_of(person.place())});
    if (rows == rows_.end()) return days_;
    const Date arrival = world.calendar.date(person.changed_at());
    double days = days_;
    for (const Row& row : rows->second) {
      if (row.from <= arrival) days = row.days;
    }
    return days;
  }

 private:
  struct Row {
    Date from;
    double days;
  };

  double days_;
  std::map<std::pair<StateId, StateId>, std::vector<Row>> rows_;  // in order of date
};

}  // namespace sojourn::models
