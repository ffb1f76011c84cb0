#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sojourn {
namespace {

namespace fs = std::filesystem;

struct Line {
  std::string where;  // "sim/world/world.cpp:12"
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

/// Every file of the repository that `file` includes, directly or through others.
std::set<std::string> included_by(const std::string& file) {
  static const std::regex include(R"re(^#include "([^"]+)")re");
  std::set<std::string> found;
  std::vector<std::string> unread{file};
  while (!unread.empty()) {
    std::ifstream stream(fs::path(SOJOURN_SOURCE_DIR) / unread.back());
    unread.pop_back();
    std::smatch match;
    for (std::string line; std::getline(stream, line);) {
      if (!std::regex_search(line, match, include)) continue;
      if (found.insert(match[1]).second) unread.push_back(match[1]);
    }
  }
  return found;
}

/// Stages compute; what a user writes is read by the modules that introduce settings.
TEST(Architecture, StagesDoNotReadTheInput) {
  const auto reads_input = [](const std::string& file) { return file.starts_with("sim/input/"); };
  EXPECT_TRUE(std::ranges::any_of(included_by("sim/stages/catalog.hpp"), reads_input));
  for (const std::string& file : included_by("sim/stages/stages.hpp")) {
    EXPECT_FALSE(reads_input(file)) << file;
  }
}

TEST(Architecture, ModelsKnowNoToolAndNoTest) {
  const auto found = matches(lines_of({"models"}, false),
                             std::regex(R"(#\s*include\s*["<](\.\./)*(tools|tests|bench)/)"));
  EXPECT_TRUE(found.empty()) << listed(found);
}

/// What each unit (a file without its ending: a header and its source are one) includes.
using Includes = std::map<std::string, std::set<std::string>>;

std::string unit_of(const std::string& file) {
  return file.substr(0, file.rfind('.'));
}

Includes includes_of(const std::vector<Line>& lines) {
  static const std::regex include(R"(^\s*#\s*include\s*["<]((sim|models|tools)/[^">]+)[">])");
  Includes includes;
  std::smatch found;
  for (const Line& line : lines) {
    if (!std::regex_search(line.text, found, include)) continue;
    const std::string from = unit_of(line.where), to = unit_of(found[1]);
    if (from != to) includes[from].insert(to);
  }
  return includes;
}

/// A walk that leads back to where it began, as "a -> b -> a"; empty if there is none.
class RingSearch {
 public:
  explicit RingSearch(const Includes& includes) : includes_(includes) {}

  std::string ring() {
    for (const auto& [unit, ignored] : includes_) {
      if (!done_.contains(unit) && closes(unit)) return text();
    }
    return {};
  }

 private:
  /// Whether a walk from `unit` comes back to a unit of the path; the path is then the ring.
  bool closes(const std::string& unit) {
    const bool again = std::ranges::find(path_, unit) != path_.end();
    path_.push_back(unit);
    if (again) {
      path_.erase(path_.begin(), std::ranges::find(path_, unit));
      return true;
    }
    if (const auto of = includes_.find(unit); of != includes_.end()) {
      for (const std::string& next : of->second) {
        if (!done_.contains(next) && closes(next)) return true;
      }
    }
    path_.pop_back();
    done_.insert(unit);
    return false;
  }
  std::string text() const {
    std::string text;
    for (const std::string& unit : path_) text += (text.empty() ? "" : " -> ") + unit;
    return text;
  }

  const Includes& includes_;
  std::vector<std::string> path_;
  std::set<std::string> done_;
};

TEST(Architecture, NoRingOfFiles) {
  const Includes includes = includes_of(lines_of({"sim", "models", "tools/sojourn"}, false));
  EXPECT_GT(includes.size(), 150U);
  EXPECT_EQ(RingSearch(includes).ring(), "");
}

TEST(Architecture, ARingOfFilesWouldBeNoticed) {
  const Includes ring = includes_of({{"sim/a.cpp:1", "#include \"sim/b.hpp\""},
                                     {"sim/b.hpp:3", "#include <sim/c.hpp>"},
                                     {"sim/c.cpp:1", "#include \"sim/c.hpp\""},
                                     {"sim/c.cpp:2", "#include \"sim/d.hpp\""},
                                     {"sim/c.cpp:3", "#include \"sim/b.hpp\""}});
  EXPECT_EQ(RingSearch(ring).ring(), "sim/b -> sim/c -> sim/b");
  const Includes fork = includes_of({{"sim/a.cpp:1", "#include \"sim/b.hpp\""},
                                     {"sim/a.cpp:2", "#include \"sim/c.hpp\""},
                                     {"sim/b.cpp:1", "#include \"sim/d.hpp\""},
                                     {"sim/c.cpp:1", "#include \"sim/d.hpp\""}});
  EXPECT_EQ(RingSearch(fork).ring(), "");
}

/// A storey's folders from the ground up: a file includes its own folder and those on floors
/// before.
using Floors = std::vector<std::vector<std::string_view>>;
const Floors kEngineFloors{{"base"},      {"input"}, {"world"},  {"people"}, {"stages"},
                           {"foresight"}, {"tick"},  {"record"}, {""},       {"subworld"}};
const Floors kModelFloors{{"channels", "demography", "payoffs", "shocks"},
                          {"home_front", "parties", "movement"},
                          {"contracts", "policies"},
                          {"bargaining"},
                          {"deals", "areas", "texts", "forums"},
                          {"conventions", "compacts", "agency", "emigration", "unions"},
                          {"development"},
                          {"outcomes"},
                          {"observers"},
                          {"catalog"},
                          {""}};
const Floors kCommandFloors{{"program", "console"},
                            {"outcomes"},
                            {"study"},
                            {"read", "shell", "subworld"},
                            {"check", "compare", "run"},
                            {"report"},
                            {"calibrate", "import", "score"},
                            {""}};

/// "tick" of "sim/tick/commit", "run" of "tools/sojourn/run/run"; empty for a file of the storey
/// itself.
std::string folder_of(const std::string& unit) {
  constexpr std::string_view kCommand = "tools/sojourn/";
  const std::size_t first = unit.starts_with(kCommand) ? kCommand.size() : unit.find('/') + 1;
  const std::size_t last = unit.find('/', first);
  return last == std::string::npos ? "" : unit.substr(first, last - first);
}

std::size_t floor_of(const Floors& floors, const std::string& unit) {
  const std::string folder = folder_of(unit);
  const auto found = std::ranges::find_if(
      floors, [&](const auto& floor) { return std::ranges::count(floor, folder) > 0; });
  if (found == floors.end()) throw std::out_of_range(unit + " stands on no floor");
  return static_cast<std::size_t>(found - floors.begin());
}

/// Whether both lie in one folder or `other` on a floor further down.
bool leads_down(const Floors& floors, const std::string& unit, const std::string& other) {
  return folder_of(unit) == folder_of(other) || floor_of(floors, other) < floor_of(floors, unit);
}

std::vector<std::string> arrows_up(const Floors& floors, const Includes& includes) {
  std::vector<std::string> found;
  for (const auto& [unit, included] : includes) {
    for (const std::string& other : included) {
      if (!leads_down(floors, unit, other)) found.push_back(unit + " -> " + other);
    }
  }
  return found;
}

/// What the files of a storey include of their own storey.
Includes within(const std::string& storey) {
  Includes includes = includes_of(lines_of({storey}, false));
  for (auto& [unit, included] : includes) {
    std::erase_if(included, [&](const auto& other) { return !other.starts_with(storey + "/"); });
  }
  return includes;
}

TEST(Architecture, NoArrowRunsUp) {
  const auto engine = arrows_up(kEngineFloors, includes_of(lines_of({"sim"}, false)));
  EXPECT_TRUE(engine.empty()) << listed(engine);
  const auto theories = arrows_up(kModelFloors, within("models"));
  EXPECT_TRUE(theories.empty()) << listed(theories);
  const Includes command = within("tools/sojourn");
  EXPECT_GT(command.size(), 60U);
  const auto verbs = arrows_up(kCommandFloors, command);
  EXPECT_TRUE(verbs.empty()) << listed(verbs);
}

TEST(Architecture, AnArrowUpWouldBeNoticed) {
  const Includes includes = includes_of({{"sim/people/a.hpp:1", "#include \"sim/stages/b.hpp\""},
                                         {"sim/tick/c.cpp:1", "#include \"sim/base/d.hpp\""},
                                         {"sim/record/e.cpp:1", "#include \"sim/simulation.hpp\""},
                                         {"sim/simulation.cpp:1", "#include \"sim/tick/c.hpp\""}});
  EXPECT_EQ(
      arrows_up(kEngineFloors, includes),
      (std::vector<std::string>{"sim/people/a -> sim/stages/b", "sim/record/e -> sim/simulation"}));
  const Includes theories =
      includes_of({{"models/areas/a.hpp:1", "#include \"models/forums/b.hpp\""},
                   {"models/areas/a.hpp:2", "#include \"models/parties/c.hpp\""}});
  EXPECT_EQ(arrows_up(kModelFloors, theories),
            (std::vector<std::string>{"models/areas/a -> models/forums/b"}));
  const Includes verbs = includes_of(
      {{"tools/sojourn/main.cpp:1", "#include \"tools/sojourn/run/a.hpp\""},
       {"tools/sojourn/run/a.cpp:2", "#include \"tools/sojourn/version.hpp\""},
       {"tools/sojourn/outcomes/b.cpp:3", "#include \"tools/sojourn/study/c.hpp\""},
       {"tools/sojourn/report/page/d.cpp:4", "#include \"tools/sojourn/report/e.hpp\""}});
  EXPECT_EQ(arrows_up(kCommandFloors, verbs),
            (std::vector<std::string>{"tools/sojourn/outcomes/b -> tools/sojourn/study/c",
                                      "tools/sojourn/run/a -> tools/sojourn/version"}));
  EXPECT_THROW(floor_of(kEngineFloors, "sim/attic/a"), std::out_of_range);
}

/// Outcomes emerge (ODD 8.1): nothing is decided by the name of a role or of a country. Roles of a
/// party to one deal (demander, supplier) are no roles of states.
bool branches_on_a_label(const std::string& line) {
  static const std::regex role(
      R"(\bis_(a_)?(receiv|send|transit|north|south|rich|poor|hegemon)\w*|)"
      R"(\b(receiver|sender|transit_state|north|south)s?\w* *[=!]= *|)"
      R"([=!]= *(k?(Receiver|Sender|North|South)(ern)?\b|Role::)|)"
      R"(\b(enum|case) .*\bk?(Receiv|Send|North|South)(er|ing|ern)?\b|)"
      R"("(global_)?(north|south|receiv|send|transit)(ern|er|ing)?")",
      std::regex::icase);
  static const std::regex country(
      R"(([=!]=|find_place\(|\{|\(|,)\s*"[A-Z]{3}"|"[A-Z]{3}"\s*[=!]=|)"
      R"([=!]= *StateId\(\d+\)|\bstate\w*(\.value|\.index\(\))? *== *\d)");
  return std::regex_search(line, role) || std::regex_search(line, country);
}

TEST(Architecture, NoBranchOnALabel) {
  std::vector<std::string> found;
  for (const Line& line : lines_of({"models", "sim"}, false)) {
    if (branches_on_a_label(line.text)) found.push_back(line.where + ": " + line.text);
  }
  EXPECT_TRUE(found.empty()) << listed(found);
}

/// A broken twin: what such code would look like, and what only resembles it.
TEST(Architecture, ABranchOnALabelWouldBeNoticed) {
  for (const char* bad :
       {"if (is_receiving(state)) veto();", "if (world.is_north[i]) return;",
        "const bool is_sender = out > in;", "if (receiver == state) quota = 0;",
        "if (role == Role::kTransit) return 1;", "if (region == \"South\") share *= 2;",
        "if (type == kNorth) return;", "enum class Side { kNorthern, kSouthern };",
        "if (place.id == \"DEU\") return;", "if (\"TUR\" != id) continue;",
        "world.find_place(\"SYR\")", "std::set<std::string> rich{\"USA\", \"CHE\"};",
        "if (state.value == 3) return 0;", "if (state == StateId(7)) return 0;"}) {
    EXPECT_TRUE(branches_on_a_label(bad)) << bad;
  }
  for (const char* fine :
       {"if (proposal.demander == pair.demander) return;", "case Status::kInTransit: return 1;",
        "if (status == Status::kInTransit) ++n;", "double rights_of_receivers = 0;",
        "const StateId receiving = edge.to;", "share = sending[i] / (sending[i] + receiving[i]);",
        "if (state == StateId(s)) continue;", "fault(\"target\", \"expected a country\");"}) {
    EXPECT_FALSE(branches_on_a_label(fine)) << fine;
  }
}

/// Casts that a line holds, those that look like a call or stand in brackets among them. Whoever
/// asks an object for its class (dynamic_cast) is not counted.
std::size_t casts_in(const std::string& line) {
  static const std::string number(
      R"((double|float|int|long|short|char|unsigned|bool|(std::)?(size_t|ptrdiff_t|u?int\d+_t)|)"
      R"(Eigen::Index))");
  static const std::regex cast(R"(\b(static|reinterpret|const|bit)_cast<|)"  // written so
                               R"((^|[^\w<:>])(std::)?)" +
                               number +
                               R"(\([^)*&]|)"  // as a call
                               R"(\()" +
                               number +
                               R"(\) ?(?!const\b|override\b|noexcept\b)[\w(])");  // in brackets
  return static_cast<std::size_t>(
      std::distance(std::sregex_iterator(line.begin(), line.end(), cast), std::sregex_iterator()));
}

/// An index has the type of what it counts, and a count that meets a real number needs no cast.
/// What is left loses something (a real number cut to a whole one), packs bits or speaks to a
/// library.
TEST(Architecture, CastsDoNotGrow) {
  constexpr std::size_t kMost = 285;
  std::size_t n = 0;
  constexpr std::size_t kMostOfBits = 13;  // where functions are made of the bits of numbers
  std::size_t of_bits = 0;
  for (const Line& line : lines_of({"sim", "models"}, true)) {
    (line.where.starts_with("sim/base/arithmetic/") ? of_bits : n) += casts_in(line.text);
  }
  EXPECT_LE(of_bits, kMostOfBits);
  EXPECT_LE(n, kMost) << "give the index its type, or use position(), index_of(), kind_named()";
}

TEST(Architecture, ACastWouldBeNoticed) {
  for (const char* one :
       {"const auto n = static_cast<int>(all.size());", "auto* p = reinterpret_cast<char*>(&x);",
        "return int(x);", "all.push_back(std::size_t(i));", "return (double)n / m;",
        "const auto n = (std::size_t)(i + 1);", "x = std::uint64_t(n);"}) {
    EXPECT_EQ(casts_in(one), 1U) << one;
  }
  EXPECT_EQ(casts_in("x = static_cast<double>(a) / static_cast<double>(b);"), 2U);
  for (const char* none :
       {"std::function<double(PlaceId)> of;", "explicit operator double() const;",
        "double of(PlaceId place);", "int n(const World& world);", "void f(int) const;",
        "auto* own = dynamic_cast<const Work*>(channel);", "const double(&top)[8], double x",
        "double persons(std::int64_t agents);", "const std::size_t n = all.size();"}) {
    EXPECT_EQ(casts_in(none), 0U) << none;
  }
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
