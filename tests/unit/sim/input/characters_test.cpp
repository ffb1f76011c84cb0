#include "sim/input/text/characters.hpp"

#include <gtest/gtest.h>

namespace sojourn {
namespace {

TEST(Characters, WhatATerminalObeysIsEscaped) {
  EXPECT_EQ(escaped("plain, \u00e9 \u65e5 \U0001F30D"), "plain, \u00e9 \u65e5 \U0001F30D");
  EXPECT_EQ(escaped("\x1b[31mred\x07\n\t\x7f"), "\\u001B[31mred\\u0007\\u000A\\u0009\\u007F");
  EXPECT_EQ(escaped(std::string_view("a\0b", 3)), "a\\u0000b");
  EXPECT_EQ(escaped("A\u200B\u2060\u00AD"), "A\\u200B\\u2060\\u00AD");
  EXPECT_EQ(escaped("\u202Eevil\u2066\u200F"), "\\u202Eevil\\u2066\\u200F");
  EXPECT_EQ(escaped("\u009B"), "\\u009B") << "it begins a control sequence";
  EXPECT_EQ(escaped("\U000E0041"), "\\U000E0041");
  EXPECT_EQ(escaped("a\xff\xc3"), "a\\xFF\\xC3");
}

TEST(Characters, ShortenedTextEndsBetweenCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "abc...");
  EXPECT_EQ(shortened("\u00e9\u00e9\u00e9", 2), "\u00e9\u00e9...");
}

TEST(Characters, BlanksAroundTextAreTrimmed) {
  EXPECT_EQ(trimmed(" \t\u00a0 a b\u00a0\r\n"), "a b");
  EXPECT_EQ(trimmed(" \u00a0"), "");
  EXPECT_EQ(trimmed("\u00e0"), "\u00e0") << "its last byte is that of a no-break space";
}

TEST(Characters, ListsIgnoreBlanksAndEmptyItems) {
  const std::vector<std::string> expected{"fra", "South Sudan", "276"};
  EXPECT_EQ(split_list("fra;South Sudan;276"), expected);
  EXPECT_EQ(split_list(" fra ;; South Sudan\u00a0;\t276 ; "), expected);
  EXPECT_TRUE(split_list("").empty());
  EXPECT_TRUE(split_list(" ; ;").empty());
}

}  // namespace
}  // namespace sojourn
