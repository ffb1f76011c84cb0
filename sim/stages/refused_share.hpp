#pragma once

#include "sim/stages/products.hpp"

namespace sojourn {

/// Share of the tick during which citizens of a state who live in `residence` are refused a channel
/// into `place`, whatever their sex, age and schooling.
double refused_share(const Rules& rules, ChannelId channel, StateId citizenship, PlaceId residence,
                     PlaceId place);
/// The same of all people.
double refused_to_all(const Rules& rules, ChannelId channel, PlaceId place);

}  // namespace sojourn
