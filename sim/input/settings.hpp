#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/input/node.hpp"
#include "sim/input/setting_info.hpp"
#include "sim/input/source.hpp"

namespace sojourn {

class CsvHeader;

/// Closed interval of values a setting may take, and one value beside them that says it is not set.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  double unset = std::numeric_limits<double>::quiet_NaN();
};

inline constexpr Range kShare{0, 1};

/// One table of the scenario as a module sees it: every key is introduced once, by reading it. A
/// second introduction is a fault of the program (std::logic_error): of two meanings or defaults
/// the resolved scenario could hold but one.
/// Reading checks type and range, notes faults in `diagnostics`, and returns the default (or a
/// harmless value) where the input is wrong, so that all faults are found in one pass.
/// Without a node every read returns its default; without diagnostics (describe) nothing is a fault
/// and only the introductions are kept.
/// A value without a type of its own (Node::written) is read as its key says: `004` as text or as a
/// number. Whole numbers may be written as reals, `24.0`, if they are ones.
class Settings {
 public:
  /// `node` may be null: an absent table. `path` is for messages, e.g. "modules.wage".
  Settings(const Node* node, std::string path, Diagnostics* diagnostics);
  /// The same for a row that may stand below this header, which outlives the settings. Of columns
  /// that are unknown or missing the header itself tells.
  Settings(const Node* node, std::string path, Diagnostics* diagnostics, const CsvHeader& header);

  double real(const std::string& key, const std::string& unit, Range range, double fallback,
              const std::string& meaning);
  std::int64_t integer(const std::string& key, const std::string& unit, Range range,
                       std::int64_t fallback, const std::string& meaning);
  bool boolean(const std::string& key, bool fallback, const std::string& meaning);
  std::string text(const std::string& key, const std::string& fallback, const std::string& meaning);
  /// One of `options`; anything else is a fault that names them.
  std::string choice(const std::string& key, const std::vector<std::string>& options,
                     const std::string& fallback, const std::string& meaning);
  std::string required_choice(const std::string& key, const std::vector<std::string>& options,
                              const std::string& meaning);
  /// A calendar date "2014-01" or "2014-01-31" (string or TOML date).
  Date date(const std::string& key, Date fallback, const std::string& meaning);
  std::vector<std::string> texts(const std::string& key, const std::vector<std::string>& fallback,
                                 const std::string& meaning);
  std::vector<double> reals(const std::string& key, const std::string& unit, Range range,
                            const std::vector<double>& fallback, const std::string& meaning);
  /// As above, for keys without a default: absence is a fault.
  double required_real(const std::string& key, const std::string& unit, Range range,
                       const std::string& meaning);
  std::int64_t required_integer(const std::string& key, const std::string& unit, Range range,
                                const std::string& meaning);
  /// Not empty.
  std::string required_text(const std::string& key, const std::string& meaning);
  Date required_date(const std::string& key, const std::string& meaning);

  /// Introduces a real number that is not there, nor has a default.
  void know(const std::string& key, const std::string& unit, Range range,
            const std::string& meaning);

  bool has(const std::string& key) const;
  /// Where `key` was written (the table itself if it was not): for faults that a module finds.
  Source where(const std::string& key) const;
  void fault(const std::string& key, const std::string& message);
  /// Marks `key` as known without reading it (a nested table that another Settings reads).
  /// The node if it is a table (anything else is a fault), null if absent.
  const Node* subtable(const std::string& key, const std::string& meaning);
  /// Puts the resolved table that another Settings read for `key` into this one's.
  void resolve(const std::string& key, const Node& table);

  /// Every key that was never introduced is a fault that names the nearest known one.
  void finish();
  const std::vector<SettingInfo>& introduced() const { return introduced_; }
  /// The table with all defaults filled in, as it was read.
  const Node& resolved() const { return resolved_; }
  const std::string& path() const { return path_; }

 private:
  template <typename T, typename Parse>
  T read(SettingInfo info, bool required, const T& fallback, Parse parse);
  template <typename T, typename Parse>
  std::vector<T> read_list(SettingInfo info, const std::vector<T>& fallback, Parse parse);
  const Node* find(const std::string& key) const;
  bool knows(const std::string& key) const;
  void introduce(SettingInfo info, Node value);
  void fault_at(const Source& where, const std::string& key, const std::string& message);

  const Node* node_;
  std::string path_;
  Diagnostics* diagnostics_;
  const CsvHeader* header_ = nullptr;
  std::vector<SettingInfo> introduced_;
  Node resolved_;
};

}  // namespace sojourn
