#include "sim/world/visa_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/input/term.hpp"
#include "sim/world/known.hpp"

namespace sojourn {

namespace {

constexpr int kDays = 90;

Entry requirement_of(Settings& row) {
  const std::string text = row.required_choice(
      "requirement", {"required", "free", "refused"},
      "free: a passport is enough for a visit; required: a visa, which nobody gets who means to "
      "stay; refused: no one is let in who asks for leave");
  return text == "free" ? Entry::kFree : text == "refused" ? Entry::kRefused : Entry::kRequired;
}

}  // namespace

void VisaReader::row(Settings& row) {
  const std::string of = row.required_text("citizenship", "country of citizenship");
  const std::string to = row.required_text("destination", "country that is entered");
  const auto citizenship = known_state(world_, row, "citizenship", of);
  const auto destination = known_state(world_, row, "destination", to);
  VisaRow visa;
  visa.from = row.date("from", {1900, 1, 1}, "first day on which this applies");
  // What held before the run holds on all of its first tick.
  if (visa.from > world_.calendar.start()) {
    require_first_day(row, "from", visa.from, world_.calendar);
  }
  visa.requirement = requirement_of(row);
  visa.days = static_cast<int>(
      row.integer("days", "days", {1, 36500}, kDays, "how long a visit without a visa may last"));
  if (visa.requirement == Entry::kRefused && visa.days != kDays) {
    row.fault("days", "it belongs to entry without a visa");
  }
  if (!citizenship || !destination) return;  // a fault already
  visa.citizenship = *citizenship;
  visa.destination = *destination;
  if (visa.citizenship == visa.destination) {
    row.fault("destination", "citizens need no leave to enter their own country");
  }
  if (!seen_.insert({visa.citizenship, visa.destination, visa.from}).second) {
    row.fault("from",
              fmt::format("a requirement from {} on is there already", to_string(visa.from)));
  }
  world_.visas.push_back(visa);
}

/// A row acts from its day on until the next one of the same two countries.
void VisaReader::warn_of_late_rows() {
  const Date end = world_.calendar.date(world_.n_ticks);
  std::vector<const VisaRow*> late;
  for (const VisaRow& visa : world_.visas) {
    if (visa.from >= end) late.push_back(&visa);
  }
  if (late.empty() || world_.n_ticks == 0) return;
  const auto id = [&](StateId state) { return world_.places[state.index()].id; };
  const std::string others =
      late.size() > 1 ? fmt::format(", nor do {} more", late.size() - 1) : "";
  world_.warnings.push_back(fmt::format(
      "world.visas: what {} needs for {} begins on {}, when the run has ended on {}, so it never "
      "acts{}",
      id(late.front()->citizenship), id(late.front()->destination), iso(late.front()->from),
      iso(end), others));
}

void VisaReader::finish() {
  std::ranges::stable_sort(world_.visas, {}, &VisaRow::from);
  warn_of_late_rows();
}

}  // namespace sojourn
