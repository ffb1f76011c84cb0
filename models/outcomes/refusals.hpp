#pragma once

#include "models/outcomes/migrants.hpp"

namespace sojourn::models {

/// Who did not get where they wanted to go, by the reason [persons / year]. One person may count
/// under several: turned back at an embassy, then at a border.
inline double refused_place(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.without_place);
}
inline double refused_entry(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.barred);
}
inline double refused_policy(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.refused);
}
inline double refused_means(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.unplanned);
}
inline double refused_border(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.interceptions);
}
inline double refused_room(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.turned_away);
}
inline double refused_readmission(const Scene& scene) {
  return per_year(scene, scene.ledger.tick.readmissions);
}

}  // namespace sojourn::models
