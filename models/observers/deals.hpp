#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "models/deals/labour_agreement.hpp"
#include "sim/base/stateful.hpp"
#include "sim/record/recorder.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// The table `deals`: agreements between two parties on containment and on labour. A deal by script
/// is a row with its own days (that of the tick where a regime brings or ends it); a bargained one
/// a row for each time that its terms change, from the first tick in which they are in force to the
/// first in which they are not. A run without agreements has no such table.
class DealObserver final : public Observer, public Stateful {
 public:
  DealObserver(Settings& /*settings*/, const World& /*world*/) {}
  void declare(const Scene& /*scene*/, Recorder& /*recorder*/) override {}
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
    WorkTerms work = {};
    bool operator==(const Terms&) const = default;
  };
  /// Who agreed on what: module, subject, demander, supplier.
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  void state(Archive& archive) override;

 private:
  struct Row {
    Key key;
    Terms terms;
    std::string from, until;  // dates; `until` is empty while it is in force
  };
  /// Of a deal in force.
  struct InForce {
    Terms terms;
    std::string from, until;  // a script's own days, where they lie in this run; else empty
  };
  using AllInForce = std::map<Key, InForce>;
  static void add_scripted(const Scene& scene, AllInForce& all);
  static void add_bargained(const Scene& scene, AllInForce& all);
  void close(const Scene& scene, const AllInForce& now);

  std::vector<Row> rows_;
  std::map<Key, std::size_t> open_;
};

}  // namespace sojourn::models
