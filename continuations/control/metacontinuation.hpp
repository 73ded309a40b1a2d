// continuations/control/metacontinuation.hpp -- the list of segments that the delimited operators
// cut and splice: what "the continuation" is once it is made of pieces.
//
//   running                                       captured up to P: segment P was cut off
//
//   [main]<--waits--[P]<--waits--[Q]  current     [main]  current      [P]<--waits--[Q]
//            outer        outer                                         rest: of Q, in P
//
// A segment is a computation of its own (S::start) and this record of it. The record, not the
// stack, holds whoever waits for it to end: so a captured list can be forked and dropped piece by
// piece, and a cut touches its two ends alone. (Dybvig, Peyton Jones & Sabry: A monadic framework
// for delimited continuations, JFP 2007, section 4, whose metacontinuation lists prompts and
// continuations.)
//
// No frame keeps the address of a record across a switch, since a forked stack would bring the
// address of its twin's: the word that arrives says which record it is.
#pragma once
#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/carrier.hpp"
#include "continuations/control/evidence.hpp"
#include "continuations/control/mark_list.hpp"
#include "lib/asked_anew.hpp"
#include "lib/rule.hpp"
#include "lib/small_blocks.hpp"

namespace kont {

/// Names a delimiter; see prompt.
using prompt_id = std::uint64_t;
inline constexpr prompt_id no_prompt = 0;       ///< delimits nothing: control took the prompt away
inline constexpr prompt_id barrier_prompt = 1;  ///< may not be captured; see barrier()

/// Strategies on which what is captured can be forked. One that replays a body by the words it was
/// told cannot: those of prompts are addresses.
template <class S>
concept captures_fork = multi_shot<typename S::continuation> && !requires {
  requires S::replays_words;
};

/// What the carrier of a segment holds.
enum class cargo_kind : std::uint64_t {
  value,  // or an answer, or a handler
  error,  // in place of one
  more    // in place of an answer: the segment to go on with
};

/// One piece of a metacontinuation. When a list is captured, its outermost segment stands for it.
template <class S> struct segment : outlook<segment<S>> {
  using K = typename S::continuation;

  // in an order that makes new ones cheap: what begins as zero lies in pairs, the first of them
  // with the last of the outlook; and in a union is what begins and ends by hand
  mark_list marks;  // see marks.hpp
  prompt_id tag = no_prompt;
  cargo_kind kind = cargo_kind::value;  // of the cargo
  segment* outer;                       // the next one out
  union {
    K waits;  // whoever waits for it to end: a frame of `outer`; from its first landing on
  };

  // of an outermost one:
  union {
    K rest;  // what is left of the innermost, once it has been captured
  };
  carrier cargo;          // what goes in or comes out: for the rest, the handler, who waits
  std::uint64_t capture;  // where there may be twins: its number; 0 once it is used up
  void (*handler)();      // of the capture: runs outside
  segment* innermost;     // the other end of what was captured, or will be reinstated

  bool is_barrier() const noexcept { return tag == barrier_prompt; }
  /// Puts an exception in place of a value or an answer.
  void put(std::exception_ptr error) noexcept {
    cargo.put(std::move(error));
    kind = cargo_kind::error;
  }
  /// The value that came. Throws what came in its place.
  template <class V> V take() {
    if (kind != cargo_kind::value) [[unlikely]]
      throw_error();
    return cargo.template take<V>();
  }
  [[gnu::cold, gnu::noinline, noreturn]] void throw_error() {
    kind = cargo_kind::value;
    std::rethrow_exception(cargo.template take<std::exception_ptr>());
  }

  /// Of a prompt, which handles nothing; or of a handler of that effect.
  explicit segment(clause_entry const* clauses = nullptr, effect_id of = nullptr) noexcept
      : outlook<segment>(clauses, of) {}
  using typename outlook<segment>::outside;
  constexpr explicit segment(outside out)
      : outlook<segment>(out),
        outer(nullptr),
        waits(),
        rest(),
        cargo(),
        capture(0),
        handler(nullptr),
        innermost(nullptr) {}
  ~segment() {  // of nobody who waits, and of no rest
    if (kind == cargo_kind::error) [[unlikely]]
      cargo.template take<std::exception_ptr>();
  }
  static void* operator new(std::size_t n) { return small_blocks::take(n); }
  static void operator delete(void* p, std::size_t n) noexcept { small_blocks::give_back(p, n); }
};

/// The metacontinuation of the running thread over strategy S, and the moves on it.
///
/// It is a register of the thread: whoever leaves with segments of its own by another way than
/// these operators must set it aside with keep, as coroutines and microthreads do. (A
/// generator does not: what runs in it sees the prompts of who consumes it. So it may not yield
/// inside a prompt of its own.)
template <class S> struct metacontinuation {
  using K = typename S::continuation;
  using piece = segment<S>;
  static constexpr bool has_twins = captures_fork<S>;
  static constexpr bool own_threads = requires { requires S::on_own_threads; };

  /// Stands for what is outside of all segments: sees nothing, delimits nothing.
  static inline constinit piece main{typename piece::outside{}};
  /// The innermost segment, or main.
  KONT_ASKED_ANEW static piece*& current() noexcept {
    KONT_NOT_PURE;
    return innermost;
  }
  /// From where running code looks outward, if not from current(): a clause that runs in place,
  /// on the stack of who performs, sees what is outside its handler (effects.hpp). Else null.
  KONT_ASKED_ANEW static piece*& place() noexcept {
    KONT_NOT_PURE;
    return elsewhere;
  }
  /// The innermost segment that is seen, or main.
  static piece* seen() noexcept { return place() != nullptr ? place() : current(); }
  /// place(), for who will be here again: its address, or where it may be a twin who is, which of
  /// the segments it is, from current() on; 0: null. O(1), or O(those that it hides).
  using bookmark = std::conditional_t<has_twins, unsigned, piece*>;
  /// Looks outward from `at` until the end of the scope.
  class look_from {
   public:
    explicit look_from(piece* at) noexcept : before_(mark_place()) { place() = at; }
    ~look_from() { place() = marked(before_); }
    look_from(look_from&&) = delete;
    bookmark before() const noexcept { return before_; }

   private:
    bookmark before_;
  };

  /// Makes the evidence of `at`, and first that of whatever it is made from, where it is not
  /// known. Without memory for it, it stays unknown. O(segments × effects), once.
  [[gnu::cold, gnu::noinline]] static void look_out(piece* at) noexcept {
    piece* inside = nullptr;  // those to do; their links are turned inward for a while
    while (at->forgotten()) {
      piece* const out = std::exchange(at->base, inside);
      inside = std::exchange(at, out);
    }
    for (bool known = true; inside != nullptr;) {
      piece* const next = std::exchange(inside->base, at);
      known = known && inside->look_out();
      at = std::exchange(inside, next);
    }
  }

  /// Sets the register aside until the end of the scope: whoever runs meanwhile is outside of all
  /// segments. For both sides of a foreign switch.
  class keep {
   public:
    keep() noexcept
        : mine_(std::exchange(current(), &main)), place_(std::exchange(place(), nullptr)) {}
    ~keep() { current() = mine_, place() = place_; }
    keep(keep&&) = delete;

   private:
    piece* mine_;
    piece* place_;
  };

  /// Who came out, an outermost segment; and what is left of what ran in it: nothing if it ended.
  struct outcome {
    piece* head;
    K rest;
    [[gnu::always_inline]] ~outcome() = default;  // else g++ keeps it in memory
  };

  /// The innermost segment that `tag` delimits, or null; barred where a barrier lies before it.
  /// O(segments crossed).
  static piece* find(prompt_id tag) noexcept {
    piece* at = seen();
    while (at != nullptr && at->tag != tag && at->tag != barrier_prompt) at = at->base;
    return at;
  }

  /// Reinstates what was captured up to `head`, inside whatever runs now, and waits until it ends
  /// or is captured. One switch; O(1).
  [[gnu::always_inline]] static outcome enter(piece* head) {
    return enter(head, head->innermost, std::move(head->rest));
  }
  /// The same for a segment of its own, in which `rest` has not begun.
  [[gnu::always_inline]] static outcome enter(piece* head, K&& rest) {
    return enter(head, head, std::move(rest));
  }

  /// Cuts the metacontinuation at `head` and goes to whoever waits for it; comes back when it is
  /// reinstated, to the outermost segment as it then is. One switch; O(1).
  [[gnu::always_inline]] static piece* leave(piece* head) {
    if (place() != nullptr) [[unlikely]]
      return leave_from_place(head);
    return cut(head);
  }

  /// The same for who knows that place() is null.
  [[gnu::always_inline]] static piece* cut(piece* head) {
    // the test that resume makes, and so the only one
    rule(static_cast<bool>(head->waits),
         "what is being dropped must unwind to its end: it cannot be captured");
    head->innermost = current();
    auto came = std::move(head->waits).resume(head);
    return land(came);  // head as it now is: so nothing need keep it meanwhile
  }

  /// What a segment does first whenever it is entered: it takes note of who waits for it.
  [[gnu::always_inline]] static piece* land(arrival<K>& came) noexcept {
    auto* const head = static_cast<piece*>(came.word);
    std::construct_at(&head->waits, std::move(came.from));  // it is empty, or has not begun
    if constexpr (own_threads) current() = head->innermost;
    return head;
  }

  /// A second, equal list of segments, each with a fork of its computation. Throws std::bad_alloc,
  /// and then there is none. O(segments).
  static piece* fork(piece* head) requires captures_fork<S> {
    twins_to_be made;
    for (piece* at = head->innermost;; at = at->outer) {
      piece* const twin = made.add();
      twin->tag = at->tag;
      twin->marks = at->marks;
      twin->be_twin_of(*at);
      if (at == head) {
        twin->innermost = made.innermost;
        std::construct_at(&twin->rest, head->rest.fork());
        for (piece* in = made.innermost; in != twin; in = in->outer)
          in->base = out_of(in, in->skips + 1);
        made.innermost = nullptr;
        return twin;
      }
      std::construct_at(&twin->waits, at->waits.fork());
    }
  }

  /// Gives up all segments of what was captured, the innermost first: they unwind, or are discarded
  /// (forks of what owns nothing). O(segments).
  template <bool Unwinds = true> static void drop(piece* head) noexcept {
    if constexpr (has_twins) head->capture = 0;
    head->base = seen();  // what unwinds sees what we see, and holds on to nothing else
    head->outer = current();
    keep const mine;
    forget(head, head->innermost);
    K rest = std::move(head->rest);
    for (piece* at = head->innermost;;) {
      K next = std::move(at->waits);
      current() = at;
      if constexpr (Unwinds)
        rest = {};
      else
        std::move(rest).discard();
      if (at == head) return delete at;
      delete std::exchange(at, at->outer);
      rest = std::move(next);
    }
  }

  // What is seen from `head`, and so from all further in, is not what it was.
  [[gnu::cold, gnu::noinline]] static void forget(piece* head, piece* inside) noexcept {
    for (piece* at = inside; at != head; at = at->outer) at->forget();
    head->forget();
  }

 private:
  // Until there are all they have not run, and own nothing: the others do.
  struct twins_to_be {
    piece *innermost = nullptr, *last = nullptr;
    twins_to_be() = default;
    twins_to_be(twins_to_be&&) = delete;
    ~twins_to_be() {
      while (innermost != nullptr) {
        piece* const it = std::exchange(innermost, innermost == last ? nullptr : innermost->outer);
        if (it->waits) std::move(it->waits).discard();
        delete it;
      }
    }
    piece* add() {
      auto* const twin = new piece;
      std::construct_at(&twin->waits);
      (innermost != nullptr ? last->outer : innermost) = twin;
      return last = twin;
    }
  };
  static inline constinit thread_local piece* innermost = &main;
  static inline constinit thread_local piece* elsewhere = nullptr;

  static bookmark mark_place() noexcept {
    if constexpr (has_twins) {
      if (place() == nullptr) return 0;
      unsigned n = 1;
      for (piece* at = current(); at != &main && at != place(); at = at->outer) ++n;
      return n;
    } else {
      return place();
    }
  }
  static piece* marked(bookmark b) noexcept {
    if constexpr (has_twins) {
      return b != 0 ? out_of(current(), b - 1) : nullptr;
    } else {
      return b;
    }
  }
  static piece* out_of(piece* at, unsigned steps) noexcept {
    while (steps-- != 0) at = at->outer;
    return at;
  }

  [[gnu::always_inline]] static outcome enter(piece* head, piece* inside, K&& rest) {
    if (place() != nullptr) [[unlikely]] {
      if (&rest != &head->rest) std::construct_at(&head->rest, std::move(rest));
      head = enter_from_place(head, inside);
      return {head, std::move(head->rest)};
    }
    if constexpr (has_twins) head->skips = 0;
    return enter(head, inside, std::move(rest), current());
  }
  // With its rest in the records, so that those on the fast way need not be in memory.
  [[gnu::cold, gnu::noinline]] static piece* enter_from_place(piece* head, piece* inside) {
    piece* const base = place();
    look_from const again(nullptr);
    if constexpr (has_twins) head->skips = again.before() - 1;
    outcome came = enter(head, inside, std::move(head->rest), base);
    std::construct_at(&came.head->rest, std::move(came.rest));  // it is empty
    return came.head;
  }
  [[gnu::always_inline]] static outcome enter(piece* head, piece* inside, K&& rest, piece* base) {
    piece* const mine = current();
    head->outer = mine;
    head->base = base;
    if (!head->forgotten() && (base->forgotten() || head->base_look != base->look)) [[unlikely]]
      forget(head, inside);
    current() = inside;
    if constexpr (own_threads) head->innermost = inside;  // who lands there has a current() too
    arrival<K> came = resume(head, std::move(rest), mine);
    head = static_cast<piece*>(came.word);
    current() = has_twins ? head->outer : mine;
    return {head, std::move(came.from)};
  }
  [[gnu::cold, gnu::noinline]] static piece* leave_from_place(piece* head) {
    look_from const again(nullptr);  // however we come back: by a value, or unwinding
    return cut(head);
  }

  // The only exception that comes this way is a refusal to begin; what bodies let out is carried.
  [[gnu::always_inline]] static arrival<K> resume(piece* head, K&& rest, piece* mine) {
    try {
      return std::move(rest).resume(head);
    } catch (unwinding const&) {
      if constexpr (!has_twins) current() = mine;  // else drop() has said which of them it is
      throw;
    } catch (...) {
      current() = head->outer;
      delete head;
      throw;
    }
  }
};

/// Whether a computation that leaves now would leave from inside a prompt: then a layer whose
/// computations have a metacontinuation each sets it aside. (Other dialects have no prompts.)
template <class S> [[gnu::always_inline]] inline bool inside_a_prompt() noexcept {
  // only main has no base
  return S::style == dialect::direct && metacontinuation<S>::current()->base != nullptr;
}

}  // namespace kont
