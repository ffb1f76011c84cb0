#pragma once

#include <array>
#include <string>
#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {

/// How a forum decides.
enum class DecisionRule { kMajority, kWeighted, kTripartite, kConsensus };
constexpr std::array<const char*, 4> kDecisionRuleNames{"majority", "weighted", "tripartite",
                                                        "consensus"};

/// What a forum may decide on.
enum class Subject { kSecurity, kLabour, kRights, kDevelopment };
constexpr int kSubjects = 4;
constexpr std::array<const char*, kSubjects> kSubjectNames{"security", "labour", "rights",
                                                           "development"};

/// Where more than two states meet.
struct Forum {
  std::string name;
  std::vector<StateId> members;
  DecisionRule rule = DecisionRule::kConsensus;
  double quota = 0.5;    // share of the weights that a weighted decision needs, in (0, 1]
  double formality = 1;  // [0, 1]; 0: talks, 1: decisions that bind
  std::array<bool, kSubjects> mandate{true, true, true, true};  // by Subject
  double authority = 0;      // [0, 1]: what its decisions count for beyond its formality
  double discretion = 0;     // [0, 1]: how far its secretariat may reinterpret its mandate
  StateId host{}, funder{};  // invalid: none
  int founded = -1;          // [tick]; -1: there at the start
  int ended = -1;            // [tick]; -1: lives
  bool alive() const { return ended < 0; }
};

/// What a state did about an instrument.
struct Act {
  enum Kind { kYes, kNo, kAbstain, kJoined, kWithdrew };
  int tick = 0;
  StateId state;
  Kind kind = kJoined;
};
constexpr std::array<const char*, 5> kActNames{"yes", "no", "abstain", "joined", "withdrew"};

/// A text that was adopted and that states may join: a convention, a compact.
struct Instrument {
  std::string name;
  std::string owner;  // the module whose text it is
  std::string kind;
  std::string forum;        // where it was adopted
  double hardness = 0;      // [0, 1]; 0: soft law, 1: a treaty with binding dispute settlement
  double depth = 0;         // distance of the text from the status quo
  int adopted = 0;          // [tick]
  int in_force = -1;        // [tick] from when it binds those who joined; -1: not yet
  int ended = -1;           // [tick] from when it binds nobody; -1: lives
  std::vector<int> joined;  // by state: tick of joining, -1: is outside
  std::vector<Act> acts;    // votes, joinings, withdrawals, in order
  bool has(StateId state) const { return joined[state.index()] >= 0; }
  bool alive() const { return ended < 0; }
  bool binds(StateId state) const { return in_force >= 0 && alive() && has(state); }
};

}  // namespace sojourn
