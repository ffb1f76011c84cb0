#include "models/unions/common_position.hpp"

#include <algorithm>
#include <numeric>

namespace sojourn::models {

namespace {

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
  return std::inner_product(values.begin(), values.end(), weights.begin(), 0.0) /
         std::accumulate(weights.begin(), weights.end(), 0.0);
}

/// Those who are on one side of a question.
struct Camp {
  double votes = 0, weight = 0, sum = 0;
  void add(double worth, double by, double with_votes) {
    votes += with_votes, weight += by, sum += by * worth;
  }
  double mean() const { return sum / weight; }
};

}  // namespace

UnionRule::UnionRule(Settings& s) {
  const std::string how = s.choice(
      "decides", {"mean", "qualified", "unanimity"}, "qualified",
      "how members come to one position: the weighted mean of theirs; that of a share `quota` of "
      "the weights; that to which nobody objects");
  decides = how == "mean"        ? Decides::kMean
            : how == "qualified" ? Decides::kQualified
                                 : Decides::kUnanimity;
  const std::string by =
      s.choice("weight", {"people", "gdp", "states"}, "people", "by what a member weighs in it");
  weight = by == "people" ? Weight::kPeople : by == "gdp" ? Weight::kGdp : Weight::kStates;
  quota = s.real("quota", "1", {0.5, 1}, UnionRule{}.quota,
                 "share of the weights that a qualified decision needs");
  divided = s.choice("divided", {"abstain", "each"}, "abstain",
                     "what members do that come to no position: all abstain, and sign nothing; or "
                     "each acts for itself") == "each"
                ? Divided::kEach
                : Divided::kAbstain;
}

std::optional<double> common_worth(const UnionRule& rule, std::span<const double> worth,
                                   std::span<const double> weights, double band) {
  if (worth.empty()) return std::nullopt;
  if (rule.decides == UnionRule::Decides::kMean) return weighted_mean(worth, weights);
  const VotingRule voting = rule.voting();
  Camp yes, no;
  double abstain = 0;
  for (std::size_t m = 0; m < worth.size(); ++m) {
    const double votes = voting.votes(weights[m]);
    if (worth[m] > band) {
      yes.add(worth[m], weights[m], votes);
    } else if (worth[m] < -band) {
      no.add(worth[m], weights[m], votes);
    } else {
      abstain += votes;
    }
  }
  const bool in_favour = voting.adopted(Tally{yes.votes, no.votes, abstain});
  const bool against = voting.adopted(Tally{no.votes, yes.votes, abstain});
  if (in_favour == against) return std::nullopt;  // both: half of the weights are enough
  return in_favour ? yes.mean() : no.mean();
}

double common_ideal(const UnionRule& rule, std::span<const double> ideal,
                    std::span<const double> weights) {
  if (rule.decides == UnionRule::Decides::kMean) return weighted_mean(ideal, weights);
  if (rule.decides == UnionRule::Decides::kUnanimity) return *std::ranges::min_element(ideal);
  std::vector<std::size_t> order(ideal.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t m) { return ideal[m]; });
  const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
  double behind = 0;
  for (const std::size_t m : order) {
    behind += weights[m];
    if (rule.voting().adopted(behind, all)) return ideal[m];
  }
  return ideal[order.back()];
}

}  // namespace sojourn::models
