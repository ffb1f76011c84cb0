#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "sim/tick/moves.hpp"

namespace sojourn {

/// Who may go where this tick (Rules::refusals and refused entry). People choose as if nobody were
/// refused. The refused are counted and choose again among open options, so the others' choices do
/// not change.
class Gate {
 public:
  explicit Gate(const Scene& scene);

  /// Whether anyone can be turned back.
  bool guarded() const { return guarded_; }
  /// Whether rows hold less than `who` would want: a policy closes options to all of the kind.
  bool closes_options_of(const Viewpoint& who) const;
  /// The rules under which people want what they want.
  Rules rules_of_wishes() const;
  /// Turns back who may not go where they want to; `row_of` are rows of what is open.
  void turn_back(Moves& moves, const std::function<const ChoiceRow&(const Viewpoint&)>& row_of,
                 Flows& flows, Crew& crew) const;
  /// A choice among what is open to the person.
  std::optional<Option> pick(const ChoiceRow& row, const Bid& bid, double u) const;
  /// The same of options that are `open` as well.
  std::optional<Option> pick(const ChoiceRow& row, const Bid& bid, double u,
                             const std::function<bool(Option)>& open) const;

 private:
  /// The refusals that mean the person now.
  std::vector<const Refusal*> against(const Bid& bid) const;
  bool entry_refused(StateId citizenship, Option option) const;
  void turn_back(Bid& bid, const ChoiceRow* row, Flows& flows) const;

  const Scene& scene_;
  std::vector<std::vector<const Refusal*>> by_citizenship_;
  bool guarded_ = false;
};

}  // namespace sojourn
