#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace sojourn {

/// Becomes anything but a `T` itself.
template <class T>
struct AnyField {
  template <class Field>
  requires(!std::same_as<std::remove_cvref_t<Field>, T>) operator Field() const;  // NOLINT
};

/// How many fields an aggregate has, of which the first may be initialised by `First`. What takes
/// anything itself (std::optional) takes nothing instead.
template <class T, class... First>
constexpr std::size_t n_fields() {
  if constexpr (requires { T{std::declval<First>()..., std::declval<AnyField<T>>()}; }) {
    return n_fields<T, First..., AnyField<T>>();
  } else if constexpr (requires { T{std::declval<First>()..., std::nullopt}; }) {
    return n_fields<T, First..., std::nullopt_t>();
  } else {
    return sizeof...(First);
  }
}

/// Calls fn(field, field, ...) with all fields of an aggregate of up to 20: one that is added is
/// among them.
template <class T, class Fn>
void with_fields(T& x, const Fn& fn) {
  constexpr std::size_t n = n_fields<T>();
  static_assert(n >= 1 && n <= 20, "give the type a function state(Archive&, T&)");
  // clang-format off
  if constexpr (n == 1) { auto& [a] = x; fn(a); }
  if constexpr (n == 2) { auto& [a, b] = x; fn(a, b); }
  if constexpr (n == 3) { auto& [a, b, c] = x; fn(a, b, c); }
  if constexpr (n == 4) { auto& [a, b, c, d] = x; fn(a, b, c, d); }
  if constexpr (n == 5) { auto& [a, b, c, d, e] = x; fn(a, b, c, d, e); }
  if constexpr (n == 6) { auto& [a, b, c, d, e, f] = x; fn(a, b, c, d, e, f); }
  if constexpr (n == 7) { auto& [a, b, c, d, e, f, g] = x; fn(a, b, c, d, e, f, g); }
  if constexpr (n == 8) { auto& [a, b, c, d, e, f, g, h] = x; fn(a, b, c, d, e, f, g, h); }
  if constexpr (n == 9) { auto& [a, b, c, d, e, f, g, h, i] = x; fn(a, b, c, d, e, f, g, h, i); }
  if constexpr (n == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = x; fn(a, b, c, d, e, f, g, h, i, j); }
  if constexpr (n == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = x; fn(a, b, c, d, e, f, g, h, i, j, k); }
  if constexpr (n == 12) { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l); }
  if constexpr (n == 13) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m); }
  if constexpr (n == 14) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o); }
  if constexpr (n == 15) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p); }
  if constexpr (n == 16) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q); }
  if constexpr (n == 17) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r); }
  if constexpr (n == 18) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s); }
  if constexpr (n == 19) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t); }
  if constexpr (n == 20) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u] = x; fn(a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s, t, u); }
  // clang-format on
}

}  // namespace sojourn
