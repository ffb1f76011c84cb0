#pragma once

#include <limits>
#include <string>
#include <vector>

namespace sojourn {

/// What `describe` prints of a setting and what the resolved scenario repeats.
struct SettingInfo {
  std::string key;
  // "real", "integer", "boolean", "text", "date", "list of text", "list of reals", "table"
  std::string type;
  std::string unit;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  double unset = std::numeric_limits<double>::quiet_NaN();  // taken beside these: not set
  std::string default_text;                                 // TOML; empty where there is none
  std::string meaning;
  std::vector<std::string> options;  // of a choice: the values it may take
  bool may_be_absent = false;        // has no default, and a row may leave it out

  bool is_required() const { return default_text.empty() && !may_be_absent; }
};

}  // namespace sojourn
