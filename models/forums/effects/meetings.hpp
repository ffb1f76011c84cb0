#pragma once

#include "models/forums/effects/effect_terms.hpp"
#include "models/forums/proposals/positions.hpp"

namespace sojourn::models {

/// Who meets whom in living forums.
struct Meetings {
  std::array<PairArray, kSubjects> on;  // [subject](i, j), in [0, 1); 0 on the diagonal
  PairArray at_all;                     // on whatever subject
};

/// How closely two members of a forum of `size` meet, in [0, 1):
/// (1 + authority)/2*usual_size/(usual_size + size).
double closeness(const Forum& forum, double usual_size);

/// 1 - prod over the forums of both of 1 - closeness.
Meetings meetings_of(const std::vector<Forum>& forums, Eigen::Index n_states, double usual_size);

/// sum_j share(i, j)*at_all(i, j), by state; who is outside has `emulation` of its peers' mean for
/// what it lacks.
StateArray familiarity(const Meetings& meetings, const PairArray& share,
                       const std::vector<States>& peers, double emulation);

}  // namespace sojourn::models
