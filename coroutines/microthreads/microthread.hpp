// coroutines/microthreads/microthread.hpp -- the record of a microthread, one line of the cache.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "coroutines/microthreads/policy.hpp"

namespace kont {

/// What a scheduler keeps of a microthread, densely and away from its stack: seven words, so that
/// with the arena's link it fills one line of the cache where the policy's hook is empty.
template <policy P, class S> struct microthread : P::hook {
  typename S::continuation rest;    // what is left of it, while others run
  microthread* next = nullptr;      // in the queue it waits in
  void* slot = nullptr;             // where a value for it, or of it, is
  microthread* joiner = nullptr;    // who waits for its end
  char const* waits_for = nullptr;  // null: ready or running
  std::unique_ptr<char[]> name;     // null: it has none
  static constexpr std::uint64_t largest_id = (std::uint64_t{1} << 62) - 1;
  std::uint64_t id : 62 = 0;  // 1, 2, … in the order of their making
  bool held : 1 = true;       // a handle names it
  bool finished : 1 = false;
};

/// One that nobody will wake: what run() returns.
struct stuck {
  std::uint64_t id = 0;
  std::string name;
  char const* waits_for = nullptr;
};

inline std::unique_ptr<char[]> copy_of(std::string_view name) {
  auto ours = std::make_unique<char[]>(name.size() + 1);
  name.copy(ours.get(), name.size());
  return ours;
}

/// Microthreads that wait for one thing, first come first served; through their records.
template <class Thread> class wait_queue {
 public:
  bool empty() const noexcept { return first_ == nullptr; }
  void push(Thread& t) noexcept {
    t.next = nullptr;
    (first_ == nullptr ? first_ : last_->next) = &t;
    last_ = &t;
  }
  /// The first, taken out; null when nobody waits.
  Thread* pop() noexcept {
    Thread* const t = first_;
    if (t != nullptr) first_ = t->next;
    return t;
  }

 private:
  Thread* first_ = nullptr;
  Thread* last_ = nullptr;  // valid while first_ is
};

}  // namespace kont
