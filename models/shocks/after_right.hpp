#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "sim/input/settings.hpp"
#include "sim/stages/products.hpp"

namespace sojourn::models {

/// What becomes of people who live somewhere by a right that ends.
struct AfterRight {
  std::string name = "keep";
  Status then = Status::kFreeMover;
  bool for_a_term = false;
};

/// The status called `name`; nothing where people have no such status.
inline std::optional<Status> status_called(std::string_view name) {
  const auto found = std::ranges::find(kStatusNames, name);
  if (found == kStatusNames.end()) return std::nullopt;
  return kAllStatuses[static_cast<std::size_t>(found - kStatusNames.begin())];
}

/// `keep`, or the status that people take.
inline AfterRight read_after_right(Settings& settings, const std::string& key,
                                   const std::string& meaning) {
  std::vector<std::string> options{"keep", "regular", "irregular"};
  if (status_called("temporary")) options.insert(options.begin() + 2, "temporary");
  const std::string name = settings.choice(key, options, "keep", meaning);
  return {name, status_called(name).value_or(Status::kFreeMover), name == "temporary"};
}

/// Lays the term of a temporary stay, and what follows it, on a withdrawal.
class TermAfterRight {
 public:
  explicit TermAfterRight(Settings& settings)
      : years_(settings.real("term", "years", {0.05, 100}, 5,
                             "how long a temporary stay lasts where one is given")),
        after_(settings.choice("after_term", {"regular", "irregular"}, "irregular",
                               "what who has it is afterwards") == "regular"
                   ? Status::kRegular
                   : Status::kIrregular) {}

  Withdrawal of(Withdrawal withdrawal, const AfterRight& fate) const {
    withdrawal.then = fate.then;
    withdrawal.term = fate.for_a_term ? years_ : 0;
    withdrawal.after_term = after_;
    return withdrawal;
  }

 private:
  double years_;  // [years]
  Status after_;
};

}  // namespace sojourn::models
