#include "sim/input/settings.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <utility>

#include "sim/input/text/nearest.hpp"
#include "sim/input/untyped.hpp"

namespace sojourn {
namespace {

Node leaf(decltype(Node::value) value, int line, int column) {
  return {std::move(value), {"world.toml", line, column}};
}

Node table(Node::Table children) {
  return leaf(std::move(children), 10, 1);
}

std::vector<std::string> messages(const Diagnostics& diagnostics) {
  std::vector<std::string> texts;
  try {
    diagnostics.throw_if_any();
  } catch (const InputError& error) {
    for (const Diagnostic& found : error.diagnostics()) texts.push_back(to_string(found));
  }
  return texts;
}

using Messages = std::vector<std::string>;

/// Settings over one table, with the faults they note.
struct Wage {
  explicit Wage(Node::Table children) : node(table(std::move(children))) {}
  Node node;
  Diagnostics diagnostics;
  Settings settings{&node, "modules.wage", &diagnostics};
};

TEST(Settings, ReadsEveryKind) {
  Wage wage(
      {{"b_wage", leaf(0.5, 11, 1)},
       {"whole", leaf(std::int64_t{2}, 12, 1)},
       {"n", leaf(std::int64_t{7}, 13, 1)},
       {"on", leaf(true, 14, 1)},
       {"name", leaf("x", 15, 1)},
       {"law", leaf("probit", 16, 1)},
       {"from", leaf("2014-01-31", 17, 1)},
       {"places", leaf(Node::Array{leaf("a", 18, 2), leaf("b", 18, 7)}, 18, 1)},
       {"weights", leaf(Node::Array{leaf(std::int64_t{1}, 19, 2), leaf(0.5, 19, 5)}, 19, 1)}});
  Settings& settings = wage.settings;
  EXPECT_EQ(settings.real("b_wage", "1", {0, 5}, 1.0, "m"), 0.5);
  EXPECT_EQ(settings.real("whole", "1", {0, 5}, 1.0, "m"), 2.0);
  EXPECT_EQ(settings.integer("n", "persons", {0, 10}, 1, "m"), 7);
  EXPECT_TRUE(settings.boolean("on", false, "m"));
  EXPECT_EQ(settings.text("name", "y", "m"), "x");
  EXPECT_EQ(settings.choice("law", {"logit", "probit"}, "logit", "m"), "probit");
  EXPECT_EQ(settings.date("from", {2000, 1, 1}, "m"), (Date{2014, 1, 31}));
  EXPECT_EQ(settings.texts("places", {}, "m"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(settings.reals("weights", "1", {0, 1}, {}, "m"), (std::vector<double>{1.0, 0.5}));
  settings.finish();
  EXPECT_EQ(messages(wage.diagnostics), Messages{});
}

TEST(Settings, WrongTypesSayWhatWasExpectedAndFound) {
  Wage wage({{"b_wage", leaf("abc", 12, 9)},
             {"n", leaf(1.5, 13, 5)},
             {"on", leaf(std::int64_t{1}, 14, 6)},
             {"name", leaf(true, 15, 8)},
             {"from", leaf("2014-13", 16, 8)},
             {"places", leaf("a", 17, 10)},
             {"share", leaf(Node::Table{}, 18, 1)}});
  Settings& settings = wage.settings;
  EXPECT_EQ(settings.real("b_wage", "1", {0, 5}, 1.5, "m"), 1.5);
  EXPECT_EQ(settings.integer("n", "", {1, 12}, 3, "m"), 3);
  EXPECT_FALSE(settings.boolean("on", false, "m"));
  EXPECT_EQ(settings.text("name", "y", "m"), "y");
  EXPECT_EQ(settings.date("from", {2000, 1, 1}, "m"), (Date{2000, 1, 1}));
  EXPECT_EQ(settings.texts("places", {"z"}, "m"), std::vector<std::string>{"z"});
  EXPECT_EQ(settings.real("share", "1/yr", {}, 0.0, "m"), 0.0);
  EXPECT_EQ(
      messages(wage.diagnostics),
      (Messages{
          R"(world.toml:12:9: modules.wage.b_wage: expected a real in [0, 5] (1), found "abc")",
          "world.toml:13:5: modules.wage.n: expected an integer in [1, 12], found 1.5",
          "world.toml:14:6: modules.wage.on: expected a boolean, found 1",
          "world.toml:15:8: modules.wage.name: expected text, found true; text stands in quotes",
          "world.toml:16:8: modules.wage.from: expected a date such as \"2014-01\" or "
          "\"2014-01-31\", found \"2014-13\"",
          "world.toml:17:10: modules.wage.places: expected a list of text, found \"a\"",
          "world.toml:18:1: modules.wage.share: expected a real (1/yr), found a table"}));
}

/// As a cell of a CSV file or a bare word of --set has it.
Node untyped(const std::string& text, int line) {
  return untyped_value(text, {"world.toml", line, 1});
}

TEST(Settings, AKeySaysWhatAValueWithoutATypeIs) {
  for (const char* text : {"004", "276", "1e2", "true", "2014-01", "+5", "0.50", "NA", "nan"}) {
    Wage wage({{"id", untyped(text, 1)}, {"list", leaf(Node::Array{untyped(text, 2)}, 2, 1)}});
    EXPECT_EQ(wage.settings.required_text("id", "m"), text);
    EXPECT_EQ(wage.settings.texts("list", {}, "m"), std::vector<std::string>{text});
    EXPECT_EQ(messages(wage.diagnostics), Messages{});
    EXPECT_EQ(inline_toml(*wage.settings.resolved().find("id")), '"' + std::string(text) + '"');
  }
  Wage wage({{"n", untyped("004", 1)},
             {"x", untyped("+1e2", 2)},
             {"on", untyped("TRUE", 3)},
             {"law", untyped("2", 4)}});
  EXPECT_EQ(wage.settings.integer("n", "", {}, 0, "m"), 4);
  EXPECT_EQ(wage.settings.real("x", "", {}, 0, "m"), 100);
  EXPECT_TRUE(wage.settings.boolean("on", false, "m"));
  EXPECT_EQ(wage.settings.choice("law", {"1", "2"}, "1", "m"), "2");
  EXPECT_EQ(messages(wage.diagnostics), Messages{});
}

TEST(Settings, WholeNumbersMayBeWrittenAsReals) {
  Wage wage({{"a", leaf(8000.0, 1, 1)},
             {"b", untyped("24.0", 2)},
             {"c", untyped("1e2", 3)},
             {"d", leaf(24.000, 4, 1)},
             {"e", untyped("8000.5", 5)},
             {"f", untyped("8.000", 6)},
             {"g", leaf(1e17, 7, 1)}});
  EXPECT_EQ(wage.settings.integer("a", "", {}, 0, "m"), 8000);
  EXPECT_EQ(wage.settings.integer("b", "", {}, 0, "m"), 24);
  EXPECT_EQ(wage.settings.integer("c", "", {}, 0, "m"), 100);
  EXPECT_EQ(wage.settings.integer("d", "", {}, 0, "m"), 24);
  EXPECT_EQ(messages(wage.diagnostics), Messages{});
  EXPECT_EQ(wage.settings.integer("e", "", {}, 1, "m"), 1);
  EXPECT_EQ(wage.settings.integer("f", "", {}, 1, "m"), 1);
  EXPECT_EQ(wage.settings.integer("g", "", {}, 1, "m"), 1) << "not every whole number is a real";
  EXPECT_EQ(messages(wage.diagnostics),
            (Messages{"world.toml:5:1: modules.wage.e: expected an integer, found 8000.5",
                      "world.toml:6:1: modules.wage.f: expected an integer, found 8.000; dots may "
                      "group thousands: write 8000, or 8.0",
                      "world.toml:7:1: modules.wage.g: expected an integer, found 1e+17"}));
}

TEST(Settings, PersonsMayNotBeGroupedByDots) {
  Wage wage({{"a", untyped("83.240", 1)}, {"b", untyped("83.240", 2)}});
  EXPECT_EQ(wage.settings.required_real("a", "persons", {}, "m"), 0);
  EXPECT_EQ(wage.settings.real("b", "degrees", {}, 0, "m"), 83.24);
  EXPECT_EQ(messages(wage.diagnostics).size(), 1U);
}

TEST(Settings, TextHoldsNoNul) {
  Wage wage({{"id", leaf(std::string("a\0b", 3), 1, 1)}});
  EXPECT_EQ(wage.settings.text("id", "x", "m"), "x");
  EXPECT_EQ(
      messages(wage.diagnostics),
      Messages{"world.toml:1:1: modules.wage.id: expected text, found \"a\\u0000b\"; text must "
               "not hold the character U+0000"});
}

TEST(Settings, RequiredTextIsNotEmpty) {
  Wage wage({{"id", leaf("", 1, 1)}});
  EXPECT_EQ(wage.settings.required_text("id", "m"), "");
  EXPECT_EQ(messages(wage.diagnostics),
            Messages{"world.toml:1:1: modules.wage.id: expected text, found \"\""});
}

TEST(Settings, RangesIncludeTheirEndsAndRefuseWhatIsNotFinite) {
  Wage wage({{"a", leaf(5.0, 1, 1)},
             {"b", leaf(std::nextafter(5.0, 6.0), 2, 1)},
             {"c", leaf(std::nan(""), 3, 1)},
             {"d", leaf(INFINITY, 4, 1)},
             {"e", leaf(-0.5, 5, 1)},
             {"f", leaf(std::int64_t{3}, 6, 1)}});
  Settings& settings = wage.settings;
  EXPECT_EQ(settings.real("a", "1", {0, 5}, 1, "m"), 5.0);
  EXPECT_EQ(settings.real("b", "1", {0, 5}, 1, "m"), 1.0);
  EXPECT_EQ(settings.real("c", "1", {}, 1, "m"), 1.0);
  EXPECT_EQ(settings.real("d", "1", {}, 1, "m"), 1.0);
  EXPECT_EQ(settings.real("e", "km", {.low = 0}, 1, "m"), 1.0);
  EXPECT_EQ(settings.integer("f", "", {.high = 2}, 1, "m"), 1);
  EXPECT_EQ(messages(wage.diagnostics),
            (Messages{"world.toml:2:1: modules.wage.b: expected a real in [0, 5] (1), found "
                      "5.000000000000001",
                      "world.toml:3:1: modules.wage.c: expected a real (1), found nan",
                      "world.toml:4:1: modules.wage.d: expected a real (1), found inf",
                      "world.toml:5:1: modules.wage.e: expected a real >= 0 (km), found -0.5",
                      "world.toml:6:1: modules.wage.f: expected an integer <= 2, found 3"}));
}

TEST(Settings, OneValueBesideTheRangeSaysThatNothingIsSet) {
  Wage wage({{"a", leaf(std::int64_t{-1}, 1, 1)},
             {"b", leaf(-0.5, 2, 1)},
             {"c", leaf(std::int64_t{-1}, 3, 1)}});
  EXPECT_EQ(wage.settings.real("a", "1", {0, 1, -1}, 0.5, "m"), -1.0);
  EXPECT_EQ(wage.settings.real("b", "1", {0, 1, -1}, 0.5, "m"), 0.5);
  EXPECT_EQ(wage.settings.integer("c", "", {0, 9, -1}, 4, "m"), -1);
  EXPECT_EQ(
      messages(wage.diagnostics),
      (Messages{"world.toml:2:1: modules.wage.b: expected a real in [0, 1] (1), found -0.5"}));
}

TEST(Settings, AWrongElementIsNamedAtItsOwnPlace) {
  Wage wage({{"w", leaf(Node::Array{leaf(0.5, 3, 6), leaf(2.0, 3, 11)}, 3, 5)},
             {"p", leaf(Node::Array{leaf(std::int64_t{1}, 4, 6)}, 4, 5)}});
  EXPECT_EQ(wage.settings.reals("w", "1", {0, 1}, {0.25}, "m"), std::vector<double>{0.25});
  EXPECT_EQ(wage.settings.texts("p", {}, "m"), std::vector<std::string>{});
  EXPECT_EQ(messages(wage.diagnostics),
            (Messages{"world.toml:3:11: modules.wage.w: element 2: expected a real in [0, 1] (1), "
                      "found 2.0",
                      "world.toml:4:6: modules.wage.p: element 1: expected text, found 1; text "
                      "stands in quotes"}));
}

TEST(Settings, ChoicesNameTheOptionsAndTheNearest) {
  Wage wage({{"law", leaf("Lgoit", 4, 7)}, {"rule", leaf("zzz", 5, 8)}});
  EXPECT_EQ(wage.settings.choice("law", {"logit", "probit"}, "probit", "m"), "probit");
  EXPECT_EQ(wage.settings.choice("rule", {"majority", "unanimity"}, "majority", "m"), "majority");
  EXPECT_EQ(messages(wage.diagnostics),
            (Messages{R"(world.toml:4:7: modules.wage.law: expected one of "logit", "probit", )"
                      R"(found "Lgoit", nearest known: "logit")",
                      R"(world.toml:5:8: modules.wage.rule: expected one of "majority", )"
                      R"("unanimity", found "zzz")"}));
}

TEST(Settings, RequiredKeysMayNotBeAbsent) {
  Wage wage({{"there", leaf(2.0, 11, 9)}});
  EXPECT_EQ(wage.settings.required_real("there", "1", {0, 5}, "m"), 2.0);
  EXPECT_EQ(wage.settings.required_real("gone", "1", {1, 5}, "m"), 1.0);
  EXPECT_EQ(wage.settings.required_integer("n", "persons", {1, 5}, "m"), 1);
  EXPECT_EQ(wage.settings.required_text("name", "m"), "");
  EXPECT_EQ(wage.settings.required_date("from", "m"), Date{});
  EXPECT_EQ(
      messages(wage.diagnostics),
      (Messages{"world.toml:10:1: modules.wage.gone: expected a real in [1, 5] (1), found "
                "nothing; this key is required",
                "world.toml:10:1: modules.wage.n: expected an integer in [1, 5] (persons), found "
                "nothing; this key is required",
                "world.toml:10:1: modules.wage.name: expected text, found nothing; this key "
                "is required",
                "world.toml:10:1: modules.wage.from: expected a date such as \"2014-01\" or "
                "\"2014-01-31\", found nothing; this key is required"}));
}

TEST(Settings, UnknownKeysGetTheNearestKnown) {
  Wage wage({{"b_wgae", leaf(1.0, 11, 10)}, {"B_KIN", leaf(1.0, 12, 9)}, {"q", leaf(1.0, 13, 5)}});
  wage.settings.real("b_wage", "1", {}, 0, "m");
  wage.settings.real("b_kin", "1", {}, 0, "m");
  wage.settings.finish();
  EXPECT_EQ(
      messages(wage.diagnostics),
      (Messages{R"(world.toml:12:9: modules.wage.B_KIN: unknown key, nearest known: "b_kin")",
                R"(world.toml:11:10: modules.wage.b_wgae: unknown key, nearest known: "b_wage")",
                R"(world.toml:13:5: modules.wage.q: unknown key; known keys: "b_wage", "b_kin")"}));
}

TEST(Settings, ManyKnownKeysAreNotListed) {
  for (const int n_known : {0, 12, 13}) {
    Wage wage({{"unlike_all_others", leaf(1.0, 11, 1)}});
    for (int i = 0; i < n_known; ++i) wage.settings.boolean(fmt::format("k{}", i), false, "m");
    wage.settings.finish();
    const std::string text = messages(wage.diagnostics).at(0);
    EXPECT_EQ(text.find("known keys: \"k0\", ") != std::string::npos, n_known == 12) << text;
    EXPECT_EQ(text.ends_with("no key is known here"), n_known == 0) << text;
    EXPECT_EQ(text.ends_with("unlike_all_others: unknown key"), n_known == 13) << text;
  }
}

TEST(Settings, IntroducesAKeyOnce) {
  Wage wage({{"b_wage", leaf(2.0, 11, 1)}});
  EXPECT_EQ(wage.settings.real("b_wage", "1", {0, 5}, 1.0, "weight of the wage"), 2.0);
  ASSERT_EQ(wage.settings.introduced().size(), 1U);
  const SettingInfo& info = wage.settings.introduced()[0];
  EXPECT_EQ(info.key, "b_wage");
  EXPECT_EQ(info.type, "real");
  EXPECT_EQ(info.unit, "1");
  EXPECT_EQ(info.low, 0.0);
  EXPECT_EQ(info.high, 5.0);
  EXPECT_EQ(info.default_text, "1.0");
  EXPECT_EQ(info.meaning, "weight of the wage");
}

TEST(Settings, RefusesASecondIntroduction) {
  Wage wage({{"b_wage", leaf(2.0, 11, 1)}});
  wage.settings.real("b_wage", "1", {0, 5}, 1.0, "weight of the wage");
  const auto refusal = [&](const auto& introduce_again) -> std::string {
    try {
      introduce_again();
    } catch (const std::logic_error& error) {
      return error.what();
    }
    return "accepted";
  };
  const std::string named = "modules.wage: the key b_wage is introduced twice";
  EXPECT_EQ(refusal([&] { wage.settings.real("b_wage", "1", {0, 5}, 1.0, "the same"); }), named);
  EXPECT_EQ(refusal([&] { wage.settings.text("b_wage", "x", "another type"); }), named);
  EXPECT_EQ(refusal([&] { wage.settings.subtable("b_wage", "a table"); }), named);
  EXPECT_EQ(wage.settings.introduced().size(), 1U);
}

/// One that may be absent has no default, is not resolved, and its name is known; so is one that is
/// called "none" by default.
TEST(Settings, AKeyMayBeAbsentWithoutADefault) {
  Wage wage({});
  wage.settings.know("rights", "1", {0, 1}, "m");
  wage.settings.text("location", "none", "m");
  wage.settings.required_real("income", "1", {}, "m");
  std::vector<bool> required, absent;
  for (const SettingInfo& info : wage.settings.introduced()) {
    required.push_back(info.is_required());
    absent.push_back(info.may_be_absent);
  }
  EXPECT_EQ(required, (std::vector<bool>{false, false, true}));
  EXPECT_EQ(absent, (std::vector<bool>{true, false, false}));
  EXPECT_EQ(wage.settings.introduced()[0].default_text, "");
  EXPECT_FALSE(wage.settings.resolved().table().contains("rights"));
}

TEST(Settings, WithoutNodeAndDiagnosticsOnlyIntroduces) {
  Settings settings(nullptr, "modules.wage", nullptr);
  EXPECT_EQ(settings.real("a", "1", {0, 5}, 1.0, "m"), 1.0);
  EXPECT_EQ(settings.required_real("b", "1", {2, 5}, "m"), 2.0);
  settings.choice("c", {"x", "y"}, "y", "m");
  settings.date("d", {2014, 1, 1}, "m");
  settings.texts("e", {"p", "q"}, "m");
  EXPECT_EQ(settings.subtable("f", "m"), nullptr);
  settings.fault("a", "nobody listens");
  settings.finish();
  std::vector<std::string> defaults;
  for (const SettingInfo& info : settings.introduced()) defaults.push_back(info.default_text);
  EXPECT_EQ(defaults, (Messages{"1.0", "", "\"y\"", "\"2014-01\"", R"(["p", "q"])", ""}));
  EXPECT_EQ(settings.introduced()[2].options, (Messages{"x", "y"}));
}

TEST(Settings, AnAbsentTableStillLacksItsRequiredKeys) {
  Diagnostics diagnostics;
  Settings settings(nullptr, "run", &diagnostics);
  settings.required_text("name", "m");
  settings.finish();
  EXPECT_EQ(messages(diagnostics),
            Messages{"run.name: expected text, found nothing; this key is required"});
}

TEST(Settings, ResolvedHoldsEveryFinalValue) {
  Wage wage({{"b_wage", leaf(std::int64_t{2}, 11, 1)}, {"bad", leaf("x", 12, 1)}});
  wage.settings.real("b_wage", "1", {}, 1.0, "m");
  wage.settings.integer("bad", "", {}, 4, "m");
  wage.settings.date("from", {2014, 1, 31}, "m");
  wage.settings.reals("weights", "1", {}, {1, 0.5}, "m");
  wage.settings.subtable("nest", "m");
  wage.settings.resolve("nest", table({{"depth", leaf(std::int64_t{1}, 0, 0)}}));
  EXPECT_EQ(to_toml(wage.settings.resolved()),
            "b_wage = 2.0\n"
            "bad = 4\n"
            "from = \"2014-01-31\"\n"
            "weights = [1.0, 0.5]\n"
            "\n[nest]\n"
            "depth = 1\n");
}

TEST(Settings, SubtablesAreKnownAndMustBeTables) {
  Wage wage({{"nest", leaf(Node::Table{{"a", leaf(1.0, 12, 5)}}, 11, 1)},
             {"flat", leaf(std::int64_t{3}, 13, 8)}});
  const Node* nest = wage.settings.subtable("nest", "m");
  ASSERT_NE(nest, nullptr);
  EXPECT_NE(nest->find("a"), nullptr);
  EXPECT_EQ(wage.settings.subtable("flat", "m"), nullptr);
  EXPECT_EQ(wage.settings.subtable("gone", "m"), nullptr);
  wage.settings.finish();
  EXPECT_EQ(messages(wage.diagnostics),
            Messages{"world.toml:13:8: modules.wage.flat: expected a table, found 3"});
}

TEST(Settings, ATableIsExpected) {
  const Node node = leaf(std::int64_t{3}, 2, 8);
  Diagnostics diagnostics;
  Settings settings(&node, "modules.wage", &diagnostics);
  EXPECT_EQ(settings.real("a", "1", {}, 1.0, "m"), 1.0);
  settings.finish();
  EXPECT_EQ(messages(diagnostics),
            Messages{"world.toml:2:8: modules.wage: expected a table, found 3"});
}

TEST(Settings, FaultsOfModulesPointToTheKeyOrTheTable) {
  Wage wage({{"a", leaf(1.0, 11, 5)}});
  EXPECT_TRUE(wage.settings.has("a"));
  EXPECT_FALSE(wage.settings.has("b"));
  wage.settings.fault("a", "clashes with b");
  wage.settings.fault("b", "is needed by a");
  EXPECT_EQ(messages(wage.diagnostics),
            (Messages{"world.toml:11:5: modules.wage.a: clashes with b",
                      "world.toml:10:1: modules.wage.b: is needed by a"}));
}

TEST(Settings, LongAndStrangeTextIsShownShortAndEscaped) {
  Wage wage(
      {{"a", leaf(fmt::format("{:x<39}\u00e9\u00e9", ""), 1, 5)}, {"b", leaf("\x1b[31m", 2, 5)}});
  wage.settings.integer("a", "", {}, 0, "m");
  wage.settings.integer("b", "", {}, 0, "m");
  EXPECT_EQ(messages(wage.diagnostics),
            (Messages{"world.toml:1:5: modules.wage.a: expected an integer, found \"" +
                          std::string(39, 'x') + "\u00e9...\"",
                      "world.toml:2:5: modules.wage.b: expected an integer, found "
                      "\"\\u001B[31m\""}));
}

TEST(NearestHint, CountsEditsAndSwapsBlindToCase) {
  EXPECT_EQ(nearest_hint("wgae", {"age", "wage"}), ", nearest known: \"wage\"");
  EXPECT_EQ(nearest_hint("WAGE", {"wage"}), ", nearest known: \"wage\"");
  EXPECT_EQ(nearest_hint("openess", {"openness"}), ", nearest known: \"openness\"");
  EXPECT_EQ(nearest_hint("SBR", {"GBR", "SRB", "SBX"}), ", nearest known: \"SRB\"");
  EXPECT_EQ(nearest_hint("sbr", {"GBR", "SRB"}), ", nearest known: \"SRB\"");
  EXPECT_EQ(nearest_hint("wage", {}), "");
}

TEST(NearestHint, TellsOfAccentsThatAreCharactersOfTheirOwn) {
  EXPECT_EQ(nearest_hint("So\u0308malia", {"S\u00f6malia"}),
            ", nearest known: \"S\u00f6malia\" (its accents are other characters)");
  EXPECT_EQ(nearest_hint("S\u00f6mali", {"S\u00f6malia"}), ", nearest known: \"S\u00f6malia\"");
}

TEST(NearestHint, TellsWhatIsPreferredUnlessAnotherIsFewerEditsAway) {
  const std::vector<std::string> kept{"SYR", "TUR"};
  EXPECT_EQ(nearest_hint("SBR", kept, {"SRB", "GBR"}),
            ", nearest known: \"SYR\"");                                         // one edit each
  EXPECT_EQ(nearest_hint("SBR", {"STX"}, {"SBX"}), ", nearest known: \"SBX\"");  // one, not two
  EXPECT_EQ(nearest_hint("TUR", kept, {}), ", nearest known: \"TUR\"");
  EXPECT_EQ(nearest_hint("wxzq", kept, {}), "");
}

TEST(NearestHint, KeepsToItsLimit) {
  EXPECT_EQ(nearest_hint("abcdef", {"abcxyz"}), "");                                      // 3 of 6
  EXPECT_EQ(nearest_hint("abcdefghi", {"abcdefxyz"}), ", nearest known: \"abcdefxyz\"");  // 3 of 9
  EXPECT_EQ(nearest_hint("ab", {"xy"}), "");  // no letter in common
}

TEST(InputError, CarriesEveryFault) {
  Diagnostics diagnostics;
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_NO_THROW(diagnostics.throw_if_any());
  diagnostics.add({"a.toml", 3, 4}, "one");
  diagnostics.add({"b.toml"}, "two");
  diagnostics.add({}, "three");
  try {
    diagnostics.throw_if_any();
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "a.toml:3:4: one\nb.toml: two\nthree");
    EXPECT_EQ(error.diagnostics().size(), 3U);
  }
  EXPECT_STREQ(InputError({"c.toml", 1, 2}, "four").what(), "c.toml:1:2: four");
}

}  // namespace
}  // namespace sojourn
