#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/agency/donors.hpp"
#include "models/agency/placement_agreement.hpp"
#include "models/agency/recipient.hpp"

namespace sojourn {

class LabourMarket;

/// An international organisation that trains people, pays their way and places them where labour is
/// short and migrants have rights (SZ21). Once a year, on the first tick:
///
/// - donors judge it (Donors) and pay; the share `mark` of the money is earmarked. Earmarked money
///   asks people who are bound for the donor, the rest asks people wherever they are bound;
///   `offers` are asked per place that can be paid for. With recruits = "intenders" everyone who
///   wants to go is asked alike, also those who can pay for no plan. Whoever is asked chooses
///   (sim/recruitment).
/// - places are open in states whose income per head is below `ceiling`, and in those above that
///   have opened, by their own policy, since it was founded, and to `open_at` at least: as many as
///   they want to take (RecipientChoice) of their vacancies, filled over `years`; what can be paid
///   for is shared evenly among them.
/// - a state whose rights are below `floor` gets none with probability `monitoring`. It pledges the
///   floor where that pays (pays_to_comply) for the share it can expect; pledged rights rise, or
///   are given up, by `step` a year. Rights that a state has taken on by other agreements count.
///
/// Without oversight: monitoring = 0.
class Agency final : public Negotiation {
 public:
  Agency(Settings& settings, const World& world);
  void bind(const ModuleSet& modules) override;
  std::string warning() const override;
  void negotiate(const Scene& scene, Agreements& agreements, std::vector<Event>& events) override;
  void measure(const Scene& scene) override;

  /// [int. $ / year]
  double budget() const { return donors_.budget(); }

 private:
  /// What the agency knows of a state, from year to year.
  struct Recipient {
    double openness = 0;  // when the agency was founded
    double wanted = 0;    // places [persons / year]
    double pledged = 0;   // rights; 0: none
    bool complies = false;
    bool withheld = false;
  };
  struct Money {
    std::vector<double> earmarked;  // places that can be paid for, by donor [persons / year]
    double free = 0;                // the same of money that is not earmarked
    double all() const;
  };

  void found(const Scene& scene, std::vector<Event>& events);
  void ask_recipients(const Scene& scene);
  double rights(StateId state) const;
  double expected_places(const Scene& scene, StateId state) const;
  void review_pledge(const Scene& scene, StateId state, std::vector<Event>& events);
  void review_rights(const Scene& scene, StateId state, std::vector<Event>& events);
  RecipientFacts facts(const Scene& scene, StateId state) const;
  bool is_eligible(const Scene& scene, StateId state) const;
  Money money(const Scene& scene) const;
  Programme programme(const Scene& scene) const;
  double place_people(const Scene& scene, double payable, Programme& programme) const;
  void ask_people(const Scene& scene, const Money& money, double used, Programme& programme) const;
  void spend(const Scene& scene, double used, Programme& programme) const;
  void publish(Agreements& agreements, Programme programme);
  double candidates(const Scene& scene, StateId state) const;
  double cost() const { return trained_ * training_ + transport_; }

  double ceiling_, open_at_, mark_, border_work_, border_scale_;
  Donors donors_;
  bool all_intenders_;
  double training_, transport_, trained_, reckoned_, offers_, years_;
  double floor_, monitoring_, step_, growth_;
  int start_;  // [tick]
  bool founded_ = false;
  ChannelId sponsored_;
  PolicyWeights weights_;
  double working_share_ = 0;
  std::vector<Recipient> recipients_;  // [state]
  PlaceArray own_rights_;              // in force but for what is pledged here
  const Agreement* published_ = nullptr;
};

}  // namespace sojourn
