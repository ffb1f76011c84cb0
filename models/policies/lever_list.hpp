#pragma once

#include <memory>
#include <span>

#include "models/policies/lever.hpp"

namespace sojourn::models {

/// Reads the keys of one lever; null where they were left out.
using LeverReader = std::unique_ptr<PolicyLever> (*)(Settings&, const World&, const PolicyScope&);

/// Every lever of a policy, in the order in which they act: entry, stay, border, exit.
std::span<const LeverReader> lever_list();

// Legal entry.
std::unique_ptr<PolicyLever> read_visa(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_admission(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_openness(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_quota(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_study(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_fee(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_contract(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_family(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_resettlement(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_carrier_sanctions(Settings&, const World&, const PolicyScope&);
// Stay.
std::unique_ptr<PolicyLever> read_rights(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_regularisation(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_protection(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_recognition(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_returns(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_naturalisation(Settings&, const World&, const PolicyScope&);
// Border.
std::unique_ptr<PolicyLever> read_effort(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_interdiction(Settings&, const World&, const PolicyScope&);
std::unique_ptr<PolicyLever> read_readmission(Settings&, const World&, const PolicyScope&);
/// The lever `effort` where it is about corridors from some places alone.
std::unique_ptr<PolicyLever> effort_at_some(Settings&, const World&, const PolicyScope&, double);
// Exit.
std::unique_ptr<PolicyLever> read_exit(Settings&, const World&, const PolicyScope&);

}  // namespace sojourn::models
