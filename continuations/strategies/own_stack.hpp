// continuations/strategies/own_stack.hpp -- a home on a stack of lib/stacks, for every switch that
// stays in its thread.
#pragma once
#include <cstddef>
#include <type_traits>

#include "lib/stacks/annotate.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// The part of a Switch (see stackful) that such strategies share. The first frame lies at the top
/// of the stack, and all others below it:  | guard | … frames | first frame | head |
/// A request that names no size gets the usual one.
template <stacks::shape Usual = {}> struct own_stack {
  using home = stacks::head*;
  static constexpr bool shares_exceptions = true;
  static constexpr bool inlined = true;
  static void mark_root() noexcept {}

  [[gnu::always_inline]] static void* room(std::size_t bytes, std::size_t align,
                                           stacks::request want, home& taken) {
    auto const size = want.size_or(Usual.size, bytes + align + sizeof(home));
    taken = stacks::acquire(stacks::kind_of({size, Usual.guard, Usual.coloured}));
    taken->be_of(want);
    stacks::reuse(taken->bottom, taken->top());
    if (align <= 16) return taken->top() - in_sixteens(bytes);
    char* const at = stacks::below(taken->top() - sizeof(home), bytes, align);
    new (at + in_sixteens(bytes)) home(taken);
    return at;
  }
  /// The home of what room() has found that place for: right above it, unless that is aligned to
  /// more than stacks are; then it is written there. So it need not be kept.
  [[gnu::always_inline]] static home home_above(void* first, std::size_t bytes,
                                                std::size_t align) noexcept {
    auto* const end = static_cast<char*>(first) + in_sixteens(bytes);
    return align <= 16 ? reinterpret_cast<home>(end) : *reinterpret_cast<home*>(end);
  }
  [[gnu::always_inline]] static void give_back(home taken) noexcept { stacks::release(taken); }
  static void const* whose() noexcept { return __builtin_frame_address(0); }
  static bool holds(home taken, void const* frame) noexcept {
    return taken->bottom <= frame && frame < taken;
  }

  /// So many bytes, or up to 15 more: what lies right below a head is aligned as that is.
  static constexpr std::size_t in_sixteens(std::size_t n) noexcept { return (n + 15) & ~15ul; }

  template <class Suspended>
  [[gnu::always_inline]] static void arrive(Suspended& here,
                                            std::type_identity_t<Suspended>* from) noexcept {
    stacks::arrive(&here.note, from != nullptr ? &from->note : nullptr);
  }
};

/// What a switch that carries no words leaves in the record of whom it goes to.
struct mailbox {
  void* from;
  void* word;

  void put(void* who, void* what) noexcept { from = who, word = what; }
  void get(void*& who, void*& what) const noexcept { who = from, what = word; }
};

}  // namespace kont
