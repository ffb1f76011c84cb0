#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "models/movement/records.hpp"
#include "tests/worlds/policies/policy_people.hpp"

// What policies do to people, exact or as a law says. Counts are refused beyond 4.5 standard
// deviations (level 7e-6, seeds fixed). Nobody of A weighs anything: the six ways to B and C (work,
// asylum, without papers) are chosen alike and everyone can pay for all.
namespace sojourn::models {
namespace {

using testing::arrivals, testing::deviation, testing::indifferent, testing::kAt, testing::kFar,
    testing::kInB, testing::kInC, testing::kPoor, testing::kRichC, testing::leavers,
    testing::people_of_a, testing::ran, testing::still, testing::stock;

template <class List>
std::int64_t sum(const List& list) {
  std::int64_t total = 0;
  for (const auto n : list) total += n;
  return total;
}

TEST(PolicyPeople, WithoutAPolicyAllWaysAreChosenAlike) {
  const auto run = ran(indifferent(""), 1);
  EXPECT_GT(leavers(*run), 3000);
  EXPECT_LT(std::abs(deviation(arrivals(*run, kInC, "labour"), leavers(*run), 1.0 / 6)), kFar);
  EXPECT_GT(std::abs(deviation(arrivals(*run, kInC, "labour"), leavers(*run), 1.0 / 5)), kFar);
}

TEST(PolicyPeople, WhoIsRefusedChoosesAmongTheRest) {
  const auto before = ran(indifferent(""), 1);
  const auto run = ran(indifferent(testing::policy_of_b("of=['A']\nvisa='refused'")), 1);
  EXPECT_EQ(arrivals(*run, kInB, "labour"), 0);
  EXPECT_EQ(leavers(*run), leavers(*before));
  EXPECT_LT(std::abs(deviation(arrivals(*run, kInC, "labour"), leavers(*run), 1.0 / 5)), kFar);
  // Counted are exactly those who went there without the policy.
  EXPECT_EQ(static_cast<double>(run->ledger().year.refused(PolicyId(0), kInB)),
            arrivals(*before, kInB, "labour"));
  EXPECT_EQ(sum(run->ledger().year.refused), run->ledger().year.refused(PolicyId(0), kInB));
}

TEST(PolicyPeople, OthersDoWhatTheyWouldHaveDone) {
  const auto before = ran(indifferent(""), 1);
  const auto run = ran(indifferent(testing::policy_of_b("of=['A']\nvisa='refused'")), 1);
  // Nobody leaves C or B otherwise, and of A only the refused have other plans.
  for (const ChannelId channel : run->modules().channel_ids()) {
    for (const PlaceId to : run->world().place_ids()) {
      EXPECT_EQ(run->ledger().year.departures(kInC, to, channel),
                before->ledger().year.departures(kInC, to, channel));
      if (to == kInB && run->modules().of<Channel>()[channel.index()]->by_leave()) continue;
      EXPECT_GE(run->ledger().year.departures(kAt, to, channel),
                before->ledger().year.departures(kAt, to, channel));
    }
  }
}

TEST(PolicyPeople, ADateWithinAMonthActsByDays) {
  // 15 of 31 days before it: of a sixth of the leavers 15/31 get in.
  const auto run =
      ran(indifferent(testing::policy_of_b("of=['A']\nvisa='refused'\nfrom='2020-01-16'")), 1);
  EXPECT_LT(std::abs(deviation(arrivals(*run, kInB, "labour"), leavers(*run), 15.0 / 31 / 6)),
            kFar);
  EXPECT_LT(std::abs(deviation(static_cast<double>(run->ledger().year.refused(PolicyId(0), kInB)),
                               leavers(*run), 16.0 / 31 / 6)),
            kFar);
}

/// Calls fn(person) for everyone of A with a record.
template <class Fn>
void each_of_a(const Simulation& run, const Fn& fn) {
  for (const Shard& shard : run.population().shards) {
    for (const Bucket& bucket : shard.buckets()) {
      for (const Person& person : bucket.people) {
        if (person.citizen_of() == kPoor) fn(person);
      }
    }
  }
}

TEST(PolicyPeople, AnExitBanMeansWhomItNames) {
  const auto run =
      ran(indifferent("[modules.policy]\ntype='policy'\nin=['A']\nto=['B']\nexit='ban'\n"
                      "sexes=['female']\nages=[18, 40]\n"),
          1);
  const ChannelId labour = run->modules().channel("labour");
  int banned = 0, older_women = 0, men = 0, to_c = 0;
  each_of_a(*run, [&](const Person& person) {
    if (person.way() != labour) return;
    const int age = age_of(testing::at_tick(run->scene(), 0), person);
    const bool woman = static_cast<Sex>(person.sex) == Sex::kFemale;
    const bool young = age >= 18 && age <= 40;
    const bool in_b = person.place() == kInB;
    banned += woman && young && in_b;
    to_c += woman && young && person.place() == kInC;
    older_women += woman && !young && in_b;
    men += !woman && in_b;
  });
  EXPECT_EQ(banned, 0);
  EXPECT_GT(to_c, 50);
  EXPECT_GT(older_women, 50);
  EXPECT_GT(men, 100);
  EXPECT_GT(run->ledger().year.refused(PolicyId(0), kInB), 50);
}

TEST(PolicyPeople, OnlyTheEligibleAreAdmitted) {
  const auto run =
      ran(indifferent(testing::policy_of_b("of=['A']\nadmit='eligible'\nages=[30, 130]\n"
                                           "channels=['labour', 'irregular']")),
          1);
  const ChannelId asylum = run->modules().channel("asylum");
  int young = 0, old = 0, young_by_asylum = 0;
  each_of_a(*run, [&](const Person& person) {
    const PlaceId to = person.target == Person::kNoPlace ? person.place() : PlaceId(person.target);
    if (to != kInB) return;
    const bool is_old = age_of(testing::at_tick(run->scene(), 0), person) >= 30;
    old += is_old;
    young += !is_old && person.way() != asylum;
    young_by_asylum += !is_old && person.way() == asylum;
  });
  EXPECT_EQ(young, 0);
  EXPECT_GT(young_by_asylum, 100);
  EXPECT_GT(old, 100);
}

TEST(PolicyPeople, KeptPlacesAreFilledToTheLast) {
  const auto run = ran(indifferent(testing::policy_of_b("of=['A']\nquota=1200")), 12);
  EXPECT_EQ(arrivals(*run, kInB, "labour"), 1200);
  EXPECT_EQ(run->ledger().year.admitted_under(PolicyId(0), kInB), 1200);
  EXPECT_EQ(run->ledger().year.allotment_admitted, std::vector<std::int64_t>{1200});
  EXPECT_GT(run->ledger().year.allotment_claims[0], 5000);
  // Others contend for the places of all as before.
  EXPECT_GT(run->ledger().year.arrivals(kRichC, kInB, run->modules().channel("labour")), 1000);
}

TEST(PolicyPeople, WhoGetsNoneOfTheKeptPlacesIsRefusedByThePolicy) {
  const auto run = ran(indifferent(testing::policy_of_b("of=['A']\nquota=1200")), 12);
  EXPECT_EQ(run->ledger().year.refused(PolicyId(0), kInB),
            run->ledger().year.allotment_claims[0] - 1200);
  EXPECT_EQ(sum(run->ledger().year.without_place), 0);
  const auto beside =
      ran(indifferent(testing::policy_of_b("of=['A']\nquota=1200\nquota_exclusive=false")), 12);
  EXPECT_EQ(sum(beside->ledger().year.refused), 0);
}

// One of 31 days: a 31st of the claims, 1200/12/31 = 3.2 places with the part drawn at the start;
// on the other days people have the places of all, which are enough.
TEST(PolicyPeople, PlacesAreKeptOnTheDaysOfThePolicy) {
  const std::string policy = testing::policy_of_b("of=['A']\nquota=1200\nfrom='2020-01-31'");
  const auto before = ran(indifferent(""), 1), run = ran(indifferent(policy), 1);
  const double all = arrivals(*before, kInB, "labour");
  const auto claims = static_cast<double>(run->ledger().year.allotment_claims[0]);
  const auto places = static_cast<double>(run->ledger().year.allotment_admitted[0]);
  EXPECT_GE(places, 3);
  EXPECT_LE(places, 4);
  EXPECT_LT(std::abs(deviation(claims, all, 1.0 / 31)), kFar);
  EXPECT_EQ(arrivals(*run, kInB, "labour"), all - claims + places);
}

TEST(PolicyPeople, KeptPlacesComeBesideThoseOfAllIfNotExclusive) {
  const auto run =
      ran(indifferent(testing::policy_of_b("of=['A']\nquota=1200\nquota_exclusive=false")), 12);
  EXPECT_EQ(run->ledger().year.admitted_under(PolicyId(0), kInB), 1200);
  EXPECT_GT(arrivals(*run, kInB, "labour"), 5000);
}

TEST(PolicyPeople, KeptPlacesAreShared) {
  const auto run =
      ran(indifferent("[modules.policy]\ntype='policy'\nin=['B', 'C']\nof=['A']\nquota=600\n"), 12);
  EXPECT_EQ(arrivals(*run, kInB, "labour") + arrivals(*run, kInC, "labour"), 600);
  EXPECT_GT(arrivals(*run, kInB, "labour"), 200);
  EXPECT_GT(arrivals(*run, kInC, "labour"), 200);
}

TEST(PolicyPeople, NoPlacesAreARefusal) {
  const auto run = ran(indifferent(testing::policy_of_b("of=['A']\nquota=0")), 1);
  EXPECT_EQ(arrivals(*run, kInB, "labour"), 0);
  EXPECT_GT(run->ledger().year.refused(PolicyId(0), kInB), 400);
}

TEST(PolicyPeople, PeopleLearnTheChanceOfAKeptPlace) {
  const auto run = ran(indifferent(testing::policy_of_b("of=['A']\nquota=1200")), 13);
  const double claims = static_cast<double>(run->ledger().last_year.allotment_claims[0]);
  EXPECT_NEAR(run->scene().rules.allotments.front().admission, 1200 / claims, 1e-12);
}

TEST(PolicyPeople, TheShareThatIsSaidGetsPapers) {
  constexpr int kPeople = 100000;
  const auto run = ran(people_of_a("irregular", kPeople) +
                           still(testing::policy_of_b("regularisation=0.6\nduration=24")),
                       24);
  EXPECT_LT(std::abs(deviation(stock(*run, kInB, Status::kIrregular), kPeople, 0.4)), kFar);
  EXPECT_GT(std::abs(deviation(stock(*run, kInB, Status::kIrregular), kPeople, 0.5)), kFar);
  EXPECT_EQ(stock(*run, kInB, Status::kRegular) + stock(*run, kInB, Status::kIrregular), kPeople);
}

TEST(PolicyPeople, AProgrammeIsForThoseWhoHaveBeenThere) {
  const auto run = ran(people_of_a("irregular", 20000) +
                           still(testing::policy_of_b("regularisation=0.9\nduration=12\n"
                                                      "years_since_arrival=[3, 200]")),
                       1);
  int newcomers = 0, old = 0;
  each_of_a(*run, [&](const Person& person) {
    old += person.condition() == Status::kRegular;
    newcomers += person.condition() == Status::kIrregular;
  });
  // Time since arrival is exponential with a mean of 1.5 years: exp(-2) have been there for three.
  const double rate = -std::log(0.1);  // for twelve twelfths of a year
  EXPECT_LT(std::abs(deviation(old, 20000, std::exp(-2) * (1 - std::exp(-rate / 12)))), kFar);
  EXPECT_EQ(newcomers + old, 20000);
}

TEST(PolicyPeople, ProtectionEndsAsSaid) {
  constexpr int kPeople = 50000;
  auto run = ran(people_of_a("asylum_applicant", kPeople) +
                     still(testing::policy_of_b("temporary_protection=6\nafter='regular'\n"
                                                "after_rate=3\nuntil='2021-01'")),
                 12);
  EXPECT_LT(std::abs(deviation(stock(*run, kInB, Status::kAsylumApplicant), kPeople, std::exp(-6))),
            kFar);
  const double sheltered = stock(*run, kInB, Status::kProtected);
  testing::run(*run, 12);
  EXPECT_LT(std::abs(deviation(stock(*run, kInB, Status::kProtected), sheltered, std::exp(-3))),
            kFar);
  EXPECT_EQ(stock(*run, kInB, Status::kRegular) + stock(*run, kInB, Status::kProtected), sheltered);
}

TEST(PolicyPeople, TheReturnedComeHome) {
  constexpr int kPeople = 50000;
  const auto run =
      ran(people_of_a("irregular", kPeople) + still(testing::policy_of_b("returns=0.5")), 12);
  EXPECT_LT(std::abs(deviation(stock(*run, kInB, Status::kIrregular), kPeople, std::exp(-0.5))),
            kFar);
  EXPECT_EQ(stock(*run, kAt, Status::kReturned),
            static_cast<double>(run->ledger().year.acted(PolicyId(0), kInB)));
}

TEST(PolicyPeople, TheReturnedComeToASafeThirdCountry) {
  const auto run = ran(people_of_a("asylum_applicant", 50000) +
                           still(testing::policy_of_b("returns=0.5\nreturned=['asylum_applicant']\n"
                                                      "returns_to='places'\nreturn_places=['C']")),
                       12);
  const double there = stock(*run, kInC, Status::kAsylumApplicant);
  EXPECT_LT(std::abs(deviation(there, 50000, 1 - std::exp(-0.5))), kFar);
  EXPECT_EQ(there + stock(*run, kInB, Status::kAsylumApplicant), 50000);
}

TEST(PolicyPeople, TheReturnedComeToTheFirstEntry) {
  const std::string returns =
      "[modules.policy]\ntype='policy'\nin=['B']\nreturns=12\nfrom='2021-01'\n"
      "returned=['irregular', 'asylum_applicant']\nreturns_to='first_entry'\n";
  auto run = ran(indifferent(returns), 12);
  EXPECT_EQ(sum(run->ledger().year.acted), 0);
  testing::run(*run, 1);
  // All who walk through C enter the union of B and C there; those who fly to B have entered it in
  // B itself, which sends nobody to itself.
  EXPECT_GT(run->ledger().tick.acted(PolicyId(0), kInB), 100);
  EXPECT_GT(run->ledger().tick.entered[kInC], run->ledger().tick.acted(PolicyId(0), kInB));
}

TEST(PolicyPeople, ResettlementIsOfTheNationalsThatAreMeant) {
  const auto run =
      ran(people_of_a("refugee", 3000, "C") +
              "[[stock]]\ncitizenship='B'\nresidence='C'\nstatus='refugee'\npersons=1000\n" +
              still(testing::policy_of_b("of=['A']\nresettlement=240"), "resettlement"),
          12);
  EXPECT_LT(std::abs(deviation(stock(*run, kInB, Status::kSponsored), 3000, 240.0 / 3000)), kFar);
  EXPECT_EQ(run->ledger().stock(kInC, testing::kRichB, Status::kRefugee), 1000);
  EXPECT_EQ(stock(*run, kInB, Status::kSponsored),
            static_cast<double>(run->ledger().year.acted(PolicyId(0), kInC)));
}

TEST(PolicyPeople, KinAreRefusedToo) {
  const std::string kin = people_of_a("regular", 100000) + "[modules.intention]\nh0=0\n";
  const auto before = ran(kin, 1);
  const auto run = ran(kin + testing::policy_of_b("of=['A']\nvisa='refused'"), 1);
  EXPECT_GT(arrivals(*before, kInB, "family"), 20);
  EXPECT_EQ(arrivals(*run, kInB, "family"), 0);
  EXPECT_EQ(static_cast<double>(run->ledger().year.refused(PolicyId(0), kInB)),
            arrivals(*before, kInB, "family"));
  EXPECT_EQ(arrivals(*ran(kin + testing::policy_of_b("of=['A']\nfamily=0"), 1), kInB, "family"), 0);
}

TEST(PolicyPeople, NobodyIsLost) {
  const auto run =
      ran(people_of_a("irregular", 20000) +
              indifferent(testing::policy_of_b("of=['A']\nvisa='refused'\nreturns=3\nquota=50\n"
                                               "temporary_protection=2\nfrom='2020-03-10'")),
          24);
  for (const PlaceId place : run->world().place_ids()) {
    EXPECT_GT(run->ledger().population(place), 0);
  }
  std::int64_t people = 0, flows = 0;
  for (const PlaceId place : run->world().place_ids()) people += run->ledger().population(place);
  const auto before = testing::simulate(testing::three_countries(people_of_a("irregular", 20000)));
  for (const PlaceId place : run->world().place_ids()) flows += before->ledger().population(place);
  const auto& year = run->ledger();
  flows += sum(year.year.births) + sum(year.last_year.births);
  flows -= sum(year.year.deaths) + sum(year.last_year.deaths);
  EXPECT_EQ(people, flows);
}

TEST(PolicyPeople, ThreadsDoNotShow) {
  const Node scenario = testing::scenario(testing::three_countries(
      people_of_a("irregular", 20000) +
      indifferent(testing::policy_of_b("of=['A']\nvisa='refused'\nreturns=3\n"
                                       "temporary_protection=2\nfrom='2020-03-10'") +
                  "[modules.other]\ntype='policy'\nin=['C']\nof=['A']\nquota=700\n"
                  "[modules.exit]\ntype='policy'\nin=['A']\nexit='eligible'\nages=[20, 60]\n")));
  Simulation one(scenario, standard_catalog(), 1), three(scenario, standard_catalog(), 3);
  for (int tick = 0; tick < 14; ++tick) {
    one.tick();
    three.tick();
    ASSERT_EQ(one.ledger().stocks, three.ledger().stocks) << tick;
    ASSERT_EQ(one.ledger().tick.refused, three.ledger().tick.refused) << tick;
    ASSERT_EQ(one.ledger().tick.acted, three.ledger().tick.acted) << tick;
    ASSERT_EQ(one.ledger().tick.arrivals, three.ledger().tick.arrivals) << tick;
  }
}

}  // namespace
}  // namespace sojourn::models
