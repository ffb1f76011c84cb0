#include "sim/stages/module_set.hpp"

#include <fmt/format.h>

namespace sojourn {

ChannelId ModuleSet::channel(const std::string& name) const {
  for (const ChannelId c : channel_ids()) {
    if (of<Channel>()[c.index()]->name() == name) return c;
  }
  return {};
}

std::vector<std::string> ModuleSet::names() const {
  std::vector<std::string> all;
  each_stage([&](const auto& list) {
    for (const auto& module : list) all.push_back(module->name());
  });
  return all;
}

std::vector<std::string> ModuleSet::warnings() const {
  std::vector<std::string> all;
  each_stage([&](const auto& list) {
    for (const auto& module : list) {
      const std::string text = module->warning();
      if (!text.empty()) all.push_back(fmt::format("modules.{}: {}", module->name(), text));
    }
  });
  return all;
}

void ModuleSet::bind() {
  each_stage([&](auto& list) {
    for (auto& module : list) module->bind(*this);
  });
}

}  // namespace sojourn
