#include "tools/sojourn/import/flee/flee_arrivals.hpp"

#include <algorithm>
#include <cmath>

namespace sojourn::intake {

namespace {

struct CountOnDay {
  int day = 0;
  double people = 0;
};
using CampCounts = std::vector<CountOnDay>;  // of a camp, in the order of its file

int days_after_start(const FleeInput& input, const std::string& date) {
  return day_number(*parse_date(date)) - day_number(input.start);
}

std::map<std::string, CampCounts> counts_by_camp(const FleeInput& input) {
  std::map<std::string, CampCounts> camps;
  for (const FleeCount& count : input.counts) {
    if (count.place.empty()) continue;
    camps[count.place].push_back({days_after_start(input, count.date), count.people});
  }
  return camps;
}

double people_on(const CampCounts& counts, int day) {
  const auto next = std::find_if(counts.begin() + 1, counts.end(),
                                 [&](const CountOnDay& count) { return day < count.day; });
  if (day <= counts.front().day) return std::floor(counts.front().people);
  if (next == counts.end()) return std::floor(counts.back().people);
  const CountOnDay& before = *std::prev(next);
  const double part = static_cast<double>(day - before.day) / (next->day - before.day);
  return std::floor(before.people + part * (next->people - before.people));
}

/// The counts of a camp as they stand in the input.
std::vector<FleeCount*> counts_of(FleeInput& input, const std::string& camp) {
  std::vector<FleeCount*> counts;
  for (FleeCount& count : input.counts) {
    if (count.place == camp) counts.push_back(&count);
  }
  return counts;
}

}  // namespace

void correct_counts(FleeInput& input) {
  for (const FleeCorrection& one : input.corrections) {
    const std::vector<FleeCount*> counts = counts_of(input, one.place);
    for (std::size_t i = 1; i < counts.size(); ++i) {
      const double before = counts[i - 1]->people;
      if (counts[i]->date != one.date || before <= 0) continue;
      for (std::size_t j = 0; j < i; ++j) counts[j]->people *= counts[i]->people / before;
    }
  }
}

std::vector<std::string> counts_out_of_order(const FleeInput& input) {
  std::vector<std::string> found;
  std::map<std::string, std::string> latest;
  for (const FleeCount& count : input.counts) {
    std::string& last = latest[count.place];
    if (count.date < last && !count.place.empty()) found.push_back(count.place + " " + count.date);
    last = std::max(last, count.date);
  }
  return found;
}

FleeArrivals arrivals_of(const FleeInput& input) {
  FleeArrivals arrivals;
  const std::map<std::string, CampCounts> camps = counts_by_camp(input);
  if (camps.empty()) return arrivals;
  const auto in_all = [&](int day) {
    double sum = 0;
    for (const auto& [camp, counts] : camps) sum += people_on(counts, day);
    return sum;
  };
  for (const auto& [camp, counts] : camps) arrivals.at_start[camp] = people_on(counts, 0);
  double gone = 0, before = in_all(0);
  arrivals.persons.push_back(0);
  for (int day = 1; day < input.days; ++day) {
    const double now = in_all(day), more = now - before - gone;
    gone = std::max(0.0, -more);
    arrivals.persons.push_back(std::max(0.0, more));
    before = now;
  }
  return arrivals;
}

}  // namespace sojourn::intake
