#pragma once

#include <map>
#include <string>

#include "tools/sojourn/import/fill/country_rows.hpp"

namespace sojourn::intake {

/// People abroad at the start: citizenship, residence, status; persons.
struct StockKey {
  std::string citizenship, residence, status;
  auto operator<=>(const StockKey&) const = default;
};

struct Stocks {
  std::map<StockKey, std::int64_t> persons;
  std::map<std::string, double> born_abroad;  // by residence, of every origin
};

/// The stock of the year, refugees and asylum applicants out of it and by themselves. More people
/// from abroad than there are people is a fault where the figure stands, or is cut down and noted
/// where that is wanted.
Stocks stock_rows(Intake& intake, const CountryRows& rows, const Wanted& wanted);

}  // namespace sojourn::intake
