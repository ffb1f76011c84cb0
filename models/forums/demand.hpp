#pragma once

#include "models/forums/worth.hpp"

namespace sojourn::models {

/// Weights and switches of the reasons for which states want a forum. The literature has explained
/// the proliferation of forums by each of them alone; each can be switched off.
struct DemandTerms {
  bool power = true;           // power asymmetry: off, all count alike (acts in Positions, too)
  TalkCosts talk;              // functionalism: talk.saves
  double concern = 0.03;       // worth of consulting on security, to whom it concerns [utility]
  double development = 0.015;  // worth of consulting on development, at full ties [utility]
  double neighbours = 0.005;   // subsidiarity: worth of a forum among neighbours [utility]
  double norms = 0.01;         // normative salience: worth of doing something about it [utility]
  bool by_subject = true;  // compartmentalisation: each subject is demanded and tabled by itself
  double authority_weight = 0.6;
};

/// For every state, the states of its region, itself included.
using Regions = std::vector<States>;
Regions regions_of(const World& world);

/// What a state's forums leave open, [state, subject] in [0, 1]. Each is a product over its forums
/// of 1 - what the forum settles.
struct Unmet {
  Eigen::ArrayXXd rule;    // settled: force*sqrt(power inside)
  Eigen::ArrayXXd talk;    // settled: share of its partners inside
  Eigen::ArrayXXd nearby;  // settled: likeness of members and region
};
Unmet unmet(const Positions& positions, const std::vector<Forum>& forums, const Regions& regions,
            double authority_weight);

/// A forum of everybody, by majority, on all subjects: what demand and veto are measured by.
Forum majority_of_all(Eigen::Index n);

/// What each state would give for a new forum, [state, subject], by reason [utility].
struct ForumDemand {
  Eigen::ArrayXXd power;          // max(0, G_i) of a majority of all states that binds, times unmet
  Eigen::ArrayXXd function;       // contracting costs that meeting with all would save, times unmet
  Eigen::ArrayXXd neighbourhood;  // neighbours * share of its partners in its region, times unmet
  Eigen::ArrayXXd norms;          // norms*salience on rights, times unmet
  Unmet left;
  Eigen::ArrayXXd all() const { return power + function + neighbourhood + norms; }
};
/// `salience`: attention that people without a secure place get, 1: the usual.
ForumDemand forum_demand(const Positions& positions, const std::vector<Forum>& forums,
                         const Regions& regions, const DemandTerms& terms, double salience);

/// Size of the common part over size of the union, in [0, 1]; both ascending.
double likeness(const States& one, const States& other);

}  // namespace sojourn::models
