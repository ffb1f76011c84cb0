#include "models/catalog/stages.hpp"

#include "models/agency/placement_backlash.hpp"
#include "models/development/development.hpp"
#include "models/home_front/declared_policy.hpp"
#include "models/home_front/labour_market.hpp"
#include "models/home_front/politics/elections.hpp"
#include "models/home_front/politics/home_politics.hpp"
#include "models/home_front/recognition.hpp"
#include "models/home_front/sentiment.hpp"
#include "models/home_front/status_quo_cost.hpp"
#include "models/home_front/unilateral_policy.hpp"

namespace sojourn::models {

void add_home_front(Catalog& c) {
  c.add<DeclaredPolicy>("declared_policy", "openness and rights as the scenario declares them");
  c.add<Recognition>("recognition", "chance of protection by country of origin");
  c.add<LabourMarket>("labour_market", "labour shortage and wages");
  c.add<Development>("development",
                     "output and wages by schooling, what people send home, brain drain and gain",
                     kOnRequest);
  c.add<Sentiment>("sentiment", "sentiment against migration");
  c.add<PlacementBacklash>("placement_backlash", "sentiment against people whom an agency places",
                           kOnRequest);
  c.add<StatusQuoCost>("status_quo_cost", "what customary law alone costs a state");
  c.add<Elections>("elections", "governments that want to close or to open are elected",
                   kOnRequest);
  c.add<UnilateralPolicy>("unilateral_policy",
                          "states choose openness, rights and effort once a year", kOnRequest);
  c.add<HomePolitics>("home_politics", "states choose once a year, content until something changes",
                      kOnRequest);
}

}  // namespace sojourn::models
