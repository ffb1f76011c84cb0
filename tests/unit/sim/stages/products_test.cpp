#include "sim/stages/products.hpp"

#include <gtest/gtest.h>

namespace sojourn {
namespace {

class Named final : public Agreement {
 public:
  explicit Named(std::string name) : name_(std::move(name)) {}
  void enact(const Scene&, Rules&) const override {}
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

std::shared_ptr<const Agreement> named(const char* name) {
  return std::make_shared<Named>(name);
}

/// "a b c": names in the order in which they act.
std::string order(const Agreements& agreements) {
  std::string text;
  for (const auto& one : agreements.in_force) {
    text += (text.empty() ? "" : " ") + dynamic_cast<const Named&>(*one.agreement).name();
  }
  return text;
}

Agreements three() {
  Agreements agreements;
  agreements.put("aid", {named("aid")});
  agreements.put("deals", {named("x"), named("y")});
  agreements.put("compact", {named("text")});
  return agreements;
}

TEST(Agreements, ActInTheOrderInWhichTheyWerePut) {
  EXPECT_EQ(order(three()), "aid x y text");
}

TEST(Agreements, OnesThatAreRenewedKeepTheirPlace) {
  Agreements agreements = three();
  agreements.put("aid", {named("more")});
  EXPECT_EQ(order(agreements), "more x y text");
  agreements.put("deals", {named("X"), named("Y"), named("Z")});
  EXPECT_EQ(order(agreements), "more X Y text Z");
  agreements.put("deals", {named("one")});
  EXPECT_EQ(order(agreements), "more one text");
}

TEST(Agreements, AnOwnersEndAlone) {
  Agreements agreements = three();
  agreements.end("deals");
  EXPECT_EQ(order(agreements), "aid text");
  agreements.put("deals", {named("x")});
  EXPECT_EQ(order(agreements), "aid text x");
  agreements.end("nobody");
  EXPECT_EQ(agreements.in_force.size(), 3U);
}

TEST(Agreements, AreKnownByTheirOwner) {
  const Agreements agreements = three();
  const AgreementList deals = agreements.of("deals");
  ASSERT_EQ(deals.size(), 2U);
  EXPECT_EQ(deals[1], agreements.in_force[2].agreement);
  EXPECT_TRUE(agreements.of("nobody").empty());
}

}  // namespace
}  // namespace sojourn
