#include "tools/sojourn/run/checkpoints.hpp"

#include <fmt/format.h>

#include <charconv>
#include <iostream>

#include "models/catalog/agreements.hpp"
#include "sim/input/source.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/record/h5.hpp"
#include "sim/record/part_file.hpp"
#include "tools/sojourn/program/program_identity.hpp"

namespace sojourn::command {

namespace fs = std::filesystem;

namespace {

void warn(const std::string& text) {
  std::cerr << "warning: " << escaped(text) << '\n';
}

/// Where it was all written by this program, and its rows are there.
std::unique_ptr<CheckpointReader> usable(const fs::path& run, const fs::path& checkpoint) {
  auto reader = std::make_unique<CheckpointReader>(checkpoint);
  const auto refuse = [&](const char* why) {
    throw ReadError(fmt::format("cannot read {}: {}", checkpoint.string(), why));
  };
  if (reader->head().program != program_identity()) refuse("another program wrote it");
  if (!holds(journal_of(run), reader->head().rows)) refuse("its rows are not there, or damaged");
  return reader;
}

/// The newest for which `fits` is true; `others` takes the names of those for which it is not.
template <class Fits>
std::unique_ptr<CheckpointReader> find(const fs::path& run, const Fits& fits,
                                       std::vector<std::string>& others) {
  for (const fs::path& checkpoint : checkpoints_of(run)) {
    std::error_code ignored;
    if (!fs::exists(fs::symlink_status(checkpoint, ignored))) continue;
    try {
      auto reader = usable(run, checkpoint);
      if (fits(reader->head())) return reader;
      others.push_back(checkpoint.string());
    } catch (const ReadError& error) {
      warn(fmt::format("a checkpoint is not used: {}", error.what()));
    }
  }
  return nullptr;
}

}  // namespace

CheckpointInterval parse_interval(const std::string& text) {
  if (text == "never") return {};
  double number = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  const std::string unit(rest, end);
  if (error == std::errc{} && unit == "min" && number > 0 && number <= 1e6) return {0, number};
  const bool whole = number >= 1 && number <= 1e6 && number == static_cast<int>(number);
  if (error == std::errc{} && unit.empty() && whole) return {static_cast<int>(number), 0};
  throw InputError(Source{"--checkpoint-every"},
                   fmt::format("expected a number of ticks, minutes as \"10min\", or \"never\", "
                               "found {}",
                               text));
}

bool has_checkpoint(const fs::path& run) {
  std::error_code ignored;
  for (const fs::path& checkpoint : checkpoints_of(run)) {
    if (fs::is_regular_file(checkpoint, ignored)) return true;
  }
  return false;
}

std::unique_ptr<CheckpointReader> newest_checkpoint(const fs::path& run) {
  std::vector<std::string> none;
  return find(
      run, [](const CheckpointHead&) { return true; }, none);
}

Checkpoints::Checkpoints(fs::path run, const CheckpointInterval& interval, int from)
    : run_(std::move(run)), interval_(interval), from_(from) {}

/// Who took the run over has rows of its own there.
Checkpoints::~Checkpoints() {
  if (journal_ && journal_->has_name() && !has_checkpoint(run_)) remove_checkpoints(run_);
}

bool Checkpoints::take_up(Simulation& simulation, Recorder& recorder, bool force) {
  scenario_ = simulation.resolved();
  if (from_ > 0) regime_ = simulation.resolved(0);
  std::vector<std::string> others;
  const auto fits = [this](const CheckpointHead& head) {
    return head.scenario == scenario_ && head.regime == regime_ && head.from == from_;
  };
  const auto reader = find(run_, fits, others);
  if (!reader && !others.empty() && !force) {
    throw OutputExists(fmt::format("{} is of a run with other settings", others.front()));
  }
  for (const std::string& other : others) {
    warn(fmt::format("{} is of a run with other settings and is not used", other));
  }
  const FileMark mark = reader ? reader->head().rows : FileMark{};
  if (reader) {
    record_again(journal_of(run_), mark, recorder);
    const StatefulKinds kinds = models::agreement_kinds();
    reader->set_kinds(kinds);
    simulation.state(*reader);
  } else {
    remove_checkpoints(run_);
  }
  journal_.emplace(journal_of(run_), mark);
  recorder.keep(&*journal_);
  last_ = Clock::now();
  return reader != nullptr;
}

CheckpointHead Checkpoints::head_of(const Simulation& simulation) const {
  return {program_identity(), scenario_, regime_, from_, simulation.now(), {}};
}

bool Checkpoints::due() const {
  if (interval_.ticks > 0) return ticks_ >= interval_.ticks;
  return interval_.minutes > 0 &&
         std::chrono::duration<double, std::ratio<60>>(Clock::now() - last_).count() >=
             interval_.minutes;
}

void Checkpoints::after_tick(Simulation& simulation) {
  ++ticks_;
  if (due() && !simulation.done()) save(simulation);
}

void Checkpoints::save(Simulation& simulation) {
  if (failed_) return;
  try {
    write(simulation);
  } catch (const std::runtime_error& error) {
    failed_ = true;
    warn(fmt::format("no checkpoints any more: {}", error.what()));
  }
}

void Checkpoints::write(Simulation& simulation) {
  CheckpointHead head = head_of(simulation);
  head.rows = journal_->sync();
  CheckpointWriter writer(run_, head);
  const StatefulKinds kinds = models::agreement_kinds();
  writer.set_kinds(kinds);
  simulation.state(writer);
  writer.finish();
  last_ = Clock::now();
  ticks_ = 0;
}

void Checkpoints::remove() {
  remove_checkpoints(run_);
  journal_.reset();
}

}  // namespace sojourn::command
