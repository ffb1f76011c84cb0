#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/conventions/drafting.hpp"
#include "models/conventions/ratification.hpp"
#include "models/texts/negotiation_time.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn::models {

/// A convention under negotiation.
struct TabledText {
  Draft draft;
  std::string name;
  int due = 0;  // [tick] of the vote
};

/// Conventions on the rights of migrants (ML18): a coalition of states that such a text would serve
/// chooses forum, depth and hardness together; the text is negotiated for years and voted on under
/// the forum's rule; members of the forum join or stay outside, each by what it gains and owes;
/// when enough have joined it binds those who did, and nobody else.
class Conventions final : public Negotiation, public Stateful {
 public:
  Conventions(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) override;
  void state(Archive& archive) override;

 private:
  /// An adopted text.
  struct Adopted {
    std::size_t instrument;  // position in Agreements::instruments
    std::size_t forum;       // position in Agreements::forums
    bool enacted = false;
  };

  RightsPositions positions(const Scene& scene) const;
  void table(const Scene& scene, const RightsPositions& now, const std::vector<Forum>& forums,
             EventLog& log);
  void vote(const Scene& scene, const RightsPositions& now, Agreements& agreements, EventLog& log);
  Tally ballots(const Scene& scene, const RightsPositions& now, const Forum& forum,
                Instrument& text) const;
  void ratify(const Scene& scene, const RightsPositions& now, Agreements& agreements,
              EventLog& log);

  Ratification ratification_;
  VoteWeights votes_;
  DraftWeights draft_;
  StakeScales scales_;
  std::string label_;
  int start_;  // [tick]
  NegotiationTime negotiation_;
  int pause_, retry_;  // [ticks]
  bool permuted_;
  std::uint64_t seed_;
  std::vector<int> order_;  // in whose position a state acts; empty: in its own

  std::optional<TabledText> pending_;
  int next_;  // [tick] from when a text may be tabled
  int n_tabled_ = 0;
  bool looked_ = false, told_none_ = false;
  std::vector<Adopted> adopted_;
};

}  // namespace sojourn::models
