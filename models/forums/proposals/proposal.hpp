#pragma once

#include <optional>
#include <string>

#include "models/forums/demand.hpp"
#include "models/forums/proposals/compromise.hpp"

namespace sojourn::models {

/// What a state may do about a matter that its forums do not settle.
enum class Move { kNothing, kAddBeside, kReinterpret, kReplace };

/// What proposing costs the state that does it [utility], and how proposals are judged.
struct ProposalTerms {
  double add_cost = 0.01, reinterpret_cost = 0.005, replace_cost = 0.02;
  double hurdle = 8;          // exponent of a treaty's chance
  double replace_hurdle = 2;  // of a replacement's: who is in already has agreed to meet
  double hosting = 0.01;      // what it is worth to house a forum [utility]
  double tolerance =
      0.03;  // a member leaves, an invited state stays out, beyond this loss [utility]
  double discretion = 0.3;  // of the secretariat of a new forum
  double guests = 0.8;      // share of a host's matters that its guests stand for
};

/// One way to act, with what the sponsor expects of it.
struct Proposal {
  Move move = Move::kNothing;
  Forum forum;  // as it would be, with those who want to be in it
  const char* origin = "";
  std::optional<std::size_t> old;  // the forum that is replaced or reinterpreted
  double chance = 0;               // of the above: a treaty, a replacement, a reinterpretation
  Forum fallback;                  // less formal, offered where a treaty fails; no members: none
  double gain = 0;                 // expected, less the cost of proposing [utility]
  std::size_t invited = 0;
  double veto = 0;  // share of the power invited that would veto a treaty
};

/// Who looks for a forum, on what.
struct Search {
  const Positions& positions;
  const std::vector<Forum>& forums;
  const Regions& regions;
  const DemandTerms& demand;
  const ProposalTerms& terms;
  StateId sponsor;
  SubjectMask mandate{};
  double unmet = 1;          // share of the sponsor's matter that its forums leave open
  bool treaty_first = true;  // off: a compromise is tabled at once
};

/// The best new forum beside those there are: among all states, the sponsor's region and the main
/// partner, or a swing state and its partners, which then pays for all; labour may be framed as
/// development; by majority, power or consensus (forum shopping: Busch 2007,
/// DOI 10.1017/S0020818307070257). The expected worth is that of a treaty by its chance, else that
/// of f*. The sponsor knows who would stay out.
Proposal best_beside(const Search& search);
/// The best consultation that the sponsor could call: talks by consensus of its region, its
/// partners or their region (at its own cost), or its rivals, of those who gain by coming. Gain:
/// what meeting them is worth, times `unmet`, less its cost and that of proposing.
Proposal best_consultation(const Search& search);
/// The best reform of one of the sponsor's own forums: an all-or-nothing replacement by a treaty,
/// with chance (1 - veto(1))^replace_hurdle, or another use of it within its discretion, with
/// chance discretion*(1 - veto), which adds the subject and formality discretion*(1 - f).
Proposal best_replacement(const Search& search);
Proposal best_reinterpretation(const Search& search);

}  // namespace sojourn::models
