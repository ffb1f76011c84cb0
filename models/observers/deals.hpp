#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

class ScriptedDeal;

/// The table `deals`: agreements between two parties on containment and on labour. A deal by script
/// is a row with its own days; a bargained one a row for each time that its terms change, from the
/// first tick in which they are in force to the first in which they are not.
class DealObserver final : public Observer {
 public:
  DealObserver(Settings& /*settings*/, const World& /*world*/) {}
  void bind(const ModuleSet& modules) override;
  void declare(const Scene& scene, Recorder& recorder) override;
  void observe(const Scene& scene, Recorder& recorder) override;
  void finish(const Scene& scene, Recorder& recorder) override;

  /// What is agreed; an agreement on one subject has zeros for the other's.
  struct Terms {
    double payment = 0;                       // to the supplier [int. $ / year]
    double containment = 0;                   // [0, 1]
    double readmission = 0;                   // chance [0, 1]
    double visas = 0;                         // share of refusals waived [0, 1]
    double resettlement = 0;                  // [persons / year]
    double one_for_one = 0;                   // taken over for one sent back [1]
    double to_supplier = 0, to_demander = 0;  // trade-like linkage [int. $ / year]
    double places = 0;                        // [persons / year]
    bool operator==(const Terms&) const = default;
  };
  /// Who agreed on what: module, subject, demander, supplier.
  using Key = std::tuple<std::string, std::string, std::string, std::string>;

 private:
  struct Row {
    Key key;
    Terms terms;
    std::string from, until;  // dates; `until` is empty while it is in force
  };
  /// What is in force by bargaining, by who agreed on what.
  std::map<Key, Terms> bargained(const Scene& scene) const;
  std::vector<Row> scripted(const Scene& scene) const;

  std::vector<const ScriptedDeal*> scripts_;
  std::vector<Row> rows_;
  std::map<Key, std::size_t> open_;
  Table table_;
};

}  // namespace sojourn::models
