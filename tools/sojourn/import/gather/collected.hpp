#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/source.hpp"
#include "tools/sojourn/import/gather/figure.hpp"

namespace sojourn::intake {

/// How two countries lie to each other.
struct Link {
  double km = 0;
  bool contiguous = false, language = false, colony = false;
};

/// What does not change: where a country lies, what is spoken there.
struct Profile {
  std::optional<double> latitude, longitude;
  std::vector<std::string> languages, colonial_ties;
  std::optional<bool> landlocked;
};

/// What citizens need to enter, from the first day of a year on; 0: at all times.
struct VisaRule {
  std::string citizenship, destination;
  int year = 0;
  std::string requirement;  // "free", "required", "refused"
  int days = 0;             // 0: not told
};

/// A party of an area of free movement.
struct AreaMember {
  std::string area, country;
  int from = 0, until = 9999;  // first year, and that in which it is a party no more
};

/// A figure to hold a run against: counts of a month.
struct ObservedCount {
  std::string series, route, citizenship, date;
  double value = 0;
  std::string source;
};

/// People who lived elsewhere at the start of a period, by an estimate's name.
struct Flow {
  int year = 0;
  std::string origin, destination, method;
  double persons = 0;
};

/// Everything that the files told.
struct Collected {
  std::vector<std::string> files;
  std::deque<AttributeSeries> series;  // of an attribute, that of the earlier publisher counts more
  PairYears stocks, refugees, applicants;
  std::map<int, double> protected_of_unknown_origin;      // refugees and applicants, by year
  std::set<std::pair<int, CountryPair>> stocks_not_told;  // cells that mark a missing value
  std::map<std::string, std::map<int, Figure>> stock_by_destination, stock_by_origin;  // as totals
  std::map<std::string, std::map<int, Figure>> population_of_world;  // by publisher
  std::map<std::string, std::map<int, double>> unknown_origin;       // by destination
  /// Whether a host adds refugees to its stock, by year; 0: in all years.
  std::map<std::string, std::map<int, bool>> adds_refugees;
  std::map<CountryPair, Link> links;
  std::map<std::string, Profile> profiles;
  std::vector<VisaRule> visas;
  std::vector<AreaMember> areas;
  std::vector<ObservedCount> observed;
  std::vector<Flow> flows;

  Source source(const Figure& figure) const {
    if (figure.file < 0) return {};
    return {files[static_cast<std::size_t>(figure.file)], figure.line, figure.column};
  }
  /// What the host says of the year, or of the last before it, or the first after it.
  std::optional<bool> host_adds_refugees(const std::string& host, int year) const;
  /// That of this publisher, made where there is none.
  AttributeSeries& series_of(const std::string& attribute, const std::string& publisher);
};

}  // namespace sojourn::intake
