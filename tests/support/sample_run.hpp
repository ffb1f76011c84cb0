#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/record/recorder.hpp"

namespace sojourn::testing {

/// What a sample run holds besides its fixed parts.
struct Sample {
  int n_ticks = 14;
  double wage_of_bur = 2.5;
  std::string title = "two countries";
  std::string command = "sojourn run two.toml";
  std::size_t cells_per_tick = 3;  // of the series "filler"
};

/// Start of tick `tick` [days since 2014-01-01], of months of 30.4375 days rounded down.
inline double day_of(int tick) {
  return static_cast<double>(static_cast<int>(30.4375 * tick + 0.9));
}

/// Cell of the series "flow" of tick, origin, destination.
inline std::int64_t flow_of(int tick, int origin, int destination) {
  return 1000 * tick + 10 * origin + destination;
}

/// Pseudo-random cells that do not compress, so that files grow as their data do.
inline std::vector<double> filler_of(int tick, std::size_t n) {
  std::vector<double> cells(n);
  std::uint64_t state = static_cast<std::uint64_t>(tick) + 1;
  for (double& cell : cells) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    cell = static_cast<double>(state >> 11) * 0x1p-53;
  }
  return cells;
}

/// Writes all kinds of datasets of a run file, up to but without `finish`.
inline Recorder record_sample(const std::filesystem::path& path, bool force, const Sample& sample) {
  Recorder recorder(path, force);
  recorder.attribute("title", sample.title);
  recorder.attribute("seed", std::int64_t{7});
  recorder.attribute("start", "2014-01");
  recorder.attribute("tick", "month");
  recorder.attribute("scenario", "title = \"two\"\n[modules]\n");
  recorder.add_time_axis("time", "days since 2014-01-01", "start of the tick");
  recorder.add_time_axis("year", "1", "calendar year");
  recorder.add_axis({"origin", {"ARI", "BUR"}, {}, "1", "country of origin"});
  recorder.add_axis({"destination", {"ARI", "BUR", "Çé"}, {}, "1", "country of destination"});
  recorder.add_axis({"age", {}, {0, 15, 65}, "yr", "lower bound of the age group"});
  std::vector<double> numbers(sample.cells_per_tick);
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<double>(i);
  recorder.add_axis({"filling", {}, numbers, "1", "number of the cell"});
  recorder.write<double>({"wage", {"origin"}, "int. $ / yr", "wage"},
                         std::vector<double>{1.5, sample.wage_of_bur});
  recorder.write<std::string>({"country_name", {"origin"}, "1", "name of the country"},
                              std::vector<std::string>{"Aria", "Bur"});
  recorder.write<std::int32_t>({"answer", {}, "1", "one number"}, std::vector<std::int32_t>{42});
  const auto flow = recorder.add_series<std::int64_t>(
      {"flow", {"time", "origin", "destination"}, "persons", "moves in the tick"});
  const auto share = recorder.add_series<double>({"share", {"time", "age"}, "1", "share of stock"});
  const auto total = recorder.add_series<std::int32_t>({"total", {"time"}, "persons", "all moves"});
  const auto filler =
      recorder.add_series<double>({"filler", {"time", "filling"}, "1", "numbers that fill"});
  const auto births = recorder.add_series<std::int64_t>(
      {"births", {"year", "origin"}, "persons", "births in the year"});
  const Table events = recorder.add_table("events", "what was agreed",
                                          {{"tick", ColumnType::kInteger, "1", "tick of the event"},
                                           {"date", ColumnType::kText, "1", "month of the event"},
                                           {"kind", ColumnType::kText, "1", "kind of the event"},
                                           {"text", ColumnType::kText, "1", "what happened"}});
  for (int tick = 0; tick < sample.n_ticks; ++tick) {
    recorder.step("time", day_of(tick));
    std::vector<std::int64_t> flows;
    for (int origin = 0; origin < 2; ++origin) {
      for (int to = 0; to < 3; ++to) flows.push_back(flow_of(tick, origin, to));
    }
    recorder.append(flow, flows);
    recorder.append(share, std::vector<double>{0.25, 0.5, 1.0 / (tick + 1)});
    recorder.append(total, tick);
    recorder.append(filler, filler_of(tick, sample.cells_per_tick));
    if (tick % 12 == 0) {
      const int year = 2014 + tick / 12;
      recorder.step("year", year);
      recorder.append(births, std::vector<std::int64_t>{tick, tick + 1});
    }
    if (tick % 5 == 0) {
      recorder.append_row(
          events, {std::int64_t{tick}, "2014-0" + std::to_string(1 + tick % 9), std::string("deal"),
                   "ARI-BUR: agreed in tick " + std::to_string(tick)});
    }
    recorder.end_tick();
  }
  recorder.provenance("command", sample.command);
  recorder.provenance("threads", std::int64_t{2});
  return recorder;
}

inline void write_sample(const std::filesystem::path& path, const Sample& sample = {}) {
  record_sample(path, false, sample).finish();
}

}  // namespace sojourn::testing
