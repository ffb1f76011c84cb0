#include "sim/stages/products.hpp"

namespace sojourn {

PlaceArray HeldLever::over(const PlaceArray& unheld) const {
  PlaceArray now = unheld;
  for (const auto& [place, holds] : holds_) now[place] = mean(holds, unheld[place]);
  return now;
}

void Conditions::drive_out(PlaceId place, double rate, const std::array<double, kCauses>& shares) {
  this->displacement[place] += rate;
  for (const Cause cause : kAllCauses) this->causes(place, cause) += shares[position(cause)] * rate;
}

double HeldLever::mean(const std::vector<Hold>& holds, double unheld) {
  std::vector<PartOfTick> parts;
  for (const Hold& one : holds) parts.push_back(one.when);
  return mean_over_tick(parts, [&](double moment) { return at_moment(holds, unheld, moment); });
}

double HeldLever::at_moment(const std::vector<Hold>& holds, double unheld, double moment) {
  double set = 0, declared = unheld, change = 0;
  int n = 0;
  for (const Hold& one : holds) {
    if (!one.when.holds(moment)) continue;
    change += one.change;
    if (one.sets) {
      set += one.at, ++n;
    } else {
      declared = one.at;
    }
  }
  const double from = n > 0 ? set / n : declared;
  return change == 0 ? from : std::clamp(from + change, 0.0, 1.0);
}

void Agreements::put(const std::string& owner, AgreementList next) {
  auto renewed = next.begin();
  for (InForce& one : in_force) {
    if (one.owner != owner) continue;
    one.agreement = renewed == next.end() ? nullptr : std::move(*renewed++);
  }
  std::erase_if(in_force, [](const InForce& one) { return one.agreement == nullptr; });
  for (; renewed != next.end(); ++renewed) in_force.push_back({owner, std::move(*renewed)});
}

void Agreements::end(const std::string& owner) {
  put(owner, {});
}

AgreementList Agreements::of(const std::string& owner) const {
  AgreementList own;
  for (const InForce& one : in_force) {
    if (one.owner == owner) own.push_back(one.agreement);
  }
  return own;
}

}  // namespace sojourn
