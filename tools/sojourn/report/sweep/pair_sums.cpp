#include "tools/sojourn/report/sweep/pair_sums.hpp"

namespace sojourn::command {

void PairSums::add(std::span<const double> pairs, std::span<const double> reference) {
  if (pairs.empty()) return;
  mean_.resize(pairs.size());
  difference_.resize(pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) mean_[i].add(pairs[i]);
  if (reference.empty()) return;
  for (std::size_t i = 0; i < pairs.size(); ++i) difference_[i].add(pairs[i] - reference[i]);
}

PairChanges PairSums::changes() const {
  PairChanges all;
  StudentLaw law;
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    const MeanInterval difference = difference_[i].interval(law);
    all.mean.push_back(mean_[i].mean());
    all.difference.push_back(difference.mean);
    all.low.push_back(difference.low);
    all.high.push_back(difference.high);
  }
  return all;
}

}  // namespace sojourn::command
