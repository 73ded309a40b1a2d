// continuations/strategies/stackful.hpp -- what every strategy with whole stacks does alike: how a
// computation begins, is dropped, lets an exception out, and ends. The switch is a parameter.
//
// Control brings `from` and a word. What `from` can be, and what the one who gets control does:
//
//   the record of a suspended computation   has it as a continuation
//   null                                    is told that they finished
//   odd: the address + 1 of a delivery      throws it here: what a body let out, or the order to
//                                           unwind
#pragma once
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "lib/exception_state.hpp"
#include "lib/lone_store.hpp"
#include "lib/rule.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// Whether `from` is no computation but a delivery.
inline bool is_delivery(void const* from) noexcept {
  return (reinterpret_cast<std::uintptr_t>(from) & 1) != 0;
}

/// One-shot continuations over a `Switch`, which has
///   suspended                  lies in the frame of who waits; its address is the continuation
///   home                       what a computation must know of the place it lives in
///   shares_exceptions          whether the computations of a thread would see one exception state
///   on_own_threads             there, and true, if each has its own thread_local variables
///   inlined                    whether the switch is written at each resume
///   room(n, align, want, home) n bytes for the first frame, in a home of its own
///   begin(at, entry, home)     makes `at` a computation that starts with `entry`
///   mark_root()                what the entry does first, for those who walk stacks
///   jump(here, to, from, word) waits in `here` until somebody jumps there; then what they brought
///   arrive(here, from)         after that: takes note of who came (`from`: null if they finished)
///   leave(to, from, word, home)  jumps for good, and gives the home back
///   give_back(home)            when nothing ever began in it
///   holds(home, frame)         whether a frame of the running computation lies in this home
template <class Switch> class stackful {
  using suspended = typename Switch::suspended;
  struct delivery;

 public:
  static constexpr dialect style = dialect::direct;
  /// Whether each computation sees thread_local variables of its own.
  static constexpr bool on_own_threads = requires { requires Switch::on_own_threads; };

  class continuation {
   public:
    constexpr continuation() = default;
    continuation(continuation&& k) noexcept : rest_(std::exchange(k.rest_, nullptr)) {}
    continuation& operator=(continuation&& k) noexcept {
      auto* const old = std::exchange(rest_, std::exchange(k.rest_, nullptr));
      if (old != nullptr) [[unlikely]]
        drop(old);
      return *this;
    }
    ~continuation() {
      if (rest_ != nullptr) [[unlikely]]
        drop(rest_);
    }
    explicit operator bool() const noexcept { return rest_ != nullptr; }

    /// Switches to this computation; see one_shot. Throws what it lets out, and `unwinding` when
    /// the computation that waits here is itself dropped.
    [[gnu::always_inline]] arrival<continuation> resume(void* word = nullptr) && {
      rule(rest_ != nullptr, "resumed twice, or empty: a continuation is one-shot");
      auto const came = stackful::go(std::exchange(rest_, nullptr), word);
      return {continuation(came.from), came.word};
    }

    /// k = std::move(k).resume(word).from, and the word that came: what a driver does again and
    /// again, without the tests for what cannot be.
    [[gnu::always_inline]] void* step(void* word = nullptr) {
      rule(rest_ != nullptr, "resumed twice, or empty: a continuation is one-shot");
      auto const came = stackful::go(std::exchange(rest_, nullptr), word);
      lone_store(rest_, came.from);
      return came.word;
    }

    /// Asks the cache for the top of its frame: for who knows early whom it will resume.
    void prefetch() const noexcept {
      auto const* const at = reinterpret_cast<char const*>(rest_);
      __builtin_prefetch(at, 1);
      __builtin_prefetch(at + 64, 1);
    }

   private:
    friend stackful;
    constexpr explicit continuation(suspended* rest) : rest_(rest) {}
    suspended* rest_ = nullptr;
  };

  /// A computation that has not begun: its home is taken, `body` is moved into it.
  /// `body(arrival<continuation>&)` runs at the first resume. Throws stacks::exhausted.
  template <class F>
  [[gnu::always_inline]] static continuation start(F&& body, stacks::request want = {}) {
    using first_of = first_frame<std::decay_t<F>>;
    typename Switch::home home{};
    void* const room = Switch::room(sizeof(first_of), alignof(first_of), want, home);
    first_of* first;
    try {
      first = new (room) first_of(std::forward<F>(body));
    } catch (...) {
      Switch::give_back(home);
      throw;
    }
    first->home = home;
    Switch::begin(first->start, &enter<std::decay_t<F>>, first->home);
    return continuation(&first->start);
  }

 private:
  // The frame in which nothing has run yet. It is in no function, so that it outlives the body:
  // who gets control from a finished computation still reads `last`.
  struct delivery {
    suspended* sender = nullptr;  // waits for the end, if this is an order to unwind
    std::exception_ptr error;
    void const* frame;  // where the order was read: tells whose stack it concerns
  };
  template <class F> struct first_frame {
    suspended start;  // first: the entry is told its address, and so finds the rest
    typename Switch::home home;
    delivery last;
    union {
      F body;  // destroyed by hand, by the computation itself
    };
    template <class G> explicit first_frame(G&& g) : body(std::forward<G>(g)) {}
    ~first_frame() {}
  };

  static void* odd(delivery* d) noexcept { return reinterpret_cast<char*>(d) + 1; }
  static delivery* delivered(void* from) noexcept {
    return reinterpret_cast<delivery*>(static_cast<char*>(from) - 1);
  }

  // The order to unwind, as it travels through the frames of the dropped computation.
  struct order : unwinding {
    explicit order(delivery* d) : who(d) {}
    delivery* who;
  };
  // The order this thread carries out, the innermost: for when a body swallowed the exception.
  static inline constinit thread_local delivery* innermost = nullptr;
  [[gnu::cold, gnu::noinline]] static delivery* swallowed(
      typename Switch::home const& home) noexcept {
    auto* const d = innermost;
    return d != nullptr && Switch::holds(home, d->frame) ? d : nullptr;
  }

  [[gnu::cold, gnu::noinline, noreturn]] static void open(suspended& here, void* from,
                                                          bool in_flight) {
    auto* const d = delivered(from);
    auto const error = std::exchange(d->error, nullptr);  // arrive() may take its memory away
    Switch::arrive(here, d->sender);
    if (error) std::rethrow_exception(error);
    rule(!in_flight && std::uncaught_exceptions() == 0,
         "dropped while it waits in a destructor that runs because "
         "of an exception: the order to unwind cannot be thrown");
    d->frame = __builtin_frame_address(0);
    innermost = d;
    throw order(d);
  }

  struct landing {  // an arrival in two registers
    suspended* from;
    void* word;
  };
  [[gnu::always_inline]] static landing go(suspended* to, void* word) {
    if constexpr (Switch::shares_exceptions) {
      if (any_exceptions()) [[unlikely]]
        return go_without_exceptions(to, word);
    }
    if constexpr (!Switch::inlined) return go_out_of_line(to, word);
    return cross(to, word);
  }
  // For who is inside a catch block, or in a destructor while an exception is in flight.
  [[gnu::noinline]] static landing go_without_exceptions(suspended* to, void* word) {
    exceptions_aside const until_back;
    return cross(to, word, until_back.any_in_flight());
  }
  [[gnu::noinline]] static landing go_out_of_line(suspended* to, void* word) {
    return cross(to, word);
  }
  [[gnu::always_inline]] static landing cross(suspended* to, void* word, bool in_flight = false) {
    suspended here;
    void* from = &here;
    try {
      Switch::jump(here, *to, from, word);
    } catch (...) {  // not begun, and nothing to begin it with
      drop(to);
      throw;
    }
    if (is_delivery(from)) [[unlikely]]
      open(here, from, in_flight);
    auto* const who = static_cast<suspended*>(from);
    Switch::arrive(here, who);
    return {who, word};
  }

  // Runs a dropped computation to its end: its destructors, and what they do.
  [[gnu::cold, gnu::noinline]] static void drop(suspended* rest) noexcept {
    exceptions_aside const until_back;
    suspended here;
    delivery to_unwind{&here, nullptr, nullptr};
    auto* const outer = innermost;
    void* from = odd(&to_unwind);
    void* word = nullptr;
    Switch::jump(here, *rest, from, word);
    rule(from == nullptr, "a dropped computation must unwind to its end, not switch back");
    Switch::arrive(here, nullptr);
    innermost = outer;
  }

  // The first function of every computation: runs the body, then goes to whom it names.
  template <class F> [[gnu::noinline]] static void enter(void* word, void* from, suspended* self) {
    Switch::mark_root();
    auto* const first = reinterpret_cast<first_frame<F>*>(self);
    auto* const who = is_delivery(from) ? nullptr : static_cast<suspended*>(from);
    arrival<continuation> other{continuation(who), word};
    delivery* order_from = nullptr;
    if (!is_delivery(from)) [[likely]] {
      Switch::arrive(*self, who);
      order_from = run(*first, other);
    } else {  // dropped before it began
      order_from = delivered(from);
      rule(!order_from->error, "an exception left a body for a computation that had not begun");
      Switch::arrive(*self, order_from->sender);
    }
    std::destroy_at(&first->body);
    if (order_from != nullptr) other.from = {};  // whom it held is dropped with it
    auto* const to = order_from ? order_from->sender : std::exchange(other.from.rest_, nullptr);
    rule(to != nullptr, "a body must end with somebody to go on: other.from is empty");
    Switch::leave(*to, first->last.error ? odd(&first->last) : nullptr, other.word, first->home);
  }

  // The order it unwound by, or null if it came to its end, or has an `error` to deliver.
  template <class F>
  [[gnu::always_inline]] static delivery* run(first_frame<F>& first,
                                              arrival<continuation>& other) noexcept {
    try {
      first.body(other);
    } catch (order const& o) { return o.who; } catch (...) {
      first.last.error = std::current_exception();
    }
    if (other.from) [[likely]]
      return nullptr;
    auto* const order_from = swallowed(first.home);
    rule(order_from == nullptr || !first.last.error,
         "a dropped computation let out an exception of its own");
    return order_from;
  }
};

}  // namespace kont
