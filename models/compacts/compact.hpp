#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/bargaining/voting_rule.hpp"
#include "models/compacts/assessment.hpp"
#include "models/compacts/compact_agreement.hpp"
#include "models/compacts/compact_states.hpp"
#include "models/compacts/custom.hpp"
#include "models/compacts/fund.hpp"
#include "models/compacts/objectives/dilution.hpp"
#include "models/compacts/participation.hpp"
#include "models/texts/negotiation_time.hpp"
#include "sim/base/stateful.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// A compact on migration (Stepanets 2020): a text of objectives, diluted before it is put to the
/// vote, which states join or leave, comply with objective by objective, and which may harden into
/// custom and then into a treaty of the same text. Compliance and support are assessed every
/// January; states join and leave in every tick, by the process of all texts (joining.hpp).
class Compact final : public Negotiation, public Stateful {
 public:
  Compact(Settings& settings, const World& world);
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;

  const CompactText& text() const { return text_; }
  /// Compliance [state, objective] of the last assessment; NaN where a state is not a member.
  StateObjective compliance(const Agreements& agreements) const;
  /// The same of all states: of members what they do, of others what they would.
  const StateObjective& practice() const { return practice_.own; }
  /// Political support by state at the last assessment.
  const Eigen::ArrayXd& support() const { return states_.support; }
  double custom() const { return custom_; }
  void state(Archive& archive) override;

 private:
  /// One instrument of the text: the compact itself, then perhaps its treaty.
  struct Version {
    std::size_t instrument = 0;  // position in Agreements::instruments
    double hardness = 0;
    StateObjective expected;  // what each state would do if bound by it [state, objective]
  };
  /// What came of a vote.
  struct Ballot {
    Tally tally;
    int absent = 0;
    std::vector<Act> acts;
    std::string against;  // who, and why
  };

  void dilute(const Scene& scene, const Agreements& agreements, EventLog& log);
  void put_to_vote(const Scene& scene, double hardness, Agreements& agreements, EventLog& log);
  Forum forum_now(const Scene& scene, const Agreements& agreements) const;
  Ballot ballot(const Scene& scene, const Forum& forum, const Version& draft) const;
  void review(const Scene& scene, Agreements& agreements, EventLog& log);
  void propose_treaty(const Scene& scene, Agreements& agreements, EventLog& log);
  bool join_and_leave(const Scene& scene, const Version& version, Agreements& agreements,
                      EventLog& log);
  void publish(const Scene& scene, Agreements& agreements);
  void take_stock(const Scene& scene, const Agreements& agreements);
  void acclaim(const Scene& scene, Instrument& text, EventLog& log);
  /// `adopted`: when the text was [tick].
  void learn(const Scene& scene, int adopted, const Members& inside, EventLog& log);

  StateObjective expected_at(double hardness) const;
  Appraisal appraisal(const Version& version, const Eigen::ArrayXd& in, bool as_if_all) const;
  Members members_of(const Instrument& instrument) const;
  Members members(const Agreements& agreements) const;
  void take_up(const Agreements& agreements);
  Draws draws(const Scene& scene, const Version& version, bool votes, StateId state) const;

  CompactText text_;
  CompactDesign design_;
  Dilution dilution_;
  ComplianceWeights compliance_;
  JoiningWeights joining_;
  ParticipationWeights participation_;
  CustomWeights custom_weights_;
  CompactScales scales_;
  Review review_;
  EffectSizes effects_;
  FundTerms fund_;
  int vote_ = 0;  // [tick] from which on the text is put to the vote, once
  std::string forum_;

  bool voted_ = false;
  CompactStates states_;
  Practice practice_;
  Eigen::ArrayXd priors_;  // by state: compliance that it expects of strangers unseen
  double custom_ = 0;
  int treaty_tried_ = -1;  // [tick]
  std::vector<Version> versions_;
};

}  // namespace sojourn::models
