#include "tools/sojourn/check.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <ostream>

#include "models/catalog.hpp"
#include "tools/sojourn/plan.hpp"
#include "tools/sojourn/text_table.hpp"

namespace sojourn {

void print_check(const ScenarioRequest& request, int threads, std::ostream& out) {
  const Plan plan = make_plan(load_scenario(request), standard_catalog());
  (void)threads; out << plan.world.title << "\n";
}

}  // namespace sojourn
