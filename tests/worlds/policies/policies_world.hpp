#pragma once

#include <string>
#include <vector>

#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

/// A poor country and two rich ones; C is the safe neighbour of B and in a union with it. `modules`
/// is TOML for further modules.
inline std::string three_countries(const std::string& modules, int ticks = 36) {
  const auto rich = [](const std::string& id, double longitude, const std::string& more) {
    return "[[country]]\nid='" + id +
           "'\npopulation=2_000_000\ngdp_per_capita=40000\nlongitude=" + std::to_string(longitude) +
           "\nrights=0.6\ncapacity=0.5\ntertiary_share=0.3\nregions='rich'\n" + more;
  };
  return "[run]\nstart='2020-01'\nticks=" + std::to_string(ticks) +
         "\nseed=11\n[[country]]\nid='A'\npopulation=1_000_000\ngdp_per_capita=6000\n"
         "tertiary_share=0.2\n" +
         rich("B", 5, "openness=0.5\n") + rich("C", 10, "openness=0.4\n") +
         "[[corridor]]\nfrom='A'\nto='C'\nkm=500\nenforcement=0.2\nmode='sea'\n"
         "[[corridor]]\nfrom='C'\nto='B'\nkm=500\nenforcement=0.1\n"
         "[[corridor]]\nfrom='A'\nto='B'\nkm=900\nenforcement=0.4\nmode='air'\n"
         "[[corridor]]\nfrom='B'\nto='C'\nkm=500\n"
         "[unions.both]\nmembers=['B','C']\n" +
         modules;
}

inline const StateId kPoor(0), kRichB(1), kRichC(2);
inline const PlaceId kAt(0), kInB(1), kInC(2);

/// A policy of B under the name "policy".
inline std::string policy_of_b(const std::string& keys) {
  return "[modules.policy]\ntype='policy'\nin=['B']\n" + keys + "\n";
}

}  // namespace sojourn::testing
