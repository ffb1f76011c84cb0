#include "models/forums/proposals/terms.hpp"

namespace sojourn::models {

namespace {

DemandTerms read_demand(Settings& s) {
  DemandTerms d;
  d.power = s.boolean("power_asymmetry", d.power,
                      "explanation: the powerful have their way between two and a veto among many");
  d.talk.saves =
      s.boolean("functionalism", d.talk.saves, "explanation: meeting saves contracting costs");
  const bool subsidiarity =
      s.boolean("subsidiarity", true, "explanation: what lies among neighbours is settled there");
  d.by_subject = s.boolean("compartmentalisation", d.by_subject,
                           "explanation: each subject is demanded and tabled by itself");
  const bool norms = s.boolean("normative_salience", true,
                               "explanation: people without a secure place call for something");
  d.talk.per_partner = s.real("contracting_cost", "utility / partner", {0, 1}, 0.0015,
                              "kappa_b: of settling a subject with one partner alone");
  d.talk.per_forum =
      s.real("meeting_cost", "utility", {0, 1}, 0.004, "K_m: of taking part in a forum");
  d.concern = s.real("concern_worth", "utility", {0, 1}, 0.03,
                     "of meeting all whom people coming unasked concern as well, to a state "
                     "that this concerns fully");
  d.development = s.real("development_worth", "utility", {0, 1}, 0.015,
                         "of meeting all partners on development, to an origin of a full "
                         "diaspora");
  d.talk.framing = s.real("framing", "1", {0, 1}, 0.3,
                          "share of what a text on labour costs that talk of development takes "
                          "away");
  d.neighbours = s.real("neighbour_worth", "utility", {0, 1}, d.neighbours,
                        "of a forum of neighbours, to a state all of whose partners they are");
  d.norms = s.real("norm_worth", "utility", {0, 1}, d.norms,
                   "of a forum on rights, at the usual salience");
  d.authority_weight = s.real("authority_weight", "1", {0, 1}, d.authority_weight,
                              "what full authority adds to a rule that does not bind");
  if (!subsidiarity) d.neighbours = 0;
  if (!norms) d.norms = 0;
  return d;
}

ProposalTerms read_proposal(Settings& s) {
  ProposalTerms p;
  p.add_cost = s.real("add_cost", "utility", {0, 1}, p.add_cost, "of proposing a new forum");
  p.reinterpret_cost = s.real("reinterpret_cost", "utility", {0, 1}, p.reinterpret_cost,
                              "of proposing another use of a forum");
  p.replace_cost =
      s.real("replace_cost", "utility", {0, 1}, p.replace_cost, "of proposing to replace a forum");
  p.hurdle =
      s.real("treaty_hurdle", "1", {0, 100}, p.hurdle, "a treaty comes about with (1 - veto)^this");
  p.replace_hurdle = s.real("replace_hurdle", "1", {0, 100}, p.replace_hurdle,
                            "a forum is replaced by a treaty of its members with (1 - veto)^this");
  p.hosting = s.real("hosting", "utility", {0, 1}, p.hosting, "what it is worth to house a forum");
  p.tolerance = s.real("tolerance", "utility", {0.02, 1}, p.tolerance,
                       "loss beyond which a member leaves and an invited state stays out");
  p.discretion = s.real("discretion", "1", {0, 1}, p.discretion,
                        "of a new forum: how far its mandate may be reinterpreted");
  p.guests = s.real("guests", "1", {0, 1}, p.guests,
                    "share of a host's matters that the partners whom it invites stand for");
  return p;
}

UpkeepTerms read_upkeep(Settings& s, const ForumTerms& terms) {
  UpkeepTerms u;
  u.tolerance = terms.proposal.tolerance;
  u.authority_weight = terms.demand.authority_weight;
  u.by_ratification =
      s.texts("by_ratification", {},
              "forums of the start whose texts bind only who ratifies them, so that "
              "nobody need leave over one");
  u.growth = s.real("authority_growth", "1 / year", {0, 10}, u.growth,
                    "of authority, where all members take their matters to the forum");
  u.exodus = s.real("exodus", "1 / year", {0, 10}, u.exodus,
                    "of authority, where all members block a reform and the forum's "
                    "discretion is 1");
  u.dormancy = s.real("dormancy", "1 / year", {0, 10}, u.dormancy,
                      "rate at which a forum that nobody uses dies");
  u.merging = s.real("merging", "1 / year", {0, 10}, u.merging,
                     "rate at which two forums become one that members would rather have as one");
  u.alike = s.real("alike", "1", {0.01, 1}, u.alike,
                   "common members, of all of two forums, from which on they may merge");
  return u;
}

PaceTerms read_pace(Settings& s) {
  PaceTerms p;
  p.tabling = s.real("tabling", "1 / year", {0, 100}, p.tabling,
                     "attempts at a forum where mean demand is 0.05");
  p.entrepreneurs = s.real("entrepreneurs", "1 / year", {0, 100}, p.entrepreneurs,
                           "attempts by each secretariat or envoy where mean demand is 0.05");
  p.calling = s.real("calling", "1 / year", {0, 12}, p.calling,
                     "how often each state weighs whether to call those whom a subject concerns "
                     "to a consultation");
  p.taste = s.real("taste", "utility", {0, 1}, p.taste,
                   "scale of what a way to act is worth to its sponsor for other reasons");
  p.answer = s.real("answer", "years", {1, 100}, p.answer,
                    "after a reform, when it is measured what became of the old forum");
  p.intact = s.real("intact", "1", {0, 1}, p.intact,
                    "share of its authority that an old forum keeps which has not drifted");
  p.answers =
      s.real("answers", "1", {0, 1}, p.answers,
             "share of an old forum's members in a new one, from which on the new one is an "
             "answer to the old and no mere addition");
  p.usual_demand = s.real("usual_demand", "utility", {1e-6, 1}, p.usual_demand,
                          "mean demand of states for a forum that is usual: that of `tabling`");
  return p;
}

}  // namespace

ForumTerms::ForumTerms(Settings& settings)
    : pace(read_pace(settings)),
      demand(read_demand(settings)),
      proposal(read_proposal(settings)),
      upkeep(read_upkeep(settings, *this)) {}

}  // namespace sojourn::models
