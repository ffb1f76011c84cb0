#include "models/compacts/objectives/global_compact.hpp"

namespace sojourn::models {

namespace {
constexpr auto kOrigin = End::kOrigin;
constexpr auto kDestination = End::kDestination;
constexpr auto kBoth = End::kBoth;
}  // namespace

// clang-format off
const std::array<CompactLine, 23> kGlobalCompact{{
    // number, name, subject,
    // basket, obligor, beneficiary, precision, cost, practice, value, deed, links,
    // reason
    {1, "data", "count and describe migration well enough to base policy on it",
     Basket::kEvidence, kBoth, kBoth, 0.6, 0.3, 0.4, 0.4, Deed::kData, {23, 0, 0},
     "what is known serves everyone and binds no one"},
    {2, "drivers", "lessen what forces people to leave",
     Basket::kCauses, kOrigin, kBoth, 0.2, 0.9, 0.2, 0.7, Deed::kDrivers, {19, 23, 0},
     "acts on why people leave, before any border"},
    {3, "information", "tell people truthfully about every stage of migration",
     Basket::kEvidence, kBoth, kOrigin, 0.5, 0.2, 0.4, 0.3, Deed::kInformation, {1, 0, 0},
     "knowledge, this time the migrants' own"},
    {4, "identity", "give everyone proof of who they are and papers that hold",
     Basket::kBorders, kOrigin, kDestination, 0.7, 0.5, 0.4, 0.6, Deed::kPapers, {1, 0, 0},
     "who cannot be identified can be neither registered nor sent back"},
    {5, "pathways", "open more ways of coming legally, and make them easier to use",
     Basket::kPathways, kDestination, kOrigin, 0.4, 0.8, 0.3, 0.9, Deed::kPathways, {1, 18, 0},
     "decides who may come"},
    {6, "decent work", "recruit fairly and let migrants work under the law's protection",
     Basket::kPathways, kDestination, kOrigin, 0.6, 0.6, 0.3, 0.7, Deed::kRights, {12, 0, 0},
     "terms on which those who may come work"},
    {7, "vulnerability", "find and relieve those whom migration leaves exposed",
     Basket::kProtection, kDestination, kOrigin, 0.5, 0.6, 0.2, 0.6, Deed::kRights, {12, 0, 0},
     "rights of persons, whatever their papers"},
    {8, "lives", "save lives on the way and look for the missing",
     Basket::kProtection, kBoth, kOrigin, 0.6, 0.5, 0.3, 0.8, Deed::kLives, {1, 11, 0},
     "the right to life, on the way"},
    {9, "smuggling", "act together against the smuggling of migrants",
     Basket::kBorders, kOrigin, kDestination, 0.6, 0.5, 0.4, 0.7, Deed::kBorders, {1, 11, 23},
     "control of movement without papers"},
    {10, "trafficking", "fight trafficking in persons and protect its victims",
     Basket::kProtection, kBoth, kBoth, 0.7, 0.5, 0.5, 0.6, Deed::kVictims, {1, 9, 0},
     "rights of victims; all treaties count it there"},
    {11, "borders", "run borders securely, together, and with respect for rights",
     Basket::kBorders, kBoth, kDestination, 0.5, 0.5, 0.5, 0.7, Deed::kBorders, {4, 0, 0},
     "control of movement"},
    {12, "procedures", "screen, assess and refer people by rules they can foresee",
     Basket::kProtection, kDestination, kOrigin, 0.6, 0.4, 0.4, 0.4, Deed::kProcedures, {4, 0, 0},
     "a fair procedure is a right"},
    {13, "detention", "detain only as a last resort and seek alternatives",
     Basket::kProtection, kDestination, kOrigin, 0.7, 0.5, 0.3, 0.5, Deed::kRights, {12, 0, 0},
     "the right to liberty"},
    {14, "consular help", "protect and assist one's own citizens abroad",
     Basket::kProtection, kOrigin, kOrigin, 0.5, 0.4, 0.4, 0.5, Deed::kConsular, {4, 0, 0},
     "rights of persons, upheld by their own state"},
    {15, "services", "give migrants access to basic services",
     Basket::kProtection, kDestination, kOrigin, 0.5, 0.8, 0.4, 0.7, Deed::kRights, {4, 0, 0},
     "social rights"},
    {16, "inclusion", "enable migrants and societies to live together as equals",
     Basket::kProtection, kDestination, kBoth, 0.3, 0.6, 0.3, 0.6, Deed::kRights, {15, 17, 0},
     "full membership is what rights lead to"},
    {17, "discrimination", "end discrimination and keep public debate to the facts",
     Basket::kProtection, kDestination, kOrigin, 0.4, 0.5, 0.3, 0.6, Deed::kRights, {1, 0, 0},
     "the right to equal treatment"},
    {18, "skills", "train people and recognise what they have learnt",
     Basket::kPathways, kDestination, kBoth, 0.5, 0.4, 0.3, 0.6, Deed::kSkills, {5, 0, 0},
     "makes legal ways worth taking"},
    {19, "diasporas", "let migrants contribute to development at both ends",
     Basket::kCooperation, kBoth, kOrigin, 0.3, 0.3, 0.3, 0.5, Deed::kDiasporas, {20, 0, 0},
     "development through those who have left"},
    {20, "remittances", "make sending money home faster, safer and cheaper",
     Basket::kCooperation, kDestination, kOrigin, 0.8, 0.2, 0.4, 0.7, Deed::kFees, {4, 19, 0},
     "development through what those who have left send"},
    {21, "return", "take one's own citizens back and help them settle again",
     Basket::kBorders, kOrigin, kDestination, 0.6, 0.6, 0.3, 0.9, Deed::kReturn, {4, 23, 0},
     "the other end of control: who may be sent back"},
    {22, "social security", "let earned entitlements move with the person",
     Basket::kCooperation, kBoth, kOrigin, 0.6, 0.6, 0.2, 0.5, Deed::kSecurity, {4, 0, 0},
     "a right that only states together can give"},
    {23, "partnership", "work together, and with means, for safe and regular migration",
     Basket::kCooperation, kBoth, kBoth, 0.2, 0.5, 0.3, 0.6, Deed::kPartnership, {1, 0, 0},
     "cooperation itself"},
}};
// clang-format on

CompactText global_compact() {
  CompactText text;
  for (const CompactLine& line : kGlobalCompact) {
    Objective objective{.name = line.name,
                        .basket = line.basket,
                        .obligor = line.obligor,
                        .beneficiary = line.beneficiary,
                        .precision = line.precision,
                        .cost = line.cost,
                        .practice = line.practice,
                        .value = line.value,
                        .deed = line.deed};
    for (const int number : line.links) {
      if (number > 0) objective.links.push_back(static_cast<std::size_t>(number - 1));
    }
    text.push_back(std::move(objective));
  }
  return text;
}

}  // namespace sojourn::models
