#include "tests/support/every_module.hpp"

#include <fmt/format.h>

#include "tests/support/runs.hpp"
#include "tools/sojourn/check/setting_catalog.hpp"

namespace sojourn::replay {

namespace {

/// What a shock of the type must be told: where it strikes, from when on, and in which area.
std::vector<std::string> where_it_strikes(const ModuleType& type) {
  std::vector<std::string> assignments;
  for (const SettingInfo& key : command::settings_of(type).keys) {
    if (key.type == "date" && key.key == "from") {
      assignments.push_back(fmt::format("modules.{}.from=2016-02", type.type));
    } else if (key.type == "list of text" && (key.key == "target" || key.key == "from")) {
      assignments.push_back(fmt::format("modules.{}.{}=[\"SUED\"]", type.type, key.key));
    }
    if (key.key == "area") assignments.push_back(fmt::format("modules.{}.area=club", type.type));
  }
  return assignments;
}

}  // namespace

Node with_every_module(const Catalog& catalog, int n_ticks) {
  std::vector<std::string> assignments{
      "run.persons_per_agent=5000", fmt::format("run.ticks={}", n_ticks),
      "areas.club.members=[\"NORD\", \"RECV\"]", "forums.assembly.region=*",
      "forums.assembly.rule=majority", "modules.deal.demander=RECV", "modules.deal.supplier=NORD",
      "modules.deal.from=2016-02-20", "modules.deal.containment=0.5",
      // Forums come up often enough to show all of their settings.
      "modules.forum_politics.tabling=20", "modules.forum_politics.entrepreneurs=10"};
  for (const ModuleType& type : catalog.types()) {
    if (type.standard) continue;
    assignments.push_back(fmt::format("modules.{}.enabled=true", type.type));
    if (type.stage != Shock::kStage) continue;
    for (const std::string& assignment : where_it_strikes(type)) assignments.push_back(assignment);
  }
  assignments.push_back("modules.exit_from_area.from=2018-01");  // who suspends is still a member
  return shipped("two_transits.toml", assignments);
}

}  // namespace sojourn::replay
