// papers/workloads/mvar_room.hpp -- what an MVar holds, for threads that are written by hand.
#pragma once
#include <deque>
#include <optional>
#include <utility>

namespace kont::workloads {

/// A value, or takers who wait for one; and putters who wait for room, each with its value. Who has
/// waited longest is woken first. (Peyton Jones, Gordon & Finne: Concurrent Haskell, POPL 1996.)
template <class T, class Taker, class Putter> struct mvar_room {
  std::optional<T> value;
  std::deque<Taker> takers;
  std::deque<std::pair<T, Putter>> putters;

  /// Of one that is full. `wake(putter)`: there is room again, and its value is there.
  template <class Wake> T take(Wake wake) {
    T const out = *std::exchange(value, std::nullopt);
    if (!putters.empty()) {
      value = putters.front().first;
      wake(std::move(putters.front().second));
      putters.pop_front();
    }
    return out;
  }
  /// Of one that is empty. `wake(taker, v)`: here is what it waits for.
  template <class Wake> void put(T v, Wake wake) {
    if (takers.empty()) {
      value = v;
    } else {
      wake(std::move(takers.front()), v);
      takers.pop_front();
    }
  }
};

}  // namespace kont::workloads
