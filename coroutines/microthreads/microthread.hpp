// coroutines/microthreads/microthread.hpp -- the record of a microthread, one line of the cache.
#pragma once
#include <any>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policy.hpp"
#include "coroutines/microthreads/waiting.hpp"

namespace kont {

/// What few microthreads have, and their records do not hold.
struct particulars {
  std::string name;
  bool resistant = false;                                  // kill_all passes it by
  std::exception_ptr pending;                              // thrown when it is next about to wait
  std::vector<std::pair<std::uint64_t, std::any>> locals;  // see local.hpp

  [[gnu::cold, gnu::noinline]] ~particulars() = default;  // few have them, and all records look
};
/// Those of one that ends: first its locals, and what their destructors make meanwhile. These may
/// wait, and it is still known by its name then, and resists.
[[gnu::cold, gnu::noinline]] inline void destroy_all(std::unique_ptr<particulars>& its) noexcept {
  while (its) {
    auto const ended = std::exchange(its->locals, {});
    if (ended.empty()) its.reset();
  }
}

/// Those of one that is made with a name, or resistant; null: it needs none. Throws std::bad_alloc.
[[gnu::always_inline]] inline std::unique_ptr<particulars> particulars_of(std::string_view name,
                                                                          bool resistant) {
  if (name.empty() && !resistant) return nullptr;
  return std::make_unique<particulars>(std::string(name), resistant);
}

/// What a scheduler keeps of a microthread, densely and away from its stack: seven words, so that
/// with the arena's link it fills one line of the cache where the policy's hook is empty.
template <policy P, class S> struct microthread : P::hook {
  typename S::continuation rest;      // what is left of it, while others run
  waiting* waits = nullptr;           // null: ready or running
  wait_queue<microthread> joiners;    // who waits for its end
  std::unique_ptr<particulars> more;  // null: it has none
  std::uint64_t parent = 0;           // the id of who spawned it; 0: whoever calls run()
  std::uint64_t id = 0;               // 1, 2, … in the order of their making
  bool held = true;                   // a handle names it
  bool finished = false;
  bool begun = false;       // (not in the dialect cps)
  bool answered = false;    // what it waited for has come, and it does not know yet
  bool expired = false;     // its deadline has come instead
  bool twofold = false;     // its wait, or one called off, has a deadline, or is in several queues
  bool disturbed = false;   // an exception is on its way to it
  bool block_trap = false;  // it may not wait

  /// It begins, in a record that is new, or of one that has ended: of that, this is all that is not
  /// as it was at first. (So each store counts: a short life is 50 of them.)
  [[gnu::always_inline]] void begin_anew(typename P::hook const& properties,
                                         std::uint64_t its_parent, std::uint64_t its_id,
                                         std::unique_ptr<particulars> its_particulars,
                                         typename S::continuation its_rest) {
    static_cast<typename P::hook&>(*this) = properties;
    std::construct_at(&rest, std::move(its_rest));  // (nothing is to be dropped, nor looked for)
    if (its_particulars) more = std::move(its_particulars);
    parent = its_parent;
    id = its_id;
    held = true;
    finished = begun = answered = expired = twofold = disturbed = block_trap = false;
  }

  /// Of one that has ended, and that nobody holds: nothing is left but what the policy keeps.
  void leaves_the_policy() noexcept {
    if constexpr (!std::is_trivially_destructible_v<typename P::hook>) {
      static_cast<typename P::hook&>(*this) = typename P::hook();
    }
  }
  /// It has got control for the first time; perhaps with an exception that was thrown in.
  void starts() noexcept { begun = true, answered = false; }
  /// Whether it is ours to end its wait: always, for one thread asks.
  static constexpr bool claim() noexcept { return true; }
  /// It is answered, and goes on waiting: nothing ends that but the queue.
  static constexpr void waits_surely() noexcept {}
  std::exception_ptr take_pending() noexcept {
    disturbed = false;
    return std::exchange(more->pending, nullptr);
  }
  particulars& its_particulars() {
    if (!more) more = std::make_unique<particulars>();
    return *more;
  }
  bool resists() const noexcept { return more && more->resistant; }
  /// Throws std::bad_alloc.
  void resist(bool yes) {
    if (yes || more) its_particulars().resistant = yes;
  }
};

/// With many alive, a switch waits for two cache misses: the record, then the frame on the stack.
/// Who runs soon is known, so both are asked for early.
template <class Thread, class P>
[[gnu::always_inline]] inline void fetch_ahead([[maybe_unused]] P const& ready) noexcept {
  constexpr std::size_t record_distance = 32, frame_distance = 16;
  if constexpr (requires(Thread const& t) { ready.ahead(1), t.rest.prefetch(); }) {
    if (auto* const far = ready.ahead(record_distance)) [[unlikely]] {
      __builtin_prefetch(static_cast<Thread*>(far), 1);
      static_cast<Thread*>(ready.ahead(frame_distance))->rest.prefetch();
    }
  }
}

/// One that nobody will wake: what run() returns.
struct stuck {
  std::uint64_t id = 0;
  std::string name;
  char const* waits_for = nullptr;  ///< "receive"
  std::string on;                   ///< the name of what it waits for, if that has one
  std::uint64_t holder = 0;         ///< who has it, if that is known
};
/// How one that waits is stuck.
template <class Thread> stuck stuck_in_its_wait(Thread const& t) {
  stuck s{t.id, t.more ? t.more->name : "", t.waits->verb, "", 0};
  if (t.waits->is_orphan()) {
    s.on = "what is no more";
  } else {
    if (char const* const on = t.waits->on()) s.on = on;
    s.holder = t.waits->holder();
  }
  return s;
}
/// Those of a scheduler that wait, by their ids. O(n log n). (By qsort, which is compiled already:
/// std::sort here would take a tenth of what compiling a small program takes.)
template <class World> std::vector<stuck> stuck_in(World& world) {
  struct one {
    std::uint64_t id;
    typename World::thread const* who;
  };
  std::vector<one> found;
  world.for_each([&](auto const& t) {
    if (t.waits != nullptr) found.push_back({t.id, &t});
  });
  if (found.empty()) return {};
  std::qsort(found.data(), found.size(), sizeof(one), [](void const* a, void const* b) {
    return static_cast<one const*>(a)->id < static_cast<one const*>(b)->id ? -1 : 1;
  });
  std::vector<stuck> all;
  all.reserve(found.size());
  for (auto const& [id, who] : found) all.push_back(stuck_in_its_wait(*who));
  return all;
}

}  // namespace kont
