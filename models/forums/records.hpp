#pragma once

#include <string>
#include <vector>

#include "models/forums/news.hpp"
#include "models/forums/pathways.hpp"
#include "models/forums/proposals/terms.hpp"

namespace sojourn::models {

/// A member that left a forum.
struct ForumExit {
  int tick = 0;
  std::size_t forum = 0;
  StateId state;
  double relative_power = 0;  // over the mean power of all states
};

/// Who brought a forum about.
struct Sponsor {
  StateId state{};          // invalid: unknown
  double net_position = 0;  // m, when it did
};

/// How often which form was tried, and passed.
struct ForumAttempts {
  int treaties = 0, treaties_passed = 0;
  int talks = 0, talks_passed = 0;
};

/// What happened to forums, for observers.
class ForumRecords {
 public:
  /// An old forum that has kept the share `intact` of its authority has not drifted.
  explicit ForumRecords(double intact) : intact_(intact) {}

  ForumAttempts attempts;
  std::vector<ForumExit> exits;

  /// "start", "global", "regional", "host", "peers", "abroad", "replacement", "merger"; by whom.
  void founded(std::size_t forum, std::string origin, Sponsor sponsor = {});
  Sponsor sponsor(std::size_t forum) const;
  std::string origin(std::size_t forum) const;

  void reformed(const Reform& reform);
  std::size_t n_reforms() const { return reforms_.size(); }
  /// Fixes and tells the pathways of reforms made `answer` ticks ago or before.
  void record_pathways(const std::vector<Forum>& forums, int answer, ForumNews& news);
  /// What became of the forum that this one answered, or of itself if reinterpreted; provisional
  /// until fixed.
  Pathway pathway(std::size_t forum, const std::vector<Forum>& forums) const;
  /// Of every reform, fixed or so far.
  std::vector<Pathway> pathways(const std::vector<Forum>& forums) const;
  const std::vector<Reform>& reforms() const { return reforms_; }
  template <class Keeper>
  void state(Keeper& archive) {
    archive(attempts, exits, origins_, sponsors_, reforms_, fixed_);
  }

 private:
  double intact_;
  std::vector<std::string> origins_;  // [forum]
  std::vector<Sponsor> sponsors_;     // [forum]
  std::vector<Reform> reforms_;
  std::vector<Pathway> fixed_;  // of the first reforms
};

}  // namespace sojourn::models
