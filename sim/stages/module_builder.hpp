#pragma once

#include <map>
#include <string>

#include "sim/stages/catalog.hpp"

namespace sojourn {

/// Makes the modules of one scenario. Faults are noted in `diagnostics`; `resolved` receives a
/// table for each module, with every setting's value.
class ModuleBuilder {
 public:
  ModuleBuilder(const Catalog& catalog, const Node& scenario, const World& world,
                Diagnostics& diagnostics, Node& resolved);

  /// The standard modules in the catalog's order, then those that the scenario adds, by name.
  ModuleSet build();

 private:
  void standard(const ModuleType& type);
  void named(const std::string& name, const Node& node);
  void make(const ModuleType& type, const std::string& name, const Node* node);
  void read_type(const ModuleType& type, const std::string& name, Settings& settings);
  void refuse_second(const ModuleType& type, const std::string& name, Settings& settings);
  void refuse_type(const std::string& name, const Node& node, const std::string& wanted);
  bool is_table(const std::string& name, const Node& node);
  void check();
  void refuse_collisions(const Source& where);
  void refuse_missing(const Source& where);
  void refuse_observers_without_axes(const Source& where);

  const Catalog& catalog_;
  const Node& scenario_;
  const World& world_;
  Diagnostics& diagnostics_;
  Node& resolved_;
  const Node* modules_;  // the scenario's table of modules; null if it has none
  ModuleSet set_;
  std::map<std::string, std::string> only_;  // by type of which there can be one: its name
};

}  // namespace sojourn
