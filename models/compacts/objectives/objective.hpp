#pragma once

#include <Eigen/Core>
#include <array>
#include <string>
#include <vector>

namespace sojourn::models {

/// At which end of a move an objective lies. No state is one outright: each is both, by who lives
/// where.
enum class End { kOrigin, kDestination, kBoth };
constexpr std::array<const char*, 3> kEndNames{"origin", "destination", "both"};

/// How much a state lies at an end, in [0, 1]: `sending`, 1 - `sending`, or 1/2.
constexpr double end_share(End end, double sending) {
  return end == End::kOrigin ? sending : end == End::kDestination ? 1 - sending : 0.5;
}

/// What carrying an objective out changes for people.
enum class Deed {
  kNone,
  kPapers,
  kBorders,
  kReturn,
  kPathways,
  kLives,
  kRights,
  kFees,
  kData,
  kDrivers,
  kInformation,
  kVictims,
  kProcedures,
  kConsular,
  kSkills,
  kDiasporas,
  kSecurity,
  kPartnership
};
constexpr std::size_t kDeeds = 18;
constexpr std::array<const char*, kDeeds> kDeedNames{
    "none",       "papers",   "borders", "return",    "pathways",    "lives",
    "rights",     "fees",     "data",    "drivers",   "information", "victims",
    "procedures", "consular", "skills",  "diasporas", "security",    "partnership"};

enum class Basket { kEvidence, kCauses, kPathways, kProtection, kBorders, kCooperation };
constexpr std::array<const char*, 6> kBasketNames{"evidence",   "causes",  "pathways",
                                                  "protection", "borders", "cooperation"};

/// One objective of a compact. Figures are shares, in [0, 1].
struct Objective {
  std::string name;
  Basket basket = Basket::kCooperation;
  End obligor = End::kBoth;      // who has to act
  End beneficiary = End::kBoth;  // who gains if they do
  double precision = 0.5;        // how exactly the text says what is to be done
  double cost = 0.5;             // of doing all of it, for a state that is all obligor
  double practice = 0.3;         // what of it states do anyway
  double value = 0.5;            // of having it done, to a state that is all beneficiary
  Deed deed = Deed::kNone;
  std::vector<std::size_t> links{};  // positions of objectives whose work this one rests on
  double substance = 1;              // share of the first draft's cost that is left in the text
};
using CompactText = std::vector<Objective>;

/// One value by state and objective.
using StateObjective = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// How much each state has to do for, and gains from, each objective: [state, objective].
struct Roles {
  StateObjective obligor, beneficiary;
};
inline Roles roles_of(const CompactText& text, const Eigen::ArrayXd& sending) {
  const auto n = sending.size(), objectives = std::ssize(text);
  Roles roles{StateObjective(n, objectives), StateObjective(n, objectives)};
  for (Eigen::Index i = 0; i < n; ++i) {
    for (std::size_t o = 0; o < text.size(); ++o) {
      const Objective& objective = text[o];
      roles.obligor(i, o) = end_share(objective.obligor, sending[i]);
      roles.beneficiary(i, o) = end_share(objective.beneficiary, sending[i]);
    }
  }
  return roles;
}

}  // namespace sojourn::models
