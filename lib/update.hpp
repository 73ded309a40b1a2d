// lib/update.hpp -- a store that is made only where it changes something.
#pragma once
#include <type_traits>

namespace kont {

/// Stores what is not there yet. For what is mostly there already: on a Zen 4 stores come one a
/// cycle, and a life of a computation takes as long as its stores; of loads come two or three.
template <class T>
[[gnu::always_inline]] inline void update(T& at, std::type_identity_t<T> to) noexcept {
  if (at != to) [[unlikely]]
    at = to;
}

}  // namespace kont
