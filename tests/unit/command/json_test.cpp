#include "tools/sojourn/console/json.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace sojourn::command {
namespace {

TEST(Json, ValuesAsTheyAreWritten) {
  EXPECT_EQ(Json().dump(), "null");
  EXPECT_EQ(Json(true).dump(), "true");
  EXPECT_EQ(Json(std::int64_t{1} << 60).dump(), "1152921504606846976");
  EXPECT_EQ(Json(2.0).dump(), "2.0");
  EXPECT_EQ(Json(0.1).dump(), "0.1");
  EXPECT_EQ(Json(std::nan("")).dump(), "null");
  EXPECT_EQ(Json("a \"b\"\n").dump(), R"("a \"b\"\n")");
  EXPECT_EQ(Json("\xff").dump(), "\"\xEF\xBF\xBD\"");
}

TEST(Json, PairsThatBeginWithATextAreAnObject) {
  EXPECT_EQ((Json{{"b", 1}, {"a", {1, 2}}}).dump(), R"({"b":1,"a":[1,2]})");
  EXPECT_EQ((Json{{"b", 1}, {2, 1}}).dump(), R"([["b",1],[2,1]])");
  EXPECT_EQ((Json{{"required", {"type"}}}).dump(), R"({"required":["type"]})");
  EXPECT_EQ((Json{{"type", {{"const", "x"}}}}).dump(), R"({"type":{"const":"x"}})");
}

TEST(Json, GrowsByMembersAndElements) {
  Json json;
  json["list"].push_back(1);
  json["list"].push_back(std::vector<std::string>{"a", "b"});
  json["empty"] = Json::object();
  json["list"].push_back(Json::array());
  EXPECT_EQ(json.dump(), R"({"list":[1,["a","b"],[]],"empty":{}})");
  EXPECT_EQ(json["list"].size(), 3u);
  EXPECT_EQ(json.size(), 2u);
  EXPECT_EQ(json.dump(1),
            "{\n \"list\": [\n  1,\n  [\n   \"a\",\n   \"b\"\n  ],\n  []\n ],\n"
            " \"empty\": {}\n}");
}

}  // namespace
}  // namespace sojourn::command
