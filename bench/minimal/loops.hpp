#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include "bench/minimal/task.hpp"
#include "sim/base/rng.hpp"

namespace sojourn::bench {

/// What one writes in an afternoon: an array of structs, a Mersenne Twister, everybody draws.
class AfternoonLoop final : public Contender {
 public:
  explicit AfternoonLoop(const MinimalTask& task) : p_(task.p) {
    for (std::int64_t i = 0; i < task.persons; ++i)
      agents_.push_back({static_cast<int>(i % kPlaces)});
  }
  void tick() override {
    counts_ = {};
    for (Agent& agent : agents_) {
      if (uniform_(random_) < p_) {
        agent.place = anywhere_(random_);
        ++moves_;
      }
      ++counts_[static_cast<std::size_t>(agent.place)];
    }
  }
  Counts counts() const override { return counts_; }
  std::int64_t moves() const override { return moves_; }

 private:
  struct Agent {
    int place;
    int age = 30;
    double savings = 0;
  };
  double p_;
  std::vector<Agent> agents_;
  std::mt19937_64 random_{1};
  std::uniform_real_distribution<double> uniform_;
  std::uniform_int_distribution<int> anywhere_{0, kPlaces - 1};
  Counts counts_{};
  std::int64_t moves_ = 0;
};

/// The best dense loop we know: a byte a person, one block of the counter-based generator for four
/// persons, no branch but for those who move, counts kept as they go.
class DenseLoop final : public Contender {
 public:
  explicit DenseLoop(const MinimalTask& task)
      : threshold_(static_cast<std::uint32_t>(std::min(task.p * 0x1p32, 0x1p32 - 1))),
        places_(static_cast<std::size_t>(task.persons)) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
      places_[i] = static_cast<std::uint8_t>(i % kPlaces);
      ++counts_[places_[i]];
    }
  }
  void tick() override {
    for (std::size_t first = 0; first < places_.size(); first += kBlock) {
      const std::size_t n = std::min(kBlock, places_.size() - first);
      draw(first, n);
      for (std::size_t i = 0; i < n; ++i) {
        if (draws_[i] < threshold_) move(first + i);
      }
    }
    ++tick_;
  }
  Counts counts() const override { return counts_; }
  std::int64_t moves() const override { return moves_; }

 private:
  static constexpr std::size_t kBlock = 4096;

  void draw(std::size_t first, std::size_t n) {
    for (std::size_t i = 0; i < n; i += 4) {
      const auto words = philox_block(key_, tick_, first + i, 0);
      for (std::size_t k = 0; k < 4; ++k) draws_[i + k] = words.v[k];
    }
  }
  void move(std::size_t person) {
    const std::uint64_t lot = philox_block(key_, tick_, person, 1).v[0];
    const auto place = static_cast<std::uint8_t>(lot * kPlaces >> 32);
    --counts_[places_[person]], ++counts_[place], ++moves_;
    places_[person] = place;
  }

  std::uint32_t threshold_;
  std::vector<std::uint8_t> places_;
  std::array<std::uint32_t, kBlock + 4> draws_{};
  StreamKey key_{1, 2};
  std::uint32_t tick_ = 0;
  Counts counts_{};
  std::int64_t moves_ = 0;
};

/// What agent-based models of migration mostly do: everybody weighs all places, every tick.
class SoftmaxLoop final : public Contender {
 public:
  explicit SoftmaxLoop(const MinimalTask& task)
      : stay_(std::log((1 - task.p * (kPlaces - 1) / kPlaces) * kPlaces / task.p)),
        places_(static_cast<std::size_t>(task.persons)) {
    for (std::size_t i = 0; i < places_.size(); ++i) places_[i] = static_cast<int>(i % kPlaces);
  }
  void tick() override {
    counts_ = {};
    for (int& place : places_) {
      const int chosen = choose(place);
      moves_ += chosen == place ? 0 : 1;
      place = chosen;
      ++counts_[static_cast<std::size_t>(place)];
    }
  }
  Counts counts() const override { return counts_; }
  std::int64_t moves() const override { return moves_; }

 private:
  /// exp of the worth of every place, as nobody has another's worth; one draw picks.
  int choose(int here) {
    std::array<double, kPlaces> sums{};
    double sum = 0;
    for (int j = 0; j < kPlaces; ++j) {
      const double worth = j == here ? stay_ : 0;
      sums[static_cast<std::size_t>(j)] = sum += std::exp(worth);
    }
    const double u = sum * uniform_(random_);
    return static_cast<int>(std::ranges::upper_bound(sums, u) - sums.begin());
  }

  double stay_;  // worth of staying, so that people move as often as in the other loops
  std::vector<int> places_;
  std::mt19937_64 random_{1};
  std::uniform_real_distribution<double> uniform_;
  Counts counts_{};
  std::int64_t moves_ = 0;
};

}  // namespace sojourn::bench
