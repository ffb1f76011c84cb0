#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/agency/tasks.hpp"
#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::testing {

/// The world of claims S2 to S4: three rich ageing countries, four of middle income whose workforce
/// grows less than their demand for labour, and five poor young ones, of which people live in the
/// rich countries and few in the middle ones. Nobody comes unasked unless there are corridors.

/// Behaviour that is drawn, uniformly over these ranges.
extern const std::map<std::string, Range> kAgencyRanges;

enum Group { kRichGroup, kMiddleGroup, kPoorGroup };
constexpr int kRichCountries = 3, kMiddleCountries = 4, kPoorCountries = 5;
Group group_of(std::size_t country);

struct AgencyArm {
  bool agency = true;
  bool policy = false;            // states choose for themselves, by unilateral policy
  bool content = false;           // or by politics at home, with elections
  double chi = -1;                // weight of better rights for workers who leave; below 0: default
  bool intenders = false;         // everyone is asked, not candidates only
  bool corridors = false;         // people can come unasked, through the middle countries
  bool still_demography = false;  // stationary ages, constant demand for labour
  double budget = -1;             // [GDP share / year]; negative: as drawn
  double monitoring = -1;         // negative: the default
  double floor = -1;              // negative: the default
  double open_at = -1;            // negative: the default
  double beta = -1;               // present bias of policy; negative: the default
  double gamma = -1;              // of the intention; negative: as drawn
  double reckoned = 0;            // how far people reckon with being asked
  double dissimilarity = 1;       // of the destinations of the North, and of the South
  int choice_rounds = 3;
  int years = 20;
  double persons_per_agent = 500;
  std::vector<std::string> set = {};  // "KEY=VALUE", after all else
};

Node agency_scenario(std::uint64_t number, const AgencyArm& arm);

/// What a run came to. Yearly series begin with the first year.
struct AgencyRun {
  std::vector<double> inflow;    // from poor and middle countries to rich ones [persons / year]
  std::vector<double> moved;     // changes of country but for returns [persons / year]
  std::vector<double> placed;    // [persons / year]
  std::vector<double> output;    // GDP of the poor and middle countries, mean of Januaries [int. $]
  std::vector<double> openness;  // of the rich, mean
  std::vector<double> rich_rights;
  std::vector<double> middle_rights;
  std::vector<double> shortage;          // of the rich, mean
  std::vector<models::TaskMoney> tasks;  // of the agency's money [int. $ / year]
  std::vector<double> budget;            // what donors offer it [int. $ / year]
  double unfilled = 0;  // share of the rich countries' places for work that stay empty
};
/// Mean of years first to last (counted from 0, last not included).
double mean_of(const std::vector<double>& yearly, std::size_t first, std::size_t last);

AgencyRun run_agency_world(std::uint64_t number, const AgencyArm& arm);
/// Worlds 0 to n - 1.
std::vector<AgencyRun> run_agency_worlds(std::size_t n, const AgencyArm& arm);

}  // namespace sojourn::testing
