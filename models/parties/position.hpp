#pragma once

#include "models/parties/party.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// Who lives where, at the start of the tick [persons].
struct SettledAbroad {
  double foreigners = 0;  // F: others' citizens in the party's places
  double emigrants = 0;   // E: its members' citizens elsewhere
};

/// Citizens of the row's state settled in the column's [persons]; 0 on the diagonal.
PairArray citizens_abroad(const Scene& scene);

/// The party's part of citizens_abroad; who lives in another member is not abroad.
SettledAbroad settled_abroad(const Scene& scene, const Party& party);

/// m = (F - E)/(F + E + small_stock*population), in (-1, 1): by stocks, since with gross flows a
/// rotation system would count as half a sender (ODD 7.15). 0 where there is nobody.
struct NetPosition {
  double small_stock = 0.001;

  NetPosition() = default;
  explicit NetPosition(Settings& settings);
  /// All three in [persons].
  double of(double foreigners, double emigrants, double people) const;
  double of(const Scene& scene, const Party& party) const;
};

/// How large a share of a people lives abroad: min(1, (E/population)/full_diaspora) (ODD 7.15).
struct Diaspora {
  double full = 0.06;

  Diaspora() = default;
  explicit Diaspora(Settings& settings);
  /// Both in [persons], `people` > 0.
  double of(double emigrants, double people) const;
  /// 0 for a party without people.
  double of(const Scene& scene, const Party& party) const;
};

/// Share of its members' demand for labour that nobody meets, in [0, 1].
double shortage(const Scene& scene, const Party& party);
/// Share of its population that others' citizens without a secure place are, and refugees.
double hosted(const Scene& scene, const Party& party);

}  // namespace sojourn::models
