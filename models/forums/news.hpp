#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "models/forums/business.hpp"
#include "models/forums/demand.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The event log, and who and when by name.
class ForumNews {
 public:
  ForumNews(const World& world, int tick, EventLog& log) : world_(world), tick_(tick), log_(log) {}

  int tick() const { return tick_; }
  std::string date() const { return world_.calendar.label(tick_); }
  int year() const { return world_.calendar.year(tick_); }
  std::string name_of(StateId state) const { return world_.places[state.index()].id; }
  /// "A, B, C and 4 more".
  std::string names_of(const States& states, std::size_t most = 5) const;
  EventLog& log() { return log_; }

 private:
  const World& world_;
  int tick_;
  EventLog& log_;
};

/// "labour, rights"; "all subjects".
std::string subjects_text(const SubjectMask& mandate);
/// "decides by majority, formality 0.40, on rights, 23 members".
std::string charter_text(const Forum& forum);
/// Whose demand it answers, and which reason weighs most: "power 0.031, function 0.010".
std::string reasons_text(const ForumDemand& demand, const SubjectMask& mandate);
/// The venues with most weight: "deals 0.71, Global rights talks 2003 0.22".
std::string venues_text(const Business& business, const std::vector<Forum>& forums);

}  // namespace sojourn::models
