#include "models/forums/effects/meetings.hpp"

#include "sim/base/rates.hpp"

namespace sojourn::models {

namespace {

void meet(const States& members, double close, PairArray& met) {
  for (const StateId i : members) {
    for (const StateId j : members) {
      if (i != j) met(i, j) = either(met(i, j), close);
    }
  }
}

double mean_of(const StateArray& values, const States& states) {
  double sum = 0;
  for (const StateId s : states) sum += values[s];
  return states.empty() ? 0 : sum / static_cast<double>(states.size());
}

}  // namespace

double closeness(const Forum& forum, double usual_size) {
  return (1 + forum.authority) / 2 * usual_size /
         (usual_size + static_cast<double>(forum.members.size()));
}

Meetings meetings_of(const std::vector<Forum>& forums, Eigen::Index n, double usual_size) {
  Meetings found;
  for (PairArray& on : found.on) on = PairArray::Zero(n, n);
  found.at_all = PairArray::Zero(n, n);
  for (const Forum& forum : forums) {
    if (!forum.alive()) continue;
    const double close = closeness(forum, usual_size);
    meet(forum.members, close, found.at_all);
    for (std::size_t s = 0; s < kSubjects; ++s) {
      if (forum.mandate[s]) meet(forum.members, close, found.on[s]);
    }
  }
  return found;
}

StateArray familiarity(const Meetings& meetings, const PairArray& share,
                       const std::vector<States>& peers, double emulation) {
  const StateArray own = (share * meetings.at_all).rowwise().sum();
  StateArray all = own;
  for (const StateId i : IdRange<StateId>(own.size())) {
    all[i] = either(own[i], emulation * mean_of(own, peers[i.index()]));
  }
  return all;
}

}  // namespace sojourn::models
