// continuations/strategies/stack.hpp -- a contiguous stack for each computation, and our own
// inlined switch between them. The default strategy.
#pragma once
#include <type_traits>

#include "continuations/strategies/own_stack.hpp"
#include "continuations/strategies/stackful.hpp"
#if defined(__x86_64__)
#include "continuations/strategies/stack_x86_64.hpp"
#include "continuations/strategies/tip_x86_64.hpp"
#include "lib/trace/recorder.hpp"
#elif defined(__aarch64__)
#include "continuations/strategies/stack_aarch64.hpp"
#else
#error "kont: the strategy `stack` is written for x86-64 and AArch64 only"
#endif

namespace kont {

/// The switch of the processor that is compiled for.
#if defined(__x86_64__)
namespace target = x86_64;
#else
namespace target = aarch64;
#endif

/// What a switch carries besides the registers, and what its stacks are. Each has a row of the
/// ladder; the default is what is safe and cheap.
struct stack_options {
  bool exceptions = true;  ///< each computation has its own exceptions in flight
  bool fp_control =
      false;            ///< each has its own rounding mode and masks; else they are the thread's
  bool inlined = true;  ///< the switch is written at each resume; else behind a call
  stacks::shape shape = {};  ///< of its stacks; a request may ask for another size
};

/// The Switch (see stackful) of the strategy `stack` wherever more is kept of who waits than its
/// registers: control words, what a sanitizer is told, a trace. Four words are saved in its frame,
/// and the compiler spills what else is live. A continuation is one pointer, to that record.
template <stack_options O> struct stack_switch : own_stack<O.shape> {
  using home = stacks::head*;
  static constexpr bool shares_exceptions = O.exceptions;
  static constexpr bool inlined = O.inlined;

  struct nothing {};
  struct suspended {
    target::saved at;  // first: the switch finds it through the continuation itself
    [[no_unique_address]] std::conditional_t<O.fp_control, target::fp_control, nothing> fp;
    [[no_unique_address]] stacks::note note;
  };

  [[gnu::__always_inline__]] static void mark_root() noexcept { target::mark_root(); }
  [[gnu::always_inline]] static void begin(suspended& at, void (*entry)(void*, void*, suspended*),
                                           home taken) noexcept {
    target::begin(at.at, reinterpret_cast<void*>(entry), reinterpret_cast<char*>(&at));
    if constexpr (O.fp_control) at.fp = target::read_fp_control();
    stacks::prepare(at.note, taken->bottom, taken->size);
  }
  [[gnu::always_inline]] static void jump(suspended& here, suspended& to, void*& from,
                                          void*& word) noexcept {
    if constexpr (O.fp_control) target::exchange_fp_control(here.fp, to.fp);
    stacks::leave(here.note, to.note);
    target::jump(here.at, &to.at, from, word);
  }
  [[noreturn, gnu::always_inline]] static void leave(suspended& to, void* from, void* word,
                                                     home taken) noexcept {
    stacks::release(taken);  // still running on it, for three instructions more
    if constexpr (O.fp_control) {
      target::fp_control unused;
      target::exchange_fp_control(unused, to.fp);
    }
    stacks::leave_for_good(to.note);
    target::leave(&to.at, from, word);
  }
};

#if defined(__x86_64__)
/// The Switch of `stack` where registers are all that is kept: two words, at the very end of the
/// stack that waits. A continuation is that stack's pointer. (The relatives: Boost.Context,
/// corosensei, Photon's context-aware switch; libfork, for whom a stack is its pointer, too.)
template <stack_options O> struct tip_switch : own_stack<O.shape> {
  static_assert(!O.fp_control && std::is_empty_v<stacks::note>);
  using home = stacks::head*;
  static constexpr bool shares_exceptions = O.exceptions;
  static constexpr bool inlined = O.inlined;

  struct suspended {
    x86_64::tip at;
  };
  struct seat {};  // nothing of it lies in the frame of who waits
  struct roomy : seat {};
  static suspended* waits(seat, bool) noexcept { return nullptr; }  // the jump knows, and tells

  [[gnu::__always_inline__]] static void mark_root() noexcept { x86_64::mark_root(); }
  [[gnu::always_inline]] static void begin(suspended& at, void (*entry)(void*, void*, suspended*),
                                           stacks::head*) noexcept {
    x86_64::begin(at.at, reinterpret_cast<void*>(entry));
  }
  [[gnu::__always_inline__]] static void jump(seat, suspended& to, void*& from,
                                              void*& word) noexcept {
    if (from == nullptr) {
      x86_64::jump(&to.at, from, word);
    } else {  // a delivery: who sends it is filed there
      x86_64::jump_telling(&to.at, from, word);
    }
  }
  [[gnu::__always_inline__]] static void jump(roomy, suspended& to, void*& from,
                                              void*& word) noexcept {
    x86_64::jump_keeping(&to.at, from, word);
  }
  template <class Here>
  [[gnu::always_inline]] static void arrive(Here const&, suspended*) noexcept {}
  [[noreturn, gnu::always_inline]] static void leave(suspended& to, void* from, void* word,
                                                     home taken) noexcept {
    stacks::release(taken);  // still running on it, for two instructions more
    x86_64::leave(&to.at, from, word);
  }
};

/// The shorter switch, wherever it will do.
template <stack_options O>
using switch_of = std::conditional_t<O.fp_control || trace::on || !std::is_empty_v<stacks::note>,
                                     stack_switch<O>, tip_switch<O>>;
#else
template <stack_options O> using switch_of = stack_switch<O>;
#endif

/// One-shot continuations on stacks of their own.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time; a thread that
/// only resumes calls stacks::watch_overflow() first, or an overflow there dies unnamed.
template <stack_options O = {}> using basic_stack = stackful<switch_of<O>>;

/// The default: exceptions kept apart, floating-point control left to the thread.
using stack = basic_stack<>;
static_assert(strategy<stack, dialect::direct>);

/// For 100,000 alive and more, where it is faster: stacks of 16 KiB, each with a guard of one page.
/// Only for code that is *all* compiled with -fstack-clash-protection: see stacks::guarding::page.
using packed_stack = basic_stack<stack_options{.shape = stacks::packed}>;
static_assert(strategy<packed_stack, dialect::direct>);

}  // namespace kont
