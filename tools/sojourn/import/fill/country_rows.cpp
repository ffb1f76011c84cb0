#include "tools/sojourn/import/fill/country_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "sim/base/arithmetic/elementary.hpp"
#include "tools/sojourn/import/codes/country.hpp"
#include "tools/sojourn/import/figures/lookup.hpp"
#include "tools/sojourn/import/fill/models.hpp"

namespace sojourn::intake {

namespace {

constexpr int kReach = 10;  // years from which a figure may be taken
constexpr const char* kHeading = "Filled";
constexpr std::array kTold{"gdp_per_capita", "hdi",           "unemployment",  "stability",
                           "rule_of_law",    "capacity",      "birth_rate",    "life_expectancy",
                           "share_0_14",     "share_65_plus", "tertiary_share"};

std::string entry(const std::string& id, double value) {
  return fmt::format("{} {:.6g}", id, value);
}

/// Makes the rows, step by step.
class RowMaker {
 public:
  RowMaker(Intake& intake, const Wanted& wanted) : intake_(intake), wanted_(wanted) {}

  CountryRows rows() {
    require("population", "--wpp, or --wdi with SP.POP.TOTL: how many people there are");
    require("gdp_per_capita", "--wdi with NY.GDP.PCAP.PP.KD: what people earn");
    if (!intake_.diagnostics.empty()) return {};
    people();
    for (const char* attribute : kTold) {
      for (auto& [id, row] : rows_) list_filled(attribute, row);
    }
    income_by_index();
    leave_out_without_income();
    for (const Law& law : laws()) follow(law);
    for (const char* attribute : kTold) medians(attribute);
    // Of what stood in for a figure others follow.
    for (const Law& law : laws()) follow(law);
    limit();
    return std::move(rows_);
  }

 private:
  void require(const char* attribute, const char* option) {
    if (tells(intake_.data, attribute)) return;
    intake_.diagnostics.add({}, fmt::format("expected {}", option));
  }

  void people() {
    for (const Country& country : countries()) {
      const auto people =
          told_or_nearest(intake_.data, "population", country.iso3, wanted_.year, 1);
      if (!people) continue;
      if (people->value < wanted_.smallest) {
        intake_.notes.add("Left out",
                          fmt::format("countries of fewer than {:g} people", wanted_.smallest),
                          entry(country.iso3, people->value));
        continue;
      }
      CountryRow& row = rows_[country.iso3];
      row.id = country.iso3;
      set(row, "population", *people);
    }
  }

  void set(CountryRow& row, const char* attribute, const Told& value) {
    row.values[attribute] = value.value;
    if (value.how.empty()) return;
    intake_.notes.add(value.how.starts_with("along") ? "Interpolated" : kHeading,
                      fmt::format("{}: {}", attribute, value.how), entry(row.id, value.value));
  }

  void list_filled(const char* attribute, CountryRow& row) {
    const int reach = std::max(kReach, wanted_.reach);
    const auto value = told_or_nearest(intake_.data, attribute, row.id, wanted_.year, reach);
    if (value) set(row, attribute, *value);
  }

  void income_by_index() {
    const auto law = income_law(rows_);
    if (!law) return;
    for (auto& [id, row] : rows_) {
      if (row.values.contains("gdp_per_capita") || !row.values.contains("hdi")) continue;
      const double value = fixed::exp(law->intercept + law->slope * row.values.at("hdi"));
      set(row, "gdp_per_capita",
          {value, fmt::format("modelled, ln = {:.3f} + {:.3f} hdi over {} countries",
                              law->intercept, law->slope, law->n)});
    }
  }

  /// What people earn is not guessed: what a region has in the middle says little of it.
  void leave_out_without_income() {
    std::erase_if(rows_, [this](const auto& row) {
      if (row.second.values.contains("gdp_per_capita")) return false;
      intake_.notes.add("Left out", "countries of whose income and index nobody tells",
                        entry(row.first, row.second.values.at("population")));
      return true;
    });
  }

  void follow(const Law& law) {
    for (auto& [id, row] : rows_) {
      if (row.values.contains(law.attribute)) continue;
      if (const auto value = law.of(intake_.data, row, wanted_.year)) {
        set(row, law.attribute, {*value, law.how});
      }
    }
  }

  /// Of the region where three countries or more are told of, else of the world.
  void medians(const char* attribute) {
    constexpr std::size_t kFewest = 3;
    std::map<std::string, std::vector<double>> by_region;
    for (const auto& [id, row] : rows_) {
      const auto found = row.values.find(attribute);
      if (found == row.values.end()) continue;
      by_region[country_called(id)->region].push_back(found->second);
      by_region[""].push_back(found->second);
    }
    if (by_region.empty()) {
      intake_.notes.add("Not told", "columns that no file tells: the catalog's default holds",
                        attribute);
      return;
    }
    for (auto& [id, row] : rows_) {
      if (row.values.contains(attribute)) continue;
      const std::string region = country_called(id)->region;
      const bool own = by_region[region].size() >= kFewest;
      set(row, attribute,
          {median(by_region[own ? region : ""]),
           own ? "the median of the region (M49)" : "the median of all countries"});
    }
  }

  static double median(std::vector<double> values) {
    std::ranges::sort(values);
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  }

  /// What scenarios can hold.
  void limit() {
    for (auto& [id, row] : rows_) {
      const auto life = row.values.find("life_expectancy");
      if (life == row.values.end() || (life->second >= 25 && life->second <= 95)) continue;
      life->second = std::clamp(life->second, 25.0, 95.0);
      intake_.notes.add(kHeading, "life_expectancy: held within 25 to 95, as scenarios are",
                        entry(id, life->second));
    }
  }

  Intake& intake_;
  const Wanted& wanted_;
  CountryRows rows_;
};

}  // namespace

CountryRows country_rows(Intake& intake, const Wanted& wanted) {
  return RowMaker(intake, wanted).rows();
}

}  // namespace sojourn::intake
