#pragma once

#include "sim/input/settings.hpp"

namespace sojourn::models {

/// What skills do to the country where they are.
struct SkillEffects {
  double elasticity, spillover, abroad, aspiration;

  explicit SkillEffects(Settings& s)
      : elasticity(s.real("elasticity", "1", {0.2, 20}, 1.41,
                          "of substitution between work with tertiary schooling and all other "
                          "(Katz and Murphy 1992, DOI 10.2307/2118323)")),
        spillover(s.real("spillover", "1", {0, 5}, 0.4,
                         "rise of log output per share of workers with tertiary schooling, beside "
                         "what they earn: the least that Moretti 2004 finds, DOI "
                         "10.1016/j.jeconom.2003.10.015")),
        abroad(s.real("abroad", "1 / year", {0, 0.2}, 0.022,
                      "by how much more those who have come back do per year abroad (Reinhold and "
                      "Thom 2013, DOI 10.3368/jhr.48.3.768)")),
        aspiration(s.real("aspiration", "1", {0, 1}, 0.07,
                          "elasticity of the share of the newborn who will have tertiary schooling "
                          "to the share of those with it who are abroad: 5% where that doubles "
                          "(Beine, Docquier and Rapoport 2008, DOI "
                          "10.1111/j.1468-0297.2008.02135.x)")) {}
};

/// What people send home, and what their country makes of it.
struct RemittanceEffects {
  double sent, fading, of_skilled, invested, yield;

  explicit RemittanceEffects(Settings& s)
      : sent(s.real(
            "sent", "wage", {0, 1}, 0.2,
            "share of their wage that people abroad send home when they have just come; "
            "people abroad at the start send 0.15 on average, as elsewhere in this program")),
        fading(s.real("fading", "1 / year", {0, 1}, 0.03,
                      "rate at which that share falls with the time since they came, or since "
                      "their status last changed; judgement")),
        of_skilled(s.real("of_skilled", "1", {0, 3}, 1,
                          "factor on the share of those with tertiary schooling; 1: they send more "
                          "since they earn more (Bollard, McKenzie, Morten and Rapoport 2011, DOI "
                          "10.1093/wber/lhr013)")),
        invested(s.real("invested", "1", {0, 1}, 0.2,
                        "share of what comes that is invested; judgement")),
        yield(s.real("yield", "1 / year", {0, 1}, 0.11,
                     "growth of log output per share of income that is invested: capital's third "
                     "of income over capital of three years' income")) {}
};

}  // namespace sojourn::models
