// coroutines/microthreads/crew_home.hpp -- where the records of one worker's microthreads are from.
#pragma once
#include <atomic>
#include <cstdint>
#include <utility>

#include "lib/arena.hpp"
#include "lib/concurrent/inbox.hpp"

namespace kont {

/// An arena of one owner. Records that end elsewhere come back by an inbox, so that a worker which
/// only makes and another which only ends need no more memory than live. Those that are as good as
/// new are not made anew. O(1), amortised.
template <class Thread> struct crew_home {
  arena<Thread> records;
  inbox<Thread> returned;
  std::uint64_t id = 0, last_id = 0;  // the next ones, of a block of them

  /// The owner's. Throws std::bad_alloc.
  Thread& make(std::atomic<std::uint64_t>& ids, bool forked) {
    if (id == last_id) [[unlikely]]
      begin_block(ids);
    Thread* t = records.again();
    if (t == nullptr) [[unlikely]] {
      t = &records.make();
      t->home = this;
    }
    t->begin_anew(forked);
    t->id = ++id;
    return *t;
  }
  /// The same: those made from now on have ids above all that have been given to any home.
  void end_block() noexcept { id = last_id; }
  /// The same.
  void destroy(Thread& t) noexcept {
    if (t.is_unseen()) return set_aside(t);
    records.destroy(t);
  }
  /// The same, of one that is as good as new.
  [[gnu::always_inline]] void set_aside(Thread& t) noexcept { records.set_aside(t); }

 private:
  [[gnu::cold, gnu::noinline]] void begin_block(std::atomic<std::uint64_t>& ids) noexcept {
    constexpr std::uint64_t block = 1024;
    for (Thread* t = returned.take_all(); t != nullptr;) destroy(*std::exchange(t, t->next));
    id = ids.fetch_add(block, std::memory_order_relaxed);
    last_id = id + block;
  }
};

}  // namespace kont
