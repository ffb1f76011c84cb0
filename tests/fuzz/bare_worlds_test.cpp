#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>

#include "models/catalog.hpp"
#include "tests/support/runs.hpp"
#include "tests/worlds/small_world.hpp"

namespace sojourn::fuzz {
namespace {

/// Every module of the catalog in a world that lacks what most worlds have. A module that cannot be
/// there is told, and left out; the others run.

constexpr int kTicks = 14;

/// The module that a fault is about: "modules.NAME.key: ..."; empty: none.
std::string module_in(const std::string& message) {
  constexpr std::string_view kTable = "modules.";
  if (!message.starts_with(kTable)) return {};
  const std::size_t end = message.find_first_of(".:", kTable.size());
  return message.substr(kTable.size(), end - kTable.size());
}

/// Switches off the modules that the faults are about. @return whether there were any
bool left_out(Node& scenario, const InputError& error) {
  bool any = false;
  for (const Diagnostic& fault : error.diagnostics()) {
    const std::string name = module_in(fault.message);
    if (name.empty()) continue;
    Node& modules = scenario.table()["modules"];
    modules.table()[name] = Node{Node::Table{{"enabled", Node{false, {}}}}, {}};
    any = true;
  }
  return any;
}

/// The world with every module that can be there. Fails where a fault is about none.
std::unique_ptr<Simulation> with_what_can_be(Node scenario) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    try {
      return testing::simulate(scenario);
    } catch (const InputError& error) {
      if (!left_out(scenario, error)) {
        ADD_FAILURE() << error.what();
        return nullptr;
      }
    }
  }
  ADD_FAILURE() << "the faults do not end";
  return nullptr;
}

void expect_run(const Node& scenario, std::size_t least) {
  const auto simulation = with_what_can_be(scenario);
  ASSERT_NE(simulation, nullptr);
  EXPECT_GE(simulation->modules().names().size(), least);
  while (!simulation->done()) simulation->tick();
  EXPECT_TRUE(simulation->scene().labour.wage.isFinite().all());
}

Node full_world() {
  return replay::with_every_module(models::standard_catalog(), kTicks);
}

Node without(const std::set<std::string>& tables) {
  Node scenario = full_world();
  for (const std::string& table : tables) scenario.table().erase(table);
  return scenario;
}

TEST(EveryModule, RunsWithoutCorridors) {
  expect_run(without({"corridor"}), 60);
}

TEST(EveryModule, RunsWithoutStocks) {
  expect_run(without({"stock", "irregular"}), 60);
}

TEST(EveryModule, RunsWithoutBodies) {
  expect_run(without({"areas", "unions", "forums"}), 60);
}

TEST(EveryModule, RunsInOneCountry) {
  Node scenario = without({"corridor", "stock", "irregular", "areas", "unions", "forums", "place",
                           "pair", "visa", "history", "affinity", "outcomes"});
  Node::Array& countries = std::get<Node::Array>(scenario.table()["country"].value);
  countries.resize(1);
  expect_run(scenario, 40);
}

}  // namespace
}  // namespace sojourn::fuzz
