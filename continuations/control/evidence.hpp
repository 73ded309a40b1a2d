// continuations/control/evidence.hpp -- what each segment sees of the handlers around it, so that
// the one in force for an effect is found in O(1).
//
//   [main]<--[state]<--[log]<--[p]          p sees what log sees: it handles nothing itself
//             ev         ev     ev            ev = { state: [state], log: [log] }
//             |           |      `--------.
//       {state: [state]}  `-> {state: [state], log: [log]}
//
// Evidence is a vector with one slot for each type of effect; a segment that handles copies its
// neighbour's and writes itself into one slot. Captured and reinstated where it was, it stays
// valid, which two numbers tell; reinstated elsewhere, it is made anew, from the outside in.
// (Xie & Leijen: Generalized evidence passing for effect handlers, ICFP 2021, section 2.4 and, for
// the numbers, short-cut resumption, 5.3.)
#pragma once
#include <sys/single_threaded.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "lib/asked_anew.hpp"
#include "lib/small_blocks.hpp"

namespace kont {

/// A type of effect, by the address of its number, which is its slot: so whether a segment handles
/// an effect is a comparison with a constant. It is given a number when evidence first has one who
/// handles it. (The first slot is nobody's: of all that have none.)
using effect_id = std::atomic<unsigned>*;
inline constinit std::atomic<unsigned> effects_known = 1;
template <class E> inline constinit std::atomic<unsigned> number_of_effect = 0;

/// Its number, drawn if it has none. Thread-safe: of two drawn at once, one is never used. Who gets
/// another's also sees that effects_known is above it.
inline unsigned number_for(effect_id e) noexcept {
  unsigned given = e->load(std::memory_order_acquire);
  if (given != 0) return given;
  unsigned const drawn = effects_known++;
  return e->compare_exchange_strong(given, drawn) ? drawn : given;
}

/// How an operation is handled: either of the two, and the strategy is known inside.
struct clause_entry {
  void (*in_place)();  // an in_place_code
  void (*outside)();   // the `handler` of a segment
};

/// A handler on the heap, whatever its type: shared by twins, and by who runs its clauses.
struct shared_handler {
  void (*destroy)(shared_handler*) noexcept;
  unsigned holders = 1;

  void hold() noexcept { add(1); }
  void let_go() noexcept {
    if (add(-1u) == 0) destroy(this);
  }

 private:
  // Atomic only in a program that has threads.
  unsigned add(unsigned n) noexcept {
    if (__libc_single_threaded) return holders += n;
    return std::atomic_ref(holders).fetch_add(n) + n;
  }
};

/// A number that was never used before, in any thread.
inline std::uint64_t next_number() noexcept {
  static constexpr std::uint64_t block = 1 << 20;
  static constinit std::atomic<std::uint64_t> blocks = 1;
  static constinit thread_local std::uint64_t next = 0;
  if (next % block == 0) next = blocks++ * block;
  return next++;
}

/// The part of a segment that says what is seen from inside it. Evidence is made when it is first
/// asked for, so that entering a handler costs nothing of it.
template <class Segment> struct outlook {
  clause_entry const* table;        ///< its clauses, if it handles: one for each operation
  effect_id effect;                 ///< what it handles, if it does
  alignas(16) std::byte bytes[48];  ///< what they are called with, if it is small
  Segment* base;                    ///< the next one out that is seen, or main
  Segment* const* evidence;         ///< own, if it handles; else that of base
  std::uint64_t look;               ///< a number of what is seen
  std::uint64_t base_look;          ///< that of base when it was made
  unsigned ends;                    ///< of a shallow one: where its table says what a body's end is
  unsigned skips;                   ///< of one that may be forked: the segments between it and base
  unsigned room = 0;                ///< slots of evidence of its own
  unsigned width = 0;               ///< slots of the evidence, at least 1; 0 if it has to be made
  shared_handler* shared = nullptr;  ///< what the clauses are called with, if it is not small

  outlook(clause_entry const* clauses, effect_id of) noexcept : table(clauses), effect(of) {}
  /// Of what is outside of all: sees nothing. Constant, for handlers that come before main().
  struct outside {};
  constexpr explicit outlook(outside) noexcept
      : table(nullptr),
        effect(nullptr),
        bytes{},
        base(nullptr),
        evidence(&nobody),
        look(1),
        base_look(0),
        ends(0),
        skips(0),
        width(1) {}
  outlook(outlook&&) = delete;
  ~outlook() {
    if (room != 0 || shared != nullptr) [[unlikely]]
      stop_handling();
  }
  /// For a fork of `twin`.
  void be_twin_of(outlook const& twin) noexcept {
    table = twin.table;
    effect = twin.effect;
    shared = twin.shared;
    skips = twin.skips;
    ends = twin.ends;
    if (shared != nullptr) {
      shared->hold();
    } else if (table != nullptr) {
      std::memcpy(bytes, twin.bytes, sizeof bytes);
    }
  }
  [[gnu::noinline]] void stop_handling() noexcept {
    give_back();
    if (shared != nullptr) shared->let_go();
    shared = nullptr;
    table = nullptr;
    effect = nullptr;
    forget();
  }

  /// Who handles the effect here, or null; null also when the evidence has to be made. O(1).
  [[gnu::always_inline]] Segment* handler_of(effect_id e) const noexcept {
    return in_slot(e->load(std::memory_order_relaxed));
  }
  /// Makes the evidence anew when it is next asked for.
  void forget() noexcept { width = 0; }
  /// Whether it has to be made.
  bool forgotten() const noexcept { return width == 0; }
  /// Sees nothing.
  void be_blind() noexcept {
    evidence = &nobody;
    width = 1;
  }

  /// Makes the evidence of a segment whose base has its own right; false: no memory for it.
  bool look_out() noexcept {
    base_look = base->look;
    look = next_number();
    if (static_cast<Segment*>(this)->is_barrier()) return be_blind(), true;
    if (table == nullptr) {
      evidence = base->evidence;
      width = base->width;
      return true;
    }
    unsigned const ours = number_for(effect);
    unsigned const slots = effects_known.load(std::memory_order_relaxed);
    if (room != slots && !take(slots)) return forget(), false;
    auto* const mine = const_cast<Segment**>(evidence);
    for (unsigned e = 0; e < slots; ++e) mine[e] = base->in_slot(e);
    mine[ours] = static_cast<Segment*>(this);
    width = slots;
    return true;
  }

 private:
  static constexpr Segment* nobody = nullptr;

  [[gnu::always_inline]] Segment* in_slot(unsigned n) const noexcept {
    return n < width ? evidence[n] : nullptr;
  }
  bool take(unsigned slots) noexcept {
    give_back();
    try {
      evidence = static_cast<Segment**>(small_blocks::take(slots * sizeof(Segment*)));
    } catch (std::bad_alloc const&) { return false; }
    room = slots;
    return true;
  }
  void give_back() noexcept {
    if (room != 0)
      small_blocks::give_back(const_cast<Segment**>(evidence), room * sizeof(Segment*));
    room = 0;
  }
};

}  // namespace kont
