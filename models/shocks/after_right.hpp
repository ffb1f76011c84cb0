#pragma once

#include <array>
#include <utility>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/stages/products.hpp"

namespace sojourn::models {

/// What becomes of people who live somewhere by a right that ends.
struct AfterRight {
  std::string name = "keep";
  Status then = Status::kFreeMover;

  bool alters() const { return then != Status::kFreeMover; }
};

/// `keep`, or the status that people take.
inline AfterRight read_after_right(Settings& settings, const std::string& key,
                                   const std::string& meaning) {
  static constexpr std::array<std::pair<const char*, Status>, 4> kFates{
      {{"keep", Status::kFreeMover},
       {"regular", Status::kRegular},
       {"temporary", Status::kTemporary},
       {"irregular", Status::kIrregular}}};
  std::vector<std::string> names;
  for (const auto& [name, status] : kFates) names.emplace_back(name);
  const std::string chosen = settings.choice(key, names, "keep", meaning);
  for (const auto& [name, status] : kFates) {
    if (chosen == name) return {chosen, status};
  }
  return {};
}

/// Lays the term of a temporary stay, and what follows it, on a withdrawal.
class TermAfterRight {
 public:
  explicit TermAfterRight(Settings& settings)
      : years_(settings.real("term", "years", {0.05, 100}, kUsualYears,
                             "how long a temporary stay lasts where one is given")),
        after_(settings.choice("after_term", {"regular", "irregular"}, "irregular",
                               "what who has it is afterwards") == "regular"
                   ? Status::kRegular
                   : Status::kIrregular) {}

  /// That it is said and nobody has a term; empty: somebody has, or it is not said.
  std::string idle(const AfterRight& one, const AfterRight& other) const {
    const bool said = years_ != kUsualYears || after_ != Status::kIrregular;
    const bool used = one.then == Status::kTemporary || other.then == Status::kTemporary;
    return said && !used ? "`term` and `after_term` have no effect: nobody becomes temporary" : "";
  }
  /// A leaver's citizens lose the right in the other members, and theirs in the leaver.
  void add_leaver(StateId leaver, std::size_t area, const AfterRight& its, const AfterRight& others,
                  std::vector<Withdrawal>& withdrawals) const {
    withdrawals.push_back(of({.area = area, .of = leaver, .in = {}}, its));
    withdrawals.push_back(of({.area = area, .of = {}, .in = leaver}, others));
  }

 private:
  Withdrawal of(Withdrawal withdrawal, const AfterRight& fate) const {
    withdrawal.then = fate.then;
    withdrawal.term = fate.then == Status::kTemporary ? years_ : 0;
    withdrawal.after_term = after_;
    return withdrawal;
  }

  static constexpr double kUsualYears = 5;
  double years_;  // [years]
  Status after_;
};

}  // namespace sojourn::models
