#include "models/home_front/recognition.hpp"

#include "sim/input/settings.hpp"

namespace sojourn::models {

Recognition::Recognition(Settings& settings, const World&)
    : floor_(settings.real("floor", "1", {0, 1}, 0.1,
                           "chance of recognition for people from peaceful, stable countries")),
      ceiling_(
          settings.real("ceiling", "1", {0, 1}, 0.95, "the same where displacement is general")),
      half_(settings.real("half", "1 / year", {1e-6, 10}, 0.004,
                          "rate of displacement at which the chance is half way")),
      instability_(settings.real("instability", "1 / year", {0, 1}, 0.004,
                                 "displacement that complete instability counts as")),
      calm_(settings.real("calm", "1", {1e-3, 1}, 0.5,
                          "stability from which on nobody is believed to flee from unrest")) {
  const auto meant = [&](Cause cause, double fallback, const char* whom) {
    definition_[position(cause)] =
        settings.real(std::string(kCauseNames[position(cause)]), "1", {0, 1}, fallback,
                      std::string("share of ") + whom +
                          " whom the definition of a refugee means, in states that have declared "
                          "no other (`refugee_definition`)");
  };
  meant(Cause::kPersecution, 1, "the persecuted");
  meant(Cause::kViolence, 1, "those who flee violence");
  meant(Cause::kDisaster, 0, "those who flee a disaster");
  meant(Cause::kCollapse, 0, "those who flee the collapse of state and economy");
  courts_ =
      settings.real("courts", "1", {0, 1}, 0,
                    "how far it hangs on a host's rule of law that the definition is applied");
}

PlaceArray Recognition::driven(const Conditions& now) const {
  const PlaceArray unrest = (calm_ - now.stability).max(0) / calm_;
  return now.displacement + instability_ * unrest.square();
}

double Recognition::not_meant(const Scene& scene, PlaceId place, double driven,
                              const Definition& definition) const {
  const Conditions& now = scene.conditions;
  double sum = 0;
  for (const Cause cause : kAllCauses) {
    const double unrest =
        cause == Cause::kViolence ? std::max(0.0, driven - now.displacement[place]) : 0;
    sum += (1 - definition[position(cause)]) * (now.causes(place, cause) + unrest);
  }
  return sum;
}

double Recognition::chance(double driven, double meant, double courts) const {
  return floor_ + (ceiling_ - floor_) * courts * std::max(0.0, meant) / (driven + half_);
}

Recognition::Definition Recognition::definition_of(const Scene& scene, StateId host) const {
  if (scene.conditions.protects.empty()) return definition_;
  Definition all = definition_;
  for (const Cause cause : kAllCauses) {
    const double declared = scene.conditions.protects(host, cause);
    if (declared >= 0) all[position(cause)] = declared;
  }
  return all;
}

void Recognition::update(const Scene& scene, Labour& /*labour*/, Stances& stances,
                         EventLog& /*log*/) {
  constexpr double kInFull = 1;
  const PlaceArray all = driven(scene.conditions);
  stances.recognition.resize(all.size());
  for (const PlaceId place : scene.world.place_ids()) {
    const double meant = all[place] - not_meant(scene, place, all[place], definition_);
    stances.recognition[place] = chance(all[place], meant, kInFull);
  }
  tell_hosts_apart(scene, all, stances);
}

void Recognition::tell_hosts_apart(const Scene& scene, const PlaceArray& driven,
                                   Stances& stances) const {
  stances.recognition_by_host = {};
  if (courts_ == 0 && scene.conditions.protects.empty()) return;
  const auto states = scene.world.states();
  stances.recognition_by_host = Grid<double, StateId, StateId>(states, states);
  for (const StateId host : states) {
    const Definition definition = definition_of(scene, host);
    const double courts = 1 - courts_ * (1 - scene.conditions.rule_of_law[host]);
    for (const StateId origin : states) {
      const PlaceId home = place_of(origin);
      const double meant = driven[home] - not_meant(scene, home, driven[home], definition);
      stances.recognition_by_host(origin, host) = chance(driven[home], meant, courts);
    }
  }
}

}  // namespace sojourn::models
