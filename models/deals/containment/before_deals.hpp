#pragma once

#include <map>
#include <vector>

#include "models/deals/pair.hpp"
#include "models/parties/first_entries.hpp"
#include "models/parties/remembered.hpp"

namespace sojourn::models {

class ContainmentAgreement;

/// People whom a deal of the pair holds in the partner now [persons] (ODD 7.11).
double held_by_deal(const Scene& scene, const FirstEntries& entries, Pair pair,
                    const ContainmentAgreement& deal);

/// What was before deals. A deal is judged by what would be without it: the share of travellers who
/// arrive would be that before it (or today's, if larger), and the demander would be pressed as
/// before. Both are forgotten slowly, for people find other ends (ODD 7.11).
class BeforeDeals {
 public:
  explicit BeforeDeals(Settings& settings);

  /// `held`: people whom the deals in force hold [persons]. Tells `entries` how many each deal
  /// keeps away. Once a tick, after entries.update().
  void see_flows(const Scene& scene, std::map<Pair, double> held, FirstEntries& entries);
  /// `pressures`: of the parties that have deals, as they are now [GDP share / year].
  void see_pressures(const Scene& scene, const std::map<std::size_t, double>& pressures);

  /// In the partner [persons]; 0 without a deal.
  double held(Pair pair) const;
  /// Share of the demander's arrivals that comes through the partner, in [0, 1]: `now`, or what is
  /// remembered if more. People whom a deal turns to other ways would come through the partner
  /// without it: what comes by these makes its share no smaller.
  double dependence(Pair pair, double now) const;
  /// `now`, or what is remembered if more [GDP share / year].
  double pressure(std::size_t party, double now) const;

  template <class Keeper>
  void state(Keeper& archive) {
    archive(held_, flows_, pressures_);
  }

 private:
  /// The flow before a deal, and who it was made of.
  struct Flow {
    Remembered before;           // [persons / year]
    Remembered dependence;       // share of the demander's arrivals that it was
    std::vector<double> shares;  // of those who set out, by state, the part that came this way
    template <class Keeper>
    void state(Keeper& archive) {
      archive(before, dependence, shares);
    }
  };
  void see_flow(const Scene& scene, Pair pair, Flow& flow, FirstEntries& entries) const;

  double memory_;
  std::map<Pair, double> held_;
  std::map<Pair, Flow> flows_;                   // through the partner, before each deal
  std::map<std::size_t, Remembered> pressures_;  // of parties that have deals
};

}  // namespace sojourn::models
