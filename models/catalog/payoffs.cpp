#include "models/catalog/stages.hpp"

#include "models/contracts/contract_pay.hpp"
#include "models/payoffs/admission.hpp"
#include "models/payoffs/affinity.hpp"
#include "models/payoffs/cost.hpp"
#include "models/payoffs/deadline.hpp"
#include "models/payoffs/network.hpp"
#include "models/payoffs/proximity.hpp"
#include "models/payoffs/regional_nests.hpp"
#include "models/payoffs/rights.hpp"
#include "models/payoffs/safety.hpp"
#include "models/payoffs/size.hpp"
#include "models/payoffs/sponsor.hpp"
#include "models/payoffs/unemployment.hpp"
#include "models/payoffs/wage.hpp"

namespace sojourn::models {

void add_payoffs(Catalog& c) {
  // clang-format off
  c.add<WageTerm>("wage", "b_wage*ln(w_j/w_i)");
  c.add<UnemploymentTerm>("unemployment", "-b_unemp*(u_j - u_i)");
  c.add<NetworkTerm>("network", "b_network*ln(1 + stock_oj/(small_network*population_o))");
  c.add<ProximityTerm>("proximity", "b_proximity*proximity_oj");
  c.add<SizeTerm>("size", "b_size*ln(room of j, else its population)");
  c.add<RightsTerm>("rights", "b_rights*(rights_j - rights_i)");
  c.add<SafetyTerm>("safety", "b_safety*(stability_j - stability_i)");
  c.add<AdmissionTerm>("admission", "b_admission*ln(max(least_chance, p_admit))");
  c.add<DeadlineTerm>("deadline", "haste*closeness*worth of a place that a policy will close");
  c.add<CostTerm>("cost", "-b_cost*cost_ijc/income_i");
  c.add<SponsorTerm>("sponsor", "b_training*trained at a place that a sponsor offers");
  c.add<ContractPay>("contract_pay", "b_wage*ln(pay) - b_debt*borrowed/(w_j*pay)");
  c.add<AffinityTerm>("affinity", "learnt corridor constants");
  c.add<RegionalNests>("nests", "the destinations of a region are a nest of the choice", false);
  // clang-format on
}

}  // namespace sojourn::models
