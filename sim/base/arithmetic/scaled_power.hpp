#pragma once

namespace sojourn::fixed {

/// e^(high + low), `low` a small part of `high` or 0: what exp and pow share.
double exp_of_sum(double high, double low);

}  // namespace sojourn::fixed
