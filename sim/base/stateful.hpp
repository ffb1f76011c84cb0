#pragma once

#include <memory>
#include <string>
#include <typeindex>
#include <vector>

namespace sojourn {

class Archive;

/// What keeps something from tick to tick. Modules that do, and agreements, derive from it.
class Stateful {
 public:
  virtual ~Stateful() = default;
  /// Names to the archive all that changes after the module was made and bound: `archive(a_, b_)`.
  /// Settings, and what `bind` finds, are there already when a state is loaded.
  virtual void state(Archive& archive) = 0;
};

/// A class whose objects are made anew when a state is loaded.
struct StatefulKind {
  std::string name;
  std::type_index type;
  std::shared_ptr<Stateful> (*make)();
};
using StatefulKinds = std::vector<StatefulKind>;

template <class T>
StatefulKind stateful_kind(std::string name) {
  return {std::move(name), typeid(T),
          []() -> std::shared_ptr<Stateful> { return std::make_shared<T>(); }};
}

}  // namespace sojourn
