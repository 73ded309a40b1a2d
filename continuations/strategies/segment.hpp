// continuations/strategies/segment.hpp -- a stack that grows by linked segments as calls go deeper
// (`-fsplit-stack`), and our own switch between such stacks.
//
//   suspended, shallow         suspended, a million frames deep
//   | home: context   |        | home: context   |  ,->|      …       |  ,->|      …         |
//   | first frame     |        | first frame     |  |  | frames       |  |  | frames         |
//   |      …          |        | frames          |  |  |      …       |  |  | saved, context |<- k
//   | saved, context  |<- k    | next segment ---+--'  | next segment-+--'  | nothing yet    |
//
// Every function compiled with -fsplit-stack first compares rsp with the limit of its segment, a
// word beside the thread pointer; if its frame does not fit, libgcc gives it a segment that is
// linked to this one. So no size is guessed, and no stack overflows before memory ends (libgcc then
// aborts the program). The price: the comparison in every function; and where a loop calls across
// the end of a segment, a change of segments each time round (the "hot split" for which Go gave
// segments up).
//
// The limit is true only on stacks made here. Hence this is compiled, and `segment` is the only
// strategy there is, where the build says KONT_SPLIT_STACK beside -fsplit-stack: all of a program,
// or of a library that keeps its inline functions to itself. The linker has to be gold: it makes
// whoever calls a function compiled without the flag ask for 1 MiB more. Such a function that needs
// more than that, or more than 3.5 KiB when it is called through a pointer (or by a signal), runs
// into memory below its segment: libgcc puts no guard there.
//
// Source: Hieb, Dybvig, Bruggeman: Representing control in the presence of first-class
// continuations, PLDI 1990 (linked segments; theirs are also split where control is captured);
// Taylor: Split stacks in GCC, 2011. The free list: Bruggeman, Waddell, Dybvig, PLDI 1996, found
// one-shot continuations slower than multi-shot ones without it.
#pragma once
#if KONT_SPLIT_STACK
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "continuations/strategies/stack_x86_64.hpp"
#include "continuations/strategies/stackful.hpp"
#include "lib/asked_anew.hpp"

namespace kont {

/// Where a computation's segments are and which one it runs on, as libgcc keeps it for the thread:
/// 7 words of 10. It has no header for these functions.
namespace split_stack {
using context = void* [10];
extern "C" {
void* __splitstack_makecontext(std::size_t first, context&, std::size_t* given);
void __splitstack_getcontext(context&);
void __splitstack_setcontext(context const&);
void __splitstack_releasecontext(context&);
void __splitstack_block_signals_context(context&, int const* now, int* before);
}
/// Tells computations apart: their first segment. (A thread's own: null, or some other.)
inline void* first_segment(context const& c) noexcept { return c[0]; }
/// Whether it ever went beyond its first segment: a segment begins with its neighbours' addresses.
inline bool has_grown(context const& c) noexcept {
  return static_cast<void* const*>(first_segment(c))[1] != nullptr;
}
}  // namespace split_stack

/// What libgcc wants to be left of a segment where foreign functions are called: nearly everywhere.
/// A first segment that had less would never do. It is address space, hardly memory.
inline constexpr std::size_t for_foreign_calls = 1 << 20;

/// What stands at the top of a first segment.
struct alignas(16) segments {
  split_stack::context begun;  // as when nothing has run yet
  bool usual = true;           // its first segment is of the usual size
  segments* next = nullptr;    // in the list of the free
};

/// First segments to begin on again, this thread's own.
class free_segments {
 public:
  /// One with room for so many bytes, however deep it will go. O(1); a system call if none is free.
  /// Throws stacks::exhausted for more than stacks::largest_size.
  segments* take(std::size_t bytes) {
    if (bytes > stacks::default_size || top_ == nullptr) return fresh(bytes);
    --count_;
    return std::exchange(top_, top_->next);
  }
  /// Takes back what nobody runs on: keeps it, or else gives the memory back to the system.
  void give(segments* s) noexcept {
    if (!s->usual || count_ == stacks::most_kept || split_stack::has_grown(s->begun)) {
      release(s);
    } else {
      s->next = std::exchange(top_, s);
      ++count_;
    }
  }
  /// Takes back what its last function still runs on: give() comes with who is next.
  void give_later(segments* s) noexcept { left_ = s; }
  void give_what_was_left() noexcept {
    if (left_ != nullptr) give(std::exchange(left_, nullptr));
  }
  ~free_segments() {
    while (top_ != nullptr) release(std::exchange(top_, top_->next));
  }

 private:
  [[gnu::noinline]] static segments* fresh(std::size_t bytes) {
    split_stack::context made;
    bytes = std::max(stacks::allowed(bytes), stacks::default_size);  // libgcc cuts it to 32 bits
    std::size_t size = 0;
    auto* const bottom = static_cast<char*>(split_stack::__splitstack_makecontext(
        bytes + sizeof(segments) + for_foreign_calls, made, &size));
    int const never = 0;  // else two system calls for each further segment
    split_stack::__splitstack_block_signals_context(made, &never, nullptr);
    auto const top = reinterpret_cast<std::uintptr_t>(bottom + size - sizeof(segments)) & ~15ul;
    auto* const s = new (reinterpret_cast<void*>(top)) segments{};
    std::memcpy(s->begun, made, sizeof made);
    s->usual = bytes == stacks::default_size;
    return s;
  }
  static void release(segments* s) noexcept {
    split_stack::context last;  // for it lies in what is released
    std::memcpy(last, s->begun, sizeof last);
    split_stack::__splitstack_releasecontext(last);
  }

  segments* top_ = nullptr;
  unsigned count_ = 0;
  segments* left_ = nullptr;
};
inline thread_local free_segments free_segments_of_thread;
KONT_ASKED_ANEW inline free_segments& my_free_segments() noexcept {
  KONT_NOT_PURE;
  return free_segments_of_thread;
}

/// The Switch (see stackful) of the strategy `segment`. What libgcc keeps for a thread changes with
/// every switch, by the two calls it offers for that: they are nearly all that a switch costs.
struct segment_switch {
  using home = segments*;
  static constexpr bool shares_exceptions = true;
  static constexpr bool inlined = true;

  struct suspended {
    x86_64::saved at;
    split_stack::context where;
  };

  static void* room(std::size_t bytes, std::size_t align, stacks::request want, home& taken) {
    taken = my_free_segments().take(want.size_or(stacks::default_size, bytes + align));
    return stacks::below(taken, bytes, align);
  }
  static void give_back(home taken) noexcept { my_free_segments().give(taken); }

  [[gnu::__always_inline__]] static void mark_root() noexcept { x86_64::mark_root(); }
  [[gnu::always_inline]] static void begin(suspended& at, void (*entry)(void*, void*, suspended*),
                                           home taken) noexcept {
    x86_64::begin(at.at, reinterpret_cast<void*>(entry), reinterpret_cast<char*>(&at));
    std::memcpy(at.where, taken->begun, sizeof at.where);
  }
  [[gnu::always_inline]] static void jump(suspended& here, suspended& to, void*& from,
                                          void*& word) noexcept {
    split_stack::__splitstack_getcontext(here.where);
    split_stack::__splitstack_setcontext(to.where);  // now the limit is the other's: no more calls
    x86_64::jump(here.at, &to.at, from, word);
  }
  [[gnu::always_inline]] static void arrive(suspended&, suspended* from) noexcept {
    if (from == nullptr) [[unlikely]]
      my_free_segments().give_what_was_left();
  }
  [[noreturn, gnu::always_inline]] static void leave(suspended& to, void* from, void* word,
                                                     home taken) noexcept {
    my_free_segments().give_later(taken);
    split_stack::__splitstack_setcontext(to.where);
    x86_64::leave(&to.at, from, word);
  }

  // Frames of one computation lie in many segments: the first tells whose they are.
  static void* whose() noexcept {
    split_stack::context now;
    split_stack::__splitstack_getcontext(now);
    return split_stack::first_segment(now);
  }
  static bool holds(home taken, void const* whose_it_is) noexcept {
    return split_stack::first_segment(taken->begun) == whose_it_is;
  }
};

/// The strategy `segment`: one-shot continuations on stacks that grow. `request::size` is what the
/// first segment has at least; names are not kept, for no overflow is reported. What does not fit
/// into memory aborts.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
using segmented = stackful<segment_switch>;
static_assert(strategy<segmented, dialect::direct>);

}  // namespace kont
#endif
