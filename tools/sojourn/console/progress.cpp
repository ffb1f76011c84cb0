#include "tools/sojourn/console/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <ostream>
#include <utility>

namespace sojourn::command {

namespace {

constexpr int kPlainLines = 20;
constexpr double kRedrawEvery = 0.1;  // [s]
constexpr double kPlainEvery = 1;     // [s]
constexpr double kMemory = 0.3;       // weight of the latest tick in the time that ticks take

double seconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

}  // namespace

Progress::Progress(std::ostream& out, Style style, std::string label)
    : out_(out), style_(style), label_(label.empty() ? "" : std::move(label) + ": ") {}

void Progress::say(const std::string& text) {
  began_ = Clock::now();
  draw(text);
}

void Progress::begin_ticks() {
  last_tick_ = Clock::now();
}

void Progress::tick(int n_done, int n_ticks, const std::string& date) {
  const Clock::time_point now = Clock::now();
  const double latest = seconds(now - last_tick_);
  last_tick_ = now;
  seconds_per_tick_ =
      n_done == 1 ? latest : seconds_per_tick_ + kMemory * (latest - seconds_per_tick_);
  if (!due(n_done, n_ticks)) return;
  std::string text = fmt::format("{}  {} of {} ticks", date, n_done, n_ticks);
  if (n_done < n_ticks) {
    text += fmt::format(", {} left", duration_text(seconds_per_tick_ * (n_ticks - n_done)));
  } else {
    text += fmt::format(" in {}", duration_text(seconds(now - began_)));
  }
  draw(text);
}

void Progress::share(std::int64_t n_done, std::int64_t n_steps, const std::string& what) {
  const std::int64_t percent = n_steps > 0 ? 100 * n_done / n_steps : 100;
  if (percent == last_percent_ || !due(n_done, n_steps)) return;
  last_percent_ = percent;
  const double elapsed = seconds(Clock::now() - last_tick_);
  std::string text = fmt::format("{}, {}%", what, percent);
  if (n_done >= n_steps) {
    text += fmt::format(" in {}", duration_text(elapsed));
  } else if (n_done > 0) {
    const double left =
        elapsed * static_cast<double>(n_steps - n_done) / static_cast<double>(n_done);
    text += fmt::format(", {} left", duration_text(left));
  }
  draw(text);
}

void Progress::close() {
  if (!line_open_) return;
  out_ << '\n' << std::flush;
  line_open_ = false;
}

bool Progress::due(std::int64_t n_done, std::int64_t n_steps) {
  if (n_done == n_steps) return true;
  const double since = seconds(Clock::now() - last_drawn_);
  if (style_ == Style::kTerminal) return since >= kRedrawEvery;
  if (since < kPlainEvery) return false;
  const std::int64_t twentieth = n_done * (kPlainLines - 2) / std::max<std::int64_t>(1, n_steps);
  return std::exchange(last_twentieth_, twentieth) != twentieth;
}

void Progress::draw(const std::string& text) {
  if (style_ == Style::kQuiet) return;
  last_drawn_ = Clock::now();
  line_open_ = style_ == Style::kTerminal;
  out_ << (line_open_ ? "\r\x1b[K" : "") << label_ << text << (line_open_ ? "" : "\n")
       << std::flush;
}

Progress::Style progress_style(bool quiet) {
  if (quiet) return Progress::Style::kQuiet;
  return isatty(STDERR_FILENO) != 0 ? Progress::Style::kTerminal : Progress::Style::kPlain;
}

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(std::lround(std::max(0.0, seconds)));
  if (whole >= 3600) {
    return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  }
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace sojourn::command
