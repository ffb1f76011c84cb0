#include <algorithm>
#include <cstdio>

#include "tests/support/measures/union_exits.hpp"
#include "tools/studies/at_most.hpp"

/// Which members of the European Union are likeliest to leave it in ten years of
/// scenarios/world.toml, over drawn settings, and what each cause does to that. Prints the tables
/// of docs/VALIDATION.md; thresholds in tools/studies/thresholds/unions.toml.
///   union_exits [DRAWS]   at most so many draws
namespace sojourn::testing {
namespace {

constexpr int kPersonsPerAgent = 2000, kMonths = 120;

void print_members(const UnionHistory& history, std::size_t n) {
  std::printf(
      "| member | chance of leaving | free movement | pays | attachment | citizens there | years "
      "| ties |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  const models::LeavingWeights usual;
  for (const auto& [id, chance] : exit_chances(history, n, Without::kNothing)) {
    for (const models::MemberFacts& facts : history.years.back()) {
      if (history.ids[facts.state.index()] != id) continue;
      const models::Attachment& tie = facts.attachment;
      std::printf("| %s | %.3f | %.4f | %.4f | %.2f | %.2f | %.2f | %.2f |\n", id.c_str(), chance,
                  facts.gain.total(), usual.contribution * facts.income_gap,
                  usual.attachment.of(tie), tie.abroad, tie.years, tie.ties);
    }
  }
}

void print_causes(const UnionHistory& history, std::size_t n) {
  std::printf("\n| without | Britain | Germany | ratio |\n| --- | --- | --- | --- |\n");
  const struct {
    const char* name;
    Without without;
  } arms[] = {{"nothing", Without::kNothing},
              {"attachment", Without::kAttachment},
              {"citizens in other members", Without::kAbroad},
              {"years of membership", Without::kYears},
              {"ties", Without::kTies},
              {"contributions", Without::kContribution},
              {"surprise", Without::kSurprise}};
  for (const auto& arm : arms) {
    const auto chances = exit_chances(history, n, arm.without);
    const double britain = chance_of(chances, "GBR"), germany = chance_of(chances, "DEU");
    std::printf("| %s | %.3f | %.3f | %.2f |\n", arm.name, britain, germany, britain / germany);
  }
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  using namespace sojourn::testing;
  const std::size_t n = AtMost(argc, argv)(400);
  const bool whole = n == 400;
  const UnionHistory history =
      union_history(whole ? kPersonsPerAgent : 20 * kPersonsPerAgent, whole ? kMonths : 24);
  print_members(history, n);
  print_causes(history, n);
}
