#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/agency/donors.hpp"
#include "models/agency/invitations.hpp"
#include "models/agency/purse.hpp"
#include "models/agency/recipients.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// An international organisation that trains people, pays their way and places them where labour is
/// short and migrants have rights (SZ21). Once a year, on the first tick: donors judge it and pay
/// (Donors, Purse); states say how many they take, and pledge rights (Recipients); what can be paid
/// for is shared evenly among them, to each as many as it wants; people are asked (Invitations).
///
/// Without oversight: monitoring = 0.
class Agency final : public Negotiation, public Stateful {
 public:
  Agency(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void watch(const Scene& scene) override;

  /// [int. $ / year]
  double budget() const { return donors_.budget(); }
  void state(Archive& archive) override;

 private:
  void found(const Scene& scene, EventLog& log);
  Programme programme(const Scene& scene, const PayablePlaces& payable) const;
  double place_people(const Scene& scene, double payable, Programme& programme) const;

  double ceiling_;
  Donors donors_;
  Purse purse_;
  Invitations invitations_;
  Recipients recipients_;
  double reckoned_, growth_;
  int start_;  // [tick]
  bool founded_ = false;
  ChannelId sponsored_;
};

}  // namespace sojourn::models
