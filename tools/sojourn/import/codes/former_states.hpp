#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace sojourn::intake {

/// A state that is no more, under codes and names that only it had.
struct FormerState {
  const char* id;                  // ISO 3166-3, which is no code of today
  int m49, gw, cow;                // 0: none, or one that a state of today has
  int last_year;                   // until which the code means this state
  std::vector<const char*> parts;  // ISO 3166-1 of today
  const char* names;               // separated by '|'
};

std::span<const FormerState> former_states();
const FormerState* former_state_called(std::string_view id);

/// A state of today under whose code and name others were counted until they parted.
struct LargerState {
  const char* id;  // of today
  int last_year;   // the last of which figures count them together
  std::vector<const char*> parts;
};

std::span<const LargerState> larger_states();
/// Which one `id` was in `year`; null: it was as it is today.
const LargerState* larger_state(std::string_view id, int year);

/// Whether a border between two countries of today was drawn within a state, so that people were
/// born across it who never moved.
bool parted(std::string_view a, std::string_view b);

}  // namespace sojourn::intake
