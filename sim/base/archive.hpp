#pragma once

#include <Eigen/Core>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/fields.hpp"
#include "sim/base/grid.hpp"
#include "sim/base/id_set.hpp"
#include "sim/base/ids.hpp"
#include "sim/base/stateful.hpp"

namespace sojourn {

/// What is read is not what was to be read.
class ArchiveError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Archive;

/// Whether a value is the bytes that it is made of.
template <class T>
constexpr bool kPlain = std::is_arithmetic_v<T> || std::is_enum_v<T>;
template <class Tag>
inline constexpr bool kPlain<Id<Tag>> = true;
template <class T, std::size_t n>
inline constexpr bool kPlain<std::array<T, n>> = kPlain<T>;

/// How long the axes of tables are.
struct AxisLengths {
  std::size_t places = 0, states = 0, channels = 0, corridors = 0, policies = 0;

  auto of(PlaceId) const { return IdRange<PlaceId>(places); }
  auto of(StateId) const { return IdRange<StateId>(states); }
  auto of(ChannelId) const { return IdRange<ChannelId>(channels); }
  auto of(CorridorId) const { return IdRange<CorridorId>(corridors); }
  auto of(PolicyId) const { return IdRange<PolicyId>(policies); }
  static auto of(Skill) { return kAllSkills; }
  static auto of(Status) { return kAllStatuses; }
  static auto of(bool) { return std::array{false, true}; }
};

/// What a simulation keeps from tick to tick, on its way into a checkpoint or out of it. One
/// function serves both: `archive(a_, b_, c_)` saves or loads, so nothing can be saved and not
/// loaded. Plain values, standard containers, tables and aggregates go by themselves, a class by
/// its member `state(Archive&)`, a struct with too many fields by a function `state(Archive&, T&)`.
/// Never saved: settings, and what `bind` finds.
class Archive {
 public:
  explicit Archive(bool loading) : loading_(loading) {}
  virtual ~Archive() = default;
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  bool loading() const { return loading_; }
  void set_lengths(const AxisLengths& lengths) { lengths_ = lengths; }
  /// Classes of shared objects; must outlive this.
  void set_kinds(const StatefulKinds& kinds) { kinds_ = &kinds; }

  template <class... Values>
  void operator()(Values&... values) {
    (value(values), ...);
  }
  /// `n` values that lie side by side.
  template <class T>
  requires(std::is_trivially_copyable_v<T>) void bulk(T* first, std::size_t n) {
    if (n > 0) raw(std::as_writable_bytes(std::span(first, n)));
  }
  /// Says where in the state this is. @throws ArchiveError: it is elsewhere
  void mark(std::string_view name);
  /// A length: that of what is saved, or what is read.
  std::size_t length(std::size_t n) {
    std::uint64_t wide = n;
    plain(wide);
    return wide;
  }

 private:
  /// Takes bytes from there, or puts them there.
  virtual void raw(std::span<std::byte> bytes) = 0;
  template <class T>
  void plain(T& x) {
    raw(std::as_writable_bytes(std::span(&x, 1)));
  }

  template <class T>
  void value(T& x) {
    if constexpr (kPlain<T>) {
      plain(x);
    } else if constexpr (requires { x.state(*this); }) {
      x.state(*this);
    } else if constexpr (requires { state(*this, x); }) {
      state(*this, x);
    } else if constexpr (requires { dense(x); }) {
      dense(x);
    } else {
      with_fields(x, [this](auto&... fields) { (*this)(fields...); });
    }
  }
  void value(std::string& text) {
    text.resize(length(text.size()));
    bulk(text.data(), text.size());
  }
  template <class T>
  void value(std::vector<T>& list) {
    list.resize(length(list.size()));
    if constexpr (kPlain<T>) {
      bulk(list.data(), list.size());
    } else {
      for (T& x : list) value(x);
    }
  }
  void value(std::vector<bool>& list) {
    list.resize(length(list.size()));
    for (auto&& each : list) {
      bool bit = each;
      value(bit);
      each = bit;
    }
  }
  template <class T>
  void value(std::deque<T>& list) {
    list.resize(length(list.size()));
    for (T& x : list) value(x);
  }
  template <class T, std::size_t n>
  requires(!kPlain<T>) void value(std::array<T, n>& list) {
    for (T& x : list) value(x);
  }
  template <class A, class B>
  void value(std::pair<A, B>& both) {
    (*this)(both.first, both.second);
  }
  template <class... Values>
  void value(std::tuple<Values...>& all) {
    std::apply(*this, all);
  }
  template <class T>
  void value(std::optional<T>& maybe) {
    bool there = maybe.has_value();
    value(there);
    if (!there) return maybe.reset();
    if (!maybe) maybe.emplace();
    value(*maybe);
  }
  template <class Key, class T>
  void value(std::map<Key, T>& table) {
    const std::size_t n = length(table.size());
    if (loading_) {
      table.clear();
      for (std::size_t i = 0; i < n; ++i) {
        Key key{};
        value(key);
        value(table[key]);
      }
      return;
    }
    for (auto& [key, x] : table) {
      Key copy = key;
      value(copy);
      value(x);
    }
  }
  template <class Key>
  void value(std::set<Key>& set) {
    std::vector<Key> keys(set.begin(), set.end());
    value(keys);
    if (loading_) set = {keys.begin(), keys.end()};
  }
  /// The shape of a table follows from its axes; one may be empty.
  template <class T, class... Axes>
  void value(Grid<T, Axes...>& grid) {
    const std::size_t n = length(grid.size());
    if (n != grid.size()) {
      grid = n == 0 ? Grid<T, Axes...>() : Grid<T, Axes...>(lengths_.of(Axes{})...);
    }
    if (n != grid.size()) throw ArchiveError("a table of another size");
    if constexpr (kPlain<T>) {
      bulk(n == 0 ? nullptr : &grid[std::size_t{0}], n);
    } else {
      for (T& x : grid) value(x);
    }
  }
  void value(StatusSet& set) {
    std::array<bool, kStatuses> has{};
    for (const Status status : set) has[position(status)] = true;
    value(has);
    set = {};
    for (const Status status : kAllStatuses) {
      if (has[position(status)]) set = set | status;
    }
  }
  template <class T>
  void value(IdSet<T>& set) {
    bool all = set.all();
    value(all);
    std::vector<T> held;
    for (const T id : lengths_.of(T{})) {
      if (!all && set.contains(id)) held.push_back(id);
    }
    value(held);
    if (loading_) set = all ? IdSet<T>() : IdSet<T>::of(held);
  }
  /// Several may hold the same object: they do afterwards. Its class is one of the kinds.
  template <class T>
  void value(std::shared_ptr<T>& pointer) {
    using Object = std::remove_const_t<T>;
    std::shared_ptr<Stateful> object =
        loading_ ? nullptr
                 : std::dynamic_pointer_cast<Stateful>(std::const_pointer_cast<Object>(pointer));
    shared(object, pointer != nullptr);
    if (loading_) pointer = std::dynamic_pointer_cast<Object>(object);
  }
  /// @param there whether there is one, which may not be stateful
  void shared(std::shared_ptr<Stateful>& object, bool there);
  template <class Derived>
  void dense(Eigen::PlainObjectBase<Derived>& values) {
    const Eigen::Index rows = length(values.rows()), columns = length(values.cols());
    values.resize(rows, columns);
    bulk(values.data(), values.size());
  }

  bool loading_;
  AxisLengths lengths_;
  const StatefulKinds* kinds_ = nullptr;
  std::vector<std::shared_ptr<Stateful>> shared_;  // so far, in order
};

}  // namespace sojourn
