#include "tools/sojourn/import/figures/totals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sojourn::intake {

namespace {

constexpr double kTolerance = 0.005;  // of the total
constexpr double kFew = 10;           // persons by which sums of rounded figures may differ
constexpr const char* kTotalHeading = "Totals";

class Totals {
 public:
  Totals(Intake& intake, const Wanted& wanted) : intake_(intake), wanted_(wanted) {}

  int compare() {
    world();
    for (const int year : years_of_stocks()) {
      stocks(year, intake_.data.stock_by_destination, true);
      stocks(year, intake_.data.stock_by_origin, false);
    }
    intake_.notes.add(kTotalHeading,
                      fmt::format("{} totals of publishers were compared with sums over countries, "
                                  "{} differ by more than 0.5%",
                                  n_, n_differ_));
    return n_differ_;
  }

 private:
  /// The year itself, else those between which it lies.
  std::vector<int> years_of_stocks() const {
    const PairYears& stocks = intake_.data.stocks;
    if (stocks.contains(wanted_.year)) return {wanted_.year};
    const auto after = stocks.lower_bound(wanted_.year);
    std::vector<int> years;
    if (after != stocks.begin()) years.push_back(std::prev(after)->first);
    if (after != stocks.end()) years.push_back(after->first);
    return years;
  }

  void world() {
    for (const auto& [publisher, totals] : intake_.data.population_of_world) {
      const auto total = totals.find(wanted_.year);
      if (total == totals.end()) continue;
      double sum = 0;
      for (const AttributeSeries& series : intake_.data.series) {
        if (series.attribute != "population" || series.publisher != publisher) continue;
        for (const auto& [id, figures] : series.figures) {
          const auto own = figures.find(wanted_.year);
          if (own != figures.end()) sum += own->second.value;
        }
      }
      check(fmt::format("people of the world in {}", wanted_.year), sum, total->second);
    }
  }

  void stocks(int year, const std::map<std::string, std::map<int, Figure>>& totals,
              bool by_destination) {
    std::map<std::string, double> sums;
    const auto found = intake_.data.stocks.find(year);
    if (found == intake_.data.stocks.end()) return;
    for (const auto& [pair, figure] : found->second) {
      sums[by_destination ? pair.second : pair.first] += figure.value;
    }
    for (const auto& [id, figures] : totals) {
      const auto total = figures.find(year);
      if (total == figures.end()) continue;
      double sum = sums[id];
      const auto unknown = intake_.data.unknown_origin.find(id);
      if (by_destination && unknown != intake_.data.unknown_origin.end()) {
        const auto own = unknown->second.find(year);
        if (own != unknown->second.end()) sum += own->second;
      }
      check(fmt::format("people {} {} in {}", by_destination ? "from abroad in" : "abroad from", id,
                        year),
            sum, total->second);
    }
  }

  void check(const std::string& what, double sum, const Figure& total) {
    ++n_;
    const double off = std::abs(sum - total.value);
    if (off <= kFew || off <= kTolerance * std::abs(total.value)) return;
    ++n_differ_;
    intake_.notes.add(
        kTotalHeading, "sums over countries that differ from the publisher's total",
        to_string({intake_.data.source(total),
                   fmt::format("{}: {:.0f}, the total is {:.0f}", what, sum, total.value)}));
  }

  Intake& intake_;
  const Wanted& wanted_;
  int n_ = 0, n_differ_ = 0;
};

}  // namespace

int compare_totals(Intake& intake, const Wanted& wanted) {
  return Totals(intake, wanted).compare();
}

}  // namespace sojourn::intake
