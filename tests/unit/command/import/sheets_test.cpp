#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/scratch_folder.hpp"
#include "tools/sojourn/import/publishers/months.hpp"
#include "tools/sojourn/import/read/columns.hpp"
#include "tools/sojourn/import/read/sheet.hpp"

namespace sojourn::intake {
namespace {

constexpr NumberStyle kPoint{false, true, true};
constexpr NumberStyle kComma{true, false, true};
constexpr NumberStyle kUnsure{false, false, false};

TEST(ImportNumbers, GroupsAndDecimalsByHand) {
  EXPECT_EQ(parse_number("1234.5", kPoint), 1234.5);
  EXPECT_EQ(parse_number("1,234.5", kPoint), 1234.5);
  EXPECT_EQ(parse_number("1 234 567", kPoint), 1234567);
  EXPECT_EQ(parse_number("1\xC2\xA0"
                         "234",
                         kPoint),
            1234);
  EXPECT_EQ(parse_number("-3", kPoint), -3);
  EXPECT_EQ(parse_number("1e3", kPoint), 1000);
  EXPECT_EQ(parse_number("1.234,5", kComma), 1234.5);
  EXPECT_EQ(parse_number("0,5", kComma), 0.5);
  EXPECT_EQ(parse_number("1.234", kComma), 1234);
  EXPECT_EQ(parse_number("1.234", kPoint), 1.234);
}

TEST(ImportNumbers, WhatIsNoneOrMayBeReadInTwoWays) {
  for (const char* text :
       {"1,23", "12,34,567", "1 23", "1.2.3", "0,855", "abc", "", "5%", "inf", "0x10"}) {
    EXPECT_FALSE(parse_number(text, kPoint)) << text;
  }
  EXPECT_FALSE(parse_number("1.2", kComma));
  EXPECT_FALSE(parse_number("1.234", kUnsure));
  EXPECT_EQ(parse_number("1.25", kUnsure), 1.25);
}

TEST(ImportNumbers, MissingValues) {
  for (const char* text : {"", " ", "..", "NA", "*", "-", "...", "n/a", "#N/A"}) {
    EXPECT_TRUE(is_missing(text)) << text;
  }
  for (const char* text : {"0", "-1", "a"}) EXPECT_FALSE(is_missing(text)) << text;
}

class ImportSheet : public ::testing::Test {
 protected:
  Sheet read(const std::string& text) {
    std::ofstream("f.csv", std::ios::binary) << text;
    Diagnostics diagnostics;
    auto sheet = read_sheet("f.csv", diagnostics);
    diagnostics.throw_if_any();
    return sheet.value();
  }
  std::string fault(const std::string& text) {
    std::ofstream("f.csv", std::ios::binary) << text;
    Diagnostics diagnostics;
    EXPECT_FALSE(read_sheet("f.csv", diagnostics));
    try {
      diagnostics.throw_if_any();
    } catch (const InputError& error) {
      return error.what();
    }
    return "none";
  }

 private:
  testing::WorkingFolder here_;
};

TEST_F(ImportSheet, SeparatorsMarksAndCommas) {
  EXPECT_EQ(read("a,b\n1,2\n").rows[1][1].text, "2");
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a;b\n1;2\n")
                .rows[0][0]
                .text,
            "a");
  const Sheet tabs = read("a\tb\nx y\t0,5\n");
  EXPECT_EQ(tabs.rows[1][0].text, "x y");
  EXPECT_TRUE(tabs.style.decimal_comma);
  EXPECT_FALSE(read("a;b\n1;0.5\n").style.decimal_comma);
  EXPECT_TRUE(read("a,b\n1,\"0,5\"\n").style.decimal_comma);
  EXPECT_FALSE(read("a,b\n1,\"1,234\"\n").style.decimal_comma);
  EXPECT_TRUE(read("a;b\n1;1.234.567\n").style.decimal_comma);
  EXPECT_FALSE(read("a;b\n1;1.234\n").style.point_is_sure);
  EXPECT_TRUE(read("a;b\n1;1.234\n2;0.5\n").style.point_is_sure);
}

TEST_F(ImportSheet, LinesAboveTheHeaderMayHaveOtherSeparators) {
  const Sheet sheet = read("Source; from the publisher\n\nCountry,Year,Value\nFrance,2005,1\n");
  const auto columns = find_header(sheet, {"Country", "Value"});
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->find("value"), 2U);
  EXPECT_EQ(sheet.rows[columns->first_row()][0].line, 4);
}

TEST_F(ImportSheet, LatinLettersAreRead) {
  const Sheet sheet = read("Country,hdi\nC\xF4te d'Ivoire,0.5\n");
  EXPECT_TRUE(sheet.latin);
  EXPECT_EQ(sheet.rows[1][0].text, "C\xC3\xB4te d'Ivoire");
}

TEST_F(ImportSheet, WhatCannotBeReadIsTold) {
  EXPECT_EQ(fault(""), "f.csv: cannot read this file: it is empty");
  EXPECT_EQ(fault("\n\n"), "f.csv: cannot read this file: it is empty");
  EXPECT_EQ(fault("a,b\n1,\"2\n"), "f.csv:2:3: this cell's quote is never closed");
  EXPECT_NE(fault(std::string("\xFF\xFE"
                              "a\0",
                              4))
                .find("UTF-16"),
            std::string::npos);
}

TEST_F(ImportSheet, YearsInHeaders) {
  const Sheet sheet = read("iso3,1990,1995 [YR1995],hdi_2000,2005,2005,1990.1\n");
  const Columns columns(sheet, 0);
  EXPECT_EQ(columns.years(), (std::map<int, std::size_t>{{1990, 1}, {1995, 2}, {2005, 4}}));
  EXPECT_EQ(columns.years("hdi_"), (std::map<int, std::size_t>{{2000, 3}}));
}

TEST(ImportMonths, HowTheyAreWritten) {
  EXPECT_EQ(month_of("2014-01"), "2014-01");
  EXPECT_EQ(month_of("JAN2014"), "2014-01");
  EXPECT_EQ(month_of("Dec-2009"), "2009-12");
  EXPECT_EQ(month_of("39814"), "2009-01");  // 1 January 2009 in a spreadsheet
  EXPECT_EQ(month_of("2014"), std::nullopt);
  EXPECT_EQ(month_of("Route"), std::nullopt);
  EXPECT_EQ(month_number("September"), 9);
  EXPECT_EQ(month_number("13"), std::nullopt);
}

}  // namespace
}  // namespace sojourn::intake
