#pragma once

#include "sim/record/recorder.hpp"
#include "tools/sojourn/compare/comparison.hpp"

namespace sojourn::command {

/// The axis of places with their names and positions, and the group `places`: every series by
/// country of every run, NaN where a run is missing. @throws ReadError, WriteError
void write_places(Recorder& recorder, const Comparison& all);

/// The group `corridors`: means and paired differences by citizenship and place.
void write_corridors(Recorder& recorder, const ComparedWorld& changes);

}  // namespace sojourn::command
