#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/input/settings.hpp"
#include "sim/stages/module_set.hpp"

namespace sojourn {

/// A kind of module: what `describe` prints of it, and how one is made.
struct ModuleType {
  std::string type;
  std::string stage;
  std::string summary;
  bool standard;  // part of every simulation unless `enabled = false`
  bool once;      // whether a second one would undo the first
  /// Makes one called `name` and puts it last in its stage.
  void (*make)(Settings&, const World&, const std::string& name, ModuleSet&);
};

/// All kinds of modules a program knows.
class Catalog {
 public:
  /// One line per module: `Module` is constructible from (Settings&, const World&).
  template <class Module>
  void add(std::string type, std::string summary, bool standard = true) {
    using Stage = typename Module::Stage;
    types_.push_back(
        {std::move(type), std::string(Stage::kStage), std::move(summary), standard,
         Module::kOneOfAType,
         [](Settings& settings, const World& world, const std::string& name, ModuleSet& set) {
           auto module = std::make_shared<Module>(settings, world);
           module->set_name(name);
           set.of<Stage>().push_back(std::move(module));
         }});
  }

  const std::vector<ModuleType>& types() const { return types_; }
  const ModuleType* find(const std::string& type) const;

 private:
  std::vector<ModuleType> types_;
};

}  // namespace sojourn
