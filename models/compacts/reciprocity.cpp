#include "models/compacts/reciprocity.hpp"

#include <algorithm>

namespace sojourn::models {

Reciprocity::Reciprocity(const CompactText& text, const Roles& roles, const StateObjective& done)
    : text_(text),
      roles_(roles),
      done_(done),
      given_((roles.obligor * done).colwise().sum().transpose()),
      owed_(roles.obligor.colwise().sum().transpose()) {}

double Reciprocity::others(Eigen::Index state, std::size_t objective) const {
  const double own = roles_.obligor(state, objective);
  const double owed = owed_[objective] - own;
  if (owed <= 0) return 0;
  return std::clamp((given_[objective] - own * done_(state, objective)) / owed, 0.0, 1.0);
}

template <class In>
double Reciprocity::of_bundle(Eigen::Index state, const In& in) const {
  double got = 0, gains = 0, gives = 0;
  for (std::size_t o = 0; o < text_.size(); ++o) {
    if (!in(text_[o])) continue;
    got += roles_.beneficiary(state, o) * others(state, o);
    gains += roles_.beneficiary(state, o);
    gives += roles_.obligor(state, o);
  }
  const double due = std::max(gains, gives);
  return due > 0 ? got / due : 0;
}

double Reciprocity::of_package(Eigen::Index state) const {
  return of_bundle(state, [](const Objective&) { return true; });
}

double Reciprocity::of_basket(Eigen::Index state, Basket basket) const {
  return of_bundle(state, [&](const Objective& o) { return o.basket == basket; });
}

}  // namespace sojourn::models
