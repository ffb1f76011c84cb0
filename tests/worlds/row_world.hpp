#pragma once

#include "sim/base/ids.hpp"

namespace sojourn::testing {

/// A - B - C in a row, two corridors each way but from C.
inline constexpr const char* kRow = R"(
[run]
start = "2015-01"
ticks = 36
seed = 3
[[country]]
id = "A"
population = 1_000_000
gdp_per_capita = 4000
[[country]]
id = "B"
population = 1_000_000
gdp_per_capita = 8000
[[country]]
id = "C"
population = 2_000_000
gdp_per_capita = 40000
[[corridor]]
from = "A"
to = "B"
km = 500
enforcement = 0.2
[[corridor]]
from = "B"
to = "C"
km = 500
enforcement = 0.2
[[corridor]]
from = "B"
to = "A"
km = 500
enforcement = 0.2
)";
/// Of A, in B.
inline constexpr const char* kRefugees =
    "[[stock]]\ncitizenship = \"A\"\nresidence = \"B\"\nstatus = \"refugee\"\npersons = 200_000\n";
inline constexpr StateId kA(0), kB(1), kC(2);

}  // namespace sojourn::testing
