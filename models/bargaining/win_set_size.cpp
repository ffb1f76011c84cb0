#include "models/bargaining/win_set_size.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

namespace sojourn::models {
namespace {

constexpr std::size_t kMaxCells = 4000;

/// The reach of win_set_reach, prepared for many directions.
class Reach {
 public:
  Reach(const Bargain& bargain, const VotingRule& rule)
      : rule_(rule),
        open_(movable(bargain)),
        room_(IssuePoint::Ones() - bargain.status_quo),
        unit_(unit_slopes(bargain)),
        votes_(votes_of(bargain, rule)),
        total_(std::accumulate(votes_.begin(), votes_.end(), 0.0)) {
    for (const Preference& party : bargain.parties) {
      slopes_.push_back(marginal_utility(party, bargain.status_quo));
      saliences_.push_back(party.salience);
    }
    reaches_.resize(slopes_.size());
  }

  double operator()(const IssuePoint& d) {
    double most = std::numeric_limits<double>::infinity();
    for (int k = 0; k < kIssues; ++k) {
      if (d[k] > 0) most = std::min(most, room_[k] / d[k]);
    }
    for (std::size_t i = 0; i < slopes_.size(); ++i) {
      const double reach = slopes_[i].dot(d) / saliences_[i].dot(d.cwiseAbs2());
      reaches_[i] = {std::max(0.0, reach), votes_[i]};
    }
    return std::min(most, agreed());
  }

  const OpenIssues& open() const { return open_; }
  const std::vector<IssuePoint>& unit_slopes_of_all() const { return unit_; }
  const IssuePoint& room() const { return room_; }

 private:
  double agreed() {
    if (rule_.needs_all()) return std::ranges::min_element(reaches_)->first;
    std::ranges::sort(reaches_, std::greater<>());
    double in_favour = 0;
    for (const auto& [reach, votes] : reaches_) {
      in_favour += votes;
      if (rule_.adopted(in_favour, total_)) return reach;
    }
    return 0;
  }

  VotingRule rule_;
  OpenIssues open_;
  IssuePoint room_;
  std::vector<IssuePoint> unit_, slopes_, saliences_;
  std::vector<double> votes_;
  double total_;
  std::vector<std::pair<double, double>> reaches_;  // of each party: reach, votes
};

using Polygon = std::vector<IssuePoint>;

/// The part of a convex polygon of directions with normal.d >= 0 (Sutherland, Hodgman 1974, DOI
/// 10.1145/360767.360802).
Polygon clip(const Polygon& polygon, const IssuePoint& normal) {
  Polygon kept;
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    const IssuePoint &from = polygon[i], &to = polygon[(i + 1) % polygon.size()];
    const double a = normal.dot(from), b = normal.dot(to);
    if (a >= 0) kept.push_back(from);
    if ((a > 0 && b < 0) || (a < 0 && b > 0)) kept.push_back(from + a / (a - b) * (to - from));
  }
  return kept;
}

void add_fan(const Polygon& polygon, std::vector<DirectionTriangle>& cells) {
  if (polygon.size() < 3) return;
  IssuePoint centre = IssuePoint::Zero();
  for (const IssuePoint& corner : polygon) centre += corner / static_cast<double>(polygon.size());
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    cells.push_back({centre, polygon[i], polygon[(i + 1) % polygon.size()]});
  }
}

/// Where issue k is the first to reach 1, its d_k/room_k is largest.
IssuePoint reaches_first(const IssuePoint& room, int k, int other) {
  return IssuePoint::Unit(k) / room[k] - IssuePoint::Unit(other) / room[other];
}

/// The directions in which all parties have a reach, cut where the issue that reaches 1 first
/// changes.
std::vector<DirectionTriangle> cone_cells(const Reach& reach) {
  Polygon cone{IssuePoint::Unit(0), IssuePoint::Unit(1), IssuePoint::Unit(2)};
  for (const IssuePoint& slope : reach.unit_slopes_of_all()) cone = clip(cone, slope);
  std::vector<DirectionTriangle> cells;
  for (int k = 0; k < kIssues; ++k) {
    const Polygon part = clip(clip(cone, reaches_first(reach.room(), k, (k + 1) % kIssues)),
                              reaches_first(reach.room(), k, (k + 2) % kIssues));
    add_fan(part, cells);
  }
  return cells;
}

/// The whole triangle in 48 pieces or more, of which some make up exactly the directions in which
/// the coalition has a reach.
std::vector<DirectionTriangle> vote_cells(const Reach& reach, const std::vector<int>& coalition) {
  Polygon cone{IssuePoint::Unit(0), IssuePoint::Unit(1), IssuePoint::Unit(2)};
  std::vector<DirectionTriangle> cells;
  for (const int member : coalition) {
    const IssuePoint& slope = reach.unit_slopes_of_all()[static_cast<std::size_t>(member)];
    add_fan(clip(cone, -slope), cells);
    cone = clip(cone, slope);
  }
  add_fan(cone, cells);
  while (cells.size() < 48) {
    std::vector<DirectionTriangle> finer;
    for (const DirectionTriangle& cell : cells) {
      for (const DirectionTriangle& part : cell.split()) finer.push_back(part);
    }
    cells = std::move(finer);
  }
  return cells;
}

/// The edge of the triangle between issues p and q, cut where a party's reach begins or ends and
/// where the issue that reaches 1 first changes.
std::vector<DirectionSegment> edge_cells(const Reach& reach, int p, int q) {
  std::vector<double> cuts{0, 1};
  const auto cut = [&](double at_p, double at_q) {
    if (at_p * at_q < 0) cuts.push_back(at_p / (at_p - at_q));
  };
  for (const IssuePoint& slope : reach.unit_slopes_of_all()) cut(slope[p], slope[q]);
  const IssuePoint box = reaches_first(reach.room(), p, q);
  cut(box[p], box[q]);
  std::ranges::sort(cuts);
  std::vector<DirectionSegment> cells;
  const auto direction = [&](double s) -> IssuePoint {
    return (1 - s) * IssuePoint::Unit(p) + s * IssuePoint::Unit(q);
  };
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    if (cuts[i] > cuts[i - 1]) cells.push_back({direction(cuts[i - 1]), direction(cuts[i])});
  }
  return cells;
}

}  // namespace

double win_set_reach(const Bargain& bargain, const VotingRule& rule, const IssuePoint& d) {
  return Reach(bargain, rule)(d);
}

WinSetSize win_set_size(const Bargain& bargain, const VotingRule& rule, double relative) {
  Reach reach(bargain, rule);
  const PreferredText found = find_preferred(bargain, rule);
  WinSetSize size;
  if (!found.exists) return size;
  const OpenIssues& open = reach.open();
  for (int held = 0; held < kIssues; ++held) {
    const int p = (held + 1) % kIssues, q = (held + 2) % kIssues;
    if (!open[static_cast<std::size_t>(p)] || !open[static_cast<std::size_t>(q)]) continue;
    const auto sector = [&](const IssuePoint& d) { return reach(d) * reach(d) / 2; };
    size.area[static_cast<std::size_t>(held)] =
        integrate(edge_cells(reach, p, q), sector, relative, kMaxCells);
  }
  if (open[0] && open[1] && open[2]) {
    const auto cells = rule.needs_all() ? cone_cells(reach) : vote_cells(reach, found.coalition);
    const auto pyramid = [&](const IssuePoint& d) {
      const double length = reach(d);
      return length * length * length / 3;
    };
    size.volume = integrate(cells, pyramid, relative, kMaxCells);
  }
  return size;
}

}  // namespace sojourn::models
