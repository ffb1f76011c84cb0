#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace sojourn {
namespace {

namespace fs = std::filesystem;

struct Line {
  std::string where;  // "sim/world.cpp:12"
  std::string text;   // without comments and the contents of literals
};

/// Drops comments, and literals if asked to.
std::string stripped(const std::string& code, bool literals) {
  std::string out;
  enum { kCode, kLine, kBlock, kText, kLetter } state = kCode;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i], next = i + 1 < code.size() ? code[i + 1] : '\0';
    if (state == kLine || state == kBlock) {
      if (c == '\n') out += c;
      if (state == kLine && c == '\n') state = kCode;
      if (state == kBlock && c == '*' && next == '/') state = kCode, ++i;
      continue;
    }
    if (state == kText || state == kLetter) {
      if (!literals) out += c;
      if (c == '\\') {
        if (!literals) out += next;
        ++i;
      } else if (c == (state == kText ? '"' : '\'')) {
        if (literals) out += c;
        state = kCode;
      }
      continue;
    }
    if (c == '/' && next == '/') {
      state = kLine;
      continue;
    }
    if (c == '/' && next == '*') {
      state = kBlock;
      continue;
    }
    const bool digits = i > 0 && std::isalnum(static_cast<unsigned char>(code[i - 1])) != 0;
    if (c == '"') state = kText;
    if (c == '\'' && !digits) state = kLetter;
    out += c;
  }
  return out;
}

/// Every source line of the folders.
std::vector<Line> lines_of(const std::vector<std::string>& folders, bool literals) {
  const fs::path root(SOJOURN_SOURCE_DIR);
  std::vector<Line> lines;
  for (const std::string& folder : folders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const fs::path& file = entry.path();
      if (file.extension() != ".cpp" && file.extension() != ".hpp") continue;
      std::ifstream stream(file);
      std::stringstream all;
      all << stream.rdbuf();
      std::istringstream text(stripped(all.str(), literals));
      std::string line;
      for (int number = 1; std::getline(text, line); ++number) {
        lines.push_back({fs::relative(file, root).string() + ":" + std::to_string(number), line});
      }
    }
  }
  return lines;
}

std::vector<std::string> matches(const std::vector<Line>& lines, const std::regex& pattern) {
  std::vector<std::string> found;
  for (const Line& line : lines) {
    if (std::regex_search(line.text, pattern)) found.push_back(line.where + ": " + line.text);
  }
  return found;
}
std::string listed(const std::vector<std::string>& found) {
  std::string text;
  for (const std::string& line : found) text += line + "\n";
  return text;
}

TEST(Architecture, TheSourcesAreThere) {
  EXPECT_GT(lines_of({"sim"}, false).size(), 4000U);
  EXPECT_GT(lines_of({"models"}, false).size(), 2000U);
}

TEST(Architecture, TheEngineKnowsNoModel) {
  const auto found =
      matches(lines_of({"sim"}, false),
              std::regex(R"(#\s*include\s*["<](\.\./)*(models|tools|tests|bench)/)"));
  EXPECT_TRUE(found.empty()) << listed(found);
}

TEST(Architecture, ModelsKnowNoToolAndNoTest) {
  const auto found = matches(lines_of({"models"}, false),
                             std::regex(R"(#\s*include\s*["<](\.\./)*(tools|tests|bench)/)"));
  EXPECT_TRUE(found.empty()) << listed(found);
}

/// Outcomes emerge (MODEL.md): no role and no country is named in the code.
TEST(Architecture, NoBranchOnALabel) {
  const auto lines = lines_of({"models", "sim"}, false);
  const auto labels =
      matches(lines, std::regex(R"(is_(receiving|receiver|sending|sender|transit|north|south)|)"
                                R"("(North|South|receiving|sending|transit)(ern)?")"));
  EXPECT_TRUE(labels.empty()) << listed(labels);
  const auto countries = matches(lines, std::regex(R"([=!]=\s*"[A-Z]{3}")"));
  EXPECT_TRUE(countries.empty()) << listed(countries);
}

/// Two simulations run side by side: nothing at namespace scope changes. A lock may be shared: it
/// guards a C library that is not safe for threads and holds no state.
bool is_mutable_global(const std::string& line) {
  // A definition of a variable that starts a line (what is in a namespace is not indented), or a
  // static one within a function or class.
  static const std::regex variable(
      R"(^(static |inline |thread_local |extern )*[A-Za-z_][\w:<>, *&]* \w+)"
      R"((\{.*\}|\[.*\])?( = [^;]*)?;\s*$)");
  static const std::regex inner(
      R"(^\s+(static|thread_local)\s+(?!constexpr|const\b|inline constexpr))");
  static const std::regex harmless(
      R"(\b(const|constexpr|using|namespace|return|template|friend|class|struct|enum|typedef)\b|)"
      R"(\b(delete|throw|break|continue)\b)");
  if (std::regex_search(line, variable)) return !std::regex_search(line, harmless);
  // `static` before a function is fine.
  return std::regex_search(line, inner) && line.find('(') == std::string::npos &&
         line.find("mutex ") == std::string::npos;
}

TEST(Architecture, NoMutableGlobals) {
  std::vector<std::string> found;
  for (const Line& line : lines_of({"sim", "models"}, true)) {
    if (is_mutable_global(line.text)) found.push_back(line.where + ": " + line.text);
  }
  EXPECT_TRUE(found.empty()) << listed(found);
  for (const char* bad :
       {"int counter = 0;", "std::vector<double> cache;", "static double last[3];",
        "  static int calls = 0;", "thread_local Draws draws{};"}) {
    EXPECT_TRUE(is_mutable_global(bad)) << bad;
  }
  for (const char* fine : {"constexpr int kOldest = 110;", "  int counter = 0;", "using A = B;",
                           "  static constexpr int kAges = 3;", "  static World read(int a);"}) {
    EXPECT_FALSE(is_mutable_global(fine)) << fine;
  }
}

TEST(Architecture, RandomNumbersComeFromTheEngineAlone) {
  const auto found = matches(
      lines_of({"sim", "models"}, true),
      std::regex(R"(\bstd::(random_device|mt19937|rand\b|uniform_\w+_distribution)|\bsrand\()"));
  EXPECT_TRUE(found.empty()) << listed(found);
}

}  // namespace
}  // namespace sojourn
