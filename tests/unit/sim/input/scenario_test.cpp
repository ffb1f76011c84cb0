#include "sim/input/scenario.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <utility>

#include "tests/support/scratch_folder.hpp"

namespace sojourn {
namespace {

namespace fs = std::filesystem;

/// Each test writes its files into a folder of its own and names them from within it.
class Scenario : public ::testing::Test {
 protected:
  static void write(const fs::path& file, const std::string& text) {
    if (file.has_parent_path()) fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  static void write_world(const std::string& text) {
    write("world.toml", "format_version = 1\n" + text);
  }
  static Node load(std::vector<fs::path> overlays = {}, std::vector<std::string> sets = {}) {
    return load_scenario({"world.toml", std::move(overlays), std::move(sets)});
  }
  static std::string text(std::vector<fs::path> overlays = {}, std::vector<std::string> sets = {}) {
    return to_toml(load(std::move(overlays), std::move(sets)));
  }
  static std::string error(std::vector<fs::path> overlays = {},
                           std::vector<std::string> sets = {}) {
    return error_of({"world.toml", std::move(overlays), std::move(sets)});
  }
  static std::string error_of(const ScenarioRequest& request) {
    try {
      load_scenario(request);
    } catch (const InputError& fault) {
      return fault.what();
    }
    return "no error";
  }
  static std::string place(const Node& node) { return to_string(Diagnostic{node.where, ""}); }

 private:
  testing::WorkingFolder here_;
};

TEST_F(Scenario, ValuesKnowWhereTheyWereWritten) {
  write_world(
      "a = 1\n"
      "[b]\n"
      "  c = [10, 2.5]\n"
      "[d.e]\n"
      "f.g = {h = 'x'}\n"
      "[[row]]\n"
      "k = true\n"
      "[[row]]\n");
  const Node root = load();
  EXPECT_EQ(place(root), "world.toml:1:1: ");
  EXPECT_EQ(place(*root.find("a")), "world.toml:2:5: ");
  EXPECT_EQ(place(*root.find("b")), "world.toml:3:1: ");
  EXPECT_EQ(place(*root.find("b")->find("c")), "world.toml:4:7: ");
  EXPECT_EQ(place(root.find("b")->find("c")->array()[1]), "world.toml:4:12: ");
  EXPECT_EQ(place(*root.find("d")->find("e")), "world.toml:5:1: ");
  EXPECT_EQ(root.find("d")->find("e")->find("f")->where.line, 6);
  EXPECT_EQ(place(*root.find("d")->find("e")->find("f")->find("g")->find("h")),
            "world.toml:6:12: ");
  EXPECT_EQ(root.find("row")->array()[1].where.line, 9);
  EXPECT_EQ(root.find("nowhere"), nullptr);
  EXPECT_EQ(root.find("a")->find("x"), nullptr);
}

TEST_F(Scenario, DatesBecomeText) {
  write_world("day = 2014-01-31\ntime = 07:32:00\nmoment = 2014-01-31T07:32:00Z\n");
  EXPECT_EQ(text(),
            "day = \"2014-01-31\"\nformat_version = 1\nmoment = \"2014-01-31T07:32:00Z\"\n"
            "time = \"07:32:00\"\n");
}

TEST_F(Scenario, CanonicalText) {
  write_world(
      "'a b' = 1.0\nbig = 1e300\nsmall = 0.1\nneg = -0.0\nmany = 1e16\n"
      "text = \"q\\\"b\\\\n\\n\\t\\u0001é\"\nmixed = [1, {y = 1, x = []}]\nnone = []\n"
      "[z]\n[y.x.w]\nv = 1\n[[row]]\nk = 1\n[row.sub]\ns = 2\n[[row]]\n");
  EXPECT_EQ(text(),
            "\"a b\" = 1.0\n"
            "big = 1e+300\n"
            "format_version = 1\n"
            "many = 1e+16\n"
            "mixed = [1, {x = [], y = 1}]\n"
            "neg = -0.0\n"
            "none = []\n"
            "small = 0.1\n"
            "text = \"q\\\"b\\\\n\\n\\t\\u0001é\"\n"
            "\n[[row]]\n"
            "k = 1\n"
            "\n[row.sub]\n"
            "s = 2\n"
            "\n[[row]]\n"
            "\n[y.x.w]\n"
            "v = 1\n"
            "\n[z]\n");
}

TEST_F(Scenario, CanonicalTextIsReadBackEqual) {
  write_world(
      "'' = 0\n'a.b' = true\n'ü' = \"\\u007f\\r\\b\\f\"\nmax = 9223372036854775807\n"
      "min = -9223372036854775808\nreals = [1.0, 0.1, 1e-308, 5e-324, 123456789012345680.0, inf, "
      "-inf, 3.0e10]\nnested = [[1], [], [[2.0]], [{a = [{b = 1}]}]]\n"
      "[t]\nempty = {}\n[t.'x y'.z]\nk = ' # '\n[[t.rows]]\n[[t.rows.cells]]\nv = 1\n"
      "[[t.rows.cells]]\nv = 2\n[[t.rows]]\nw.u = 1\n");
  const Node first = load();
  const std::string written = to_toml(first);
  write("world.toml", written);
  const Node second = load();
  EXPECT_TRUE(first == second) << written;
  EXPECT_EQ(to_toml(second), written);
}

TEST_F(Scenario, RealsSurviveTheRoundTripBitForBit) {
  std::uint64_t bits = 88172645463325252U;
  Node root{Node::Table{{"format_version", {std::int64_t{1}, {}}}}, {}};
  Node::Array reals;
  for (int i = 0; i < 2000; ++i) {
    bits ^= bits << 13U;
    bits ^= bits >> 7U;
    bits ^= bits << 17U;
    double real = 0.0;
    static_assert(sizeof real == sizeof bits);
    std::memcpy(&real, &bits, sizeof real);
    if (std::isfinite(real)) reals.push_back({real, {}});
  }
  root.table()["reals"] = {reals, {}};
  write("world.toml", to_toml(root));
  EXPECT_TRUE(load() == root);
}

TEST_F(Scenario, KindsHaveNames) {
  EXPECT_EQ(Node{}.kind_name(), "nothing");
  EXPECT_EQ((Node{true, {}}.kind_name()), "a boolean");
  EXPECT_EQ((Node{std::int64_t{1}, {}}.kind_name()), "an integer");
  EXPECT_EQ((Node{1.0, {}}.kind_name()), "a real");
  EXPECT_EQ((Node{"x", {}}.kind_name()), "text");
  EXPECT_EQ((Node{Node::Array{}, {}}.kind_name()), "an array");
  EXPECT_EQ((Node{Node::Table{}, {}}.kind_name()), "a table");
}

TEST_F(Scenario, TheIncludingFileWinsOverItsIncludesInTheirOrder) {
  write_world("include = ['lib/a.toml', 'lib/b.toml']\n[m]\nw = 'world'\n");
  write("lib/a.toml", "[m]\nw = 'a'\nx = 'a'\ny = 'a'\nlist = [1, 2, 3]\n");
  write("lib/b.toml", "include = 'c.toml'\n[m]\ny = 'b'\nlist = [4]\n");
  write("lib/c.toml", "[m]\ny = 'c'\nz = 'c'\n[n]\n");
  EXPECT_EQ(text(),
            "format_version = 1\n\n[m]\nlist = [4]\nw = \"world\"\nx = \"a\"\ny = \"b\"\n"
            "z = \"c\"\n\n[n]\n");
  const Node root = load();
  EXPECT_EQ(place(*root.find("m")->find("x")), "lib/a.toml:3:5: ");
  EXPECT_EQ(place(*root.find("m")->find("z")), "lib/c.toml:3:5: ");
  EXPECT_EQ(place(*root.find("m")), "lib/a.toml:1:1: ");
}

TEST_F(Scenario, OverlaysAndAssignmentsComeLast) {
  write_world("[m]\na = 1\nb = 1\nc = 1\nd = 1\n[t]\nx = 1\n");
  write("one.toml", "[m]\nb = 2\nc = 2\nd = 2\n");
  write("two.toml", "t = 5\n[m]\nc = 3\nd = 3\n");
  EXPECT_EQ(text({"one.toml", "two.toml"}, {"m.d=4"}),
            "format_version = 1\nt = 5\n\n[m]\na = 1\nb = 2\nc = 3\nd = 4\n");
}

TEST_F(Scenario, AssignedValuesAreTomlOrBareText) {
  write_world("[m]\na = 1\n[m.t]\nkept = 1\n");
  EXPECT_EQ(text({}, {"m.a=2.5", "m.b=true", "m.c=[1, 'x']", "m.d=2014-01", "m.e=hello world",
                      "m.f=", "m.g=x=y", " m . h = 1 ", "m.i=\"1\"", "m.j=1\nk = 2",
                      "m.t={new = 2}", "fresh.x.y=1"}),
            "format_version = 1\n\n[fresh.x]\ny = 1\n\n[m]\na = 2.5\nb = true\nc = [1, \"x\"]\n"
            "d = \"2014-01\"\ne = \"hello world\"\nf = \"\"\ng = \"x=y\"\nh = 1\ni = \"1\"\n"
            "j = \"1\\nk = 2\"\n\n[m.t]\nkept = 1\nnew = 2\n");
  const Node root = load({}, {"m.c=[1]"});
  EXPECT_EQ(place(root.find("m")->find("c")->array()[0]), "--set: ");
  EXPECT_EQ(place(*root.find("m")), "world.toml:2:1: ");
}

TEST_F(Scenario, FaultyAssignmentsAreAllReported) {
  write_world("[m]\na = 1\nrows = [{x = 1}]\n");
  EXPECT_EQ(error({}, {"m..a=1", "=1", "m.a", "m.a.b=2", "m.rows.x=2", "include=x", "m.ok=1"}),
            "--set: m..a=1: a part of the path has no name\n"
            "--set: =1: a part of the path has no name\n"
            "--set: m.a: expected path=value\n"
            "--set: m.a.b=2: m.a is not a table (world.toml:3:5: an integer)\n"
            "--set: m.rows.x=2: m.rows is not a table (world.toml:4:8: an array)\n"
            "--set: include=x: include belongs in a file; name an overlay instead");
}

TEST_F(Scenario, AssignmentsAreUtf8) {
  write_world("");
  EXPECT_EQ(error({}, {"a=\xff"}), "--set: a=\\xFF: is not UTF-8");
  EXPECT_EQ(text({}, {"a=\u00e9"}), "a = \"\u00e9\"\nformat_version = 1\n");
}

TEST_F(Scenario, TheFormatVersionIsRequiredAndKnown) {
  write("world.toml", "a = 1\n");
  EXPECT_EQ(error(), "world.toml:1:1: format_version: expected 1, found nothing");
  write("world.toml", "a = 1\nformat_version = 2\n");
  EXPECT_EQ(error(), "world.toml:2:18: format_version: expected 1, found 2");
  write("world.toml", "format_version = '1'\n");
  EXPECT_EQ(error(), "world.toml:1:18: format_version: expected 1, found \"1\"");
  write_world("");
  write("old.toml", "format_version = 0\n");
  EXPECT_EQ(error({"old.toml"}), "old.toml:1:18: format_version: expected 1, found 0");
  EXPECT_EQ(error({}, {"format_version=3"}), "--set: format_version: expected 1, found 3");
  write("plain.toml", "a = 1\n");
  EXPECT_EQ(error({"plain.toml"}), "no error");
  write("world.toml", "include = 'versioned.toml'\n");
  write("versioned.toml", "format_version = 1\n");
  EXPECT_EQ(error(), "world.toml:1:1: format_version: expected 1, found nothing");
}

TEST_F(Scenario, CyclesNameTheirChain) {
  write_world("include = 'a.toml'\n");
  write("a.toml", "\ninclude = ['lib/b.toml']\n");
  write("lib/b.toml", "include = '../a.toml'\n");
  EXPECT_EQ(error(), "lib/b.toml:1:11: include: cycle a.toml -> lib/b.toml -> a.toml");
  write_world("include = './world.toml'\n");
  EXPECT_EQ(error(), "world.toml:2:11: include: cycle world.toml -> world.toml");
}

TEST_F(Scenario, TheSameFileMayBeIncludedTwice) {
  write_world("include = ['a.toml', 'b.toml']\n");
  write("a.toml", "include = 'c.toml'\na = 1\n");
  write("b.toml", "include = 'c.toml'\nb = 1\n");
  write("c.toml", "c = 1\n");
  EXPECT_EQ(text(), "a = 1\nb = 1\nc = 1\nformat_version = 1\n");
}

TEST_F(Scenario, IncludesAreFileNames) {
  write_world("include = [1, '', ['x']]\n");
  EXPECT_EQ(error(),
            "world.toml:2:12: include: expected a file name, found an integer\n"
            "world.toml:2:15: include: expected a file name, found empty text\n"
            "world.toml:2:19: include: expected a file name, found an array");
}

TEST_F(Scenario, SyntaxErrorsOfAllFilesAreCollected) {
  write_world("include = ['a.toml', 'b.toml', 'gone.toml', 'b.toml']\n");
  write("a.toml", "x = 1\ny = = 2\nz = = 3\n");
  write("b.toml", "x = 1\nx = 2\n");
  write("over.toml", "[m\n");
  try {
    load({"over.toml"});
    FAIL();
  } catch (const InputError& fault) {
    const auto& found = fault.diagnostics();
    ASSERT_EQ(found.size(), 4U) << fault.what();
    EXPECT_EQ(found[0].where.file, "a.toml");
    EXPECT_EQ(found[0].where.line, 2);
    EXPECT_EQ(found[0].where.column, 5);
    EXPECT_EQ(found[1].where.file, "b.toml");
    EXPECT_EQ(found[1].where.line, 2);
    EXPECT_EQ(to_string(found[2]),
              "world.toml:2:32: cannot read \"gone.toml\": No such file or directory");
    EXPECT_EQ(found[3].where.file, "over.toml");
    EXPECT_EQ(found[3].where.line, 1);
  }
}

TEST_F(Scenario, UnreadableFiles) {
  EXPECT_EQ(error(), "world.toml: cannot read this file: No such file or directory");
  fs::create_directory("world.toml");
  EXPECT_EQ(error(), "world.toml: cannot read this file: it is a directory");
  fs::remove("world.toml");
  write("world.toml", "");
  EXPECT_EQ(error(), "world.toml: cannot read this file: it is empty");
  write_world("include = ['', 'lib']\n");
  fs::create_directory("lib");
  EXPECT_EQ(error(),
            "world.toml:2:12: include: expected a file name, found empty text\n"
            "world.toml:2:16: cannot read \"lib\": it is a directory");
}

TEST_F(Scenario, HugeFilesAreNotRead) {
  write_world("");
  fs::resize_file("world.toml", 100 * 1024 * 1024);
  EXPECT_EQ(error(), "world.toml: cannot read this file: it is larger than 16 MiB");
  EXPECT_EQ(error_of({"/dev/zero", {}, {}}),
            "/dev/zero: cannot read this file: it is larger than 16 MiB");
}

TEST_F(Scenario, AFileOfTheLimitIsRead) {
  write_world("#");
  std::ofstream("world.toml", std::ios::app) << std::string(16 * 1024 * 1024 - 20, ' ');
  ASSERT_EQ(fs::file_size("world.toml"), 16U * 1024 * 1024);
  EXPECT_EQ(error(), "no error");
}

TEST_F(Scenario, BytesThatAreNotUtf8HaveAPlace) {
  write_world("a = 'é\xff'\n");
  EXPECT_EQ(
      error(),
      "world.toml:2:7: byte 0xff (\"\u00ff\" in Latin-1) is not UTF-8; save the file as UTF-8");
  for (const char* bad : {"\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                          "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\x80", "\xe2\x82", "\xc3("}) {
    write_world(std::string("# ") + bad);
    EXPECT_EQ(error().substr(0, 16), "world.toml:2:3: ") << error();
  }
  write_world("a = '\u00e9 \u20ac \U0001F600 \U0010FFFF'\n");
  EXPECT_EQ(error(), "no error");
}

TEST_F(Scenario, AByteOrderMarkIsAccepted) {
  write("world.toml",
        "\xEF\xBB\xBF"
        "format_version = 1\n");
  EXPECT_EQ(text(), "format_version = 1\n");
}

TEST_F(Scenario, DeepNestingIsAFaultNotACrash) {
  std::string key = "a";
  for (int i = 0; i < 100000; ++i) key += ".a";
  write_world("[" + key + "]\n");
  EXPECT_EQ(error(), "world.toml:2:33: a key has more than 16 parts");
  write_world("x = " + std::string(100000, '['));
  EXPECT_EQ(error(), "world.toml:2:69: values nest deeper than 64");
  write_world("");
  EXPECT_EQ(error({}, {key + "=1"}), "--set: " + key.substr(0, 60) + "...: more than 16 parts");
}

TEST_F(Scenario, NestingUpToTheBoundIsRead) {
  std::string key = "a";
  for (int i = 1; i < 16; ++i) key += ".a";
  std::string value = "1";
  for (int i = 0; i < 64; ++i) value = "{" + key + " = " + value + "}";
  write_world(key + " = " + value + "\n");
  const Node root = load();
  EXPECT_TRUE(load() == root);
  const Node* deepest = &root;
  int depth = 0;
  while ((deepest = deepest->find("a")) != nullptr) ++depth;
  EXPECT_EQ(depth, 16 * 65);
}

// toml++ 3.3 runs into undefined behaviour or an assertion on each of these.
TEST_F(Scenario, WhatTomlppDoesNotSurviveIsAFault) {
  write_world("na\u00efve = 1\n");
  EXPECT_EQ(error(), "world.toml:2:3: text that is not ASCII must stand in quotes");
  write_world("a = \u00e9\n");
  EXPECT_EQ(error(), "world.toml:2:5: text that is not ASCII must stand in quotes");
  write_world("[[\n");
  EXPECT_EQ(error(), "world.toml:2:3: expected the name of a table");
  write_world("a = [1, }\n");
  EXPECT_EQ(error(), "world.toml:2:9: \"}\" closes nothing");
  write_world("a = 1\rb = 2\n");
  EXPECT_EQ(error(), "world.toml:2:6: a line ends without a line feed");
  write_world("a = 2014-01-31 1\n");
  EXPECT_TRUE(error().starts_with("world.toml:2:")) << error();
  write_world("[ ]\n");
  EXPECT_EQ(error(), "world.toml:2:3: expected the name of a table");
  write_world("[[ [1]]]\n");
  EXPECT_EQ(error(), "world.toml:2:4: expected the name of a table");
  write_world("a = \"\\\u00e9\"\n");
  EXPECT_EQ(error(), "world.toml:2:7: expected an ASCII character after a backslash");
}

TEST_F(Scenario, AContinuedLineMayGoOnWithAnyLetter) {
  write_world(
      "a = \"\"\"\\\n  \u00dcbersee: \\\n\n  \u00c4gypten\"\"\"\n"
      "b = \"\"\"\\ \r\n \U0001F30D \\\n\"\"\"\n"
      "c = '''\\\n\u00e9'''\n");
  const Node root = load();
  EXPECT_EQ(std::get<std::string>(root.find("a")->value), "\u00dcbersee: \u00c4gypten");
  EXPECT_EQ(std::get<std::string>(root.find("b")->value), "\U0001F30D ");
  EXPECT_EQ(std::get<std::string>(root.find("c")->value), "\\\n\u00e9");
  EXPECT_EQ(place(*root.find("c")), "world.toml:9:5: ");
  write_world("a = \"\"\"x \\ \u00e9\"\"\"\n");
  EXPECT_EQ(error(), "world.toml:2:12: expected an ASCII character after a backslash");
}

TEST_F(Scenario, AnEmptyOverlayLaysNothing) {
  write_world("a = 1\n");
  const std::string plain = text();
  for (const char* nothing : {"", "\n", "# nothing changes", "\xEF\xBB\xBF"}) {
    write("over.toml", nothing);
    EXPECT_EQ(text({"over.toml"}), plain);
  }
  write_world("include = 'over.toml'\na = 1\n");
  write("over.toml", "");
  EXPECT_EQ(text(), plain);
}

/// What a key that expects text makes of a value.
std::string as_text_or_nothing(const Node& root, const std::string& key) {
  return as_text(*root.find(key)).value_or("nothing");
}

TEST_F(Scenario, OfNumbersInTomlThoseInPlainDigitsAreText) {
  write_world(
      "a = 276\nb = -4\nc = 1_000\nd = 0x10\ne = +5\nf = 1e2\ng = true\nh = 2014-01-31\n"
      "i = 9223372036854775807\nj = ['\u00e9', 4, 0o7] # 5\nk = {x = '\u00e9', y = 34}\n");
  const Node root = load();
  EXPECT_EQ(as_text_or_nothing(root, "a"), "276");
  EXPECT_EQ(as_text_or_nothing(root, "b"), "-4");
  for (const char* key : {"c", "d", "e", "f", "g"}) {
    EXPECT_EQ(as_text_or_nothing(root, key), "nothing") << key;
  }
  EXPECT_EQ(as_text_or_nothing(root, "h"), "2014-01-31");
  EXPECT_EQ(as_text_or_nothing(root, "i"), "9223372036854775807");
  EXPECT_EQ(as_text(root.find("j")->array()[1]), "4");
  EXPECT_EQ(as_text(root.find("j")->array()[2]), std::nullopt);
  EXPECT_EQ(as_text_or_nothing(*root.find("k"), "y"), "34");
}

TEST_F(Scenario, AssignedWordsAreTextWhereTextIsExpected) {
  write_world("");
  const Node root = load({}, {"a=004", "b=1e2", "c=true", "d=1_000", "e=[004, South Sudan,1e2]",
                              "f=[4, 276, 1_0]", "g=[]", "h=[a, [b]]", "i=2015", "j=\"5\""});
  EXPECT_EQ(as_text_or_nothing(root, "a"), "004");
  EXPECT_EQ(as_text_or_nothing(root, "b"), "1e2");
  EXPECT_EQ(as_text_or_nothing(root, "c"), "true");
  EXPECT_EQ(as_text_or_nothing(root, "d"), "1_000");
  EXPECT_EQ(as_whole(*root.find("d")), 1000);
  EXPECT_EQ(as_whole(*root.find("a")), 4);
  const auto texts = [&](const char* key) {
    std::string all;
    for (const Node& element : root.find(key)->array()) all += as_text(element).value_or("-") + ";";
    return all;
  };
  EXPECT_EQ(texts("e"), "004;South Sudan;1e2;");
  EXPECT_EQ(texts("f"), "4;276;1_0;");
  EXPECT_EQ(texts("g"), "");
  EXPECT_EQ(as_text_or_nothing(root, "h"), "[a, [b]]");
  EXPECT_EQ(as_text_or_nothing(root, "i"), "2015");
  EXPECT_EQ(as_text_or_nothing(root, "j"), "5");
  EXPECT_EQ(as_whole(*root.find("j")), std::nullopt) << "quotes make it text";
}

TEST_F(Scenario, NamesInAPathMayStandInQuotes) {
  write_world("");
  EXPECT_EQ(text({}, {"a.\"St. Lucia\".x=1", "a.'b=c'.x=2", "a.Cote d'Ivoire.x=3", "a.004.x=4"}),
            "format_version = 1\n\n[a.004]\nx = 4\n\n[a.\"Cote d'Ivoire\"]\nx = 3\n"
            "\n[a.\"St. Lucia\"]\nx = 1\n\n[a.\"b=c\"]\nx = 2\n");
  EXPECT_EQ(error({}, {"a.\"b=1"}), "--set: a.\"b=1: a quote in the path is not closed");
}

TEST_F(Scenario, EveryFormOfStringMayHoldAnything) {
  write_world(
      "a = '\u00e9 \" # [['\n"
      "b = \"\u00e9 ' \\\" \u00e9 # [[\"\n"
      "c = \"\"\"\n\u00e9 \"\" \\\"\"\" [[\n[[\u00e9\"\"\"\"\"\n"
      "d = '''\n\u00e9 '' \\ \u00e9 [[\n[['''''\n"
      "e = ['', \"\", '''''', \"\"\"\"\"\", [[[1]],\n[[]]]] # \u00e9 '\n"
      "f = \"\\\\\" # '\n"
      "g = \"\"\"a \\  \n\n  b\"\"\"\n"
      "'\u00e9' = 1\n"
      "  [[ \"\u00e9t\u00e9\" ]]\n");
  const Node root = load();
  EXPECT_EQ(std::get<std::string>(root.find("c")->value), "\u00e9 \"\" \"\"\" [[\n[[\u00e9\"\"");
  EXPECT_EQ(std::get<std::string>(root.find("d")->value), "\u00e9 '' \\ \u00e9 [[\n[[''");
  EXPECT_EQ(std::get<std::string>(root.find("g")->value), "a b");
  EXPECT_NE(root.find("\u00e9t\u00e9"), nullptr);
}

TEST_F(Scenario, DotsThatAreNoKeysAreFine) {
  const std::string dots(200, '.');
  std::string list = "0.1";
  for (int i = 0; i < 200; ++i) list += ", 0.1";
  write_world("# " + dots + "\na = '" + dots + "'\nb = \"\"\"\n x" + dots + "\n\"\"\"\nc = [" +
              list + "]\n# it's a.b\n");
  EXPECT_EQ(error(), "no error");
}

}  // namespace
}  // namespace sojourn
