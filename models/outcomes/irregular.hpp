#pragma once

#include "models/outcomes/migrants.hpp"

namespace sojourn::models {

/// Who came to live without papers from one of these statuses [persons / year].
inline double made_irregular_from(const Scene& scene, StatusSet before) {
  std::int64_t agents = 0;
  for (const Status status : before) {
    for (const PlaceId place : scene.world.place_ids()) {
      agents += scene.ledger.tick.made_irregular(place, status);
    }
  }
  return scene.persons(agents) / scene.dt();
}

/// How people came to live without papers, by the status that they had; the four add up to all.
inline double irregular_entered(const Scene& scene) {
  return made_irregular_from(
      scene, kOnTheWay | StatusSet(Status::kResident) | StatusSet(Status::kReturned));
}
inline double irregular_overstayed(const Scene& scene) {
  return made_irregular_from(scene, Status::kTemporary);
}
inline double irregular_rejected(const Scene& scene) {
  return made_irregular_from(scene, Status::kAsylumApplicant);
}
inline double irregular_lost(const Scene& scene) {
  return made_irregular_from(scene,
                             kSecure | StatusSet(Status::kRefugee) | StatusSet(Status::kProtected));
}

}  // namespace sojourn::models
