#include <algorithm>
#include <cstdio>

#include "tests/support/measures/union_exits.hpp"
#include "tools/studies/at_most.hpp"

/// Which members of the European Union are likeliest to leave it in ten years of
/// scenarios/world.toml, and in eleven of enlargement_2004.toml, over drawn settings, and what each
/// cause does to that. Prints the tables of docs/VALIDATION.md; thresholds in
/// tools/studies/thresholds/unions.toml.
///   union_exits [DRAWS]   at most so many draws
namespace sojourn::testing {
namespace {

double most_surprise(const UnionHistory& history, StateId state) {
  double most = 0;
  for (const auto& year : history.years) {
    for (const models::MemberFacts& facts : year) {
      if (facts.state == state) most = std::max(most, facts.surprise);
    }
  }
  return most;
}

void print_members(const UnionHistory& history, std::size_t n) {
  std::printf(
      "| member | chance of leaving | free movement | pays | most surprise | attachment | citizens "
      "there | years | ties |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  const models::LeavingWeights usual;
  for (const auto& [id, chance] : exit_chances(history, n, Without::kNothing)) {
    for (const models::MemberFacts& facts : history.years.back()) {
      if (history.ids[facts.state.index()] != id) continue;
      const models::Attachment& tie = facts.attachment;
      std::printf("| %s | %.3f | %.4f | %.4f | %.1f | %.2f | %.2f | %.2f | %.2f |\n", id.c_str(),
                  chance, facts.gain.total(), usual.contribution * facts.income_gap,
                  most_surprise(history, facts.state), usual.attachment.of(tie), tie.abroad,
                  tie.years, tie.ties);
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

void print_all(const UnionHistory& history, std::size_t n) {
  print_members(history, n);
  print_causes(history, n);
}

}  // namespace
}  // namespace sojourn::testing

int main(int argc, char** argv) {
  using namespace sojourn::testing;
  const std::size_t n = AtMost(argc, argv)(400);
  const int coarser = n == 400 ? 1 : 20;  // with fewer draws: a look at whether it runs
  const int months = n == 400 ? 132 : 24;
  std::printf("The world from 2015, %zu draws, %d persons an agent, %d months\n\n", n,
              2000 * coarser, std::min(months, 120));
  print_all(union_history(world_with_unions(2000 * coarser, std::min(months, 120))), n);
  std::printf("\nThe enlargement of 2004, from 2002, %d persons an agent, %d months\n\n",
              50 * coarser, months);
  print_all(union_history(enlargement_with_a_union(50 * coarser, months)), n);
}
