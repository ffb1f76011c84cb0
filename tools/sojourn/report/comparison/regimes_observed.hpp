#pragma once

#include <filesystem>
#include <vector>

#include "tools/sojourn/report/observed.hpp"

namespace sojourn::command {

/// What is observed beside what every regime has of the same thing, run by run.
class RegimesObserved {
 public:
  RegimesObserved(std::vector<Observation> observations, std::size_t n_regimes,
                  std::size_t n_replicates);

  /// Takes the run of a regime and a replicate, at = regime * replicates + replicate.
  void take(std::size_t at, const TimedFile& run);
  /// As observed() has it, but with "regimes", [regime][replicate][label], in place of "runs"; a
  /// run that is missing has null for every label.
  Json json() const;

 private:
  std::vector<Observation> observations_;
  std::size_t n_regimes_, n_replicates_;
  std::vector<HeldAgainst> held_;                       // of the first run
  Json heads_ = Json::array();                          // likewise
  std::vector<std::vector<std::vector<double>>> runs_;  // [at][of held_][label]
};

/// The same of a comparison whose runs lie beside it, in the folder `runs`.
/// @throws ReadError: a run is not there any more; InputError: what is wrong with the table
Json observed_beside(const RunFile& comparison, const std::filesystem::path& table);

}  // namespace sojourn::command
