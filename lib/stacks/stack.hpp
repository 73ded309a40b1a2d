// lib/stacks/stack.hpp -- stacks: taken warm from a per-thread list, given back, never searched.
#pragma once
#include <bit>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <new>

#include "lib/asked_anew.hpp"
#include "lib/update.hpp"

namespace kont::stacks {

inline constexpr std::size_t default_size = 64 * 1024;   // bytes a computation may use
inline constexpr std::size_t smallest_size = 16 * 1024;  // a signal frame alone takes 3.5 KiB
inline constexpr std::size_t largest_size = 1024 * 1024 * 1024;
inline constexpr std::size_t guard_size = 64 * 1024;  // a frame of 4..64 KiB would step over less

/// What lies below a stack, and faults instead of belonging to a neighbour.
enum class guarding : unsigned char {
  /// Nothing: an overflow is silent.
  none,
  /// One page: enough only where *all* code that runs on the stack is compiled with
  /// -fstack-clash-protection, so that a larger frame touches every page on its way down (not for
  /// AArch64, where that touches one page in 64 KiB: take `wide` there). Many a C
  /// library is not: its functions with large frames (realpath …) are not for such a stack, nor is
  /// a signal without SA_ONSTACK whose frame is larger than a page (AMX in use).
  page,
  /// `guard_size` bytes: enough for frames up to that size, whoever compiled them.
  wide
};
inline constexpr unsigned guardings = 3;

/// Which kind of stack. Sizes are rounded up to a power of two.
struct shape {
  std::size_t size = default_size;
  guarding guard = guarding::wide;
  bool coloured = true;  ///< tops are staggered, so that many stacks do not share cache sets
  bool operator==(shape const&) const = default;
};

/// As close together as stacks can be. Whoever goes through 100,000 of them and more waits for the
/// page tables too, of which a cache line tells where eight pages are: with 5 pages from a stack to
/// the next it often tells of two, with the 33 of the default only of one. The price is the
/// condition of guarding::page.
inline constexpr shape packed{.size = smallest_size, .guard = guarding::page};

/// Who asks for a stack, and how large a one; the name is printed when it overflows.
struct request {
  std::size_t size = 0;  ///< bytes it may use; 0: what its strategy gives, mostly default_size
  char const* name = nullptr;  ///< borrowed: must live as long as the computation
  std::uint64_t id = 0;        ///< 0: not a microthread

  /// The size, or else the usual one; and as much more as a body has captured, if that would take
  /// more than half of it.
  constexpr std::size_t size_or(std::size_t usual, std::size_t captured = 0) const noexcept {
    auto const asked = size != 0 ? size : usual;
    return captured <= asked / 2 ? asked : asked + captured;
  }
};

/// What stands at the top of a stack, above its first frame: all that a free stack needs to know.
struct alignas(16) head {
  head* next = nullptr;  // in the list of free stacks
  char* bottom = nullptr;
  std::size_t size = 0;
  char const* name = nullptr;
  std::uint64_t id = 0;
  unsigned kind = 0;   // index of its shape
  unsigned depth = 0;  // how many are on its free list, from it down

  /// The first byte above what a computation may use: frames grow down from here.
  char* top() noexcept { return reinterpret_cast<char*>(this); }
  /// Whose it is from now on: what a report of an overflow says.
  [[gnu::always_inline]] void be_of(request const& who) noexcept {
    update(name, who.name);
    if (who.id != 0)
      id = who.id;  // another one each time
    else
      update(id, 0);
  }
};

inline constexpr unsigned smallest_log2 = 14, largest_log2 = 30;
inline constexpr unsigned kinds = (largest_log2 - smallest_log2 + 1) * guardings * 2;

/// No stack could be had: what() says which call failed and why.
class exhausted : public std::bad_alloc {
 public:
  explicit exhausted(char const* call, int error) noexcept;
  char const* what() const noexcept override { return text_; }

 private:
  char text_[160];
};

/// The same size. Throws exhausted when it is larger than largest_size.
constexpr std::size_t allowed(std::size_t size) {
  if (size > largest_size) throw exhausted("a request for more than 1 GiB", EINVAL);
  return size;
}

/// The index of a shape. Constant time; folds away for a constant shape. Throws as allowed() does.
constexpr unsigned kind_of(shape s) {
  auto const size = allowed(s.size) < smallest_size ? smallest_size : s.size;
  auto const log2 = static_cast<unsigned>(std::bit_width(size - 1));
  auto const guard = static_cast<unsigned>(s.guard);
  return ((log2 - smallest_log2) * guardings + guard) * 2 + (s.coloured ? 1u : 0u);
}
/// The shape of an index: the inverse of kind_of.
constexpr shape shape_of(unsigned kind) noexcept {
  auto const log2 = kind / (2 * guardings) + smallest_log2;
  return {std::size_t{1} << log2, static_cast<guarding>(kind / 2 % guardings), kind % 2 != 0};
}

/// The free stacks of this thread, by kind, the one used last first: its top is still in cache.
inline constinit thread_local head* free_list[kinds] = {};
KONT_ASKED_ANEW inline head*& free_of_kind(unsigned kind) noexcept {
  KONT_NOT_PURE;
  return free_list[kind];
}

/// A stack that this thread has not used yet. Throws exhausted. Thread-safe.
[[gnu::cold, gnu::noinline]] head* fresh(unsigned kind);

/// Takes a stack. O(1): two loads and a store when one is free. Throws exhausted.
[[gnu::always_inline]] inline head* acquire(unsigned kind) {
  head*& list = free_of_kind(kind);
  head* const top = list;
  if (top == nullptr) [[unlikely]]
    return fresh(kind);
  list = top->next;
  return top;
}

/// A thread keeps no more free stacks than this of a kind; the rest is for other threads.
inline constexpr unsigned most_kept = 1024;
/// The depth of the first of a list, which is one; but too many, until something looks after the
/// lists of this thread at its end.
inline constinit thread_local unsigned depth_of_first = most_kept + 1;
KONT_ASKED_ANEW inline unsigned first_depth() noexcept {
  KONT_NOT_PURE;
  return depth_of_first;
}
/// Hands what lies below `top` of its free list to whichever thread asks first. Thread-safe.
[[gnu::cold, gnu::noinline]] void hand_over(head& top) noexcept;

/// Gives a stack back to this thread's list; it may still be running on it, if it leaves at once
/// and touches it no more: nobody else takes from this list. O(1).
[[gnu::always_inline]] inline void release(head* stack) noexcept {
  head*& list = free_of_kind(stack->kind);
  unsigned const depth = list != nullptr ? list->depth + 1 : first_depth();
  update(stack->depth, depth);  // who takes the last and gives it back finds all as it was
  update(stack->next, list);
  list = stack;
  if (depth > most_kept) [[unlikely]]
    hand_over(*stack);
}

/// Where so many bytes lie that end at `top` or, aligned to `align` and at least to 16, below it.
inline char* below(void* top, std::size_t bytes, std::size_t align) noexcept {
  auto const at = reinterpret_cast<std::uintptr_t>(top) - bytes;
  return reinterpret_cast<char*>(at & ~((align < 16 ? 16 : align) - 1));
}

/// What the process holds, over all threads.
struct census {
  std::size_t handed_out = 0;  ///< slots ever cut, in use or on a free list
  std::size_t guarded = 0;     ///< of these, with a guard that costs no mapping
  std::size_t split = 0;       ///< of these, with a guard that splits a mapping (older kernels)
  std::size_t unguarded = 0;   ///< of these, without a guard although one was asked for
  std::size_t mappings = 0;    ///< regions mapped
};
census count() noexcept;

/// Whether a stack may be handed out unguarded when the system has no guard left to give.
/// The default is no: exhausted is thrown. Such stacks are counted in `census::unguarded`.
void allow_unguarded(bool yes) noexcept;

/// Gives the memory of the free stacks, this thread's and nobody's, back to the system. Returns how
/// many stacks. O(free stacks), a system call each. The guards stay.
std::size_t trim() noexcept;

/// The most bytes this stack ever had in use, since it was cut or trimmed: found by looking for
/// its lowest non-zero byte, so it costs nothing until it is asked. O(pages touched).
std::size_t high_water(head const& stack) noexcept;

/// The stack that holds this address (its guard included), or null. Async-signal-safe.
struct place {
  char* guard_bottom = nullptr;
  char* bottom = nullptr;
  head* stack = nullptr;
  explicit operator bool() const noexcept { return bottom != nullptr; }
};
place find(void const* address) noexcept;

/// What this thread holds when it ends goes to the next that asks. Called by watch_overflow().
void keep_for_others() noexcept;

/// Makes an overflow on this thread's computations a one-line report and an abort: installs the
/// handler once and gives this thread an alternate signal stack. Called by fresh() and by
/// schedulers; call it on a thread that only resumes what others started.
void watch_overflow() noexcept;

/// Tells the name and the id of the microthread that runs on this thread; both empty: none does.
/// Async-signal-safe.
using teller = request (*)() noexcept;
/// Whom to ask, on this thread, in whose computation it was if one overflows that has no id of its
/// own: a generator, say. Null: nobody. Returns whom one asked before.
teller ask_who_runs(teller) noexcept;

}  // namespace kont::stacks
