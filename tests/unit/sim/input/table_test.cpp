#include "sim/input/csv/table.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "sim/input/settings.hpp"
#include "tests/support/scratch_folder.hpp"

namespace sojourn {
namespace {

namespace fs = std::filesystem;

class Table : public ::testing::Test {
 protected:
  static void write(const std::string& text) { std::ofstream("t.csv", std::ios::binary) << text; }
  static CsvTable read(const std::string& text, Diagnostics& diagnostics) {
    write(text);
    return CsvTable("t.csv", {"world.toml", 3, 8}, diagnostics);
  }
  /// The rows as TOML, for tables without faults.
  static std::string rows(const std::string& text) {
    Diagnostics diagnostics;
    const CsvTable table = read(text, diagnostics);
    diagnostics.throw_if_any();
    std::string out;
    for (std::size_t i = 0; i < table.n_rows(); ++i) out += inline_toml(table.row(i)) + '\n';
    return out;
  }
  static std::string error() {
    Diagnostics diagnostics;
    const CsvTable table("t.csv", {"world.toml", 3, 8}, diagnostics);
    EXPECT_EQ(table.n_rows(), 0U);
    try {
      diagnostics.throw_if_any();
    } catch (const InputError& fault) {
      return fault.what();
    }
    return "no error";
  }
  static std::string error(const std::string& text) {
    write(text);
    return error();
  }
  static std::string place(const CsvTable& table, std::size_t row, const std::string& key) {
    return to_string(Diagnostic{table.row(row).find(key)->where, ""});
  }

 private:
  testing::WorkingFolder here_;
};

TEST_F(Table, NumbersAreParsedAndEmptyCellsAbsent) {
  EXPECT_EQ(rows("name,n,x,note\n"
                 "Kenya,7,0.5,\n"
                 "\"a, \"\"b\"\"\",-3,1e3,nan\n"
                 "inf,99999999999999999999,1e999,2014-01\n"),
            "{n = 7, name = \"Kenya\", x = 0.5}\n"
            "{n = -3, name = \"a, \\\"b\\\"\", note = \"nan\", x = 1000.0}\n"
            "{n = 1e+20, name = \"inf\", note = \"2014-01\", x = \"1e999\"}\n");
}

TEST_F(Table, LineEndsBlanksAndByteOrderMarks) {
  const std::string expected = "{a = 1, b = \"x y\"}\n{a = 2, b = \"z\"}\n";
  EXPECT_EQ(rows("a,b\n1,x y\n2,z\n"), expected);
  EXPECT_EQ(rows("a,b\r\n1,x y\r\n2,z\r\n"), expected);
  EXPECT_EQ(rows("a,b\r1,x y\r2,z"), expected);
  EXPECT_EQ(rows("\xEF\xBB\xBF"
                 "a,b\n1,x y\n2,z"),
            expected);
  EXPECT_EQ(rows(" a , b\t\n\n  1 ,\tx y\n \t\n2, z \n\n"), expected);
}

TEST_F(Table, AHeaderAloneIsATableWithoutRows) {
  EXPECT_EQ(rows("a,b\n"), "");
}

TEST_F(Table, CellsKnowTheirPlace) {
  Diagnostics diagnostics;
  const CsvTable table = read(
      "\xEF\xBB\xBF"
      "a,b,c\r\n"
      "1,  22,3\r\n"
      "\r\n"
      "\u00e9\u00e9,\"two\r\nlines\",5\r\n"
      " \"q\" ,x,6",
      diagnostics);
  ASSERT_TRUE(diagnostics.empty());
  ASSERT_EQ(table.n_rows(), 3U);
  EXPECT_EQ(place(table, 0, "a"), "t.csv:2:1: ");
  EXPECT_EQ(place(table, 0, "b"), "t.csv:2:5: ");
  EXPECT_EQ(place(table, 0, "c"), "t.csv:2:8: ");
  EXPECT_EQ(place(table, 1, "a"), "t.csv:4:1: ");
  EXPECT_EQ(place(table, 1, "b"), "t.csv:4:4: ");
  EXPECT_EQ(place(table, 1, "c"), "t.csv:5:8: ");
  EXPECT_EQ(place(table, 2, "a"), "t.csv:6:2: ");
  EXPECT_EQ(place(table, 2, "c"), "t.csv:6:9: ");
  EXPECT_EQ(table.row(1).where.line, 4);
  EXPECT_EQ(std::get<std::string>(table.row(1).find("b")->value), "two\r\nlines");
}

TEST_F(Table, RowsAreReadWithSettings) {
  Diagnostics diagnostics;
  const CsvTable table = read("country,wage,pop\nA,abc,5\nB,,6\n", diagnostics);
  ASSERT_EQ(table.n_rows(), 2U);
  for (std::size_t i = 0; i < table.n_rows(); ++i) {
    Settings row(&table.row(i), "countries", &diagnostics);
    row.required_text("country", "m");
    row.required_real("wage", "int. $ / yr", {0, 1e6}, "m");
    row.finish();
  }
  try {
    diagnostics.throw_if_any();
    FAIL();
  } catch (const InputError& fault) {
    EXPECT_STREQ(fault.what(),
                 "t.csv:2:3: countries.wage: expected a real in [0, 1000000] (int. $ / yr), found "
                 "\"abc\"\n"
                 "t.csv:2:7: countries.pop: unknown key; known keys: \"country\", \"wage\"\n"
                 "t.csv:3:1: countries.wage: expected a real in [0, 1000000] (int. $ / yr), found "
                 "nothing; this key is required\n"
                 "t.csv:3:4: countries.pop: unknown key; known keys: \"country\", \"wage\"");
  }
}

/// The values of the first row of a table, or 0 and a fault where one is refused.
std::vector<double> first_row(const CsvTable& table, Diagnostics& diagnostics) {
  const CsvHeader header = table.header();
  Settings row(&table.row(0), "t", &diagnostics, header);
  return {row.required_real("income", "int. $ / year", {0, 1e7}, "m"),
          row.required_real("latitude", "degrees", {-90, 90}, "m"),
          row.required_real("persons", "persons", {0, 2e10}, "m")};
}

// Four dollars, or four thousand? In a table that separates cells by commas, four.
TEST_F(Table, NumbersThatMayBeGroupedAreRefusedWhereThousandsArePossible) {
  const auto message = [](const std::string& text, std::size_t key) {
    Diagnostics diagnostics;
    const std::vector<double> values = first_row(read(text, diagnostics), diagnostics);
    try {
      diagnostics.throw_if_any();
    } catch (const InputError& fault) {
      EXPECT_EQ(values[key], 0);
      EXPECT_EQ(fault.diagnostics().size(), 1U);
      return std::string(fault.what());
    }
    return std::string();
  };
  EXPECT_NE(
      message("income;latitude;persons\n4.000;12.345;5\n", 0).find("dots may group thousands"),
      std::string::npos);
  EXPECT_NE(message("income\tlatitude\tpersons\n4.000\t1\t5\n", 0).find("t.income"),
            std::string::npos);
  EXPECT_EQ(message("income,latitude,persons\n4.000,12.345,5\n", 0), "");
  EXPECT_EQ(message("income;latitude;persons\n4.5;12.345;5\n", 0), "");
  EXPECT_NE(message("income;latitude;persons\n4,000;0,05;5\n", 0).find("comma may group"),
            std::string::npos);
  EXPECT_NE(message("income;latitude;persons\n4;0,05;900,000\n", 2).find("t.persons"),
            std::string::npos);
  EXPECT_EQ(message("income;latitude;persons\n4,5;12,345;900\n", 0), "");
}

/// Every row lacks what the header lacks.
TEST_F(Table, WhatIsWrongWithTheHeaderIsToldOnce) {
  Diagnostics diagnostics;
  const CsvTable table =
      read("Country,wage,Notes,,source,pop\nA,1,x,y,z,5\nB,,,,,6\n", diagnostics);
  CsvHeader header = table.header();
  for (std::size_t i = 0; i < table.n_rows(); ++i) {
    Settings row(&table.row(i), "countries", &diagnostics, header);
    row.required_text("country", "m");
    if (i == 1) row.required_real("wage", "", {}, "m");
    row.finish();
    header.meet(row.introduced());
  }
  header.report_faults("countries", diagnostics);
  try {
    diagnostics.throw_if_any();
    FAIL();
  } catch (const InputError& fault) {
    EXPECT_STREQ(fault.what(),
                 "t.csv:3:1: countries.wage: expected a real, found nothing; this key is required\n"
                 "t.csv:1:1: countries.Country: unknown column, nearest known: \"country\"\n"
                 "t.csv:1:28: countries.pop: unknown column; known keys: \"country\", \"wage\"\n"
                 "t.csv:1:1: countries.country: the table lacks this column; it is required");
  }
}

TEST_F(Table, RowsMatchTheHeader) {
  EXPECT_EQ(error("a,b,c,d,e,price\n1,2,3,4,5\n"),
            "t.csv:2:1: row has 5 cells, the header has 6; missing: price");
  EXPECT_EQ(error("a,b,c\n1\n1,2,3\n1,2,3,4,x y\n1,2,\n"),
            "t.csv:2:1: row has 1 cells, the header has 3; missing: b, c\n"
            "t.csv:4:7: row has 5 cells, the header has 3; surplus: 4, \"x y\"");
}

TEST_F(Table, ALastRowThatEndsWithACommaHasAnEmptyCell) {
  EXPECT_EQ(rows("a,b\n1,"), "{a = 1}\n");
  EXPECT_EQ(error("a,b,c\n1,2"), "t.csv:2:1: row has 2 cells, the header has 3; missing: c");
}

TEST_F(Table, ManyWrongRowsAreCounted) {
  std::string text = "a,b\n";
  for (int i = 0; i < 25; ++i) text += "1\n";
  const std::string found = error(text);
  EXPECT_EQ(std::count(found.begin(), found.end(), '\n'), 20);
  EXPECT_TRUE(found.ends_with("\nt.csv: and 5 more like this")) << found;
}

TEST_F(Table, ColumnsHaveNamesOfTheirOwn) {
  EXPECT_EQ(error("a,b,,a\n1,2,3,4\n"), "t.csv:1:6: column \"a\" appears twice, first at 1:1");
}

TEST_F(Table, ColumnsWithoutANameAreNotRead) {
  EXPECT_EQ(rows("\"\",a,\n\"1\",x,\n\"2\",y,z\n"), "{a = \"x\"}\n{a = \"y\"}\n");
}

TEST_F(Table, LinesOfCommentAreSkipped) {
  const std::string text = "# made by hand; see a, \"b\"\n\na,b\n  # 1,\n1,x#y\n#\n2,\"#z\"\n# end";
  EXPECT_EQ(rows(text), "{a = 1, b = \"x#y\"}\n{a = 2, b = \"#z\"}\n");
  Diagnostics diagnostics;
  EXPECT_EQ(place(read(text, diagnostics), 1, "b"), "t.csv:7:3: ");
  EXPECT_EQ(error("# nothing\n"), "t.csv:1:1: expected a header row, found only blanks");
}

TEST_F(Table, TheSeparatorIsTheHeadersOwn) {
  const std::string expected = "{a = 1, b = \"x,y\"}\n";
  EXPECT_EQ(rows("a,b\n1,\"x,y\"\n"), expected);
  EXPECT_EQ(rows("# a,b,c\na;b\n1;x,y\n"), expected);
  EXPECT_EQ(rows("a\tb\n1\tx,y\n"), expected);
  EXPECT_EQ(rows("a\tb\tc\n\t1\t\n"), "{b = 1}\n");
  EXPECT_EQ(rows("\"a\"\t\"b\"\r\n 1 \t \"x,y\" \r\n"), expected);
  EXPECT_EQ(rows("a|b\n1|x,y\n"), expected);
  EXPECT_EQ(rows("sep=;\r\na;b\r\n1;x,y\r\n"), expected) << "as spreadsheets write";
  EXPECT_EQ(rows("sep=,\na,b\n1,\"x,y\"\n"), expected);
  EXPECT_EQ(rows("sep=a,b\n1,2\n"), "{b = 2, \"sep=a\" = 1}\n") << "a header of its own";
  EXPECT_EQ(error("a;b\n1;x;y\n"),
            "t.csv:2:5: row has 3 cells, the header has 2, separated by semicolons; surplus: y");
}

TEST_F(Table, DecimalCommasAreReadWhereTheyCanBeNothingElse) {
  EXPECT_EQ(rows("a;b;c\n0,5;12,25;-3,0\n1,234;7;x\n"),
            "{a = 0.5, b = 12.25, c = -3.0}\n{a = 1.234, b = 7, c = \"x\"}\n");
  EXPECT_EQ(rows("a;b\n1,234;7\n"), "{a = \"1,234\", b = 7}\n") << "may be thousands";
  EXPECT_EQ(rows("a;b\n0,5;1.234\n"), "{a = 0.5, b = \"1.234\"}\n") << "may be thousands";
  EXPECT_EQ(rows("a,b\n\"0,5\",7\n"), "{a = \"0,5\", b = 7}\n") << "commas separate here";
}

/// What a cell says where a number belongs.
std::string number_fault(const CsvTable& table, Diagnostics& diagnostics) {
  Settings row(&table.row(0), "row", &diagnostics);
  row.real("a", "", {}, 0, "m");
  try {
    diagnostics.throw_if_any();
  } catch (const InputError& fault) {
    return fault.what();
  }
  return "no error";
}

TEST_F(Table, WhatMarksAMissingNumberIsNamed) {
  for (const char* mark : {"NA", "N/A", "..", "*", "-", ":", "NaN", "null"}) {
    Diagnostics diagnostics;
    EXPECT_EQ(number_fault(read(std::string("b,a\nx,") + mark + "\n", diagnostics), diagnostics),
              std::string("t.csv:2:3: row.a: expected a real, found \"") + mark +
                  "\"; this marks a missing value: give a number, or leave the row out");
  }
}

TEST_F(Table, WhyACellIsNoNumberIsNamed) {
  const auto hint = [](const std::string& cell) {
    Diagnostics diagnostics;
    const std::string fault = number_fault(read("a;b\n" + cell + ";x\n", diagnostics), diagnostics);
    return fault.substr(std::min(fault.size(), fault.find("\"; ") + 3));
  };
  EXPECT_EQ(hint("<5"), "this is a bound: give a number, or leave the row out");
  EXPECT_EQ(hint("1 234"), "write thousands without separators: 8000");
  EXPECT_EQ(hint("1'234'567"), "write thousands without separators: 8000");
  EXPECT_EQ(hint("1,234"), "the comma may group thousands: write 8000, or 8.0");
  EXPECT_EQ(hint("1.234.567"), "dots may group thousands: write 8000, or 8.0");
  EXPECT_EQ(hint("5%"), "write a share as 0.05");
}

TEST_F(Table, QuotesWrapWholeCells) {
  EXPECT_EQ(error("a,b\n1,5\" pipe\n"),
            "t.csv:2:4: a quote within a cell; quote the whole cell and double the quote");
  EXPECT_EQ(error("a,b\n1,\"x\" y\n"),
            "t.csv:2:7: a quote within a cell; quote the whole cell and double the quote");
  EXPECT_EQ(error("a,b\n1,\"x\n2,y\n"), "t.csv:2:3: this cell's quote is never closed");
}

TEST_F(Table, UnreadableFiles) {
  EXPECT_EQ(error(), "world.toml:3:8: cannot read \"t.csv\": No such file or directory");
  fs::create_directory("t.csv");
  EXPECT_EQ(error(), "world.toml:3:8: cannot read \"t.csv\": it is a directory");
  fs::remove("t.csv");
  EXPECT_EQ(error(""), "world.toml:3:8: cannot read \"t.csv\": it is empty");
  EXPECT_EQ(error("\n \n"), "t.csv:1:1: expected a header row, found only blanks");
  EXPECT_EQ(error("a\n\xc3\xa9\xe9\n"),
            "t.csv:2:2: byte 0xe9 (\"\u00e9\" in Latin-1) is not UTF-8; save the file as UTF-8");
  using namespace std::string_literals;
  for (const std::string& wide : {"\xFF\xFE"
                                  "a\0\n\0"s,
                                  "a\0,\0b\0\n\0"s, "\0a\0,\0b\0\n"s}) {
    EXPECT_EQ(error(wide), "t.csv:1:1: the file is UTF-16; save it as UTF-8");
  }
  fs::resize_file("t.csv", 257 * 1024 * 1024);
  EXPECT_EQ(error(), "world.toml:3:8: cannot read \"t.csv\": it is larger than 256 MiB");
}

}  // namespace
}  // namespace sojourn
