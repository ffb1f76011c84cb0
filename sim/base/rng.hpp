#pragma once

#include <Random123/philox.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "sim/base/arithmetic/elementary.hpp"
#include "sim/base/lookup.hpp"

namespace sojourn {

/// Names a module's stream of draws: a hash of the module's instance name, so that a draw does not
/// depend on which other modules are switched on. Whoever collects the names refuses collisions.
using StreamId = std::uint32_t;

/// FNV-1a of the name (64 bits), folded to 32.
constexpr StreamId stream_id(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : name) {
    hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3U;
  }
  return static_cast<StreamId>(hash ^ (hash >> 32));
}

/// A bijection of 64-bit words in which every input bit reaches every output bit: the finaliser of
/// SplitMix64 (Steele, Lea, Flood 2014, DOI 10.1145/2714064.2660195), offset so that 0 moves too.
constexpr std::uint64_t mix_bits(std::uint64_t word) {
  word += 0x9e3779b97f4a7c15U;
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31);
}

/// A uniform number in the open interval (0, 1) from 64 random bits: an odd multiple of 2^-53, so
/// neither 0 nor 1 can come out and 1 - u is exact.
constexpr double open_uniform(std::uint64_t bits) {
  return ((bits >> 11) | 1U) * 0x1p-53;
}

/// The next power of two at or above `rate` [any unit, >= 0]; 0 stays 0. Two regimes whose hazard
/// bounds differ a little then share their hit slots.
inline double bound_to_power_of_two(double rate) {
  assert(rate >= 0.0 && std::isfinite(rate));
  int exponent = 0;
  const double mantissa = std::frexp(rate, &exponent);  // in [0.5, 1), or 0
  if (mantissa == 0.0) return 0.0;
  return std::ldexp(1.0, mantissa == 0.5 ? exponent - 1 : exponent);
}

/// The standard normal quantile of u in (0, 1), relative error about 1e-16: algorithm AS 241,
/// PPND16 (Wichura 1988, DOI 10.2307/2347330).
inline double normal_quantile(double u) {
  const auto ratio = [](const double(&top)[8], const double(&bottom)[8], double x) {
    double above = top[7];
    double below = bottom[7];
    for (int i = 6; i >= 0; --i) {
      above = above * x + top[i];
      below = below * x + bottom[i];
    }
    return above / below;
  };
  constexpr double a[8] = {3.3871328727963666080e0, 1.3314166789178437745e2,
                           1.9715909503065514427e3, 1.3731693765509461125e4,
                           4.5921953931549871457e4, 6.7265770927008700853e4,
                           3.3430575583588128105e4, 2.5090809287301226727e3};
  constexpr double b[8] = {1.0,
                           4.2313330701600911252e1,
                           6.8718700749205790830e2,
                           5.3941960214247511077e3,
                           2.1213794301586595867e4,
                           3.9307895800092710610e4,
                           2.8729085735721942674e4,
                           5.2264952788528545610e3};
  constexpr double c[8] = {1.42343711074968357734e0,  4.63033784615654529590e0,
                           5.76949722146069140550e0,  3.64784832476320460504e0,
                           1.27045825245236838258e0,  2.41780725177450611770e-1,
                           2.27238449892691845833e-2, 7.74545014278341407640e-4};
  constexpr double d[8] = {1.0,
                           2.05319162663775882187e0,
                           1.67638483018380384940e0,
                           6.89767334985100004550e-1,
                           1.48103976427480074590e-1,
                           1.51986665636164571966e-2,
                           5.47593808499534494600e-4,
                           1.05075007164441684324e-9};
  constexpr double e[8] = {6.65790464350110377720e0,  5.46378491116411436990e0,
                           1.78482653991729133580e0,  2.96560571828504891230e-1,
                           2.65321895265761230930e-2, 1.24266094738807843860e-3,
                           2.71155556874348757815e-5, 2.01033439929228813265e-7};
  constexpr double f[8] = {1.0,
                           5.99832206555887937690e-1,
                           1.36929880922735805310e-1,
                           1.48753612908506148525e-2,
                           7.86869131145613259100e-4,
                           1.84631831751005468180e-5,
                           1.42151175831644588870e-7,
                           2.04426310338993978564e-15};
  const double centred = u - 0.5;
  if (std::abs(centred) <= 0.425) return centred * ratio(a, b, 0.180625 - centred * centred);
  const double depth = std::sqrt(-fixed::log(centred < 0.0 ? u : 1.0 - u));
  const double size = depth <= 5.0 ? ratio(c, d, depth - 1.6) : ratio(e, f, depth - 5.0);
  return centred < 0.0 ? -size : size;
}

/// The Philox key of one module in one run. Distinct streams of a seed have distinct keys.
class StreamKey {
 public:
  constexpr StreamKey(std::uint64_t seed, StreamId stream)
      : bits_(mix_bits(mix_bits(seed) + mix_bits(~std::uint64_t{stream}))) {}
  constexpr std::uint64_t bits() const { return bits_; }

 private:
  std::uint64_t bits_;
};

/// Four random 32-bit words: Philox4x32-10 (Salmon et al. 2011, DOI 10.1145/2063384.2063405) with
/// the counter (who, tick, block).
inline r123array4x32 philox_block(StreamKey key, std::uint32_t tick, std::uint64_t who,
                                  std::uint32_t block) {
  const r123array4x32 counter = {
      {static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32), tick, block}};
  const r123array2x32 words = {
      {static_cast<std::uint32_t>(key.bits()), static_cast<std::uint32_t>(key.bits() >> 32)}};
  return philox4x32(counter, words);
}

/// The draws of one decision: who, when, why. A value; draws come in order and nothing is computed
/// before the first. A later draw never changes an earlier one, so a decision may grow at its end.
class Draws {
 public:
  Draws(StreamKey key, std::uint32_t tick, std::uint64_t who) : key_(key), who_(who), tick_(tick) {}
  Draws(std::uint64_t seed, StreamId stream, std::uint32_t tick, std::uint64_t who)
      : Draws(StreamKey(seed, stream), tick, who) {}

  std::uint32_t bits32() {
    if (used_ == 4) refill();
    return words_.v[used_++];
  }

  /// 64 bits from one half of a block; a word left over by bits32() is passed by.
  std::uint64_t bits() {
    used_ += used_ & 1U;
    if (used_ == 4) refill();
    const std::uint64_t low = words_.v[used_];
    const std::uint64_t high = words_.v[used_ + 1];
    used_ += 2;
    return low | high << 32;
  }

  /// In the open interval (0, 1).
  double uniform() { return open_uniform(bits()); }

  /// Exponential with mean 1, at most 36.8; falls as the uniform rises.
  double exponential() { return -fixed::log(uniform()); }

  /// Standard normal from one uniform, rising with it, so that regimes share their luck.
  double normal() { return normal_quantile(uniform()); }

  bool happens(double probability) { return uniform() < probability; }

  /// The index drawn with weights whose running sums are `cumulative` (not empty, its last element
  /// positive and finite; need not be 1). Items of weight 0 are never drawn.
  std::size_t pick(std::span<const double> cumulative) {
    assert(!cumulative.empty() && cumulative.back() > 0.0);
    const double level = uniform() * cumulative.back();
    const auto found = std::lower_bound(cumulative.begin(), cumulative.end(), level);
    return index_of(cumulative, found);
  }

 private:
  void refill() {
    words_ = philox_block(key_, tick_, who_, block_++);
    used_ = 0;
  }

  StreamKey key_;
  std::uint64_t who_;
  std::uint32_t tick_;
  std::uint32_t block_ = 0;
  std::uint32_t used_ = 4;
  r123array4x32 words_;
};

/// The indices that events hit when every item of a row is hit independently with probability p:
/// one draw per hit instead of one per item. Gaps are geometric, floor(ln u / ln(1 - p))
/// (Devroye 1986, X.2, DOI 10.1007/978-1-4613-8643-8), one half block each.
class Skips {
 public:
  /// What next() returns, then and forever, once the indices leave 64 bits (always so for p = 0).
  static constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();

  /// How gaps grow with -ln u, for rows that share a probability.
  struct Law {
    /// `p` in [0, 1]; gaps are resolved to whole items down to p of about 1e-16.
    explicit Law(double p) : scale(1.0 / fixed::log1p(-p)) { assert(p >= 0.0 && p <= 1.0); }
    double scale;
  };

  Skips(StreamKey key, std::uint32_t tick, std::uint64_t who, Law law)
      : key_(key), who_(who), tick_(tick), scale_(law.scale) {}
  Skips(StreamKey key, std::uint32_t tick, std::uint64_t who, double p)
      : Skips(key, tick, who, Law(p)) {}
  Skips(std::uint64_t seed, StreamId stream, std::uint32_t tick, std::uint64_t who, double p)
      : Skips(StreamKey(seed, stream), tick, who, p) {}

  /// The next index hit, in rising order from 0; the caller stops at its number of items.
  std::uint64_t next() {
    const double gap = fixed::log(open_uniform(half_block())) * scale_;
    // A gap of 2^62 saturates; the position stays below 2^63, so the sum cannot wrap.
    if (!(gap < 0x1p62) || position_ >= (std::uint64_t{1} << 63)) {
      position_ = none;
      return none;
    }
    const std::uint64_t hit =
        position_ + static_cast<std::uint64_t>(static_cast<std::int64_t>(gap));
    position_ = hit + 1;
    return hit;
  }

 private:
  std::uint64_t half_block() {
    if (!half_left_) {
      const r123array4x32 words = philox_block(key_, tick_, who_, block_++);
      spare_ = words.v[2] | std::uint64_t{words.v[3]} << 32;
      half_left_ = true;
      return words.v[0] | std::uint64_t{words.v[1]} << 32;
    }
    half_left_ = false;
    return spare_;
  }

  StreamKey key_;
  std::uint64_t who_;
  std::uint64_t spare_ = 0;
  std::uint64_t position_ = 0;
  std::uint32_t tick_;
  std::uint32_t block_ = 0;  // 2^33 hits per row of items before the stream repeats
  double scale_;
  bool half_left_ = false;
};

}  // namespace sojourn
