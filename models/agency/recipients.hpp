#pragma once

#include <string>
#include <vector>

#include "models/agency/recipient_choice.hpp"

namespace sojourn::models {

/// The states in which an agency places people, of `places_in` where some are named, from year to
/// year:
///
/// - those whose income per head is below `ceiling`, and those above that have opened, by their own
///   policy, since the agency was founded, and to `open_at` at least, take as many as they want
///   (RecipientChoice) of their vacancies, filled over `years`;
/// - a state whose rights are below a floor gets none with probability `monitoring`. It pledges the
///   floor where that pays (pays_to_comply) for the share it can expect; pledged rights rise, or
///   are given up, by `step` a year. Rights that it has taken on by other agreements count. The
///   floor is `floor`, or, by comparison, what the best part of its peers reach: states on its side
///   of the ceiling that want places too.
class Recipients {
 public:
  Recipients(Settings& settings, const World& world, double ceiling);
  void bind(const ModuleSet& modules);

  /// Remembers how open states are when the agency begins.
  void found(const Scene& scene);
  /// The year's wishes and pledges, and who is caught below the floor; `agency` is the
  /// module's name, `payable` the places that its money pays for [persons / year].
  struct Review {
    const std::string& agency;
    double payable;
    StreamId stream;
  };
  void review(const Scene& scene, const Review& review, EventLog& log);

  /// What a state would take today: places [persons / year], and what a worker is worth to it in
  /// arrivals that nobody asked for.
  struct Wish {
    double places = 0, worth = 0;
  };
  Wish wish(const Scene& scene, StateId state) const;
  /// Places that a state gets this year at most [persons / year].
  double wanted(StateId state) const;
  /// Rights that it has pledged; 0: none.
  double pledged(StateId state) const { return all_[state.index()].pledged; }
  const PolicyWeights& weights() const { return weights_; }
  /// Of migrants.
  double working_share() const { return working_share_; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(working_share_, all_, own_rights_);
  }

 private:
  struct Recipient {
    double openness = 0;  // when the agency was founded
    double wanted = 0;    // places [persons / year]
    double pledged = 0;   // rights; 0: none
    bool complies = false;
    bool withheld = false;
  };

  bool is_eligible(const Scene& scene, StateId state) const;
  RecipientFacts facts(const Scene& scene, StateId state) const;
  double rights(StateId state) const;
  double expected_places(StateId state, double payable) const;
  void ask(const Scene& scene, StateId state);
  void set_floors(const Scene& scene);
  double best_part(const Scene& scene, bool above) const;
  void review_pledge(const Scene& scene, StateId state, double places, EventLog& log);
  void review_rights(const Scene& scene, StateId state, StreamId stream, EventLog& log);

  double ceiling_;
  IdSet<StateId> places_in_;
  double open_at_, years_;
  bool by_comparison_;
  double served_, floor_, monitoring_, step_, usual_working_share_;
  PolicyWeights weights_;
  const YearlyPolicy* policy_ = nullptr;  // whose terms recipients weigh by
  double working_share_ = 0;
  std::vector<Recipient> all_;  // [state]
  PlaceArray own_rights_;       // in force but for what is pledged here
  std::vector<double> floors_;  // [state] of this review
};

}  // namespace sojourn::models
