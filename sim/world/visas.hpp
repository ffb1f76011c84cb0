#pragma once

#include <cstdint>

#include "sim/base/calendar.hpp"
#include "sim/base/ids.hpp"

namespace sojourn {

/// What a citizen needs to come openly on a visit.
enum class Entry : std::uint8_t {
  kRequired,  // a visa, which nobody gets who means to stay
  kFree,      // a passport
  kRefused,   // nothing helps: every way by leave of the state is closed
};

/// From a day on, what the citizens of one state need to enter another.
struct VisaRow {
  StateId citizenship, destination;
  Date from;
  Entry requirement = Entry::kRequired;
  int days = 90;  // that a visit may last
};

}  // namespace sojourn
