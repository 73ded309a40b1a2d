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

/// The number of a type of effect: its slot.
using effect_id = unsigned;
inline constinit std::atomic<effect_id> effects_known = 0;
template <class E> inline effect_id const id_of_effect = effects_known++;

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
inline std::uint64_t next_look() noexcept {
  static constexpr std::uint64_t block = 1 << 20;
  static constinit std::atomic<std::uint64_t> blocks = 1;
  static constinit thread_local std::uint64_t next = 0;
  if (next % block == 0) next = blocks++ * block;
  return next++;
}

/// The part of a segment that says what is seen from inside it. Evidence is made when it is first
/// asked for, so that entering a handler costs nothing of it.
template <class Segment> struct scope {
  Segment* base;                        ///< the next one out that is seen, or main
  clause_entry const* table = nullptr;  ///< its clauses, if it handles: one for each operation
  void const* clauses;                  ///< what they are called with: in `bytes`, or shared
  shared_handler* shared = nullptr;
  std::uint64_t look = 0;   ///< a number of what is seen; 0 if the evidence has to be made
  std::uint64_t base_look;  ///< that of base when it was made
  Segment** evidence;       ///< own, if it handles; else that of base
  unsigned width = 0;       ///< slots of it; 0 if it has to be made
  unsigned room = 0;        ///< slots of its own
  unsigned skips = 0;       ///< how many segments lie between it and base
  effect_id effect;         ///< what it handles
  unsigned ends;            ///< of a shallow one: where its table says what a body's end is
  alignas(16) std::byte bytes[48];

  scope() = default;
  scope(scope&&) = delete;
  ~scope() {
    if (room != 0 || shared != nullptr) [[unlikely]]
      stop_handling();
  }
  /// For a fork of `twin`.
  void be_twin_of(scope const& twin) noexcept {
    table = twin.table;
    effect = twin.effect;
    shared = twin.shared;
    skips = twin.skips;
    clauses = shared != nullptr ? twin.clauses : bytes;
    if (shared != nullptr) {
      shared->hold();
    } else if (table != nullptr) {
      std::memcpy(bytes, twin.bytes, sizeof bytes);
    }
  }
  [[gnu::noinline]] void stop_handling() noexcept {
    if (room != 0) small_blocks::give_back(evidence, room * sizeof(Segment*));
    if (shared != nullptr) shared->let_go();
    shared = nullptr;
    table = nullptr;
    room = 0;
    forget();
  }

  /// Who handles the effect here, or null; null also when the evidence has to be made. O(1).
  [[gnu::always_inline]] Segment* handler_of(effect_id e) const noexcept {
    return e < width ? evidence[e] : nullptr;
  }
  /// Makes the evidence anew when it is next asked for.
  void forget() noexcept { look = 0, width = 0; }
  /// Whether it has to be made.
  bool forgotten() const noexcept { return look == 0; }

  /// Makes the evidence of a segment whose base has its own right; false: no memory for it.
  bool look_out() noexcept {
    bool const blind = static_cast<Segment*>(this)->is_barrier();
    base_look = base->look;
    look = next_look();
    if (table == nullptr) {
      evidence = base->evidence;
      width = blind ? 0 : base->width;
      return true;
    }
    unsigned const slots = effects_known.load(std::memory_order_relaxed);
    if (room != slots && !take(slots)) return forget(), false;
    for (effect_id e = 0; e < slots; ++e) evidence[e] = base->handler_of(e);
    evidence[effect] = static_cast<Segment*>(this);
    width = slots;
    return true;
  }

 private:
  bool take(unsigned slots) noexcept {
    if (room != 0) small_blocks::give_back(evidence, room * sizeof(Segment*));
    room = 0;
    try {
      evidence = static_cast<Segment**>(small_blocks::take(slots * sizeof(Segment*)));
    } catch (std::bad_alloc const&) { return false; }
    room = slots;
    return true;
  }
};

}  // namespace kont
