#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace sojourn {

/// Sorts the options of one row after another by cost. What costs less in one row mostly does so in
/// the next: options are taken in the order of rows before, and only those that leave it are
/// sorted. The order that comes out depends on the row at hand alone.
class CostOrder {
 public:
  /// An option and its cost; the cheapest come first, of equal cost the lower number.
  struct Priced {
    double cost;
    std::uint32_t option;
    bool operator<(const Priced& other) const {
      return cost != other.cost ? cost < other.cost : option < other.option;
    }
  };

  /// What rows to come can begin with.
  struct Known {
    std::vector<Priced> order;  // all options, by what they cost when last learnt
    std::vector<double> last;   // by option: what it cost then; infinity: never on offer
  };

  CostOrder() = default;
  explicit CostOrder(const Known& known) : known_(known) {}
  Known known() && { return std::move(known_); }

  /// Options at finite `cost` that `full` does not mark, in order. Valid until the next call.
  std::span<const Priced> of(std::span<const double> cost, const std::vector<char>* full);
  /// Another lot of rows comes, which may be worth learning from.
  void begin_lot() { n_learnt_ = 0; }

 private:
  void make_room(std::size_t n);
  /// Parts the open options into those in order and the strays.
  void part(std::span<const double> cost, const std::vector<char>* full);
  void stray(const Priced& one);
  /// From now on options are taken in the order of what each cost last.
  void learn();

  Known known_;
  int n_learnt_ = 0;  // in this lot
  std::vector<Priced> in_order_, strays_, merged_;
};

}  // namespace sojourn
