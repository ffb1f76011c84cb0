#pragma once

#include "models/deals/containment/containment_case.hpp"
#include "models/deals/pair.hpp"
#include "models/parties/party.hpp"

namespace sojourn::models {

class FirstEntries;
class NonRefoulement;

/// Mean capacity of a party's members, by their GDP, in [0, 1].
double mean_capacity(const Scene& scene, const Party& party);

/// Share of the flow that the partner can hold back for the demander: its administrative capacity,
/// but custom forbids to hold those of its own citizens who would be recognised as refugees
/// (non-refoulement), and nobody deals with a state at war about a flow that is mainly its own
/// people (ODD 7.11). `own_share`: of the flow, in [0, 1].
double holding_capacity(const Scene& scene, const Party& demander, StateId partner,
                        double own_share);

/// What non-refoulement spares of those who came by way of the partner, each in [0, 1]: of its own
/// citizens it holds back no refugees anyway.
struct Spared {
  double returned = 0;  // of those sent back, by the demander's law
  double held = 0;      // of those held back, by the partner's law
  double closed = 0;    // of those stopped where the demander closes the gate itself
};
Spared spared_by_law(const Scene& scene, const NonRefoulement& law, const FirstEntries& entries,
                     const Party& demander, Pair pair, Mode gate);

}  // namespace sojourn::models
