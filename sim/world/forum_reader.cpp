#include "sim/world/forum_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/lookup.hpp"

namespace sojourn {

namespace {

std::array<bool, kSubjects> mandate(Settings& settings) {
  const auto listed =
      settings.texts("mandate", {kSubjectNames.begin(), kSubjectNames.end()},
                     "what it may decide on: security, labour, rights, development");
  std::array<bool, kSubjects> subjects{};
  for (const std::string& subject : listed) {
    const auto found = kind_named<Subject>(kSubjectNames, subject);
    if (!found) {
      settings.fault(
          "mandate",
          fmt::format("unknown subject \"{}\"{}", subject,
                      nearest_hint(subject, {kSubjectNames.begin(), kSubjectNames.end()})));
      continue;
    }
    subjects[position(*found)] = true;
  }
  return subjects;
}

StateId state_or_none(const World& world, Settings& settings, const std::string& key,
                      const std::string& meaning) {
  const std::string id = settings.text(key, "", meaning + "; empty: none");
  return id.empty() ? StateId() : world.require_state(settings, key, id);
}

}  // namespace

Forum read_forum(const World& world, const std::string& name, std::vector<StateId> members,
                 Settings& settings) {
  Forum forum;
  forum.name = name;
  forum.members = std::move(members);
  const auto rule = settings.choice("rule", {kDecisionRuleNames.begin(), kDecisionRuleNames.end()},
                                    "consensus", "how it decides");
  forum.rule = kind_named<DecisionRule>(kDecisionRuleNames, rule).value();
  forum.quota = settings.real("quota", "1", {0.01, 1}, 0.5,
                              "share of the weights that a weighted decision needs");
  forum.formality =
      settings.real("formality", "1", {0, 1}, 1, "0: talks; 1: decisions that bind the members");
  forum.authority = settings.real("authority", "1", {0, 1}, 0.5,
                                  "what its decisions count for beyond its formality");
  forum.discretion = settings.real("discretion", "1", {0, 1}, 0.3,
                                   "how far its secretariat may reinterpret its mandate");
  forum.mandate = mandate(settings);
  forum.host = state_or_none(world, settings, "host", "country that houses it");
  forum.funder = state_or_none(world, settings, "funder", "country that pays for it");
  return forum;
}

}  // namespace sojourn
