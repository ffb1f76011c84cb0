#include "models/forums/records.hpp"

namespace sojourn::models {

void ForumRecords::founded(std::size_t forum, std::string origin, Sponsor sponsor) {
  if (origins_.size() <= forum) {
    origins_.resize(forum + 1);
    sponsors_.resize(forum + 1);
  }
  origins_[forum] = std::move(origin);
  if (sponsor.state.valid()) sponsors_[forum] = sponsor;
}

Sponsor ForumRecords::sponsor(std::size_t forum) const {
  return forum < sponsors_.size() ? sponsors_[forum] : Sponsor{};
}

std::string ForumRecords::origin(std::size_t forum) const {
  return forum < origins_.size() && !origins_[forum].empty() ? origins_[forum] : "start";
}

void ForumRecords::reformed(const Reform& reform) {
  reforms_.push_back(reform);
}

void ForumRecords::record_pathways(const std::vector<Forum>& forums, int answer, ForumNews& news) {
  while (fixed_.size() < reforms_.size() && reforms_[fixed_.size()].tick + answer <= news.tick()) {
    const Reform& reform = reforms_[fixed_.size()];
    fixed_.push_back(measured_pathway(reform, forums, intact_));
    const std::string& old = forums[reform.old].name;
    if (fixed_.back() == Pathway::kNone) continue;
    const std::string answered =
        reform.created ? forums[*reform.created].name : std::string("other use of it");
    news.log().add("forum pathway",
                   fmt::format("{} after {}: {} (authority {:.2f}, was {:.2f})", old, answered,
                               kPathwayNames[position(fixed_.back())], forums[reform.old].authority,
                               reform.authority));
  }
}

std::vector<Pathway> ForumRecords::pathways(const std::vector<Forum>& forums) const {
  std::vector<Pathway> all = fixed_;
  for (std::size_t r = fixed_.size(); r < reforms_.size(); ++r) {
    all.push_back(measured_pathway(reforms_[r], forums, intact_));
  }
  return all;
}

Pathway ForumRecords::pathway(std::size_t forum, const std::vector<Forum>& forums) const {
  const std::vector<Pathway> all = pathways(forums);
  Pathway found = Pathway::kNone;
  for (std::size_t r = 0; r < reforms_.size(); ++r) {
    const bool created = reforms_[r].created == forum;
    const bool changed = !reforms_[r].created && reforms_[r].old == forum;
    if (created || changed) found = all[r];
  }
  return found;
}

}  // namespace sojourn::models
