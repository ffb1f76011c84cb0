#pragma once

#include "tests/worlds/policies/policies_world.hpp"

namespace sojourn::testing {

/// Nobody of A weighs anything: the six ways to B and C (work, asylum, without papers) are chosen
/// alike and everyone can pay for all.
inline std::string indifferent(const std::string& modules) {
  std::vector<std::string> off = kPayoffs;
  off.insert(off.end(), {"study", "savings", "kin_calls", "free_movement"});
  return without(off) + "[modules.intention]\nh0=0.05\ngamma=0\n[modules.labour]\nquota=1\n" +
         modules;
}

/// Nothing but programmes and resettlement befalls people with a record.
inline std::string still(const std::string& modules, const std::string& stays = "programmes") {
  return "[modules.intention]\nh0=0\n" +
         without({"kin_calls", "journey", "return_home", "onward", "regularisation",
                  "asylum_decision", "naturalisation", "death_abroad", "birth_abroad",
                  stays == "programmes" ? "resettlement" : "programmes"}) +
         modules;
}

inline std::string people_of_a(const std::string& status, int persons,
                               const std::string& in = "B") {
  return "[[stock]]\ncitizenship='A'\nresidence='" + in + "'\nstatus='" + status +
         "'\npersons=" + std::to_string(persons) + "\n";
}

inline std::unique_ptr<Simulation> ran(const std::string& modules, int ticks) {
  auto simulation = simulate(three_countries(modules));
  run(*simulation, ticks);
  return simulation;
}

inline double arrivals(const Simulation& run, PlaceId to, const char* channel) {
  return static_cast<double>(run.ledger().year.arrivals(kPoor, to, run.modules().channel(channel)));
}
/// Of A who have set out, by all ways.
inline double leavers(const Simulation& run) {
  double n = 0;
  for (const PlaceId to : {kInB, kInC}) {
    for (const ChannelId channel : run.modules().channel_ids()) {
      n += static_cast<double>(run.ledger().year.departures(kAt, to, channel));
    }
  }
  return n;
}
inline double stock(const Simulation& run, PlaceId at, Status status) {
  return static_cast<double>(run.ledger().stock(at, kPoor, status));
}

}  // namespace sojourn::testing
