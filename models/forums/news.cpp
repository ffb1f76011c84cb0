#include "models/forums/news.hpp"

#include <algorithm>

namespace sojourn::models {

std::string ForumNews::names_of(const States& states, std::size_t most) const {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, states.size()); ++i) {
    text += (i > 0 ? ", " : "") + name_of(states[i]);
  }
  if (states.size() > most) text += fmt::format(" and {} more", states.size() - most);
  return text;
}

std::string subjects_text(const SubjectMask& mandate) {
  if (std::ranges::all_of(mandate, [](bool on) { return on; })) return "all subjects";
  std::string text;
  for (std::size_t s = 0; s < mandate.size(); ++s) {
    if (mandate[s]) text += (text.empty() ? "" : ", ") + std::string(kSubjectNames[s]);
  }
  return text;
}

std::string charter_text(const Forum& forum) {
  return fmt::format("{} members, decides by {}, formality {:.2f}, on {}", forum.members.size(),
                     kDecisionRuleNames[position(forum.rule)], forum.formality,
                     subjects_text(forum.mandate));
}

std::string reasons_text(const ForumDemand& demand, const SubjectMask& mandate) {
  const std::array<std::pair<const char*, const Eigen::ArrayXXd*>, 4> reasons{
      {{"bilateral weakness", &demand.power},
       {"contracting costs", &demand.function},
       {"neighbours", &demand.neighbourhood},
       {"norms", &demand.norms}}};
  std::string text;
  for (const auto& [name, by_subject] : reasons) {
    double mean = 0;
    for (std::size_t s = 0; s < kSubjects; ++s) {
      if (mandate[s]) mean += by_subject->col(s).mean();
    }
    text += fmt::format("{}{} {:.4f}", text.empty() ? "" : ", ", name, mean);
  }
  return text;
}

std::string venues_text(const Business& business, const std::vector<Forum>& forums) {
  constexpr std::size_t kMost = 3;
  const double all = business.total();
  if (all <= 0) return "no decisions";
  std::vector<std::size_t> order;
  for (std::size_t f = 0; f < forums.size(); ++f) {
    if (business.in_forum[f] > 0) order.push_back(f);
  }
  std::ranges::stable_sort(order, std::greater(),
                           [&](std::size_t f) { return business.in_forum[f]; });
  std::string text = fmt::format("deals between two {:.2f}", business.bilateral_share());
  for (std::size_t i = 0; i < std::min(kMost, order.size()); ++i) {
    text += fmt::format(", {} {:.2f}", forums[order[i]].name, business.in_forum[order[i]] / all);
  }
  return text;
}

}  // namespace sojourn::models
