#include "models/policies/factor_lever.hpp"

namespace sojourn::models {

namespace {

class FactorLever final : public PolicyLever {
 public:
  FactorLever(FactorTable table, double factor) : table_(table), factor_(factor) {}

  void enact(const Order& order, Rules& rules) const override {
    auto& factors = rules.*table_;
    fill_if_empty(order.scene.world, factors, 1.0);
    each_pair(order, [&](StateId citizenship, PlaceId place) {
      factors(citizenship, place) *= 1 + (factor_ - 1) * order.share();
    });
  }

 private:
  FactorTable table_;
  double factor_;
};

}  // namespace

std::unique_ptr<PolicyLever> read_factor(Settings& settings, const PolicyScope& scope,
                                         const std::string& key, Range range,
                                         const std::string& meaning, FactorTable table) {
  const double factor = settings.real(key, "1", range, 1, meaning);
  if (factor == 1) return nullptr;
  require_places(settings, key, scope);
  require_nationals(settings, key, scope);
  return std::make_unique<FactorLever>(table, factor);
}

}  // namespace sojourn::models
