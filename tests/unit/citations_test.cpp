#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace sojourn {
namespace {

namespace fs = std::filesystem;

struct Line {
  std::string where;    // "sim/world/world.cpp:12"
  std::string text;     // with the words of the next line, since a citation may be broken
  std::size_t own = 0;  // characters of `text` that are the line's own
};

const fs::path& root() {
  static const fs::path path(SOJOURN_SOURCE_DIR);
  return path;
}

std::string below_root(const fs::path& path) {
  return path.lexically_relative(root()).generic_string();
}

/// What is built or installed is not the repository's.
bool is_foreign(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with("build") || name.starts_with(".") || name.starts_with("__") ||
         name == "node_modules";
}

bool is_text(const fs::path& file) {
  static const std::set<std::string> kText{"",     ".cpp", ".hpp",  ".md",  ".py",   ".js",
                                           ".mjs", ".sh",  ".toml", ".txt", ".cmake"};
  return kText.contains(file.extension().string());
}

/// Every file of the repository that is text.
std::vector<std::string> files() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(root())) {
    if (entry.is_regular_file() && is_text(entry)) found.push_back(below_root(entry));
  }
  for (const char* folder :
       {"bench", "cmake", "docs", "models", "scenarios", "sim", "tests", "tools"}) {
    for (fs::recursive_directory_iterator entry(root() / folder), end; entry != end; ++entry) {
      if (entry->is_directory() && is_foreign(*entry)) entry.disable_recursion_pending();
      if (entry->is_regular_file() && is_text(*entry)) found.push_back(below_root(*entry));
    }
  }
  std::ranges::sort(found);
  return found;
}

bool is_page(const std::string& file) {
  return file.ends_with(".md");
}

/// This file quotes what it forbids.
bool is_this_file(const std::string& file) {
  return file == "tests/unit/citations_test.cpp";
}

std::vector<Line> lines_of(const std::string& file) {
  std::ifstream stream(root() / file);
  std::vector<std::string> texts;
  for (std::string line; std::getline(stream, line);) texts.push_back(line);
  std::vector<Line> lines;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::string next = i + 1 < texts.size() ? texts[i + 1] : "";
    next.erase(0, std::min(next.find_first_not_of(" \t/#*"), next.size()));
    lines.push_back({file + ":" + std::to_string(i + 1), texts[i] + " " + next, texts[i].size()});
  }
  return lines;
}

/// What matches `pattern` and begins in the line.
std::vector<std::string> matches(const Line& line, const std::regex& pattern, std::size_t group) {
  std::vector<std::string> found;
  for (std::sregex_iterator match(line.text.begin(), line.text.end(), pattern), end; match != end;
       ++match) {
    if (static_cast<std::size_t>(match->position(0)) < line.own) found.push_back(match->str(group));
  }
  return found;
}

std::string listed(const std::vector<std::string>& found) {
  std::string text;
  for (const std::string& line : found) text += line + "\n";
  return text;
}

// --- Sections of docs/ODD.md ---

/// "7", "7.5".
std::set<std::string> sections() {
  static const std::regex heading(R"(^##+ (\d+(\.\d+)?)\.? )");
  std::set<std::string> found;
  for (const Line& line : lines_of("docs/ODD.md")) {
    for (const std::string& number : matches(line, heading, 1)) found.insert(number);
  }
  return found;
}

/// The sections that a line cites: "ODD 7.5 and 8.1", "docs/ODD.md (7.18)".
std::vector<std::string> cited(const Line& line) {
  static const std::regex citation(
      R"(\bODD(\.md)?(\]\([^)]*\))?[`,]*(?: section)? )"
      R"(\(?(\d{1,2}(\.\d+)?((, | and | or | to )\d{1,2}\.\d+)*)(?!\d))");
  static const std::regex number(R"(\d+(\.\d+)?)");
  std::vector<std::string> found;
  if (line.text.find("ODD") == std::string::npos) return found;
  for (const std::string& numbers : matches(line, citation, 3)) {
    for (std::sregex_iterator one(numbers.begin(), numbers.end(), number), end; one != end; ++one) {
      found.push_back(one->str());
    }
  }
  return found;
}

/// Within docs/ODD.md: "(7.11, 7.12)", "of 7.9", "[4.1](#...)".
std::vector<std::string> cited_within(const Line& line) {
  static const std::regex citation(R"((?:[(\[]|\b(?:in|of|by) |, )([1-9]\.\d{1,2})(?=[),:;\]. ]))");
  return matches(line, citation, 1);
}

Line line_of(const std::string& text) {
  return {"", text, text.size()};
}

TEST(Citations, TheRepositoryIsThere) {
  EXPECT_GT(files().size(), 500U);
  EXPECT_GT(sections().size(), 40U);
  EXPECT_TRUE(sections().contains("7.5"));
}

TEST(Citations, EveryCitedSectionIsThere) {
  const std::set<std::string> there = sections();
  std::vector<std::string> missing;
  std::size_t checked = 0;
  for (const std::string& file : files()) {
    if (is_this_file(file)) continue;
    for (const Line& line : lines_of(file)) {
      for (const std::string& section : cited(line)) {
        ++checked;
        if (!there.contains(section)) missing.push_back(line.where + ": " + section);
      }
    }
  }
  EXPECT_GT(checked, 50U);
  EXPECT_TRUE(missing.empty()) << listed(missing);
}

/// Numbers in brackets are defaults as well: only those that look like a section of 7 or 8 count.
TEST(Citations, ThePageCitesItsOwnSections) {
  const std::set<std::string> there = sections();
  std::vector<std::string> missing;
  for (const Line& line : lines_of("docs/ODD.md")) {
    for (const std::string& section : cited_within(line)) {
      const bool chapter = section.starts_with("7.") || section.starts_with("8.");
      if (chapter && !there.contains(section)) missing.push_back(line.where + ": " + section);
    }
  }
  EXPECT_TRUE(missing.empty()) << listed(missing);
}

TEST(Citations, AMissingSectionWouldBeNoticed) {
  const std::set<std::string> there = sections();
  for (const char* bad :
       {"/// Who leaves (ODD 7.99).", "// ODD 7.5 and 12.1", "see docs/ODD.md, 7.77",
        "[ODD.md](ODD.md) 7.180 defines", "docs/ODD.md (10.1)", "(ODD 10)"}) {
    const auto found = cited(line_of(bad));
    EXPECT_TRUE(std::ranges::any_of(found, [&](const auto& s) { return !there.contains(s); }))
        << bad;
  }
  for (const char* fine :
       {"/// Who leaves (ODD 7.8).", "// ODD 7.5 and 7.23", "(docs/ODD.md, 5)",
        "| ODD (2020) | ODD+D (2013) |", "After the ODD protocol (Grimm 2020)"}) {
    for (const std::string& section : cited(line_of(fine))) {
      EXPECT_TRUE(there.contains(section)) << fine;
    }
  }
  // A citation may be broken at the end of a line.
  const std::string first = "/// What it costs (ODD";
  EXPECT_EQ(cited({"", first + " 7.99), every year", first.size()}),
            std::vector<std::string>{"7.99"});
  EXPECT_EQ(cited_within(line_of("as in 7.99, and (7.98)")),
            (std::vector<std::string>{"7.99", "7.98"}));
}

/// A link to a heading: its words in lower case, joined by hyphens.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto letter = static_cast<unsigned char>(c);
    if (c == ' ') anchor += '-';
    if (std::isalnum(letter) != 0 || c == '-' || c == '_') {
      anchor += static_cast<char>(std::tolower(letter));
    }
  }
  return anchor;
}

TEST(Citations, LinksToSectionsLeadThere) {
  static const std::regex heading(R"(^#+ (.*))");
  static const std::regex link(R"(\]\(([^)#]*ODD\.md)?#([^)]*)\))");
  std::set<std::string> there;
  std::ifstream page(root() / "docs/ODD.md");
  for (std::string line; std::getline(page, line);) {
    std::smatch title;
    if (std::regex_search(line, title, heading)) there.insert(anchor_of(title.str(1)));
  }
  std::vector<std::string> lost;
  std::size_t checked = 0;
  for (const std::string& file : files()) {
    if (!is_page(file)) continue;
    for (const Line& line : lines_of(file)) {
      for (std::sregex_iterator one(line.text.begin(), line.text.end(), link), end; one != end;
           ++one) {
        if (one->str(1).empty() && file != "docs/ODD.md") continue;
        ++checked;
        if (!there.contains(one->str(2))) lost.push_back(line.where + ": #" + one->str(2));
      }
    }
  }
  EXPECT_GT(checked, 10U);
  EXPECT_TRUE(lost.empty()) << listed(lost);
  EXPECT_EQ(anchor_of("7.21 Compacts (`models/compacts/`, on request)"),
            "721-compacts-modelscompacts-on-request");
}

// --- What is not in the repository ---

/// Names a document that a reader of this repository does not have, or a decision by its number
/// alone. D3 is a library for pictures.
bool cites_what_is_not_here(const Line& line) {
  static const std::vector<std::string> documents{"MODEL.md",
                                                  "MODEL section",
                                                  "SEEDS_AUDIT",
                                                  "ARCHITECTURE.md section",
                                                  "ARCHITECTURE.md, section",
                                                  "he design's ",
                                                  "he design saw ",
                                                  "he design says ",
                                                  "he design states ",
                                                  "he design expects ",
                                                  "he design has "};
  static const std::regex decision(R"(\bD\d{1,2}\b)");
  static const std::regex library(R"(esbuild|d3js)");
  return std::ranges::any_of(documents,
                             [&](const auto& name) { return line.text.find(name) < line.own; }) ||
         (!matches(line, decision, 0).empty() && !std::regex_search(line.text, library));
}

TEST(Citations, NothingCitesWhatIsNotHere) {
  std::vector<std::string> found;
  for (const std::string& file : files()) {
    if (is_this_file(file)) continue;
    for (const Line& line : lines_of(file)) {
      if (cites_what_is_not_here(line)) found.push_back(line.where + ": " + line.text);
    }
  }
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(Citations, WhatIsNotHereWouldBeNoticed) {
  for (const char* bad :
       {"/// The cost of an edge (MODEL.md section 4).", "# as MODEL section 3 has it",
        "see SEEDS_AUDIT", "// ARCHITECTURE.md section 2", "with a peer's weight (D8), as before",
        "| `horizon` | 5 years | D5 |", "- log-logistic, not log-normal (D3)", "the design saw 98%",
        "those of the design's prototypes"}) {
    EXPECT_TRUE(cites_what_is_not_here(line_of(bad))) << bad;
  }
  for (const char* fine :
       {"[ARCHITECTURE.md](ARCHITECTURE.md) has the folders", "with [D3](https://d3js.org)",
        "(D3, esbuild)", "rows of the design", "saltelli_design(3, 4)", "3D20", "ODD 7.5"}) {
    EXPECT_FALSE(cites_what_is_not_here(line_of(fine))) << fine;
  }
}

// --- Works ---

/// Keys of works: two capitals and two digits, as in "ML18".
std::vector<std::string> works_in(const Line& line) {
  static const std::regex key(R"(\b[A-Z]{2}\d{2}\b)");
  return matches(line, key, 0);
}

TEST(Citations, EveryKeyOfAWorkIsExplained) {
  static const std::regex row(R"(^\| ([A-Za-z0-9, ]+) \| )");
  std::set<std::string> explained;
  for (const Line& line : lines_of("docs/ODD.md")) {
    for (const std::string& keys : matches(line, row, 1)) {
      for (const std::string& key : works_in(line_of(keys))) explained.insert(key);
    }
  }
  EXPECT_TRUE(explained.contains("ML18"));
  EXPECT_FALSE(explained.contains("XY99"));
  std::vector<std::string> unknown;
  for (const std::string& file : files()) {
    const bool may_cite = file.ends_with(".cpp") || file.ends_with(".hpp") || is_page(file);
    if (!may_cite || is_this_file(file)) continue;
    for (const Line& line : lines_of(file)) {
      for (const std::string& key : works_in(line)) {
        if (!explained.contains(key)) unknown.push_back(line.where + ": " + key);
      }
    }
  }
  EXPECT_TRUE(unknown.empty()) << listed(unknown);
}

// --- Files that pages name ---

/// Files of sources, and folders of the repository, that a line names in backticks.
std::vector<std::string> named_files(const Line& line) {
  static const std::regex name(
      R"(`((?:[\w.*]+/)*[\w*]+\.(?:hpp|cpp|py)|(?:sim|models|tools|tests|bench|docs)/[\w./]*/|)"
      R"((?:sim|models|tools|tests|bench|docs)/[\w./]+)`)");
  return matches(line, name, 1);
}

/// A path below the root, or the end of one: "journey.hpp". A star stands for any part of a name.
bool is_there(const std::string& name, const std::set<std::string>& all) {
  if (fs::exists(root() / name)) return true;
  static const std::regex dot(R"(\.)"), star(R"(\*)");
  const std::string escaped = std::regex_replace(name, dot, R"(\.)");
  const std::regex end("(^|/)" + std::regex_replace(escaped, star, "[^/]*") + "$");
  return std::ranges::any_of(all, [&](const auto& file) { return std::regex_search(file, end); });
}

/// Files that a page gives the reader to write: "<!-- file: figure.py -->".
std::set<std::string> written_by_the_reader(const std::string& page) {
  static const std::regex mark(R"(<!-- file: (\S+) -->)");
  std::set<std::string> found;
  for (const Line& line : lines_of(page)) {
    for (const std::string& name : matches(line, mark, 1)) found.insert(name);
  }
  return found;
}

TEST(Citations, FilesThatPagesNameAreThere) {
  const std::vector<std::string> every = files();
  const std::set<std::string> all(every.begin(), every.end());
  std::vector<std::string> missing;
  std::size_t checked = 0;
  for (const std::string& file : every) {
    // The log of changes names files as they were called at the time.
    if (!is_page(file) || file == "CHANGELOG.md") continue;
    const std::set<std::string> own = written_by_the_reader(file);
    for (const Line& line : lines_of(file)) {
      for (const std::string& name : named_files(line)) {
        ++checked;
        if (!own.contains(name) && !is_there(name, all))
          missing.push_back(line.where + ": " + name);
      }
    }
  }
  EXPECT_GT(checked, 60U);
  EXPECT_TRUE(missing.empty()) << listed(missing);
}

TEST(Citations, AMissingFileWouldBeNoticed) {
  const std::vector<std::string> every = files();
  const std::set<std::string> all(every.begin(), every.end());
  for (const char* bad :
       {"### 7.15 Standings (`standing.hpp`)", "in `models/negotiation/deals.hpp`",
        "all of `models/negotiation/`", "by `tools/studies/nothing`", "`ourney.hpp`",
        "`models/movement/*channels.hpp`", "`sim/recruitment.cpp`"}) {
    const auto named = named_files(line_of(bad));
    ASSERT_EQ(named.size(), 1U) << bad;
    EXPECT_FALSE(is_there(named.front(), all)) << bad;
  }
  for (const char* fine : {"`models/movement/journey.hpp`", "`journey.hpp`", "`models/shocks/`",
                           "`models/channels/*channels.hpp`"}) {
    const auto named = named_files(line_of(fine));
    ASSERT_EQ(named.size(), 1U) << fine;
    EXPECT_TRUE(is_there(named.front(), all)) << fine;
  }
}

}  // namespace
}  // namespace sojourn
