#include "models/bargaining/directions.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace sojourn::models {
namespace {

constexpr double kParallel = 1e-13;

/// Best vertex of the programme of a few parties, and the parties that hold it there.
class SmallGame {
 public:
  SmallGame(std::span<const IssuePoint> slopes, const std::vector<int>& players)
      : slopes_(slopes), players_(players) {}

  void solve(const OpenIssues& open) {
    for (int p = 0; p < kIssues; ++p) {
      if (open[at(p)]) try_vertex(IssuePoint::Unit(p), {players_.front()});
      for (int q = p + 1; q < kIssues; ++q) {
        if (open[at(p)] && open[at(q)]) try_edge(p, q);
      }
    }
    if (open[0] && open[1] && open[2]) try_inside();
  }

  Heading best() const { return best_; }
  const std::vector<int>& binding() const { return binding_; }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  const IssuePoint& slope(int player) const { return slopes_[at(player)]; }

  void try_vertex(const IssuePoint& d, std::vector<int> held_by) {
    double margin = std::numeric_limits<double>::infinity();
    int worst = players_.front();
    for (const int player : players_) {
      const double value = slope(player).dot(d);
      if (value < margin) margin = value, worst = player;
    }
    if (margin <= best_margin_) return;
    best_margin_ = margin;
    best_ = {d, margin};
    if (std::ranges::find(held_by, worst) == held_by.end()) held_by.push_back(worst);
    binding_ = std::move(held_by);
  }

  void try_edge(int p, int q) {
    for (std::size_t a = 0; a < players_.size(); ++a) {
      for (std::size_t b = a + 1; b < players_.size(); ++b) {
        const IssuePoint apart = slope(players_[a]) - slope(players_[b]);
        if (apart[p] * apart[q] >= 0) continue;
        IssuePoint d = IssuePoint::Zero();
        d[p] = apart[q] / (apart[q] - apart[p]);
        d[q] = 1 - d[p];
        try_vertex(d, {players_[a], players_[b]});
      }
    }
  }

  void try_inside() {
    for (std::size_t a = 0; a < players_.size(); ++a) {
      for (std::size_t b = a + 1; b < players_.size(); ++b) {
        for (std::size_t c = b + 1; c < players_.size(); ++c) {
          const IssuePoint normal = (slope(players_[a]) - slope(players_[b]))
                                        .cross(slope(players_[a]) - slope(players_[c]));
          if (normal.minCoeff() < 0 && normal.maxCoeff() > 0) continue;
          const double sum = normal.sum();
          if (sum == 0) continue;
          try_vertex(normal / sum, {players_[a], players_[b], players_[c]});
        }
      }
    }
  }

  std::span<const IssuePoint> slopes_;
  const std::vector<int>& players_;
  double best_margin_ = -std::numeric_limits<double>::infinity();
  Heading best_;
  std::vector<int> binding_;
};

std::pair<int, double> worst_off(std::span<const IssuePoint> slopes, const IssuePoint& d) {
  std::pair<int, double> worst{0, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i < slopes.size(); ++i) {
    const double value = slopes[i].dot(d);
    if (value < worst.second) worst = {static_cast<int>(i), value};
  }
  return worst;
}

/// Walks along segments of the triangle and keeps the coalition with the most votes.
class CellWalk {
 public:
  CellWalk(std::span<const IssuePoint> slopes, std::span<const double> votes,
           const OpenIssues& open)
      : slopes_(slopes), votes_(votes), open_(open) {}

  void at_point(const IssuePoint& d) {
    double sum = 0;
    for (std::size_t i = 0; i < slopes_.size(); ++i) {
      if (slopes_[i].dot(d) > 0) sum += votes_[i];
    }
    consider(d, nullptr, sum);
  }

  /// `owner`, where given, is the slope whose line the segment lies on: the walk is on its positive
  /// side, together with all whose lines coincide.
  void along(const IssuePoint& from, const IssuePoint& to, const IssuePoint* owner) {
    events_.clear();
    double sum = 0;
    for (std::size_t i = 0; i < slopes_.size(); ++i) {
      const double a = slopes_[i].dot(from), b = slopes_[i].dot(to);
      if (std::abs(a) <= kParallel && std::abs(b) <= kParallel) {
        if (owner != nullptr && slopes_[i].dot(*owner) > 0) sum += votes_[i];
        continue;
      }
      if (a > 0 || (a == 0 && b > 0)) sum += votes_[i];
      if ((a > 0 && b < 0) || (a < 0 && b > 0)) {
        events_.emplace_back(a / (a - b), a < 0 ? votes_[i] : -votes_[i]);
      }
    }
    events_.emplace_back(1.0, 0.0);
    std::ranges::sort(events_);
    double last = 0;
    for (const auto& [where, change] : events_) {
      if (where - last > kLeastSlope) {
        const double middle = (last + where) / 2;
        consider((1 - middle) * from + middle * to, owner, sum);
      }
      sum += change;
      last = where;
    }
  }

  const Coalition& best() const { return best_; }

 private:
  void consider(const IssuePoint& d, const IssuePoint* owner, double sum) {
    // Sums in another order may differ by rounding.
    if (sum <= best_.votes * (1 + 1e-12)) return;
    Coalition found;
    std::vector<IssuePoint> theirs;
    for (std::size_t i = 0; i < slopes_.size(); ++i) {
      const double value = slopes_[i].dot(d);
      const bool beside = owner != nullptr && std::abs(value) <= kParallel;
      if (beside ? slopes_[i].dot(*owner) <= 0 : value <= 0) continue;
      found.members.push_back(static_cast<int>(i));
      found.votes += votes_[i];
      theirs.push_back(slopes_[i]);
    }
    if (theirs.empty() || found.votes <= best_.votes) return;
    found.heading = widest_heading(theirs, open_);
    if (found.heading.margin > kLeastSlope) best_ = std::move(found);
  }

  std::span<const IssuePoint> slopes_;
  std::span<const double> votes_;
  OpenIssues open_;
  std::vector<std::pair<double, double>> events_;
  Coalition best_;
};

/// Where the line slope.d = 0 enters and leaves the triangle; false if it does not pass inside.
bool chord(const IssuePoint& slope, IssuePoint& from, IssuePoint& to) {
  if (!(slope.minCoeff() < 0 && slope.maxCoeff() > 0)) return false;
  int ends = 0;
  const auto add = [&](const IssuePoint& end) { (ends++ == 0 ? from : to) = end; };
  for (int p = 0; p < kIssues; ++p) {
    const int q = (p + 1) % kIssues;
    if (slope[p] == 0) add(IssuePoint::Unit(p));
    if (slope[p] * slope[q] < 0) {
      IssuePoint end = IssuePoint::Zero();
      end[p] = slope[q] / (slope[q] - slope[p]);
      end[q] = 1 - end[p];
      add(end);
    }
  }
  return ends == 2;
}

}  // namespace

Heading widest_heading(std::span<const IssuePoint> slopes, const OpenIssues& open) {
  if (!(open[0] || open[1] || open[2])) return {};
  const IssuePoint middle = IssuePoint(open[0], open[1], open[2]) / (open[0] + open[1] + open[2]);
  std::vector<int> players{worst_off(slopes, middle).first};
  double last = std::numeric_limits<double>::infinity();
  while (true) {
    SmallGame game(slopes, players);
    game.solve(open);
    const Heading now = game.best();
    const auto [worst, margin] = worst_off(slopes, now.direction);
    if (margin >= now.margin - 1e-15 || std::ranges::find(players, worst) != players.end()) {
      return {now.direction, margin};
    }
    // A round that lowered nothing keeps its players, so that no round can come back.
    if (now.margin < last - 1e-15) players = game.binding();
    last = now.margin;
    players.push_back(worst);
  }
}

Coalition strongest_coalition(std::span<const IssuePoint> slopes, std::span<const double> votes,
                              const OpenIssues& open) {
  CellWalk walk(slopes, votes, open);
  std::vector<IssuePoint> corners;
  IssuePoint middle = IssuePoint::Zero();
  for (int k = 0; k < kIssues; ++k) {
    if (open[static_cast<std::size_t>(k)]) corners.push_back(IssuePoint::Unit(k));
  }
  if (corners.empty()) return {};
  for (const IssuePoint& corner : corners) middle += corner / static_cast<double>(corners.size());
  walk.at_point(middle);
  for (std::size_t i = 0; i < corners.size(); ++i) {
    for (std::size_t j = i + 1; j < corners.size(); ++j) {
      walk.along(corners[i], corners[j], nullptr);
    }
  }
  if (corners.size() == kIssues) {
    for (const IssuePoint& slope : slopes) {
      IssuePoint from = IssuePoint::Zero(), to = from;
      if (chord(slope, from, to)) walk.along(from, to, &slope);
    }
  }
  return walk.best();
}

}  // namespace sojourn::models
