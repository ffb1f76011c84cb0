#include "models/payoffs/wage_beliefs.hpp"

#include "models/payoffs/wage.hpp"
#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

void WageBeliefs::bind(const ModuleSet& modules) {
  wage_ = modules.find<WageTerm>();
}

double WageBeliefs::b_wage() const {
  return any() ? wage_->b_wage() : 0;
}

double WageBeliefs::outweighs(double one, double other) const {
  return fixed::pow(one / other, b_wage());
}

double WageBeliefs::without_papers(const Scene& scene, StateId citizenship, PlaceId place) const {
  return wage_->without_papers(scene, citizenship, place);
}

}  // namespace sojourn::models
