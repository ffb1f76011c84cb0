#include "sim/stages/products.hpp"

namespace sojourn {

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
