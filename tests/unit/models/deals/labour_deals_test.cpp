#include <gtest/gtest.h>

#include <set>

#include "tests/worlds/small_world.hpp"

namespace sojourn::models {
namespace {

/// Partners of RECV in the first January in which it signs, in the order in which they do.
/// two_transits.toml in peace, RECV's demand for labour growing by 3% a year.
std::vector<std::string> first_partners(std::vector<std::string> set) {
  for (const char* one :
       {"run.persons_per_agent=5000", "run.life_histories=0", "run.ticks=49",
        "modules.war.enabled=false", "modules.containment_deals.enabled=false",
        "modules.labour_deals.type=\"labour_deals\"", "modules.labour_deals.constant=20.0"}) {
    set.push_back(one);
  }
  Node scenario = testing::shipped("two_transits.toml", set);
  std::get<Node::Array>(scenario.table()["country"].value)[3].table()["workforce_growth"].value =
      0.03;
  const auto simulation = testing::simulate(scenario);
  std::vector<std::string> partners;
  while (!simulation->done() && partners.empty()) {
    simulation->tick();
    for (const Event& event : simulation->events()) {
      if (event.kind == "deal" && event.text.starts_with("RECV-")) {
        partners.push_back(event.text.substr(0, event.text.find(':')));
      }
    }
  }
  return partners;
}

/// However much an agreement keeps others from signing, it does so from the next January on.
TEST(LabourDeals, WhatIsSignedInAJanuaryCountsForNobodyInIt) {
  EXPECT_GE(first_partners({"modules.labour_deals.peers_host=-50.0"}).size(), 2U);
}

TEST(LabourDeals, WhoSignsFirstIsDrawnByLot) {
  std::set<std::string> first;
  for (int seed = 1; seed <= 8; ++seed) {
    const auto partners = first_partners({"run.seed=" + std::to_string(seed)});
    ASSERT_FALSE(partners.empty());
    first.insert(partners.front());
  }
  EXPECT_GE(first.size(), 2U);
}

}  // namespace
}  // namespace sojourn::models
