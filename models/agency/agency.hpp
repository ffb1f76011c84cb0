#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/agency/donors.hpp"
#include "models/agency/invitations.hpp"
#include "models/agency/placed_people.hpp"
#include "models/agency/purse.hpp"
#include "models/agency/recipients.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// An international organisation that trains people, pays their way and places them where labour is
/// short and migrants have rights (SZ21). Once a year, on the first tick: donors judge it and pay
/// (Donors, Purse); states say how many they take, and pledge rights (Recipients); what can be paid
/// for is shared evenly among them, to each as many as it wants; people are asked (Invitations).
///
/// With division = "chosen" donors and the board say how much of its money is for placing, for
/// borders, for returns and for emergencies (TaskInterests, Board). Without oversight: monitoring =
/// 0.
class Agency final : public Negotiation, public Stateful {
 public:
  Agency(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void watch(const Scene& scene) override;

  /// [int. $ / year]
  double budget() const { return donors_.budget(); }
  /// Of income per head, by a step of schooling of all [1].
  double growth() const { return growth_; }
  /// Of the year, by task; where the division is fixed, as it is fixed [int. $ / year].
  const TaskMoney& division() const { return division_; }
  void state(Archive& archive) override;

 private:
  void found(const Scene& scene, EventLog& log);
  Programme programme(const Scene& scene, const PayablePlaces& payable) const;
  void choose(const Scene& scene, EventLog& log);
  void respond(const TaskInterests& interests);
  TaskTerms terms() const;
  double place_people(const Scene& scene, double payable, Programme& programme) const;

  double ceiling_;
  bool chosen_;
  Donors donors_;
  Board board_;
  Purse purse_;
  Invitations invitations_;
  Recipients recipients_;
  PlacedPeople placed_;
  double abroad_, reckoned_, growth_;
  int start_;  // [tick]
  bool founded_ = false;
  double taught_ = 0;  // of those placed in the year
  double places_ = 0;  // of the year [persons]
  TaskMoney division_{};
  std::optional<TaskInterests> interests_;  // of this January, where the division is chosen
  TaskBudget budget_;
  std::vector<const RefugeeAgency*> relief_;
  bool can_take_home_ = false;
  ChannelId sponsored_;
};

}  // namespace sojourn::models
