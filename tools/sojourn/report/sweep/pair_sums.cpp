#include "tools/sojourn/report/sweep/pair_sums.hpp"

#include "tools/sojourn/compare/intervals.hpp"
#include "tools/sojourn/outcomes/no_value.hpp"

namespace sojourn::command {

void PairSums::add(std::span<const double> pairs, std::span<const double> reference) {
  if (pairs.empty()) return;
  for (auto* sums : {&mean_, &difference_, &squares_}) sums->resize(pairs.size());
  ++n_;
  for (std::size_t i = 0; i < pairs.size(); ++i) mean_[i] += (pairs[i] - mean_[i]) / n_;
  if (reference.empty()) return;
  ++n_paired_;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const double value = pairs[i] - reference[i];
    const double step = value - difference_[i];
    difference_[i] += step / n_paired_;
    squares_[i] += step * (value - difference_[i]);
  }
}

PairChanges PairSums::changes() const {
  PairChanges all;
  for (std::size_t i = 0; i < mean_.size(); ++i) {
    const bool same = n_paired_ == 0 || (difference_[i] == 0 && squares_[i] == 0);
    const MeanInterval difference =
        same ? MeanInterval{} : student_interval(difference_[i], squares_[i], n_paired_);
    all.mean.push_back(mean_[i]);
    all.difference.push_back(difference.mean);
    all.low.push_back(difference.low);
    all.high.push_back(difference.high);
  }
  return all;
}

}  // namespace sojourn::command
