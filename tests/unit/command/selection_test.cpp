#include "tools/sojourn/outcomes/selection.hpp"

#include <gtest/gtest.h>

namespace sojourn::command {
namespace {

Selection read(const std::string& text) {
  return parse_selection(text, Source{"--outcome"});
}

std::string fault_of(const std::string& text) {
  try {
    read(text);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no fault";
}

TEST(Selection, NamesASeriesAndIdsOfItsAxes) {
  const Selection all = read("stocks");
  EXPECT_EQ(all.series, "stocks");
  EXPECT_TRUE(all.choices.empty());
  const Selection some = read(" stocks[citizenship = VEN, residence=PER; COL ] ");
  EXPECT_EQ(some.series, "stocks");
  ASSERT_EQ(some.choices.size(), 2U);
  EXPECT_EQ(some.choices[0].axis, "citizenship");
  EXPECT_EQ(some.choices[0].ids, (std::vector<std::string>{"VEN"}));
  EXPECT_EQ(some.choices[1].ids, (std::vector<std::string>{"PER", "COL"}));
}

TEST(Selection, IdsMayBeNumbersAndHaveBlanks) {
  const Selection one = read("detections[route=Eastern Mediterranean;\"a, b\", citizenship=004]");
  EXPECT_EQ(one.choices[0].ids, (std::vector<std::string>{"Eastern Mediterranean", "a, b"}));
  EXPECT_EQ(one.choices[1].ids, (std::vector<std::string>{"004"}));
}

TEST(Selection, FoldsMeasures) {
  EXPECT_EQ(read("mean(wage[place=A;B])").fold, Fold::kMean);
  EXPECT_EQ(read("sum( output )").fold, Fold::kSum);
  EXPECT_EQ(read("wage[place=A]").fold, Fold::kNone);
}

TEST(Selection, IsWrittenAsItIsRead) {
  for (const char* text :
       {"stocks", "stocks[citizenship=VEN, residence=PER;COL]", "mean(wage[place=\"a;b\"])"}) {
    EXPECT_EQ(to_string(read(text)), text);
  }
}

TEST(Selection, FaultsNameWhatWasExpectedAndWhere) {
  EXPECT_EQ(fault_of("stocks[citizenship=VEN"),
            "--outcome: \"stocks[citizenship=VEN\": expected \"]\", found the end");
  EXPECT_EQ(fault_of("stocks[citizenship]"),
            "--outcome: \"stocks[citizenship]\": expected \"=\", found \"]\" at character 19");
  EXPECT_EQ(fault_of("stocks[]"),
            "--outcome: \"stocks[]\": expected the name of an axis, found \"]\" at character 8");
  EXPECT_EQ(fault_of(""), "--outcome: \"\": expected the name of a series, found the end");
  EXPECT_NE(fault_of("max(wage)").find("\"max(\" is neither sum( nor mean("), std::string::npos);
  EXPECT_NE(fault_of("stocks[status=a, status=b]").find("the axis status comes twice"),
            std::string::npos);
  EXPECT_NE(fault_of("stocks[status=a] more").find("expected the end"), std::string::npos);
}

}  // namespace
}  // namespace sojourn::command
