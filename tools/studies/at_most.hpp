#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>

namespace sojourn::testing {

/// The first argument of a study's program: so many runs a row at most. Without one, every row has
/// the number that its table was made with.
class AtMost {
 public:
  AtMost(int argc, char** argv) {
    if (argc > 1) limit_ = std::stoul(argv[1]);
  }
  std::size_t operator()(std::size_t runs) const { return std::min(runs, limit_); }

 private:
  std::size_t limit_ = std::numeric_limits<std::size_t>::max();
};

}  // namespace sojourn::testing
