#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/input/node.hpp"
#include "sim/input/settings.hpp"
#include "tests/support/effect.hpp"
#include "tests/worlds/development_world.hpp"

namespace sojourn::testing {

/// What tools/studies/thresholds/development.toml asks for. @throws std::runtime_error: not there
const Node& development_thresholds();
/// A number of it, as "output.skill_untrained".
double threshold(const std::string& table, const std::string& key);
/// A list of two.
Range threshold_range(const std::string& table, const std::string& key);

/// The world's first month, scenarios/world.toml, with settings that are drawn from kMonthRanges.
struct Month {
  std::map<std::string, double> share;     // of foreigners in what all who work there earn
  std::map<std::string, double> people;    // their share of all people
  std::map<std::string, double> received;  // sent home [int. $ / year]
  std::map<std::string, double> abroad;    // its citizens [persons]
};
extern const std::map<std::string, Range> kMonthRanges;
Node month_scenario(std::uint64_t number, const std::vector<std::string>& set);
/// @param persons_per_agent 1000 is what the file has
Month month(std::uint64_t number, double persons_per_agent, const std::vector<std::string>& set);

/// Of the ten countries that the thresholds name.
struct Contribution {
  std::map<std::string, double> share, people;
  double mean = 0;
  std::string highest;
  int above = 0;  // in how many it is above their share of the people
};
Contribution contribution(const Month& first);

/// What countries got in 2018 by the World Bank's bilateral matrix [million US$].
/// @param folder that holds remittances_bilateral_2018.csv; empty where it does not
std::map<std::string, double> published_remittances(const std::string& folder);
struct Correlation {
  double r = 0;
  std::size_t n = 0;  // countries
};
/// Of the logs of two figures of countries, over those that have both. @param shift every country
/// has the figure of the one that comes so many places later: a control
/// @throws std::runtime_error: fewer than three have both
Correlation log_correlation(const std::map<std::string, double>& one,
                            const std::map<std::string, double>& other, std::size_t shift = 0);

/// An agency's effect on the output of countries of middle and low income, where this module counts
/// what schooling does.
struct OutputArm {
  bool agency = true, trained = true, naturalise = true;
  int years = 20;
  double persons_per_agent = 1000;
};
struct Output {
  double all = 0;     // ln of what they earn in the last month
  double skills = 0;  // mean of the log of what schooling makes of output per worker, by people
};
extern const std::map<std::string, Range> kOutputRanges;
Node output_scenario(std::uint64_t number, const OutputArm& arm);
std::vector<Output> outputs(std::size_t worlds, const OutputArm& arm);

/// Of one of these figures, median over worlds.
Effect difference(const std::vector<Output>& one, const std::vector<Output>& other,
                  double Output::*of);

/// First choices of the rich country, an arm's over another's, median over worlds.
Effect choices_over(std::size_t worlds, const HumpArm& arm, const HumpArm& other);

/// Of an arm with remittances, its last month over its first, median over worlds.
struct Left {
  Effect people;  // foreigners in the rich country
  Effect sent;    // what all who are abroad send home
};
Left left_after(std::size_t worlds, const HumpArm& arm);

}  // namespace sojourn::testing
