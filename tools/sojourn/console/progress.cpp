#include "tools/sojourn/console/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "tools/sojourn/console/clock.hpp"

namespace sojourn::command {

namespace {

constexpr int kPlainLines = 20;
constexpr double kRedrawEvery = 0.1;  // [s]
constexpr double kPlainEvery = 1;     // [s]

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
  began_ticks_ = Clock::now();
}

void Progress::tick(int n_done, int n_ticks, const std::string& date) {
  const Clock::time_point now = Clock::now();
  pace_.add(seconds(now - began_ticks_), n_done);
  if (!due(n_done, n_ticks)) return;
  std::string text = fmt::format("{}  {} of {} ticks", date, n_done, n_ticks);
  text += n_done < n_ticks ? left_text(n_ticks - n_done)
                           : " in " + duration_text(seconds(now - began_));
  draw(text);
}

void Progress::share(std::int64_t n_done, std::int64_t n_steps, const std::string& what) {
  const double elapsed = seconds(Clock::now() - began_ticks_);
  pace_.add(elapsed, n_done);
  const std::int64_t percent = n_steps > 0 ? 100 * n_done / n_steps : 100;
  if (percent == last_percent_ || !due(n_done, n_steps)) return;
  last_percent_ = percent;
  std::string text = fmt::format("{}, {}%", what, percent);
  text += n_done < n_steps ? left_text(n_steps - n_done) : " in " + duration_text(elapsed);
  draw(text);
}

std::string Progress::left_text(std::int64_t n_left) const {
  const auto left = pace_.time_for(n_left);
  return left ? fmt::format(", {} left", duration_text(*left)) : "";
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

}  // namespace sojourn::command
