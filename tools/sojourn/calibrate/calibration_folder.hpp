#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/input/scenario.hpp"
#include "tools/sojourn/calibrate/targets.hpp"
#include "tools/sojourn/study/vary.hpp"

namespace sojourn::command {

/// What a calibration is of: by its digest the scenario with the rows of its tables, settings with
/// their ranges, targets.
std::string subject_of(const Node& resolved, const std::vector<Variation>& settings,
                       const std::vector<Target>& targets);

/// The folder of a calibration: subject.csv tells what its other files are of.
class CalibrationFolder {
 public:
  CalibrationFolder(std::filesystem::path folder, std::string subject)
      : folder_(std::move(folder)), subject_(std::move(subject)) {}

  /// No file that would be written is one that is read. @throws InputError
  void refuse_inputs(const ScenarioRequest& files, const std::filesystem::path& targets,
                     const Node& scenario) const;
  /// Takes the folder for this calibration. `force` removes results of another.
  /// @throws OutputExists: files of another calibration, or of nobody knows what, are there
  /// @throws WriteError
  void begin(bool force) const;
  /// Removes what was found before.
  void remove_results() const;

 private:
  std::filesystem::path folder_;
  std::string subject_;
};

}  // namespace sojourn::command
