#pragma once

#include <cstdint>
#include <optional>

namespace sojourn::command {

/// How long the rest of some work takes, by how long its steps took so far. The clock starts when
/// the first steps are done, for what comes before them is mostly start-up.
class Pace {
 public:
  /// `n_done` steps are done at the time `now` [s].
  void add(double now, std::int64_t n_done);
  /// What `n_left` steps take at the mean pace so far [s]; nothing while too little is done to
  /// tell.
  std::optional<double> time_for(std::int64_t n_left) const;

 private:
  struct Mark {
    double time = 0;  // [s]
    std::int64_t n_done = 0;
  };
  std::optional<Mark> first_;
  Mark latest_;
};

}  // namespace sojourn::command
