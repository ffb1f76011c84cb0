#pragma once

#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// Of people abroad, the share who come from and live in the South: states whose income per head
/// at the start is below that of the world, sum(income)/sum(people). NaN where nobody is abroad.
double south_south_share(const Scene& scene);
/// Sent home by people abroad [1e9 int. $ / year]; NaN without the observer that reckons it.
double remittances(const Scene& scene);
/// Earned in the states of origin: those that at the start have more citizens abroad than
/// foreigners [1e9 int. $ / year]. NaN where the run begins with nobody abroad.
double origin_output(const Scene& scene);
/// Mean of rights over all who are outside of their own country, whatever their status; NaN where
/// nobody is.
double rights_all(const Scene& scene);
/// People settled abroad in a state that a text binds [persons].
double covered(const Scene& scene);

}  // namespace sojourn::models
