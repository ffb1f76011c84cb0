#pragma once

#include <string>
#include <vector>

namespace sojourn::intake {

/// What the folder's page tells: under a heading, what was done with which values.
class Notes {
 public:
  struct Group {
    std::string heading;              // "Filled", "Totals", ...
    std::string what;                 // "hdi: modelled from ..."
    std::vector<std::string> values;  // "AFG 0.39"
  };

  /// Adds one value to what is told under this heading.
  void add(const std::string& heading, const std::string& what, const std::string& value);
  /// Tells something that has no values of its own.
  void add(const std::string& heading, const std::string& what);
  const std::vector<Group>& groups() const { return groups_; }

 private:
  Group& group(const std::string& heading, const std::string& what);

  std::vector<Group> groups_;
};

}  // namespace sojourn::intake
