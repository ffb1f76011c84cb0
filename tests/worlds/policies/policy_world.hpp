#pragma once

#include <string>

#include "tests/worlds/small_world.hpp"

namespace sojourn::testing {

/// Four states, one with a second place, an area of two, and ways to walk. `more_of_c` are further
/// keys of C.
inline std::string four_states(const std::string& more_of_c = {}) {
  const auto country = [](const std::string& id, const std::string& more) {
    return "[[country]]\nid='" + id + "'\nname='" + id + "'\n" + more + "\n";
  };
  const auto corridor = [](const std::string& from, const std::string& to, double enforcement) {
    return "[[corridor]]\nfrom='" + from + "'\nto='" + to +
           "'\nkm=400\nprice=300\nenforcement=" + std::to_string(enforcement) + "\n";
  };
  return "title='Four states'\n[run]\nstart='2020-01'\nticks=60\nseed=3\n" +
         country("A",
                 "population=2_000_000\ngdp_per_capita=4000\nlatitude=0\nlongitude=0\n"
                 "stability=0.4") +
         country("B",
                 "population=1_000_000\ngdp_per_capita=9000\nlatitude=0\nlongitude=4\n"
                 "openness=0.5") +
         country("C",
                 "population=500_000\ngdp_per_capita=30000\nlatitude=0\nlongitude=9\n"
                 "openness=0.4\nrights=0.6\nrule_of_law=0.8\n" +
                     more_of_c) +
         country("D",
                 "population=300_000\ngdp_per_capita=40000\nlatitude=4\nlongitude=9\n"
                 "openness=0.99\nrights=0.7") +
         "[[place]]\nid='port'\nstate='C'\nlongitude=7\npopulation=50_000\n" +
         corridor("A", "B", 0.1) + corridor("B", "port", 0.2) + corridor("port", "C", 0) +
         corridor("B", "D", 0.3) + corridor("B", "C", 0.5) + corridor("C", "D", 0) +
         corridor("D", "C", 0) + corridor("B", "A", 0) + "[areas.both]\nmembers=['C','D']\n";
}

inline std::string chosen_policy(const std::string& settings = {}) {
  return "[modules.unilateral_policy]\ntype='unilateral_policy'\n" + settings;
}

}  // namespace sojourn::testing
