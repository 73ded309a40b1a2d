// continuations/strategies/copy.hpp -- computations that share a stack, and are copied out of it:
// the strategy whose stacks cost no more than what is on them, and may be forked.
//
//   auto k = copy::start([](auto& other) {
//     int n = 0;                              // on the stack: each fork has its own
//     for (;;) transfer(other, &++n);
//   });
//   k = std::move(k).resume().from;
//   auto twin = k.fork();                     // a second, equal continuation
//
// What one must know of it:
//   - A pointer into the frames of a computation that waits points to what somebody else has put
//     there since, if they share a home. Those who started one another share none (until they nest
//     `shared_stack::deepest` deep); those started by one are siblings, and share. So siblings meet
//     through what lies elsewhere: the layers do (see reach.hpp), and so must programs.
//   - A fork copies the bytes of the frames, as a photograph does. So what a local *owns* is then
//     owned twice, and destroyed twice: a body that is forked keeps such things outside its frames,
//     or in a linear<T>, of which the second owner is told.
//     What the body captured is outside: it lies on the heap, the forks share it, and it is
//     destroyed once, with the last of them. Each fork that is dropped unwinds its own frames;
//     where they own nothing, discard() saves that.
//   - A continuation held in a frame that is forked is held twice. Whoever uses it second breaks
//     the rule (a stamp tells). One that waits in a catch block cannot be forked.
//   - To switch and to drop may be to copy frames aside. Without memory for that the program ends,
//     but where nothing has moved yet: then std::bad_alloc is thrown by who would have left.
//
// (Stackless Python's hard switch, Tismer 2000; greenlet; libaco; copying as a strategy: Clinger,
// Hartheimer, Ost: Implementation strategies for first-class continuations, HOSC 1999.)
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

#include "continuations/strategies/shared_stack.hpp"
#include "continuations/strategies/stackful.hpp"

namespace kont {

/// The Switch (see stackful) of the strategy `copy`. Besides what all have:
///   shares_stacks              true
///   seat                       what lies in the frame of who waits, instead of `suspended`
///   waits(seat, handling)      the continuation of who is about to wait there
///   record_of(k), use(k)       what is suspended behind k; the same, and k is used up
///   made(k)                    the home of k; null: k is on a stack that is not shared
///   unbegun(k), discard(rec)   the entry of what has not begun, else null; frees it
///   ends_last(home)            whether nobody else uses what the running computation began with
///   fork(k), moved_by(k, p)    see continuation::fork and reach
///   let_go(k)                  see continuation::discard; whether it could
struct copy_switch {
  static constexpr bool shares_exceptions = true;
  static constexpr bool shares_stacks = true;
  static constexpr bool inlined = true;

  using suspended = shared_stack::record;
  using entry_point = void (*)(void*, void*, suspended*);
  using home = shared_stack::origin;
  struct seat {
    suspended* own = nullptr;  // who waits here, if on a stack of its own; else the one that runs
  };
  static_assert(sizeof(suspended) % alignof(home) == 0 && alignof(home) <= alignof(suspended));

  static void* room(std::size_t bytes, std::size_t align, stacks::request want, home& taken) {
    (void)stacks::kind_of({want.size});  // throws if it is too large
    taken.stack_size = static_cast<std::uint32_t>(want.size);
    taken.name = want.name;
    taken.id = want.id;
    taken.bytes = static_cast<std::uint32_t>(bytes);
    taken.align = static_cast<std::uint32_t>(align);
    return align > small_blocks::step ? ::operator new (bytes, std::align_val_t{align})
                                      : small_blocks::take(bytes);
  }
  /// `taken` is not yet where it will be, so it is told where its memory is.
  static void give_back(home& taken, void* memory) noexcept {
    if (taken.align > small_blocks::step) {
      ::operator delete (memory, std::align_val_t{taken.align});
    } else {
      small_blocks::give_back(memory, taken.bytes);
    }
  }
  static void begin(suspended& at, entry_point entry, home& taken) noexcept {
    auto const* const maker = shared_stack::mine().now;
    at.at.pc = reinterpret_cast<void*>(entry);
    at.made = &taken;
    at.are = shared_stack::frames::none_yet;
    if (maker != nullptr) {
      at.depth = static_cast<std::uint8_t>(
          std::min<std::size_t>(maker->depth + 1u, shared_stack::deepest));
    }
  }
  [[gnu::__always_inline__]] static void mark_root() noexcept { target::mark_root(); }

  /// The continuation of who is about to wait in `here`; `handling`: with exceptions set aside.
  [[gnu::always_inline]] static suspended* waits(seat& here, bool handling) {
    using shared_stack::frames;
    auto& p = shared_stack::mine();
    suspended* me = p.now;
#if defined(KONT_ASAN)
    void const* const frame = __builtin_frame_address(0);  // `here` may lie in a fake one
#else
    void const* const frame = &here;
#endif
    if (me == nullptr || !me->where->holds(frame)) { me = here.own = own_record(p); }
    me->are = handling ? frames::in_place_handling : frames::in_place;
    ++me->stamp;
    return shared_stack::stamped(*me);
  }
  static suspended* record_of(suspended* k) noexcept { return shared_stack::unstamped(k); }
  [[gnu::always_inline]] static suspended& use(suspended* k) noexcept {
    suspended& r = shared_stack::checked(k);
    ++r.stamp;
    return r;
  }
  [[gnu::always_inline]] static void jump(seat& here, suspended& to, void*& from, void*& word) {
    auto& p = shared_stack::mine();
    suspended& me = here.own != nullptr ? *here.own : *p.now;
    target::saved const* via = &to.at;
    if (!to.in_place()) {
      try {
        via = shared_stack::fetch(me, to);
      } catch (...) {  // no home can be had for it: as if nothing had happened
        --to.stamp;
        ++me.stamp;
        done_with(here);
        throw;
      }
    }
    p.now = to.where != nullptr ? &to : to.outer;
    stacks::leave(me.note, to.note);
    target::jump(me.at, via, from, word);
  }
  [[gnu::always_inline]] static void arrive(seat& here, suspended* from) noexcept {
    suspended& me = here.own != nullptr ? *here.own : *shared_stack::mine().now;
    arrive(me, from);
    done_with(here);
  }
  [[gnu::always_inline]] static void arrive(suspended& me, suspended* from) noexcept {
    stacks::arrive(&me.note, from != nullptr ? &shared_stack::unstamped(from)->note : nullptr);
    if (from == nullptr) [[unlikely]]
      reap();
  }
  [[noreturn, gnu::always_inline]] static void leave(suspended& to, void* from, void* word, home&) {
    auto const* const via = retired(to, from != nullptr);
    shared_stack::mine().now = to.where != nullptr ? &to : to.outer;
    stacks::leave_for_good(to.note);
    target::leave(via, from, word);
  }

  // What is particular to sharing.
  static void* whose() noexcept { return shared_stack::mine().now; }
  static bool holds(home const&, void const* whose_it_is) noexcept {
    return whose() == whose_it_is;
  }
  static entry_point unbegun(suspended* k) noexcept {
    auto const& r = *shared_stack::unstamped(k);
    if (r.are != shared_stack::frames::none_yet) return nullptr;
    return reinterpret_cast<entry_point>(r.at.pc);
  }
  static void discard(suspended& r) noexcept {
    if (home* const o = shared_stack::forget(r)) shared_stack::give_back(*o);
  }
  static bool let_go(suspended* k) noexcept {
    return shared_stack::let_go(shared_stack::checked(k));
  }
  static bool ends_last(home const& h) noexcept { return h.sharers == 1; }
  static home* made(suspended* k) noexcept {
    auto const& r = *shared_stack::unstamped(k);
    return r.where != nullptr || r.are == shared_stack::frames::none_yet ? r.made : nullptr;
  }
  static suspended* fork(suspended* k) {
    return shared_stack::stamped(shared_stack::fork(shared_stack::checked(k)));
  }
  static std::ptrdiff_t moved_by(suspended* k, void const* p) noexcept {
    return shared_stack::moved_by(*shared_stack::unstamped(k), p);
  }

  static bool in_frames(void const* p) noexcept {
    auto const* const me = shared_stack::mine().now;
    return me != nullptr && me->where->holds(p);
  }

 private:
  static suspended* own_record(shared_stack::post& p) {
    if (p.now == nullptr) return &p.own;
    return another_record(*p.now);
  }
  // For a stack of another strategy, in which the computation below waits: it cannot be moved.
  [[gnu::cold, gnu::noinline]] static suspended* another_record(suspended& below) noexcept {
    auto* const made = new (small_blocks::take(sizeof(suspended))) suspended;
    made->outer = &below;
    return made;
  }
  [[gnu::always_inline]] static void done_with(seat& here) noexcept {
    if (here.own != nullptr && here.own->outer != nullptr) [[unlikely]]
      small_blocks::give_back(here.own, sizeof(suspended));
  }
  static void reap() noexcept {
    auto& p = shared_stack::mine();
    if (p.ended != nullptr) shared_stack::give_back(*std::exchange(p.ended, nullptr));
  }
  static target::saved const* retired(suspended& to, bool read_later) noexcept try {
    return shared_stack::retire(to, read_later);
  } catch (std::bad_alloc const&) {
    broken("no stack can be had for the heir of a finished computation");
  }
};

/// Multi-shot continuations on stacks that are shared. A switch between two that share a home
/// copies both: O(bytes on their stacks). A fork copies once.
/// Thread-safety: a continuation may be resumed by any thread; but those that share a home -- all
/// that one thread began -- by one thread at a time.
using copy = stackful<copy_switch>;
static_assert(strategy<copy, dialect::direct> && multi_shot<copy::continuation>);

}  // namespace kont
