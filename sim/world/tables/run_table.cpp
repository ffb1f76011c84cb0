#include "sim/world/tables/run_table.hpp"

#include "sim/input/mismatch.hpp"
#include "sim/world/run_length.hpp"

namespace sojourn {

namespace {

void read_calendar(Settings& run, World& world) {
  const Date start = run.date("start", {2015, 1, 1}, "first day of the first tick");
  const std::string tick = run.choice("tick", {"month", "day"}, "month", "length of a tick");
  world.calendar = Calendar(start, tick == "day" ? TickLength::kDay : TickLength::kMonth);
  world.n_ticks = read_run_length(run, world.calendar);
  if (start.year < kFirstYear || start.year > kLastYear) {
    run.fault("start", fmt::format("expected a year from {} to {}", kFirstYear, kLastYear));
  } else if (world.calendar.year(world.n_ticks) > kLastYear) {
    run.fault(run.has("end") ? "end" : "ticks",
              fmt::format("the run would end in {}, after {}", world.calendar.year(world.n_ticks),
                          kLastYear));
  }
  if (tick == "month" && start.day != 1) {
    run.fault("start", "a run in months starts on the first of a month");
  }
}

}  // namespace

void read_header(const Reading& reading, World& world) {
  reading.resolved.value = Node::Table{};
  reading.resolved.table()["format_version"].value = std::int64_t{1};
  const Node* title = reading.scenario.find("title");
  const auto text = title != nullptr ? as_text(*title) : std::optional<std::string>("untitled");
  if (!text) {
    SettingInfo info;
    info.type = "text";
    reading.diagnostics.add(title->where, "title: " + mismatch(info, *title));
  }
  world.title = text.value_or("untitled");
  reading.resolved.table()["title"].value = world.title;
}

void read_run(const Reading& reading, World& world) {
  Settings run(reading.table("run"), "run", &reading.diagnostics);
  read_calendar(run, world);
  world.seed = static_cast<std::uint64_t>(
      run.integer("seed", "1", {0, 9.2e18}, 1, "names the luck of the run"));
  world.persons_per_agent = run.integer("persons_per_agent", "persons", {1, 1e6}, 1,
                                        "how many people one agent stands for");
  world.choice_rounds = static_cast<int>(
      run.integer("choice_rounds", "1", {0, 20}, 3, "how often a refused person chooses again"));
  world.resignation = static_cast<float>(
      run.real("resignation", "1", {0, 3}, 0,
               "how far people give up for whom what they can pay for is worth less than all"));
  world.fold_after = run.real("fold_after", "years", {0, 100}, 10,
                              "how long a returned person is followed as one");
  world.life_histories = static_cast<int>(run.integer(
      "life_histories", "persons", {0, 10000000}, 10000, "size of the sample of life histories"));
  reading.finish(run, "run");
  reading.resolved.table()["run"] = with_ticks_alone(run.resolved(), world.n_ticks);
}

}  // namespace sojourn
