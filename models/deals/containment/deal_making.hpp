#pragma once

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>

#include "models/deals/containment/deal_review.hpp"
#include "models/deals/pair.hpp"
#include "models/parties/party.hpp"
#include "sim/base/stateful.hpp"
#include "sim/input/term.hpp"

namespace sojourn::models {

/// What a pair would agree on today.
struct Offer {
  double surplus = 0;        // of both, net of negotiating; > 0: worth a deal [int. $ / year]
  double payment = 0;        // from asker to partner [int. $ / year]
  double contract_cost = 0;  // of negotiating, the asker's [int. $ / year]
  double partner_gain = 0;   // its part of the surplus [int. $ / year]
  double appeal = 0;         // tells partners apart that are worth the same [int. $ / year]
  bool worthwhile() const { return surplus > 0; }
  /// What is left to the asker; all where there is no deal.
  double asker_gain() const { return surplus - partner_gain; }
  /// Who loses more by every month without a deal comes forward.
  bool partner_proposes() const { return partner_gain > asker_gain(); }
};

/// What a deal in force is worth to both today [int. $ / year].
struct Worth {
  double gain = 0;          // asker's, of what the partner does
  double payment = 0;       // the asker's
  double linked_cost = 0;   // the asker's, of what it gives beside money
  double loss = 0;          // partner's
  double compensation = 0;  // partner's, all that it gets
};

/// The life of bilateral deals for payment (ODD 7.11, ML18): every quarter every party weighs every
/// state, nobody is gated; the partner that leaves it most is approached, the deal is signed after
/// `delay` if it still pays; both sides review it every quarter, negotiate anew where that pays,
/// slip, and end it after `term` where they would rather be without. `Deal` is the Agreement,
/// `Proposal` has a member `offer`.
template <class Deal, class Proposal>
class DealMaking : public Negotiation, public Stateful {
 public:
  void negotiate(const Scene& scene, Agreements& agreements, EventLog& log) final {
    watch(scene);
    const Calendar& calendar = scene.world.calendar;
    if (scene.tick < start_) return;
    sign_due(scene, log);
    if (calendar.begins_month(scene.tick) && (calendar.month(scene.tick) - 1) % 3 == 0) {
      review(scene, log);
      approach(scene, log);
    }
    publish(agreements);
  }

 protected:
  struct InForce {
    std::shared_ptr<Deal> agreement;
    int since = 0;
  };

  DealMaking(Settings& s, const World& world) : parties_(parties_of(world)), review_(s) {
    const Calendar& calendar = world.calendar;
    delay_ = calendar.ticks_in(
        s.real("delay", "months", {0, 120}, 2, "from the first approach to the signature"));
    term_ = calendar.ticks_in(
        s.real("term", "months", {0, 1200}, 12, "how long a deal binds both sides"));
    const int start = read_tick(s, "start", calendar,
                                "when states begin to bargain, a year into the run or later");
    start_ = std::max(start, calendar.ticks_per_year());
  }

  template <class Keeper>
  void deals_state(Keeper& archive) {
    archive(in_force_, due_);
  }
  /// Whether a party looks for partners at all.
  virtual bool wants(const Scene& scene, std::size_t party) const = 0;
  virtual Proposal propose(const Scene& scene, Pair pair) const = 0;
  virtual std::shared_ptr<Deal> conclude(const Scene& scene, Pair pair,
                                         const Proposal& proposal) const = 0;
  virtual Worth worth(const Deal& deal, const Proposal& today) const = 0;
  /// Asks the members of a union; whoever objects is told.
  virtual bool approved(const Scene&, Pair, const Proposal&, EventLog&) { return true; }
  /// What is agreed, and why, for the event log.
  virtual std::string terms_text(const Scene& scene, Pair pair, const Proposal& proposal) const = 0;
  /// Called where a deal has come into force or ended, within a tick.
  virtual void deals_changed() {}
  /// Called where the best partner is out of reach.
  virtual void refused(const Scene&, Pair, const Proposal&, EventLog&) {}

  const std::vector<Party>& parties() const { return parties_; }
  const std::map<Pair, InForce>& in_force() const { return in_force_; }
  const std::string& partner_name(const Scene& scene, Pair pair) const {
    return scene.world.places[pair.partner.index()].id;
  }
  std::string name_of(const Scene& scene, Pair pair) const {
    return parties_[pair.asker].name + "-" + partner_name(scene, pair);
  }
  /// A line about a pair for the event log.
  std::string line(const Scene& scene, Pair pair, const std::string& text) const {
    return name_of(scene, pair) + ": " + text;
  }

 private:
  void approach(const Scene& scene, EventLog& log) {
    for (std::size_t r = 0; r < parties_.size(); ++r) {
      if (!wants(scene, r)) continue;
      std::optional<Pair> best;
      Proposal found;
      for (const StateId k : scene.world.states()) {
        const Pair pair{r, k};
        if (parties_[r].has(pair.partner) || in_force_.contains(pair) || due_.contains(pair))
          continue;
        Proposal proposal = propose(scene, pair);
        const auto worth = [](const Offer& offer) {
          return std::pair(offer.asker_gain(), offer.appeal);
        };
        if (best && worth(proposal.offer) <= worth(found.offer)) continue;
        best = pair;
        found = std::move(proposal);
      }
      if (!best) continue;
      if (!found.offer.worthwhile()) {
        refused(scene, *best, found, log);
        continue;
      }
      due_[*best] = scene.tick + delay_;
      log.add("approach",
              line(scene, *best,
                   fmt::format("{}; {} proposes", terms_text(scene, *best, found),
                               found.offer.partner_proposes() ? partner_name(scene, *best)
                                                              : parties_[r].name)));
    }
  }

  void sign_due(const Scene& scene, EventLog& log) {
    for (auto next = due_.begin(); next != due_.end();) {
      const auto [pair, when] = *next;
      if (when > scene.tick) {
        ++next;
        continue;
      }
      next = due_.erase(next);
      const Proposal proposal = propose(scene, pair);
      if (!proposal.offer.worthwhile()) {
        log.add("refusal", line(scene, pair, "the reason has gone before the signature"));
      } else if (approved(scene, pair, proposal, log)) {
        in_force_[pair] = {conclude(scene, pair, proposal), scene.tick};
        deals_changed();
        log.add("deal", line(scene, pair, terms_text(scene, pair, proposal)));
      }
    }
  }

  void review(const Scene& scene, EventLog& log) {
    for (auto next = in_force_.begin(); next != in_force_.end();) {
      auto& [pair, deal] = *next;
      const Proposal today = propose(scene, pair);
      if (!renewed(scene, pair, deal, today, log) && ended(scene, pair, deal, today, log)) {
        next = in_force_.erase(next);
        deals_changed();
      } else {
        ++next;
      }
    }
  }

  bool renewed(const Scene& scene, Pair pair, InForce& deal, const Proposal& today, EventLog& log) {
    const double before = worth(*deal.agreement, today).payment;
    if (!today.offer.worthwhile() ||
        !worth_renegotiating(review_, today.offer.payment, before, today.offer.contract_cost) ||
        !approved(scene, pair, today, log)) {
      return false;
    }
    deal.agreement = conclude(scene, pair, today);
    log.add("renegotiation", line(scene, pair,
                                  fmt::format("{} (before {:.2g} bn/yr)",
                                              terms_text(scene, pair, today), before / 1e9)));
    return true;
  }

  /// Lets the partner slip; true where one side ends the deal.
  bool ended(const Scene& scene, Pair pair, InForce& deal, const Proposal& today,
             EventLog& log) const {
    const Worth now = worth(*deal.agreement, today);
    const double kept = effort(now.compensation, now.loss);
    if (kept < deal.agreement->effort() - review_.slip_told ||
        (kept < 1 && deal.agreement->effort() == 1)) {
      log.add("slip",
              line(scene, pair,
                   fmt::format(
                       "{} keeps {:.0f}% of its promise, paid {:.2g} bn/yr for a loss of {:.2g}",
                       partner_name(scene, pair), 100 * kept, now.payment / 1e9, now.loss / 1e9)));
    }
    deal.agreement->set_effort(kept);
    if (scene.tick - deal.since < term_) return false;
    const double gain = now.gain * kept;
    const bool by_asker = payer_ends(gain, now.payment + now.linked_cost);
    if (!by_asker && !payee_ends(now.compensation, now.loss)) return false;
    log.add(
        "end",
        line(scene, pair,
             fmt::format(
                 "{} ends the deal; {} gains {:.2g} bn/yr for {:.2g}, {} loses {:.2g} for {:.2g}",
                 by_asker ? parties_[pair.asker].name : partner_name(scene, pair),
                 parties_[pair.asker].name, gain / 1e9, (now.payment + now.linked_cost) / 1e9,
                 partner_name(scene, pair), now.loss / 1e9, now.compensation / 1e9)));
    return true;
  }

  /// Deals act after all that is in force, in the order of pairs.
  void publish(Agreements& agreements) {
    AgreementList deals;
    for (const auto& [pair, deal] : in_force_) deals.push_back(deal.agreement);
    agreements.end(name());
    agreements.put(name(), std::move(deals));
  }

  std::vector<Party> parties_;
  ReviewTerms review_;
  int delay_ = 0, term_ = 0, start_ = 0;  // [ticks]
  std::map<Pair, InForce> in_force_;
  std::map<Pair, int> due_;  // pairs that negotiate, and the tick of signature
};

}  // namespace sojourn::models
