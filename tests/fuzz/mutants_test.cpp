#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/base/rng.hpp"
#include "tests/fuzz/targets/corpus.hpp"
#include "tests/fuzz/targets/refusal.hpp"
#include "tests/fuzz/targets/stored_run.hpp"
#include "tests/fuzz/targets/target.hpp"

namespace sojourn::fuzz {
namespace {

namespace fs = std::filesystem;

/// What comes of the corpus by chance, as a fuzzer without a view of the program makes it, goes
/// through every door: 60 mutants each, or as many as the variable SOJOURN_MUTANTS says, fixed
/// seed. One that ends the program is left in the
/// temporary folder as `sojourn-mutant-TARGET`.
std::uint64_t n_mutants() {
  const char* asked = std::getenv("SOJOURN_MUTANTS");
  return asked == nullptr ? 60 : std::strtoull(asked, nullptr, 10);
}

const std::array<std::string, 18> kTokens{"nan",   "-1",
                                          "1e999", "9223372036854775808",
                                          "0",     std::string(1, '\0'),
                                          "\xff",  "\"",
                                          "[",     "]",
                                          "{x=1",  "\n",
                                          "\r\n",  "..",
                                          ";",     ",,",
                                          "=",     "\\x00"};

class Mutator {
 public:
  Mutator(const std::string& target, std::uint64_t number)
      : draws_(20260101, stream_id(target), 0, number) {}

  std::string operator()(const std::vector<std::string>& corpus) {
    std::string bytes = corpus[below(corpus.size())];
    for (std::size_t n = 1 + below(4); n > 0; --n) change(bytes, corpus[below(corpus.size())]);
    return bytes;
  }

 private:
  std::size_t below(std::size_t n) {
    return static_cast<std::size_t>(draws_.uniform() * static_cast<double>(n));
  }

  void change(std::string& bytes, const std::string& other) {
    const std::size_t at = below(bytes.size() + 1), length = 1 + below(12);
    switch (below(6)) {
      case 0:
        bytes.insert(at, kTokens[below(kTokens.size())]);
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(below(bytes.size() + 1), 4 * length));
        break;
      case 3:
        bytes.replace(at, length, kTokens[below(kTokens.size())]);
        break;
      case 4:
        bytes = bytes.substr(0, at) + other.substr(below(other.size() + 1));
        break;
      default:
        if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
    }
  }

  Draws draws_;
};

class Mutants : public ::testing::TestWithParam<Target> {};

TEST_P(Mutants, AreTakenOrRefusedInWords) {
  const Target& target = GetParam();
  std::vector<std::string> corpus;
  for (const fs::path& file : corpus_of(target)) corpus.push_back(bytes_of(file));
  ASSERT_FALSE(corpus.empty());
  const fs::path kept = fs::temp_directory_path() / fmt::format("sojourn-mutant-{}", target.name);
  for (std::uint64_t i = 0; i < n_mutants(); ++i) {
    const std::string mutant = Mutator(target.name, i)(corpus);
    written(kept, mutant);
    ASSERT_NO_THROW(target.take(mutant)) << "mutant " << i << ", " << kept;
  }
  fs::remove(kept);
}

INSTANTIATE_TEST_SUITE_P(Of, Mutants, ::testing::ValuesIn(targets().begin(), targets().end()),
                         [](const auto& target) { return std::string(target.param.name); });

}  // namespace
}  // namespace sojourn::fuzz
