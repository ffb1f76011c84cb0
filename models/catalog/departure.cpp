#include "models/catalog/stages.hpp"

#include "models/contracts/recruiters.hpp"
#include "models/movement/flight.hpp"
#include "models/movement/intention.hpp"
#include "models/movement/kin_calls.hpp"
#include "models/movement/savings.hpp"

namespace sojourn::models {

void add_departure(Catalog& c) {
  // clang-format off
  c.add<Savings>("savings", "what an intender can pay");
  c.add<Intention>("intention", "prospects and displacement make people leave");
  c.add<Recruiters>("recruiters", "employers' offers of contracts reach people");
  c.add<KinCalls>("kin_calls", "settled kin call their families");
  c.add<Flight>("flight", "as many people flee as were counted", kOnRequest);
  // clang-format on
}

}  // namespace sojourn::models
