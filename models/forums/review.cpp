#include "models/forums/review.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/arithmetic/elementary.hpp"

namespace sojourn::models {

namespace {

/// One year's review.
class ForumReview {
 public:
  ForumReview(const ForumScene& scene, std::vector<Forum>& forums, ForumRecords& records,
              Draws& draws, ForumNews& news)
      : scene_(scene), forums_(forums), records_(records), draws_(draws), news_(news) {}

  Business run() {
    Business business = settle_business(scene_.positions, forums_, scene_.terms.demand.talk,
                                        scene_.terms.demand.authority_weight);
    if (!forums_.empty()) news_.log().add("venues", venues_text(business, forums_));
    for (std::size_t f = 0; f < forums_.size(); ++f) {
      if (!forums_[f].alive()) continue;
      forums_[f].authority = next_authority(scene_.positions, forums_[f], business.use[f],
                                            scene_.terms.demand.talk, scene_.terms.upkeep);
      let_leave(f);
      if (dies(forums_[f], business.use[f], scene_.terms.upkeep, draws_)) end(f, business.use[f]);
    }
    let_merge();
    return business;
  }

 private:
  void let_leave(std::size_t f) {
    Forum& forum = forums_[f];
    const States out =
        leavers(scene_.positions, forum, scene_.terms.demand.talk, scene_.terms.upkeep);
    if (out.empty()) return;
    const double before = power_of(scene_.positions, members_of(forum));
    for (const StateId state : out) {
      std::erase(forum.members, state);
      if (forum.funder == state) forum.funder = StateId();
      if (forum.host == state) forum.host = StateId();
      records_.exits.push_back(
          {news_.tick(), f, state, scene_.positions.power[state] * scene_.positions.n()});
    }
    // A forum counts for as much as those who are in it.
    if (before > 0) forum.authority *= power_of(scene_.positions, members_of(forum)) / before;
    news_.log().add(
        "forum exit",
        fmt::format("{}: {} out, with {:.2f} of the world's power (authority {:.2f})", forum.name,
                    news_.names_of(out), power_of(scene_.positions, out), forum.authority));
  }

  void end(std::size_t f, double use) {
    forums_[f].ended = news_.tick();
    news_.log().add("forum death", fmt::format("{}: {} members, {:.2f} of their matters came to it",
                                               forums_[f].name, forums_[f].members.size(), use));
  }

  void let_merge() {
    const double chance = 1 - fixed::exp(-scene_.terms.upkeep.merging);
    for (std::size_t f = 0; f < forums_.size(); ++f) {
      for (std::size_t g = f + 1; g < forums_.size(); ++g) {
        if (!forums_[f].alive() || !forums_[g].alive()) continue;
        const auto both = merged(scene_.positions, forums_[f], forums_[g], scene_.terms.demand.talk,
                                 scene_.terms.upkeep);
        if (both && chance > 0 && draws_.happens(chance)) merge(f, g, *both);
      }
    }
  }

  /// The one with more authority takes the other over.
  void merge(std::size_t f, std::size_t g, const Forum& both) {
    if (forums_[f].authority < forums_[g].authority) std::swap(f, g);
    const SubjectMask before = forums_[f].mandate;
    news_.log().add("forum merger", fmt::format("{} takes over {}: {}", forums_[f].name,
                                                forums_[g].name, charter_text(both)));
    forums_[f].members = both.members;
    forums_[f].mandate = both.mandate;
    forums_[f].formality = both.formality;
    forums_[g].ended = news_.tick();
    records_.founded(f, records_.origin(f) == "start" ? "start" : "merger");
    if (before == both.mandate) return;
    news_.log().add("forum mandate",
                    fmt::format("{} now is on {}", forums_[f].name, subjects_text(both.mandate)));
  }

  const ForumScene& scene_;
  std::vector<Forum>& forums_;
  ForumRecords& records_;
  Draws& draws_;
  ForumNews& news_;
};

}  // namespace

Business review_forums(const ForumScene& scene, std::vector<Forum>& forums, ForumRecords& records,
                       Draws& draws, ForumNews& news) {
  return ForumReview(scene, forums, records, draws, news).run();
}

}  // namespace sojourn::models
