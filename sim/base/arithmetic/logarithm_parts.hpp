#pragma once

namespace sojourn::fixed {

/// A number as a sum of two doubles, the second below the last place of the first.
struct Sum {
  double high;
  double low;
};

/// log x, relative error about 2^-66, for x > 0 and finite.
Sum log_as_sum(double x);

}  // namespace sojourn::fixed
