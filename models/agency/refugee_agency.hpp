#pragma once

#include <string>
#include <vector>

#include "sim/input/term.hpp"
#include "sim/stages/stages.hpp"

namespace sojourn::models {

/// An organisation that helps refugees with a budget (ODD 7.27). It looks after those whose hosts
/// are too poor to: where money is short they want, and want drives them on. With the rest it moves
/// refugees to states that offer places, from where most are hosted by fewest.
class RefugeeAgency final : public Shock, public Decree {
 public:
  RefugeeAgency(Settings& settings, const World& world);

  void bind(const ModuleSet& modules) override;
  void apply(const Scene& scene, Conditions& conditions) const override;
  void announce(const Scene& scene, EventLog& log) const override;
  void enact(const Scene& scene, Rules& rules) const override;
  std::string warning() const override;

  /// Refugees and applicants for whom a place cannot care by itself [persons].
  double in_need(const Scene& scene, PlaceId place) const;
  bool is_at_work(int tick) const { return term_.share(tick) > 0; }
  /// Those in need whom its own money does not reach [persons].
  double unreached(const Scene& scene) const;
  /// Share of the need that the money meets, in [0, 1]; other agencies' money for it counts. Of
  /// several refugee agencies each gets of that as its part of what is lacking to all at work.
  double met(const Scene& scene) const;
  /// What looking after one of them costs [int. $ / person / year].
  double per_person() const { return per_person_; }
  /// Whom it moves while it is at work [persons / year].
  double moved() const;

 private:
  bool rich(const Scene& scene, PlaceId place) const;
  double need(const Scene& scene) const;
  double lacking(const Scene& scene) const { return per_person_ * unreached(scene); }
  double part_of_relief(const Scene& scene) const;

  double budget_, for_moving_, per_person_, per_move_, places_, own_means_, want_;
  Term term_;
  int n_ticks_;
  bool is_carried_out_ = false;
  std::vector<const RefugeeAgency*> all_;  // itself among them
};

}  // namespace sojourn::models
