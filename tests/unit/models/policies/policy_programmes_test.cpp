#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds/policies/policy_people.hpp"
#include "tests/worlds/policies/ruled.hpp"

// Programmes: whom they reach, and where those go whom they send. Counts are refused beyond 4.5
// standard deviations (level 7e-6, seeds fixed).
namespace sojourn::models {
namespace {

using testing::deviation, testing::kFar, testing::kInB, testing::kInC, testing::kPoor,
    testing::kRichC, testing::people_of_a, testing::policy_of_b, testing::ran, testing::Ruled,
    testing::still, testing::stock;

/// Citizens of C whom B sends to C come home; citizens of A come there as what they were.
TEST(PolicyProgrammes, WhoIsSentToTheOwnCountryComesHome) {
  const auto run =
      ran(people_of_a("irregular", 20000) +
              "[[stock]]\ncitizenship='C'\nresidence='B'\nstatus='irregular'\npersons=20000\n" +
              still(policy_of_b("returns=0.5\nreturns_to='places'\nreturn_places=['C']")),
          12);
  const auto of_c = [&](PlaceId at, Status status) {
    return static_cast<double>(run->ledger().stock(at, kRichC, status));
  };
  EXPECT_EQ(of_c(kInC, Status::kIrregular), 0);
  EXPECT_LT(std::abs(deviation(of_c(kInB, Status::kIrregular), 20000, std::exp(-0.5))), kFar);
  EXPECT_GT(of_c(kInC, Status::kReturned), 0);
  EXPECT_EQ(stock(*run, kInC, Status::kIrregular) + stock(*run, kInB, Status::kIrregular), 20000);
  EXPECT_EQ(stock(*run, kInC, Status::kReturned), 0);
}

/// A month of a year, a month by its days: 60% have papers when it is over, 59.3 or 63.1 if months
/// counted as their days do (100,000 people: a standard deviation is 0.15%).
TEST(PolicyProgrammes, GiveTheShareInAShortTerm) {
  constexpr int kPeople = 100000;
  for (const char* term : {"from='2020-02'\nduration=1", "from='2020-03'\nduration=1",
                           "from='2020-02-20'\nuntil='2020-03-11'"}) {
    const auto run = ran(people_of_a("irregular", kPeople) +
                             still(policy_of_b(std::string("regularisation=0.6\n") + term)),
                         4);
    const double without = stock(*run, kInB, Status::kIrregular);
    EXPECT_LT(std::abs(deviation(without, kPeople, 0.4)), kFar) << term;
  }
}

std::string protection(const std::string& name, const std::string& keys) {
  return "[modules." + name + "]\ntype='policy'\nin=['B']\nof=['A']\ntemporary_protection=12\n" +
         keys + "\n";
}

TEST(PolicyProgrammes, TheEndOfAProtectionLeavesThoseUnderAnother) {
  constexpr int kPeople = 20000;
  auto run =
      ran(people_of_a("protected", kPeople) + still(protection("first", "until='2020-03'") +
                                                    protection("prolonged",
                                                               "from='2020-03'\nuntil='2020-06'\n"
                                                               "after_rate=3")),
          5);
  EXPECT_EQ(stock(*run, kInB, Status::kProtected), kPeople);
  testing::run(*run, 4);  // four months at 3 a year, that of the last alone
  const double left = stock(*run, kInB, Status::kProtected);
  EXPECT_LT(std::abs(deviation(left, kPeople, std::exp(-1))), kFar);
}

/// In March the first has ended and the second begins on the 11th: 10 of 31 days are left.
TEST(PolicyProgrammes, AGapBetweenProtectionsCounts) {
  const Ruled ruled(protection("first", "until='2020-03'\nafter_rate=6") +
                        protection("second", "from='2020-03-11'"),
                    3);
  ASSERT_EQ(ruled.rules().transitions.size(), 2U);
  EXPECT_NEAR(ruled.rules().transitions[0].rate, 6.0 * 10 / 31, 1e-12);
  EXPECT_EQ(ruled.rules().transitions[0].to, Status::kIrregular);
  const Ruled others(protection("first", "until='2020-03'\nafter_rate=6") +
                         "[modules.second]\ntype='policy'\nin=['B']\nof=['C']\n"
                         "temporary_protection=12\n",
                     3);
  EXPECT_EQ(others.rules().transitions[0].rate, 6);
}

/// 1,000 a year for citizens of A, none for those of C: the promise stays.
TEST(PolicyProgrammes, ACeilingIsOfItsNationals) {
  const std::string refugees = people_of_a("refugee", 3000, "C") +
                               "[[stock]]\ncitizenship='B'\nresidence='C'\nstatus='refugee'\n"
                               "persons=1000\n";
  const auto deal = [](const std::string& more) {
    return "[modules.deal]\ntype='deal'\ndemander='B'\nsupplier='C'\nfrom='2020-01'\nresettlement="
           "1000\n" +
           more;
  };
  const auto offered = [](const Ruled& ruled, StateId state) {
    double sum = 0;
    for (const Resettlement& one : ruled.rules().resettlement) {
      if (one.citizenships.contains(state)) sum += one.persons_per_year;
    }
    return sum;
  };
  const Ruled of_a(refugees + deal("resettled=['A']\n") + policy_of_b("of=['B']\nresettlement=0"));
  EXPECT_NEAR(offered(of_a, kPoor), 1000, 1e-9);
  // An offer to all: three in four of the refugees are of A.
  const Ruled mixed(refugees + deal("") + policy_of_b("of=['A']\nresettlement=300"));
  EXPECT_NEAR(offered(mixed, kPoor), 300, 1e-9);
  EXPECT_NEAR(offered(mixed, testing::kRichB), 250, 1e-9);
  // Promises to citizens of B fill no place of citizens of A.
  const Ruled filled(refugees + deal("resettled=['B']\n") +
                     policy_of_b("of=['A']\nresettlement=300"));
  EXPECT_NEAR(offered(filled, kPoor), 300, 1e-9);
  EXPECT_NEAR(offered(filled, testing::kRichB), 1000, 1e-9);
}

}  // namespace
}  // namespace sojourn::models
