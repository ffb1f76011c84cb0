#include "tools/sojourn/import/fill/stock_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tools/sojourn/import/codes/former_states.hpp"
#include "tools/sojourn/import/figures/lookup.hpp"

namespace sojourn::intake {

namespace {

constexpr double kMostAbroad = 0.95;  // of the people, where stocks are cut down

/// Years before, at and after the one that is wanted, by pair.
class YearOfPairs {
 public:
  YearOfPairs(const Collected& data, const PairYears& pairs, bool may_miss)
      : data_(data), pairs_(pairs), may_miss_(may_miss) {}

  std::set<CountryPair> all() const {
    std::set<CountryPair> found;
    for (const auto& [year, of_year] : pairs_) {
      for (const auto& [pair, figure] : of_year) found.insert(pair);
    }
    return found;
  }

  /// Who is not on the list of a year is nobody, unless a cell says that nothing is known.
  std::map<int, Figure> figures(const CountryPair& pair) const {
    std::map<int, Figure> found;
    for (const auto& [year, of_year] : pairs_) {
      const auto own = of_year.find(pair);
      if (own != of_year.end()) found[year] = own->second;
      const bool missing = may_miss_ && data_.stocks_not_told.contains({year, pair});
      if (own == of_year.end() && !missing) found[year] = Figure{};
    }
    return found;
  }

 private:
  const Collected& data_;
  const PairYears& pairs_;
  bool may_miss_;
};

class StockMaker {
 public:
  StockMaker(Intake& intake, const CountryRows& rows, const Wanted& wanted)
      : intake_(intake), rows_(rows), wanted_(wanted) {}

  Stocks stocks() {
    protected_people(intake_.data.refugees, "refugee");
    protected_people(intake_.data.applicants, "asylum_applicant");
    regular();
    wanted_.fits_stocks ? cut_to_people() : refuse_more_than_people();
    for (const auto& [key, persons] : all_) keep(key, persons);
    return std::move(stocks_);
  }

 private:
  bool lists(const CountryPair& pair) const {
    return rows_.contains(pair.first) && rows_.contains(pair.second);
  }

  Told figure_of(const YearOfPairs& years, const CountryPair& pair, const char* what) {
    const std::map<int, Figure> figures = years.figures(pair);
    auto value = at_year(figures, wanted_.year);
    if (!value) value = nearest_year(figures, wanted_.year, 100);
    if (!value) return {};
    // A pair whose cell is empty is one of a few; a year between two is one of all.
    if (value->how.starts_with("of ")) {
      intake_.notes.add("Filled", fmt::format("{}: {}", what, value->how),
                        fmt::format("{} {:.0f}", text_of(pair), value->value));
    } else if (!value->how.empty() && value->value > 0) {
      ++interpolated_[fmt::format("{}: {}", what, value->how)];
    }
    return *value;
  }

  void protected_people(const PairYears& people, const char* status) {
    const YearOfPairs years(intake_.data, people, false);
    for (const CountryPair& pair : years.all()) {
      const double n = figure_of(years, pair, status).value;
      if (n <= 0) continue;
      if (!lists(pair)) {
        left_out_ += n;
        continue;
      }
      protected_[pair] += n;
      all_[{pair.first, pair.second, status}] = n;
    }
  }

  void regular() {
    const YearOfPairs years(intake_.data, intake_.data.stocks, true);
    for (const CountryPair& pair : years.all()) {
      const double n = figure_of(years, pair, "stocks").value;
      if (rows_.contains(pair.second)) stocks_.born_abroad[pair.second] += n;
      if (n > 0 && !lists(pair)) left_out_ += n;
      if (n <= 0 || !lists(pair)) continue;
      all_[{pair.first, pair.second, "regular"}] = counted(pair, n - out_of(pair, n));
    }
    unknown_origins();
    finish_notes();
  }

  /// Where a host adds refugees to its stock, all of them; else half of the stock at most.
  double out_of(const CountryPair& pair, double stock) {
    const auto found = protected_.find(pair);
    if (found == protected_.end()) return 0;
    const auto adds = intake_.data.host_adds_refugees(pair.second, wanted_.year);
    const double most = adds.value_or(true) ? stock : 0.5 * stock;
    const double out = std::min(found->second, most);
    taken_out_ += out;
    return out;
  }

  /// Births across a border that was drawn later are no moves.
  double counted(const CountryPair& pair, double n) {
    if (!parted(pair.first, pair.second)) return n;
    born_across_ += n;
    return wanted_.born_across * n;
  }

  /// Where the figure of a stock stands: that of the year, or of the one before it.
  Source source_of(const StockKey& key) const {
    const Collected& data = intake_.data;
    const PairYears& pairs = key.status == "refugee"            ? data.refugees
                             : key.status == "asylum_applicant" ? data.applicants
                                                                : data.stocks;
    Source where;
    for (const auto& [year, of_year] : pairs) {
      const auto found = of_year.find({key.citizenship, key.residence});
      if (found == of_year.end() || (year > wanted_.year && !where.file.empty())) continue;
      where = data.source(found->second);
    }
    return where;
  }

  void refuse(const StockKey& key, double sum, const char* what) {
    if (!refused_.insert(key.residence).second) return;
    intake_.diagnostics.add(
        source_of(key),
        fmt::format("{:.0f} {} in {} in {}, more than its population of {:.0f}", sum, what,
                    key.residence, wanted_.year, rows_.at(key.residence).values.at("population")));
  }

  /// One figure that is too large is told where it stands, else the one with which the sum is.
  void refuse_more_than_people() {
    const auto people = [&](const StockKey& key) {
      return rows_.at(key.residence).values.at("population");
    };
    for (const auto& [key, n] : all_) {
      if (n > people(key)) refuse(key, n, "people from abroad live");
    }
    std::map<std::string, double> sums;
    for (const auto& [key, n] : all_) {
      double& sum = sums[key.residence];
      sum += n;
      if (sum > people(key)) refuse(key, sum, "people from abroad, up to this figure, live");
    }
  }

  /// Publishers' revisions of people and of stocks may not agree.
  void cut_to_people() {
    std::map<std::string, double> sums;
    for (const auto& [key, n] : all_) sums[key.residence] += n;
    for (auto& [key, n] : all_) {
      const double people = rows_.at(key.residence).values.at("population");
      const double most = kMostAbroad * people;
      if (sums[key.residence] > most) n *= most / sums[key.residence];
    }
    for (const auto& [residence, sum] : sums) {
      const double people = rows_.at(residence).values.at("population");
      if (sum <= kMostAbroad * people) continue;
      intake_.notes.add("Filled",
                        fmt::format("stocks: cut down to {:g} of the population", kMostAbroad),
                        fmt::format("{} {:.0f} of {:.0f} people", residence, sum, people));
    }
  }

  void unknown_origins() {
    double n = 0;
    for (const auto& [id, figures] : intake_.data.unknown_origin) {
      std::map<int, Figure> as_figures;
      for (const auto& [year, value] : figures) as_figures[year] = {value};
      const auto value = at_year(as_figures, wanted_.year);
      if (!value || !rows_.contains(id)) continue;
      stocks_.born_abroad[id] += value->value;
      n += value->value;
    }
    if (n <= 0) return;
    intake_.notes.add("Left out", fmt::format("{:.0f} people abroad whose origin is not known", n));
  }

  void finish_notes() {
    for (const auto& [what, n] : interpolated_) {
      intake_.notes.add("Interpolated", fmt::format("{}, {} pairs", what, n));
    }
    if (left_out_ > 0) {
      intake_.notes.add(
          "Left out",
          fmt::format("{:.0f} people from or in countries that are left out", left_out_));
    }
    if (born_across_ > 0) {
      intake_.notes.add("Judged",
                        fmt::format("{:.0f} people were born across a border that was drawn later "
                                    "within a state; {:g} of them count as from abroad",
                                    born_across_, wanted_.born_across));
    }
    const auto& unknown = intake_.data.protected_of_unknown_origin;
    const auto own = unknown.find(wanted_.year);
    if (own != unknown.end() && own->second > 0) {
      intake_.notes.add(
          "Left out", fmt::format("{:.0f} refugees and asylum applicants whose origin is not known",
                                  own->second));
    }
    if (taken_out_ > 0) {
      intake_.notes.add(
          "Judged",
          fmt::format(
              "{:.0f} refugees and asylum applicants were taken out of the stocks, in which "
              "they are counted: all of them where a host adds refugees to its stock or "
              "does not say, half of the stock at most where it does not add them",
              taken_out_));
    }
  }

  void keep(const StockKey& key, double persons) {
    const auto whole = static_cast<std::int64_t>(std::llround(persons));
    if (whole <= 0) return;
    if (whole < wanted_.smallest_stock) {
      intake_.notes.add(
          "Left out", fmt::format("stocks of fewer than {} people", wanted_.smallest_stock),
          fmt::format("{} {} {} {}", key.citizenship, key.residence, key.status, whole));
      return;
    }
    stocks_.persons[key] = whole;
  }

  Intake& intake_;
  const CountryRows& rows_;
  const Wanted& wanted_;
  std::map<StockKey, double> all_;
  std::map<CountryPair, double> protected_;
  std::set<std::string> refused_;
  std::map<std::string, int> interpolated_;
  double left_out_ = 0, taken_out_ = 0, born_across_ = 0;
  Stocks stocks_;
};

}  // namespace

Stocks stock_rows(Intake& intake, const CountryRows& rows, const Wanted& wanted) {
  return StockMaker(intake, rows, wanted).stocks();
}

}  // namespace sojourn::intake
