#pragma once

#include "models/forums/proposals/position_reader.hpp"
#include "models/forums/proposals/tabling.hpp"
#include "models/forums/records.hpp"
#include "models/forums/review.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// Where states meet, and why forums multiply (KB21: Kainz, Betts 2021). States that are weak in a
/// deal of two want rules among many; states that are strong there veto such rules. So forums
/// become many, informal and partial. Any state may act; its position follows from its stocks.
class ForumPolitics final : public Negotiation, public Stateful {
 public:
  ForumPolitics(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override { reader_.bind(modules); }
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void watch(const Scene& scene) override { reader_.update(scene); }

  const ForumRecords& records() const { return records_; }
  /// Of the last review; nothing is settled before the first.
  const Business& business() const { return business_; }
  const ForumDemand& demand() const { return demand_; }
  const Positions& positions() const { return positions_; }
  const ForumTerms& terms() const { return terms_; }
  /// Share of the power that would veto a treaty among all, by majority, on all subjects.
  double veto() const;
  void state(Archive& archive) override;

 private:
  struct Mandate {
    int from = 0;  // [tick]
    Subject subject = Subject::kRights;
  };
  static std::vector<Mandate> read_mandates(Settings& settings, const World& world);
  ForumScene scene_of(const Scene& scene) const;

  ForumTerms terms_;
  PowerTerms power_;
  PositionReader reader_;
  Regions regions_;
  std::vector<Mandate> envoys_;
  Positions positions_;
  double salience_ = 0;
  Business business_;
  ForumDemand demand_;
  ForumRecords records_;
};

}  // namespace sojourn::models
