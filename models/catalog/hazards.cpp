#include "models/catalog/stages.hpp"

#include "models/areas/end_of_right.hpp"
#include "models/contracts/absconding.hpp"
#include "models/contracts/contract_end.hpp"
#include "models/home_front/politics/retention.hpp"
#include "models/movement/giving_up.hpp"
#include "models/movement/havens.hpp"
#include "models/movement/journey.hpp"
#include "models/movement/legal_status.hpp"
#include "models/movement/onward.hpp"
#include "models/movement/overstay.hpp"
#include "models/movement/resettlement.hpp"
#include "models/movement/return_home.hpp"
#include "models/movement/vital_events.hpp"
#include "models/policies/transition.hpp"

namespace sojourn::models {

void add_hazards(Catalog& c) {
  // clang-format off
  c.add<Journey>("journey", "the next leg on the corridor graph");
  c.add<Havens>("havens", "where people who flee find refuge", kOnRequest);
  c.add<ReturnHome>("return_home", "going home");
  c.add<Onward>("onward", "moving on");
  c.add<Retention>("retention", "wanted workers leave for where rights are better", kOnRequest);
  c.add<Regularisation>("regularisation", "papers for irregular migrants");
  c.add<AsylumDecision>("asylum_decision", "the queue of applications");
  c.add<Naturalisation>("naturalisation", "becoming a citizen");
  c.add<Release>("release", "the detained are let go");
  c.add<SettleOnTheWay>("settle_on_the_way", "giving the journey up where one is");
  c.add<StayHome>("stay_home", "giving the journey up before it began");
  c.add<Resettled>("resettlement", "refugees whom other states take over");
  c.add<Overstay>("overstay", "visitors stay on");
  c.add<ContractEnd>("contract_end", "permits for a term fall due");
  c.add<Absconding>("absconding", "leaving the sponsor to whom one is tied");
  c.add<ProgrammeHazard>("programmes", "papers, protection and returns that policies order");
  c.add<EndOfRight>("end_of_right", "a right to settle that has been withdrawn");
  c.add<DeathAbroad>("death_abroad", "deaths of people with a record");
  c.add<BirthAbroad>("birth_abroad", "births to women with a record");
  // clang-format on
}

}  // namespace sojourn::models
