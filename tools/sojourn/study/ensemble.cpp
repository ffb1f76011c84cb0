#include "tools/sojourn/study/ensemble.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <new>
#include <stdexcept>

#include "models/catalog.hpp"
#include "models/outcomes/outcomes.hpp"
#include "models/outcomes/yearly_record.hpp"
#include "sim/input/text/characters.hpp"
#include "sim/record/recorder.hpp"
#include "sim/simulation.hpp"
#include "tools/sojourn/console/interrupt.hpp"
#include "tools/sojourn/console/progress.hpp"
#include "tools/sojourn/outcomes/run_outcomes.hpp"
#include "tools/sojourn/program/lease.hpp"
#include "tools/sojourn/study/byte_pipe.hpp"
#include "tools/sojourn/study/concurrency.hpp"
#include "tools/sojourn/study/memory.hpp"

namespace sojourn::command {

namespace {

constexpr double kShareOfMemory = 0.8;
constexpr int kWait = 200;  // [ms]
/// Between looks at what others are at.
constexpr std::chrono::milliseconds kLookEvery{500};

/// What the processes share: one byte per tick done, and as many licences to work as may work.
struct Shared {
  BytePipe ticks;
  BytePipe licences;
};

enum WorkerStatus { kDone = 0, kFailed = 1, kBranchFailed = 2 };

/// What a process died of, where it did not say so itself: "LABEL: ended by signal 9 (Killed)".
void tell_signal(const std::string& label, int status) {
  if (!WIFSIGNALED(status)) return;
  const int number = WTERMSIG(status);
  const char* hint = number == SIGKILL ? "; the system does so where memory runs out" : "";
  std::fprintf(stderr, "%s: ended by signal %d (%s)%s\n", escaped(label).c_str(), number,
               ::strsignal(number), hint);
}

/// A process that has to do with no signal handler and no output of its parent. What fails is told
/// as `label`'s.
template <class Work>
pid_t start_process(const std::string& label, const Work& work) {
  std::cout.flush();
  std::fflush(nullptr);
  const pid_t child = ::fork();
  if (child < 0) throw_errno("cannot start a process");
  if (child > 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // nobody would collect what it does
  leave_signals_alone();
  int status = kFailed;
  try {
    status = work();
  } catch (const std::exception& error) {
    const bool memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
    std::fprintf(stderr, "%s: %s\n", label.c_str(), memory ? "not enough memory" : error.what());
  }
  std::fflush(nullptr);
  ::_exit(status);
}

/// A past and the runs that go on from it, in a process of their own.
class Worker {
 public:
  Worker(const SharedPast& past, const Concurrency& concurrency, Shared& shared)
      : past_(past),
        concurrency_(concurrency),
        shared_(shared),
        catalog_(models::standard_catalog()) {}

  /// @return exit status
  int operator()() {
    ::setpgid(0, 0);
    shared_.ticks.close_reading();  // if the parent dies, so does this
    return past_.first == 0 ? alone() : branches();
  }

 private:
  int alone() {
    Simulation simulation(past_.history(), catalog_, concurrency_.threads_of_run);
    complete(simulation, past_.runs.front());
    shared_.licences.put();
    return 0;
  }

  int branches() {
    Simulation simulation(past_.history(), catalog_, concurrency_.threads_of_past);
    for (const EnsembleRun& run : past_.runs) simulation.schedule(run.scenario(), catalog_);
    while (simulation.now() < past_.first) tick(simulation);
    end_threads(simulation);
    shared_.licences.put();
    std::map<pid_t, std::string> living;  // labels of branches
    bool all_done = true;
    for (std::size_t next = 0; next < past_.runs.size() || !living.empty();) {
      if (next < past_.runs.size() && shared_.licences.ready(kWait) && shared_.licences.take()) {
        const EnsembleRun& run = past_.runs[next];
        living[start_process(run.label, [&] { return branch(simulation, next); })] = run.label;
        ++next;
      }
      all_done = reap(living, next < past_.runs.size()) && all_done;
    }
    return all_done ? kDone : kBranchFailed;
  }

  /// A licence goes back here, since a run that fails could not give it back.
  /// @return whether all that ended had done their work
  bool reap(std::map<pid_t, std::string>& living, bool more_to_start) const {
    bool all_done = true;
    int status = 0;
    pid_t child = 0;
    while (!living.empty() && (child = ::waitpid(-1, &status, more_to_start ? WNOHANG : 0)) > 0) {
      shared_.licences.put();
      tell_signal(living[child], status);
      living.erase(child);
      all_done = all_done && status == 0;
    }
    return all_done;
  }

  int branch(Simulation& simulation, std::size_t regime) const {
    simulation.begin_regime(regime);
    simulation.use_threads(concurrency_.threads_of_run);
    complete(simulation, past_.runs[regime]);
    return 0;
  }

  /// fork() copies the thread that calls it and no other, so none may live.
  static void end_threads(Simulation& simulation) {
    simulation.use_threads(1);
    tbb::task_scheduler_handle threads{tbb::attach{}};
    tbb::finalize(threads);  // waits until they have ended; throws where they would not
  }

  void complete(Simulation& simulation, const EnsembleRun& run) const {
    const Calendar& calendar = simulation.world().calendar;
    models::OutcomeRecord outcomes(simulation.world(), past_.first);
    models::YearlyRecord yearly;
    Recorder recorder(yearly);
    simulation.attach(recorder);
    while (!simulation.done()) {
      yearly.begin_tick(calendar.year(simulation.now()));
      tick(simulation);
      outcomes.add(simulation.scene(), simulation.now() - 1);
    }
    yearly.close();
    write_outcomes(run.outcomes, {run.label, calendar.dt()}, outcomes, yearly);
  }

  void tick(Simulation& simulation) const {
    simulation.tick();
    shared_.ticks.put();
  }

  const SharedPast& past_;
  const Concurrency& concurrency_;
  Shared& shared_;
  Catalog catalog_;
};

/// Of a past and as many runs as it says.
std::int64_t ticks_of(const SharedPast& past, std::size_t n_runs) {
  return past.first + static_cast<std::int64_t>(n_runs) * (past.n_ticks - past.first);
}

/// A past and those of its runs that this process has the leases of.
struct LeasedRuns {
  SharedPast past;
  std::vector<std::unique_ptr<Lease>> leases;
};

/// Takes what is free of a past's runs, and leaves there what others have; what is over is
/// nobody's.
LeasedRuns lease_runs_of(SharedPast& past) {
  LeasedRuns leased{{past.history, past.first, past.n_ticks, {}}, {}};
  std::vector<EnsembleRun> others;
  for (const EnsembleRun& run : past.runs) {
    if (run.is_over()) continue;
    auto lease = Lease::take(run.outcomes);
    if (lease == nullptr) {
      others.push_back(run);
    } else if (!run.is_over()) {  // it may have ended before the lease was taken
      leased.past.runs.push_back(run);
      leased.leases.push_back(std::move(lease));
    }
  }
  past.runs = std::move(others);
  return leased;
}

class Ensemble {
 public:
  Ensemble(const std::vector<SharedPast>& pasts, const EnsembleRequest& request)
      : pending_(pasts), progress_(std::cerr, progress_style(request.quiet), "") {
    for (const SharedPast& past : pasts) {
      n_runs_ += static_cast<std::int64_t>(past.runs.size());
      n_ticks_ += ticks_of(past, past.runs.size());
    }
    const bool branch = std::ranges::any_of(pasts, [](const auto& past) { return past.first > 0; });
    concurrency_ = concurrency_for(
        {.runs = n_runs_,
         .pasts = branch ? static_cast<std::int64_t>(pasts.size()) : 0,
         .threads = request.threads > 0 ? request.threads : tbb::info::default_concurrency(),
         .fits = kShareOfMemory * available_memory() / std::max(1.0, request.memory_per_run)});
  }

  bool operator()() {
    for (int i = 0; i < concurrency_.runs; ++i) shared_.licences.put();
    progress_.begin_ticks();
    while ((!pending_.empty() || !workers_.empty()) && !InterruptGuard::asked()) {
      if (!has_room() || !start_one()) shared_.ticks.ready(kWait);
      for (auto& [worker, leased] : workers_) renew(leased);
      report();
      reap();
    }
    const bool complete = pending_.empty() && workers_.empty() && n_failed_ == 0;
    stop();
    report();
    progress_.close();
    if (n_failed_ > 0) throw std::runtime_error(failure_text());
    return complete;
  }
  ~Ensemble() { stop(); }
  Ensemble(const Ensemble&) = delete;
  Ensemble& operator=(const Ensemble&) = delete;

 private:
  using Clock = std::chrono::steady_clock;

  bool has_room() const {
    return !pending_.empty() && workers_.size() < static_cast<std::size_t>(concurrency_.pasts) &&
           Clock::now() >= next_look_;
  }

  /// @return whether there was a licence, and something that nobody else has
  bool start_one() {
    const bool licensed = shared_.licences.take();
    // Where none is left to give a licence back, a worker that was killed took it along.
    if (!licensed && !workers_.empty()) return false;
    LeasedRuns leased = lease_next();
    if (leased.past.runs.empty()) {
      if (licensed) shared_.licences.put();
      next_look_ = Clock::now() + kLookEvery;
      return false;
    }
    tell_taken_over(leased);
    start(std::move(leased));
    return true;
  }

  /// Of the first past that has anything free.
  LeasedRuns lease_next() {
    LeasedRuns leased;
    for (auto past = pending_.begin(); past != pending_.end() && leased.past.runs.empty();) {
      const std::size_t n = past->runs.size();
      leased = lease_runs_of(*past);
      n_done_ += ticks_of(*past, n - past->runs.size() - leased.past.runs.size()) - past->first;
      past = past->runs.empty() ? pending_.erase(past) : past + 1;
    }
    return leased;
  }

  static void renew(LeasedRuns& leased) {
    for (const auto& lease : leased.leases) lease->renew();
  }

  void tell_taken_over(const LeasedRuns& leased) {
    for (std::size_t i = 0; i < leased.leases.size(); ++i) {
      const std::string& from = leased.leases[i]->taken_from();
      if (from.empty()) continue;
      progress_.close();
      std::fprintf(stderr, "warning: %s: taken over from %s, which showed no life for %d s\n",
                   escaped(leased.past.runs[i].label).c_str(), escaped(from).c_str(),
                   static_cast<int>(kLeaseRunsOut.count()));
    }
  }

  void start(LeasedRuns leased) {
    const pid_t child = start_process(leased.past.runs.front().label,
                                      [&] { return Worker(leased.past, concurrency_, shared_)(); });
    ::setpgid(child, child);  // whoever comes first: parent and child both say so
    workers_.emplace(child, std::move(leased));
  }

  std::string failure_text() const {
    return fmt::format("{} failed; the others are kept, and the same command runs what is missing",
                       n_failed_ == 1 ? "a run" : fmt::format("{} runs", n_failed_));
  }

  void report() {
    n_done_ += shared_.ticks.drain();
    const bool waits = workers_.empty() && !pending_.empty() && Clock::now() < next_look_;
    progress_.share(std::min(n_done_, n_ticks_), n_ticks_,
                    waits ? fmt::format("{} runs, the last are other processes'", n_runs_)
                          : fmt::format("{} runs, {} at once", n_runs_, concurrency_.runs));
  }

  void reap() {
    int status = 0;
    for (pid_t child = 0; (child = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto worker = workers_.extract(child);
      if (status == 0 || worker.empty()) continue;
      ++n_failed_;
      tell_signal(worker.mapped().past.runs.front().label, status);
      const bool gave_back = WIFEXITED(status) && WEXITSTATUS(status) == kBranchFailed;
      if (!gave_back) shared_.licences.put();
    }
  }

  void stop() {
    for (const auto& [worker, leased] : workers_) ::kill(-worker, SIGKILL);
    for (const auto& [worker, leased] : workers_) ::waitpid(worker, nullptr, 0);
    workers_.clear();
  }

  std::vector<SharedPast> pending_;  // what nobody here is at
  Concurrency concurrency_;
  Progress progress_;
  Shared shared_;
  std::map<pid_t, LeasedRuns> workers_;
  Clock::time_point next_look_;  // at what others are at
  std::int64_t n_runs_ = 0, n_ticks_ = 0, n_done_ = 0;
  int n_failed_ = 0;  // workers, of which one with a past has several runs
};

}  // namespace

bool run_ensemble(const std::vector<SharedPast>& pasts, const EnsembleRequest& request) {
  if (pasts.empty()) return true;
  return Ensemble(pasts, request)();
}

}  // namespace sojourn::command
