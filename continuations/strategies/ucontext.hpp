// continuations/strategies/ucontext.hpp -- POSIX `swapcontext`: the portable fallback, and the
// price of its system call.
//
//   suspended                              just started
//   | caller's frame             |         | first frame: record,       |<- continuation
//   | record: all registers, the |<- k     |   made by makecontext      |
//   |   signal mask, mailbox     |         |----------------------------|
//   | swapcontext's frame        |         | nothing yet                |
//
// The standard has every switch save and set the signal mask: two system calls a round trip, some
// 100 times what the registers cost. Floating-point control is in the record, hence kept apart.
//
// Source: SVR4; Single UNIX Specification v2, <ucontext.h> (withdrawn from POSIX in 2008, as
// makecontext is told ints; so a pointer is told in two).
#pragma once
#include <ucontext.h>

#include <cstdint>

#include "continuations/strategies/own_stack.hpp"
#include "continuations/strategies/stackful.hpp"

namespace kont {

/// The Switch (see stackful) of the strategy `ucontext`.
struct ucontext_switch : own_stack<> {
  static constexpr bool inlined = false;  // the record is 1 KiB: not in the frame of every caller

  struct suspended : mailbox {
    ::ucontext_t at;
    void (*entry)(void*, void*, suspended*);
    [[no_unique_address]] stacks::note note;
  };

  // Where the record is large (4.5 KiB on AArch64), what was asked for is beside two of them: that
  // of the start, and that of who waits.
  static void* room(std::size_t bytes, std::size_t align, stacks::request want, home& taken) {
    if constexpr (sizeof(suspended) > 4096)
      want.size = want.size_or(stacks::default_size) + 2 * sizeof(suspended);
    return own_stack<>::room(bytes, align, want, taken);
  }

  template <class Entry> static void begin(suspended& at, Entry entry, home taken) noexcept {
    rule(::getcontext(&at.at) == 0, "getcontext failed: the system has no ucontext");
    at.entry = entry;
    at.at.uc_link = nullptr;
    at.at.uc_stack.ss_sp = taken->bottom;
    at.at.uc_stack.ss_size = static_cast<std::size_t>(reinterpret_cast<char*>(&at) - taken->bottom);
    auto const self = reinterpret_cast<std::uintptr_t>(&at);
    ::makecontext(&at.at, reinterpret_cast<void (*)()>(&first), 2,
                  static_cast<unsigned>(self >> 16 >> 16), static_cast<unsigned>(self));
    stacks::prepare(at.note, taken->bottom, taken->size);
  }

  [[gnu::always_inline]] static void jump(suspended& here, suspended& to, void*& from,
                                          void*& word) noexcept {
    to.put(from, word);
    stacks::leave(here.note, to.note);
    ::swapcontext(&here.at, &to.at);
    here.get(from, word);
  }

  [[noreturn, gnu::always_inline]] static void leave(suspended& to, void* from, void* word,
                                                     home taken) noexcept {
    to.put(from, word);
    give_back(taken);
    stacks::leave_for_good(to.note);
    ::setcontext(&to.at);
    __builtin_unreachable();
  }

 private:
  static void first(unsigned high, unsigned low) noexcept {
    auto const self = std::uintptr_t{high} << 16 << 16 | low;
    auto* const at = reinterpret_cast<suspended*>(self);
    at->entry(at->word, at->from, at);
  }
};

/// One-shot continuations on stacks of their own, switched by POSIX.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
using ucontext = stackful<ucontext_switch>;
static_assert(strategy<ucontext, dialect::direct>);

}  // namespace kont
