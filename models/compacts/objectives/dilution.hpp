#pragma once

#include "models/compacts/objectives/objective.hpp"
#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What negotiators take out of a draft before it is put to the vote.
struct Dilution {
  double share = 0.5;       // of what the median state cannot do that is conceded; 0: no dilution
  double tolerated = 0.05;  // shortfall of the median state that nobody minds
  double wording = 0.5;     // share of a concession that is made in words, not in substance

  Dilution() = default;
  explicit Dilution(Settings& s)
      : share(s.real("dilution", "1", {0, 1}, Dilution{}.share,
                     "share of what the median state cannot do that is conceded before the vote")),
        tolerated(s.real("tolerated", "1", {0, 1}, Dilution{}.tolerated,
                         "shortfall of the median state that is left standing")),
        wording(s.real("wording", "1", {0, 1}, Dilution{}.wording,
                       "share of a concession that is made in words, not in substance")) {}
};

/// shortfall_io = max(0, obligor_io*cost_o*(1 - practice_o) - capacity_i - fund), the part of an
/// obligation that a state cannot carry out; its median over states, by objective.
Eigen::ArrayXd median_shortfall(const CompactText& text, const Roles& roles,
                                const Eigen::ArrayXd& capacity, double fund);

/// Objectives whose median shortfall is too large lose precision and cost: with
/// `cut = share*max(0, shortfall - tolerated)/(cost*(1 - practice))`, precision *= 1 - wording*cut,
/// cost and substance *= 1 - (1 - wording)*cut. Deep texts are paid for in words or in substance
/// (Downs, Rocke, Barsoom 1996, DOI 10.1017/S0020818300033427).
CompactText diluted(CompactText text, const Eigen::ArrayXd& shortfall, const Dilution& dilution);

}  // namespace sojourn::models
