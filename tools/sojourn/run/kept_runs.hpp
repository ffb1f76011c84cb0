#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/sojourn/run/run_plan.hpp"
#include "tools/sojourn/study/checked_scenario.hpp"

namespace sojourn::command {

/// Whether a run file is there that is not whole, and a checkpoint beside it.
bool can_go_on(const std::filesystem::path& output);

/// What is there of the runs that are asked for.
class KeptRuns {
 public:
  /// @param checked the plan's scenario
  KeptRuns(const RunPlan& plan, const CheckedScenario& checked, const Catalog& catalog);

  /// Whether the whole run with this seed is there, made by this program.
  bool is_whole(const std::filesystem::path& output, std::uint64_t seed) const;

 private:
  std::string program_;     // its digest
  Node scenario_, regime_;  // resolved
  std::string from_;        // empty: no regime begins later
};

}  // namespace sojourn::command
