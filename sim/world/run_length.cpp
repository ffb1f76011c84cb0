#include "sim/world/run_length.hpp"

#include <fmt/format.h>

namespace sojourn {

namespace {

constexpr int kMostTicks = 24000;

bool on_command_line(const Settings& run, const std::string& key) {
  return run.has(key) && run.where(key).line == 0;
}

/// Whether `key` alone was said on the command line, which counts more than a file.
bool outdoes(const Settings& run, const std::string& key, const std::string& other) {
  return on_command_line(run, key) && !on_command_line(run, other);
}

}  // namespace

int read_run_length(Settings& run, const Calendar& calendar) {
  const auto written =
      static_cast<int>(run.integer("ticks", "ticks", {0, kMostTicks}, 120, "how long the run is"));
  const Date end =
      run.date("end", calendar.date(written), "first day after the run, instead of `ticks`");
  if (!run.has("end") || outdoes(run, "ticks", "end")) return written;
  const int ticks = calendar.tick(end);
  if (!calendar.begins_tick(end)) {
    run.fault("end",
              fmt::format("a run in months ends with a month: expected the first of a month, "
                          "found {}",
                          iso(end)));
  } else if (ticks < 0 || ticks > kMostTicks) {
    run.fault("end", fmt::format("expected a date from {} to {}, found {}", iso(calendar.date(0)),
                                 iso(calendar.date(kMostTicks)), iso(end)));
  } else if (run.has("ticks") && ticks != written && !outdoes(run, "end", "ticks")) {
    run.fault("end", fmt::format("it makes a run of {} ticks, but `ticks` is {}: expected one of "
                                 "them",
                                 ticks, written));
  } else {
    return ticks;
  }
  return written;
}

Node with_ticks_alone(Node run, int n_ticks) {
  run.table().erase("end");
  run.table()["ticks"].value = std::int64_t{n_ticks};
  return run;
}

}  // namespace sojourn
