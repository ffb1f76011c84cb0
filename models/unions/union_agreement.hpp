#pragma once

#include "models/unions/burden.hpp"
#include "sim/base/archive.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// What holds among the members of a union: rights that members have taken back, applicants for
/// asylum, no citizens of members, sent to where their compatriots first came into the union, and
/// relocated at a price.
class UnionAgreement final : public Agreement, public Stateful {
 public:
  UnionAgreement() = default;  // to be loaded
  /// `plan` has one entry per member; `first_entry` is the rate of transfers [1 / year].
  UnionAgreement(std::vector<StateId> members, std::vector<Withdrawal> withdrawn,
                 double first_entry, Relocation plan)
      : members_(std::move(members)),
        withdrawn_(std::move(withdrawn)),
        first_entry_(first_entry),
        plan_(std::move(plan)) {}

  const std::vector<StateId>& members() const { return members_; }
  const std::vector<Withdrawal>& withdrawn() const { return withdrawn_; }
  const Relocation& plan() const { return plan_; }
  void develop(const Scene& scene, Conditions& conditions) const override;
  void enact(const Scene& scene, Rules& rules) const override;
  void state(Archive& archive) override { archive(members_, withdrawn_, first_entry_, plan_); }

 private:
  IdSet<StateId> others_of(const World& world) const;
  std::vector<PlaceId> places_that_take() const;

  std::vector<StateId> members_;
  std::vector<Withdrawal> withdrawn_;
  double first_entry_ = 0;
  Relocation plan_;
};

}  // namespace sojourn::models
