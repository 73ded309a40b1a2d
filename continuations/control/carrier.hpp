// continuations/control/carrier.hpp -- holds one value on its way between two computations.
#pragma once
#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <variant>

namespace kont {

/// void as a value that can be stored: what an operation or a prompt without a result gives.
template <class T> using regular = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// f(args...), with void made regular.
template <class F, class... Args> decltype(auto) call_regular(F&& f, Args&&... args) {
  if constexpr (std::is_void_v<std::invoke_result_t<F, Args...>>) {
    std::forward<F>(f)(std::forward<Args>(args)...);
    return std::monostate{};
  } else {
    return std::forward<F>(f)(std::forward<Args>(args)...);
  }
}

/// Room for one value of any type, which both ends know. It is no part of any stack, so it can be
/// reached when the stack that put the value there cannot: the strategy `copy` keeps a suspended
/// stack elsewhere. What does not fit goes to the heap. Between put and take lies one switch, and
/// nothing that could throw.
class carrier {
 public:
  template <class T> void put(T&& value) {
    using V = std::decay_t<T>;
    if constexpr (fits<V>) {
      ::new (static_cast<void*>(room_)) V(std::forward<T>(value));
    } else {
      ::new (static_cast<void*>(room_)) V*(new V(std::forward<T>(value)));
    }
  }
  template <class V> V take() {
    if constexpr (fits<V>) {
      V* const here = std::launder(reinterpret_cast<V*>(room_));
      V value(std::move(*here));
      std::destroy_at(here);
      return value;
    } else {
      std::unique_ptr<V> const there(*std::launder(reinterpret_cast<V**>(room_)));
      return std::move(*there);
    }
  }
  /// What destroys a V that nobody will take; null: there is nothing to be done.
  template <class V> static constexpr auto destroyer() noexcept -> void (*)(carrier&) {
    if constexpr (fits<V> && std::is_trivially_destructible_v<V>) return nullptr;
    return [](carrier& c) { c.template take<V>(); };
  }

 private:
  static constexpr std::size_t size = 48;  // a handler with six captured words
  template <class V>
  static constexpr bool fits = sizeof(V) <= size &&
                               alignof(V) <= 16 && std::is_nothrow_move_constructible_v<V>;
  alignas(16) std::byte room_[size];
};

}  // namespace kont
