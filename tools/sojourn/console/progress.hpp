#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>

#include "tools/sojourn/console/pace.hpp"

namespace sojourn::command {

/// Tells on one stream how far a run is: one line that is redrawn on a terminal, some twenty plain
/// lines elsewhere, nothing if quiet.
class Progress {
 public:
  enum class Style { kTerminal, kPlain, kQuiet };

  /// `label` begins every line, e.g. "replicate 2 of 3"; may be empty.
  Progress(std::ostream& out, Style style, std::string label);

  /// A line without a count: "building the world".
  void say(const std::string& text);
  /// Time runs from here.
  void begin_ticks();
  /// `n_done` of `n_ticks` are done; `date` is the last one's. What is left is told by Pace.
  void tick(int n_done, int n_ticks, const std::string& date);
  /// `n_done` of `n_steps` of work that several do at once; what is left is told alike.
  void share(std::int64_t n_done, std::int64_t n_steps, const std::string& what);
  /// Ends the redrawn line.
  void close();

 private:
  using Clock = std::chrono::steady_clock;

  /// ", 4:05 left"; nothing as long as none can tell.
  std::string left_text(std::int64_t n_left) const;
  void draw(const std::string& text);
  bool due(std::int64_t n_done, std::int64_t n_steps);

  std::ostream& out_;
  Style style_;
  std::string label_;
  Clock::time_point began_ = Clock::now();
  Clock::time_point began_ticks_;
  Clock::time_point last_drawn_;
  Pace pace_;
  std::int64_t last_twentieth_ = -1;
  std::int64_t last_percent_ = -1;
  bool line_open_ = false;
};

/// What suits the standard error stream.
Progress::Style progress_style(bool quiet);

}  // namespace sojourn::command
