#pragma once

#include <vector>

#include "sim/base/ids.hpp"

namespace sojourn {

/// Some ids of one kind, or all of them.
template <class Id>
class IdSet {
 public:
  /// All ids.
  IdSet() = default;
  static IdSet none() {
    IdSet set;
    set.all_ = false;
    return set;
  }
  template <class Ids>
  static IdSet of(const Ids& ids) {
    IdSet set = none();
    for (const Id id : ids) set.insert(id);
    return set;
  }

  bool all() const { return all_; }
  bool empty() const { return !all_ && held_.empty(); }
  bool contains(Id id) const {
    return all_ || (id.index() < held_.size() && held_[id.index()] != 0);
  }
  /// Does nothing to a set of all ids.
  void insert(Id id) {
    if (id.index() >= held_.size()) held_.resize(id.index() + 1);
    held_[id.index()] = 1;
  }

 private:
  bool all_ = true;
  std::vector<char> held_;  // by id
};

}  // namespace sojourn
