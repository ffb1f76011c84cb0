#pragma once

#include <fmt/format.h>

#include <map>
#include <memory>
#include <optional>

#include "models/deals/deal_review.hpp"
#include "models/parties/party.hpp"

namespace sojourn::models {

/// Who asks, and who is asked.
struct Pair {
  std::size_t asker;  // index of a party
  StateId partner;
  auto operator<=>(const Pair&) const = default;
};

/// What a pair would agree on today.
struct Offer {
  double surplus = 0;        // of both, net of negotiating; > 0: worth a deal [int. $ / year]
  double payment = 0;        // from asker to partner [int. $ / year]
  double contract_cost = 0;  // of negotiating, the asker's [int. $ / year]
  double appeal = 0;         // tells partners apart that are worth the same [int. $ / year]
  bool worthwhile() const { return surplus > 0; }
};

/// What a deal in force is worth to both today [int. $ / year].
struct Worth {
  double gain = 0;          // asker's, of what the partner does
  double payment = 0;       // the asker's
  double loss = 0;          // partner's
  double compensation = 0;  // partner's, all that it gets
};

/// The life of bilateral deals, whatever they are about (ODD 7.11, ML18): every quarter
/// every party weighs every state, nobody is gated; the best partner is approached, the deal is
/// signed after `delay` if it still pays; both sides review it every quarter, negotiate anew where
/// that pays, slip, and end it after `term` where they would rather be without.
/// `Deal` is the Agreement, `Proposal` has a member `offer`.
template <class Deal, class Proposal>
class DealMaking : public Negotiation {
 public:
  void negotiate(const Scene& scene, Agreements& agreements, std::vector<Event>& events) final {
    observe(scene);
    const Calendar& calendar = scene.world.calendar;
    if (scene.tick < start_) return;
    sign_due(scene, events);
    if (calendar.begins_month(scene.tick) && (calendar.month(scene.tick) - 1) % 3 == 0) {
      review(scene, events);
      approach(scene, events);
    }
    publish(agreements);
  }
  void measure(const Scene& scene) final { observe(scene); }

 protected:
  struct InForce {
    std::shared_ptr<Deal> agreement;
    int since = 0;
  };

  DealMaking(Settings& s, const World& world) : parties_(parties_of(world)) {
    const Calendar& calendar = world.calendar;
    delay_ = calendar.ticks_in(
        s.real("delay", "months", {0, 120}, 2, "from the first approach to the signature"));
    term_ = calendar.ticks_in(
        s.real("term", "months", {0, 1200}, 12, "how long a deal binds both sides"));
    const Date start = s.date("start", world.calendar.start(),
                              "when states begin to bargain, a year into the run or later");
    start_ = std::max(calendar.tick(start), calendar.ticks_per_year());
  }

  /// Called every tick, before anything is decided.
  virtual void observe(const Scene&) {}
  /// Whether a party looks for partners at all.
  virtual bool wants(const Scene& scene, std::size_t party) const = 0;
  virtual Proposal propose(const Scene& scene, Pair pair) const = 0;
  virtual std::shared_ptr<Deal> conclude(const Scene& scene, Pair pair,
                                         const Proposal& proposal) const = 0;
  virtual Worth worth(const Deal& deal, const Proposal& today) const = 0;
  /// Asks the members of a union; whoever objects is told.
  virtual bool approved(const Scene&, Pair, const Proposal&, std::vector<Event>&) { return true; }
  /// What is agreed, and why, for the event log.
  virtual std::string terms_text(const Scene& scene, Pair pair, const Proposal& proposal) const = 0;
  /// Called where the best partner is out of reach.
  virtual void refused(const Scene&, Pair, const Proposal&, std::vector<Event>&) {}

  const std::vector<Party>& parties() const { return parties_; }
  const std::map<Pair, InForce>& in_force() const { return in_force_; }
  const std::string& partner_name(const Scene& scene, Pair pair) const {
    return scene.world.places[pair.partner.index()].id;
  }
  std::string name_of(const Scene& scene, Pair pair) const {
    return parties_[pair.asker].name + "-" + partner_name(scene, pair);
  }
  void tell(const Scene& scene, std::vector<Event>& events, const char* kind, Pair pair,
            const std::string& text) const {
    events.push_back({scene.tick, kind, name_of(scene, pair) + ": " + text});
  }

 private:
  void approach(const Scene& scene, std::vector<Event>& events) {
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
          return std::pair(offer.surplus, offer.appeal);
        };
        if (best && worth(proposal.offer) <= worth(found.offer)) continue;
        best = pair;
        found = std::move(proposal);
      }
      if (!best) continue;
      if (!found.offer.worthwhile()) {
        refused(scene, *best, found, events);
        continue;
      }
      due_[*best] = scene.tick + delay_;
      tell(scene, events, "approach", *best, terms_text(scene, *best, found));
    }
  }

  void sign_due(const Scene& scene, std::vector<Event>& events) {
    for (auto next = due_.begin(); next != due_.end();) {
      const auto [pair, when] = *next;
      if (when > scene.tick) {
        ++next;
        continue;
      }
      next = due_.erase(next);
      const Proposal proposal = propose(scene, pair);
      if (!proposal.offer.worthwhile()) {
        tell(scene, events, "refusal", pair, "the reason has gone before the signature");
      } else if (approved(scene, pair, proposal, events)) {
        in_force_[pair] = {conclude(scene, pair, proposal), scene.tick};
        tell(scene, events, "deal", pair, terms_text(scene, pair, proposal));
      }
    }
  }

  void review(const Scene& scene, std::vector<Event>& events) {
    for (auto next = in_force_.begin(); next != in_force_.end();) {
      auto& [pair, deal] = *next;
      const Proposal today = propose(scene, pair);
      if (!renewed(scene, pair, deal, today, events) && ended(scene, pair, deal, today, events)) {
        next = in_force_.erase(next);
      } else {
        ++next;
      }
    }
  }

  bool renewed(const Scene& scene, Pair pair, InForce& deal, const Proposal& today,
               std::vector<Event>& events) {
    const double before = worth(*deal.agreement, today).payment;
    if (!today.offer.worthwhile() ||
        !worth_renegotiating(today.offer.payment, before, today.offer.contract_cost) ||
        !approved(scene, pair, today, events)) {
      return false;
    }
    deal.agreement = conclude(scene, pair, today);
    tell(scene, events, "renegotiation", pair,
         fmt::format("{} (before {:.2g} bn/yr)", terms_text(scene, pair, today), before / 1e9));
    return true;
  }

  /// Lets the partner slip; true where one side ends the deal.
  bool ended(const Scene& scene, Pair pair, InForce& deal, const Proposal& today,
             std::vector<Event>& events) const {
    const Worth now = worth(*deal.agreement, today);
    const double kept = effort(now.compensation, now.loss);
    if (kept < deal.agreement->effort() - 0.1 || (kept < 1 && deal.agreement->effort() == 1)) {
      tell(scene, events, "slip", pair,
           fmt::format("{} keeps {:.0f}% of its promise, paid {:.2g} bn/yr for a loss of {:.2g}",
                       partner_name(scene, pair), 100 * kept, now.payment / 1e9, now.loss / 1e9));
    }
    deal.agreement->set_effort(kept);
    if (scene.tick - deal.since < term_) return false;
    const double gain = now.gain * kept;
    const bool by_asker = payer_ends(gain, now.payment);
    if (!by_asker && !payee_ends(now.compensation, now.loss)) return false;
    tell(scene, events, "end", pair,
         fmt::format(
             "{} ends the deal; {} gains {:.2g} bn/yr for {:.2g}, {} loses {:.2g} for {:.2g}",
             by_asker ? parties_[pair.asker].name : partner_name(scene, pair),
             parties_[pair.asker].name, gain / 1e9, now.payment / 1e9, partner_name(scene, pair),
             now.loss / 1e9, now.compensation / 1e9));
    return true;
  }

  /// Replaces what this module put in force before.
  void publish(Agreements& agreements) {
    std::erase_if(agreements.in_force, [&](const auto& agreement) {
      return std::ranges::find(published_, agreement.get()) != published_.end();
    });
    published_.clear();
    for (const auto& [pair, deal] : in_force_) {
      agreements.in_force.push_back(deal.agreement);
      published_.push_back(deal.agreement.get());
    }
  }

  std::vector<Party> parties_;
  int delay_ = 0, term_ = 0, start_ = 0;  // [ticks]
  std::map<Pair, InForce> in_force_;
  std::vector<const Agreement*> published_;
  std::map<Pair, int> due_;  // pairs that negotiate, and the tick of signature
};

}  // namespace sojourn::models
