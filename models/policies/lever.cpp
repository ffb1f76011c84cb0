#include "models/policies/lever.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace sojourn::models {

Gateway gateway(const PolicyScope& scope, std::string key, Gateway::Effect effect,
                IdSet<ChannelId> channels) {
  return {.key = std::move(key),
          .effect = effect,
          .who = scope.who,
          .from = {},
          .to = scope.in,
          .channels = std::move(channels)};
}

std::string has_no_effect(const std::string& what, const std::string& module) {
  return fmt::format("{} has no effect: the module \"{}\" is off", what, module);
}

void require_everyone(Settings& settings, const std::string& key, const PolicyScope& scope) {
  require_nationals(settings, key, scope);
  if (!scope.nationals.empty()) {
    settings.fault(key, "it means everyone: it cannot go with `of`");
  }
}

void require_nationals(Settings& settings, const std::string& key, const PolicyScope& scope) {
  const TargetGroup& who = scope.who;
  if (!who.is_of_kinds() || !(who.skills[0] && who.skills[1] && who.skills[2])) {
    settings.fault(key,
                   "it means whole nationalities: it cannot go with `sexes`, `skills`, `ages` "
                   "or `years_since_arrival`");
  }
}

void require_change_with_ticks(Settings& settings, const Term& term, const std::string& end,
                               const std::string& what) {
  if (term.is_of_whole_ticks()) return;
  const bool begins_within = term.part(std::max(0, term.begins())).begin > 0;
  settings.fault(begins_within ? "from" : end,
                 what + " change with a tick: expected the first day of one");
}

void declare_closed(const TargetGroup& who, IdSet<PlaceId> from, IdSet<PlaceId> to,
                    const IdSet<ChannelId>& channels, double closeness, Rules& rules) {
  if (!who.is_of_kinds()) return;
  rules.announced.push_back({.citizenships = who.citizenships,
                             .skills = who.skills,
                             .from = std::move(from),
                             .to = std::move(to),
                             .channels = channels,
                             .closeness = closeness});
}

void require_places(Settings& settings, const std::string& key, const PolicyScope& scope) {
  if (!scope.places.empty()) return;
  if (!settings.has("in")) return settings.fault(key, "expected `in`: where it applies");
  const Node* in = settings.resolved().find("in");
  const bool names_nobody = in != nullptr && in->is_array() && in->array().empty();
  if (names_nobody) settings.fault("in", "expected a name; \"*\" means everywhere");
}

}  // namespace sojourn::models
