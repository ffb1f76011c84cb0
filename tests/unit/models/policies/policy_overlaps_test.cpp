#include <gtest/gtest.h>

#include <cmath>

#include "sim/foresight/choice.hpp"
#include "sim/stages/rules_for.hpp"
#include "tests/worlds/policies/ruled.hpp"

// Two policies on the same people at the same time.
namespace sojourn::models {
namespace {

using testing::kAt, testing::kInB, testing::kPoor, testing::kRichC, testing::Ruled;

constexpr double kClose = 1e-12;

std::string of_a(const std::string& name, const std::string& keys) {
  return "[modules." + name + "]\ntype='policy'\nin=['B']\nof=['A']\n" + keys + "\n";
}

TEST(PolicyOverlaps, RightsAreHeldWhereTheyAreHeldTwice) {
  const Ruled ruled(of_a("first", "rights=0.9") + of_a("second", "rights=0.9"));
  EXPECT_NEAR(rights_for(ruled.rules(), kPoor, kInB), 0.9, kClose);
  const Ruled lowered(of_a("first", "rights=0.9") + of_a("second", "rights=0.2"));
  EXPECT_NEAR(rights_for(lowered.rules(), kPoor, kInB), 0.2, kClose);
  EXPECT_NEAR(rights_for(lowered.rules(), kRichC, kInB), 0.6, kClose);
}

/// A quarter of what is lacking: 0.6 + 0.25*0.4 before the value is set, 0.8 + 0.25*0.2 after.
TEST(PolicyOverlaps, ConsulsAndASetValueActByTheirNames) {
  const auto consuls = [](const std::string& name) {
    return "[modules." + name + "]\ntype='policy'\nin=['A']\nto=['B']\nconsular_effort=0.25\n";
  };
  const Ruled before(consuls("a") + of_a("b", "rights=0.8"));
  EXPECT_NEAR(rights_for(before.rules(), kPoor, kInB), 0.8, kClose);
  const Ruled after(of_a("b", "rights=0.8") + consuls("c"));
  EXPECT_NEAR(rights_for(after.rules(), kPoor, kInB), 0.8 + 0.25 * 0.2, kClose);
}

/// A change beyond what rights can be is cut before others act: 1, then 0.7.
TEST(PolicyOverlaps, ChangesOfRightsStayWithinTheirRange) {
  const Ruled ruled(of_a("first", "rights_change=0.8") + of_a("second", "rights_change=-0.3"));
  EXPECT_NEAR(rights_for(ruled.rules(), kPoor, kInB), 0.7, kClose);
}

/// On February 1 31 of 60 days are over; a door has one worth, however many close it.
TEST(PolicyOverlaps, OneDoorIsClosedOnce) {
  const std::string coming = "\nannounced='2020-01-01'\nfrom='2020-03-01'";
  const auto hurry = [&](const std::string& modules) {
    const Ruled ruled(modules, 2);
    Rules unannounced = ruled.rules();
    unannounced.announced.clear();
    const Viewpoint who{kPoor, kAt, Skill::kLow, false};
    const auto labour = [&](const Scene& scene) {
      return evaluate(scene, scene.modules, who).utility(ruled.channel("labour"), kInB);
    };
    return labour(ruled.scene()) - labour(ruled.scene().with(unannounced));
  };
  const double once = 0.5 * 31 / 60 * 0.6 * -std::log(0.02);
  EXPECT_NEAR(hurry(of_a("one", "visa='refused'\nadmit='nobody'" + coming)), once, 1e-9);
  EXPECT_NEAR(hurry(of_a("one", "visa='refused'" + coming) + of_a("two", "quota=0" + coming)), once,
              1e-9);
  // The nearest counts: of a door that closes a month later 31 of 91 days are over.
  EXPECT_NEAR(hurry(of_a("one", "visa='refused'" + coming) +
                    of_a("two", "admit='nobody'\nannounced='2020-01-01'\nfrom='2020-04-01'")),
              once, 1e-9);
}

TEST(PolicyOverlaps, PeopleHurryBeforeTheLastPlaceIsGone) {
  const std::string coming = "quota=0\nannounced='2020-01-01'\nfrom='2020-03-01'";
  EXPECT_EQ(Ruled(of_a("one", coming), 2).rules().announced.size(), 1U);
  EXPECT_TRUE(Ruled(of_a("one", coming + "\nquota_exclusive=false"), 2).rules().announced.empty());
}

}  // namespace
}  // namespace sojourn::models
