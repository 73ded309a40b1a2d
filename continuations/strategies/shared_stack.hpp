// continuations/strategies/shared_stack.hpp -- stacks that many computations use in turn: the one
// whose turn is over is copied out to the heap, and later back to the same address.
//
//   [a] waits or runs in place             [b.] takes its turn: a is copied out, b back
//
//   home              heap                 home              heap
//   | frames of a |   record of a          | frames of b |   record of a -> | slice: its |
//   | sp(a)       |   record of b -.       |      …      |   record of b    | frames     |
//   |             |      slice of b:       | sp(b)       |
//   |-------------|      | frames |        |-------------|
//
// A slice is the bytes from sp up to the top, no more. Copying is put off until somebody else needs
// the home (greenlet: C. Tismer, A. Rigo; Stackless Python's "hard switch", 2000; libaco's shared
// stacks): so a computation that takes turns with its driver alone is never copied.
//
// Who starts a computation has to be in place while that runs: it holds what the body refers to.
// So a computation lives one home deeper than the one who started it.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

#include "continuations/strategies/stack.hpp"
#include "lib/asked_anew.hpp"
#include "lib/rule.hpp"
#include "lib/small_blocks.hpp"
#include "lib/stacks/annotate.hpp"
#include "lib/stacks/stack.hpp"
#include "lib/thread_end.hpp"

namespace kont::shared_stack {

inline constexpr std::size_t home_size = std::size_t{1} << 20;  // who asks for more has it alone
inline constexpr std::size_t deepest = 31;  // deeper ones share the last home with who made them

struct record;

/// A stack that computations share. They are of one thread at a time.
struct home {
  stacks::head* stack;
  record* occupant = nullptr;  // whose frames are in it
  std::size_t living = 0;      // that have begun in it, and not ended
  std::uint8_t depth;          // how many homes deep; deepest + 1: nobody else is let in
  bool listed;                 // a thread hands it out; else it goes with the last one living

  char* bottom() const noexcept { return stack->bottom; }
  char* top() const noexcept { return stack->top(); }
  bool holds(void const* p) const noexcept { return bottom() <= p && p < top(); }
};

/// What the forks of one computation share; it lies on the heap, and so does the body.
struct origin {
  char const* name = nullptr;
  std::uint64_t id = 0;
  std::uint32_t sharers = 1;
  std::uint32_t bytes = 0, align = 0;  // of the memory it lies in
  std::uint32_t stack_size = 0;        // asked for
};

/// Where the frames are. `handling`: it waits in a catch block, or in what runs because of an
/// exception.
enum class frames : std::uint8_t { none_yet, away, away_handling, in_place, in_place_handling };

/// A computation: 64 bytes. Also who waits on a stack of its own, which is never copied.
struct record {
  target::saved at{};
  home* where = nullptr;  // null: on a stack of its own, or not begun
  union {
    origin* made = nullptr;
    record* outer;  // on a stack of its own: the computation that is under way below it, or null
  };
  char* slice = nullptr;    // its frames, when they are away; kept for the next time
  std::uint32_t room = 0;   // bytes at slice
  std::uint16_t stamp = 0;  // even: it waits. A continuation has the stamp in its upper bits
  frames are = frames::in_place;
  std::uint8_t depth = 0;  // of the home it has, or is to have
  [[no_unique_address]] stacks::note note;

  bool in_place() const noexcept { return are >= frames::in_place; }
  /// A large slice starts with a line of the cache, here and on the heap: a vector that lies
  /// across two lines is loaded twice (a fifth of the time of a copy, or none, as luck had it).
  std::size_t bytes() const noexcept {
    auto const sp = reinterpret_cast<std::uintptr_t>(at.sp);
    auto const top = reinterpret_cast<std::uintptr_t>(where->top());
    auto const exact = top - (sp & ~15ul);
    return exact <= small_blocks::largest ? exact : top - (sp & ~(small_blocks::line - 1));
  }
};

/// A continuation: the record's address, and which of its waits is meant. A frame that is copied
/// copies the continuations in it; the stamp tells the one that is used first from the others.
inline constexpr unsigned stamp_shift = 48;
inline record* stamped(record& r) noexcept {
  return reinterpret_cast<record*>(reinterpret_cast<std::uintptr_t>(&r) | std::uintptr_t{r.stamp}
                                                                              << stamp_shift);
}
inline record* unstamped(record const* k) noexcept {
  auto const mask = (std::uintptr_t{1} << stamp_shift) - 1;
  return reinterpret_cast<record*>(reinterpret_cast<std::uintptr_t>(k) & mask);
}
[[gnu::always_inline]] inline record& checked(record const* k) noexcept {
  record& r = *unstamped(k);
  rule(r.stamp == static_cast<std::uint16_t>(reinterpret_cast<std::uintptr_t>(k) >> stamp_shift),
       "resumed twice: a forked frame held this continuation, and its twin has used it");
  return r;
}

/// What a thread knows of its computations.
struct post {
  record* now = nullptr;    // the one that runs; null: none of them
  record* next = nullptr;   // whom the copier is to fetch
  origin* ended = nullptr;  // what has finished, when somebody still reads it
  target::saved copier{};   // where one goes when one's own frames are in the way
  record own;               // the thread's stack, when it waits
  stacks::head* copier_stack = nullptr;
  std::array<home*, deepest + 1> homes{};
};
inline constinit thread_local post this_post{};
KONT_ASKED_ANEW inline post& mine() noexcept {
  KONT_NOT_PURE;
  return this_post;
}

/// Gives back what the computation began with.
[[gnu::noinline]] inline void give_back(origin& o) noexcept {
  void* const memory = reinterpret_cast<char*>(&o) - sizeof(record);
  if (o.align > small_blocks::step) {
    ::operator delete (memory, std::align_val_t{o.align});
  } else {
    small_blocks::give_back(memory, o.bytes);
  }
}
inline bool is_first(record const& r) noexcept {
  return reinterpret_cast<char const*>(r.made) == reinterpret_cast<char const*>(&r + 1);
}

/// Copies n bytes, a multiple of 16, aligned to it. Frames have red zones that a sanitizer guards.
#define KONT_UNSEEN __attribute__((noinline, no_sanitize("address", "thread", "undefined")))
KONT_UNSEEN inline void copy_frames(char* to, char const* from, std::size_t n) noexcept {
#if !defined(KONT_ASAN) && !defined(KONT_TSAN)
  // In pieces that memcpy copies by vectors. More, it copies by `rep movsb` where the processor
  // says that is fast (FSRM); of frames that lie in the first cache it takes twice the time.
  constexpr std::size_t piece = 2048, half_a_cache = 24 * 1024;
  while (n >= 128) {
    std::size_t some = n > piece && n <= half_a_cache ? piece : n;
    asm volatile("" : "+r"(some));  // or it is `rep movsq`, in place
    std::memcpy(to, from, some);
    n -= some, to += some, from += some;
  }
#endif
  using sixteen [[gnu::vector_size(16), gnu::may_alias]] = long long;
  for (auto const* const end = from + n; from != end; from += 16, to += 16) {
    *reinterpret_cast<sixteen*>(to) = *reinterpret_cast<sixteen const*>(from);
    asm volatile("" : "+r"(to), "+r"(from));  // no call of memcpy: that would look at red zones
  }
}

/// Makes room at r.slice for what it has in frames; room of the right size is kept.
inline void make_room(record& r) noexcept try {
  auto const n = static_cast<std::uint32_t>(r.bytes());
  if (r.room == n) [[likely]]
    return;
  if (r.slice != nullptr) small_blocks::give_back(r.slice, r.room);
  r.room = 0;
  r.slice = static_cast<char*>(small_blocks::take(n));
  r.room = n;
} catch (std::bad_alloc const&) {
  broken("no memory for the frames of a computation that has to leave its home");
}

inline void copy_out(home& h) noexcept {
  record* const o = std::exchange(h.occupant, nullptr);
  if (o == nullptr) return;
  rule(o->stamp % 2 == 0,
       "its home is in use: who lives there waits for another strategy, or runs in another thread");
  make_room(*o);
  copy_frames(o->slice, h.top() - o->room, o->room);
  o->are = o->are == frames::in_place ? frames::away : frames::away_handling;
}

/// Puts `to`, which is to run next, in place. Not for who is on that home.
inline void copy_in(record& to) noexcept {
  home& h = *to.where;
  copy_out(h);
  stacks::reuse(h.bottom(), h.top());
  if (to.are == frames::none_yet) {
    target::begin(to.at, to.at.pc, h.top());
  } else {
    copy_frames(h.top() - to.room, to.slice, to.room);
  }
  to.are = frames::in_place;
  h.occupant = &to;
  h.stack->name = to.made->name;
  h.stack->id = to.made->id;
}

/// Where one goes whose own frames are in the way: what has to be done there.
inline void on_copier_stack(void* word, void* from, void*) noexcept {
  target::mark_root();
  record& to = *mine().next;
  copy_in(to);
  target::leave(&to.at, from, word);
}

// A thread that ends gives its homes back, or leaves them to those who live there.
inline void leave_homes() noexcept {
  post& p = mine();
  for (home*& h : p.homes) {
    if (h == nullptr) continue;
    h->listed = false;
    if (h->living == 0) {
      stacks::release(h->stack);
      delete h;
    }
    h = nullptr;
  }
  stacks::release(std::exchange(p.copier_stack, nullptr));
}

// Whatever thread moves stacks does so on one that nobody else uses. Throws stacks::exhausted.
[[gnu::cold, gnu::noinline]] inline void open_copier(post& p) {
  auto* const taken = stacks::acquire(stacks::kind_of({stacks::smallest_size}));
  target::begin(p.copier, reinterpret_cast<void*>(&on_copier_stack), taken->top());
  p.copier_stack = taken;
  static thread_end const at_its_end(&leave_homes);
  at_its_end.expect();
}

[[gnu::cold, gnu::noinline]] inline home* open_home(std::size_t size, std::uint8_t depth,
                                                    bool listed) {
  post& p = mine();
  if (p.copier_stack == nullptr) open_copier(p);
  auto* const made = new home{.stack = nullptr, .depth = depth, .listed = listed};
  try {
    made->stack = stacks::acquire(stacks::kind_of({size}));
  } catch (...) {
    delete made;
    throw;
  }
  if (listed) p.homes[depth] = made;
  return made;
}

/// The home in which `to` is to begin. Throws stacks::exhausted and std::bad_alloc.
inline void settle(record& to) {
  home* h = nullptr;
  if (to.made->stack_size > home_size) {
    h = open_home(to.made->stack_size, to.depth, false);
  } else if ((h = mine().homes[to.depth]) == nullptr) {
    h = open_home(home_size, to.depth, true);
  }
  ++h->living;
  to.where = h;
  stacks::prepare(to.note, h->bottom(), static_cast<std::size_t>(h->top() - h->bottom()));
}

/// `me` waits, or has ended: brings `to` into place, or says who will. Returns where to jump.
[[gnu::noinline]] inline target::saved const* fetch(record& me, record& to) {
  if (to.where == nullptr) settle(to);
  if (me.where != to.where) {
    copy_in(to);
    return &to.at;
  }
  post& p = mine();
  if (p.copier_stack == nullptr) [[unlikely]]  // the others were moved by another thread
    open_copier(p);
  p.next = &to;
  return &p.copier;
}

/// Frees a record. Returns what it began with, if that is to go as well.
inline origin* forget(record& r) noexcept {
  origin& o = *r.made;
  if (!is_first(r)) small_blocks::give_back(&r, sizeof r);
  return --o.sharers == 0 ? &o : nullptr;
}

/// One computation less lives there.
inline void moved_out(home* h) noexcept {
  if (--h->living != 0 || h->listed) return;
  stacks::release(h->stack);
  delete h;
}

/// The running computation has ended, and `to` goes on. What it began with goes with the last of
/// its forks; later, if it is still to be read.
[[gnu::noinline]] inline target::saved const* retire(record& to, bool read_later) noexcept {
  post& p = mine();
  record& me = *p.now;
  home* const h = me.where;
  h->occupant = nullptr;
  target::saved const* via = &to.at;
  if (!to.in_place()) via = fetch(me, to);
  moved_out(h);  // still running on it, for some instructions more
  if (me.slice != nullptr) small_blocks::give_back(me.slice, me.room);
  if (origin* const o = forget(me)) {
    if (read_later) {
      p.ended = o;
    } else {
      give_back(*o);
    }
  }
  return via;
}

/// A second record of what waits, equal but for its identity.
[[gnu::noinline]] inline record& fork(record const& r) {
  rule(r.where != nullptr || r.are == frames::none_yet,
       "fork: who waits on the thread's own stack is one-shot");
  rule(r.are != frames::away_handling && r.are != frames::in_place_handling,
       "fork: it waits in a catch block, or in what runs because of an exception: "
       "there is but one");
#if defined(KONT_ASAN)
  rule(r.note.fake_stack == nullptr,
       "fork: AddressSanitizer keeps its locals off the stack (detect_stack_use_after_return)");
#endif
  auto* const twin = new (small_blocks::take(sizeof(record))) record(r);
  twin->slice = nullptr;
  twin->room = 0;
  if (r.where != nullptr) {
    try {
      auto const n = static_cast<std::uint32_t>(r.bytes());
      twin->slice = static_cast<char*>(small_blocks::take(n));
      twin->room = n;
    } catch (...) {
      small_blocks::give_back(twin, sizeof *twin);
      throw;
    }
    copy_frames(twin->slice, r.in_place() ? r.where->top() - twin->room : r.slice, twin->room);
    twin->are = frames::away;
    ++r.where->living;
    stacks::prepare_twin(twin->note);
  }
  ++r.made->sharers;
  return *twin;
}

/// Frees one of several forks, frames and all, as it waits. Returns false, and does nothing, if
/// that would lose what only unwinding gives back: the last one, the exception of a catch block.
inline bool let_go(record& r) noexcept {
  bool const handles = r.are == frames::away_handling || r.are == frames::in_place_handling;
  if (r.where == nullptr || r.made->sharers == 1 || handles) return false;
  home* const h = r.where;
  if (h->occupant == &r) h->occupant = nullptr;
  moved_out(h);
  if (r.slice != nullptr) small_blocks::give_back(r.slice, r.room);
  stacks::forget(r.note);
  forget(r);
  return true;
}

/// How far from p what is at p has been moved, if p is in frames of r that are away; else 0.
inline std::ptrdiff_t moved_by(record const& r, void const* p) noexcept {
  if (r.where == nullptr || r.in_place() || p < r.at.sp || !r.where->holds(p)) return 0;
  return r.slice - (r.where->top() - r.room);
}

}  // namespace kont::shared_stack
