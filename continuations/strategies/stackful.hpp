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
#include "continuations/reach.hpp"
#include "continuations/strategies/seat.hpp"
#include "lib/asked_anew.hpp"
#include "lib/exception_state.hpp"
#include "lib/rule.hpp"
#include "lib/stacks/stack.hpp"
#include "lib/trace/recorder.hpp"

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
///   home_above(first, n, align)  there if it is known from where the first frame lies
///   whose()                    something that tells the running computation from others
///   holds(home, that)          whether it lives in this home
///   seat, waits(here, …)       there if the record is not the `suspended` in the frame: what is
///                              there, and the record; null: jump() tells, in a delivery, too
///   roomy                      there if it can keep more registers: jump() takes one, too
/// and more, where computations share stacks: see copy.hpp.
template <class Switch> class stackful {
  using suspended = typename Switch::suspended;
  struct delivery;
  struct root;

 public:
  static constexpr dialect style = dialect::direct;
  /// Whether what waits may be moved away, and another computation be where it was.
  static constexpr bool shares_stacks = moves_frames<Switch>;
  /// Whether each computation sees thread_local variables of its own.
  static constexpr bool on_own_threads = requires { requires Switch::on_own_threads; };

  class continuation {
   public:
    constexpr continuation() = default;
    continuation(continuation&& k) noexcept : rest_(std::exchange(k.rest_, nullptr)) {}
    [[gnu::always_inline]] continuation& operator=(continuation&& k) noexcept {
      auto* const old = std::exchange(rest_, std::exchange(k.rest_, nullptr));
      if (old != nullptr) [[unlikely]]
        drop(old);
      return *this;
    }
    [[gnu::always_inline]] ~continuation() {
      if (rest_ != nullptr) [[unlikely]]
        drop(rest_);
    }
    explicit operator bool() const noexcept { return rest_ != nullptr; }

    /// Switches to this computation; see one_shot. Throws what it lets out, and `unwinding` when
    /// the computation that waits here is itself dropped.
    [[gnu::always_inline]] arrival<continuation> resume(void* word = nullptr) && {
      rule(rest_ != nullptr, "resumed twice, or empty: a continuation is one-shot");
      auto const came = go<seat>(std::exchange(rest_, nullptr), word);
      return {continuation(came.from), came.word};
    }
    /// The same, for a loop in which most ways do not switch, or much is live: the switch keeps
    /// two registers more, which compilers need not hold in memory. (On x86-64, by `stack`.)
    [[gnu::always_inline]] arrival<continuation> resume_keeping(void* word = nullptr) && {
      rule(rest_ != nullptr, "resumed twice, or empty: a continuation is one-shot");
      auto const came = go<roomy>(std::exchange(rest_, nullptr), word);
      return {continuation(came.from), came.word};
    }

    /// k = std::move(k).resume(word).from, and the word that came: what a driver does again and
    /// again, without the tests for what cannot be.
    [[gnu::always_inline]] void* step(void* word = nullptr) {
      rule(rest_ != nullptr, "resumed twice, or empty: a continuation is one-shot");
      auto const came = go<seat>(std::exchange(rest_, nullptr), word);
      rest_ = came.from;
      return came.word;
    }

    /// A second, equal continuation; see copy.hpp for what they share. O(bytes on its stack).
    /// Throws std::bad_alloc.
    continuation fork() const requires shares_stacks {
      rule(rest_ != nullptr, "fork: an empty continuation has no twin");
      continuation twin(Switch::fork(rest_));
      if constexpr (trace::on) trace::record_here(trace::op::fork, rest_, twin.rest_);
      return twin;
    }

    /// Lets one of several forks go without unwinding it: O(1), where an exception through its
    /// frames takes microseconds. They must own nothing, for it is not destroyed. The last
    /// fork, one that waits in a catch block and one that has not begun are dropped as ever.
    void discard() && noexcept requires shares_stacks {
      auto* const k = std::exchange(rest_, nullptr);
      if (k != nullptr && !Switch::let_go(k)) return drop(k);
      if constexpr (trace::on) trace::record_here(trace::op::gone, k);
    }

    /// Asks the cache for the top of its frame: for who knows early whom it will resume. (Always
    /// inlined: else g++ finds a function without effects, and leaves out the call.)
    [[gnu::always_inline]] void prefetch() const noexcept {
      auto const* const at = reinterpret_cast<char const*>(record_of(rest_));
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
    constexpr auto entry = &enter<std::decay_t<F>>;
    typename Switch::home home{};
    void* const room = Switch::room(sizeof(first_of), alignof(first_of), want, home);
    first_of* first = nullptr;
    try {
      first = new (room) first_of(std::forward<F>(body));
      first->home.keep(home);
      Switch::begin(first->start, entry, first->its_home());
    } catch (...) {
      if (first != nullptr) std::destroy_at(&first->body);
      if constexpr (shares_stacks)
        Switch::give_back(home, room);
      else
        Switch::give_back(home);
      throw;
    }
    if constexpr (trace::on) trace::record_start(&first->start, entry, !on_own_threads);
    return continuation(&first->start);
  }

  /// Where p, which may be in a frame of k, is while k is suspended. O(1).
  template <class T>
  [[gnu::always_inline]] static T* reach([[maybe_unused]] continuation const& k, T* p) noexcept {
    if constexpr (shares_stacks) {
      auto const at = reinterpret_cast<std::intptr_t>(p);
      if (k) return reinterpret_cast<T*>(at + Switch::moved_by(k.rest_, p));
    }
    return p;
  }
  /// Whether p is in a frame of the computation that runs.
  static bool in_frames(void const* p) noexcept requires shares_stacks {
    return Switch::in_frames(p);
  }
  struct order;  // to unwind, as it travels; those of other strategies pass as exceptions do

 private:
  // The frame in which nothing has run yet. It is in no function, so that it outlives the body:
  // who gets control from a finished computation still reads `last`.
  struct delivery {
    suspended* sender = nullptr;  // first; waits for the end, if this is an order to unwind
    std::exception_ptr error;
    void const* read_by = nullptr;  // whom the order concerns, as the Switch tells it
  };
  struct root {
    suspended start;  // first: the entry is told its address, and so finds the rest
    [[no_unique_address]] kept_home<Switch> home;
    alignas(delivery) std::byte last[sizeof(delivery)];  // made by who lets an exception out
  };
  template <class F> struct first_frame : root {
    union {
      F body;  // destroyed by hand, by the computation itself
    };
    template <class G> explicit first_frame(G&& g) : body(std::forward<G>(g)) {}
    ~first_frame() {}
    decltype(auto) its_home() noexcept {
      return this->home.found(this, sizeof(first_frame), alignof(first_frame));
    }
  };

  using seat = typename seat_of<Switch>::type;    // in the frame of who waits
  using roomy = typename roomy_of<Switch>::type;  // the same, with room for more registers

  [[gnu::always_inline]] static suspended* waits(seat& here, [[maybe_unused]] bool handling) {
    if constexpr (requires { typename Switch::seat; }) {
      return Switch::waits(here, handling);
    } else {
      return &here;
    }
  }
  [[gnu::always_inline]] static suspended* record_of(suspended* k) noexcept {
    if constexpr (shares_stacks) {
      return Switch::record_of(k);
    } else {
      return k;
    }
  }
  [[gnu::always_inline]] static suspended& use(suspended* k) noexcept {
    if constexpr (shares_stacks) {
      return Switch::use(k);
    } else {
      return *k;
    }
  }
  // The first frame of a computation, from its record or that of its fork; null: it has none.
  static root* root_of(suspended* k) noexcept {
    if constexpr (shares_stacks) {
      auto* const home = reinterpret_cast<char*>(Switch::made(k));
      return home != nullptr ? reinterpret_cast<root*>(home - sizeof(suspended)) : nullptr;
    } else {
      return reinterpret_cast<root*>(k);
    }
  }

  // What an entry is told by who drops a computation that has no stack yet.
  static void* never_begins() noexcept { return reinterpret_cast<void*>(std::uintptr_t{1}); }
  static void* odd(delivery* d) noexcept { return reinterpret_cast<char*>(d) + 1; }
  static delivery* delivered(void* from) noexcept {
    return reinterpret_cast<delivery*>(static_cast<char*>(from) - 1);
  }

  // An order to unwind is read in frames that may take the place of ours.
  struct in_frame {
    delivery d{};
    delivery* operator->() noexcept { return &d; }
    delivery& operator*() noexcept { return d; }
  };
  struct on_heap : std::unique_ptr<delivery> {
    on_heap() noexcept : std::unique_ptr<delivery>(new (std::nothrow) delivery()) {
      rule(*this != nullptr, "no memory for the order to unwind one who shares a stack");
    }
  };
  using kept_delivery = std::conditional_t<shares_stacks, on_heap, in_frame>;
  // The order this thread carries out, the innermost: for when a body swallowed the exception.
  KONT_ASKED_ANEW static delivery*& innermost() noexcept {
    KONT_NOT_PURE;
    return carried_out;
  }
  static inline constinit thread_local delivery* carried_out = nullptr;
  [[gnu::cold, gnu::noinline]] static delivery* swallowed(
      typename Switch::home const& home) noexcept {
    auto* const d = innermost();
    return d != nullptr && Switch::holds(home, d->read_by) ? d : nullptr;
  }

  [[gnu::cold, gnu::noinline, noreturn]] static void open(seat& here, void* from, bool in_flight) {
    auto* const d = delivered(from);
    auto const error = std::exchange(d->error, nullptr);  // arrive() may take its memory away
    Switch::arrive(here, d->sender);
    if (error) std::rethrow_exception(error);
    rule(!in_flight && std::uncaught_exceptions() == 0,
         "dropped while it waits in a destructor that runs because "
         "of an exception: the order to unwind cannot be thrown");
    d->read_by = Switch::whose();
    innermost() = d;
    throw order(d);
  }
  struct landing {  // an arrival in two registers
    suspended* from;
    void* word;
  };
  template <class Seat> [[gnu::always_inline]] static landing go(suspended* to, void* word) {
    if constexpr (Switch::shares_exceptions) {
      if (any_exceptions()) [[unlikely]]
        return go_without_exceptions(to, word);
    }
    if constexpr (Switch::inlined) {
      return cross<Seat>(to, word);
    } else {  // and no frame of the other, not even unoptimised: a ucontext takes up to 4.5 KiB
      return go_out_of_line(to, word);
    }
  }
  // For who is inside a catch block, or in a destructor while an exception is in flight.
  [[gnu::noinline]] static landing go_without_exceptions(suspended* to, void* word) {
    exceptions_aside const until_back;
    return cross<seat>(to, word, &until_back);
  }
  [[gnu::noinline]] static landing go_out_of_line(suspended* to, void* word) {
    return cross<seat>(to, word);
  }
  template <class Seat>
  [[gnu::always_inline]] static landing cross(suspended* to, void* word,
                                              exceptions_aside const* aside = nullptr) {
    Seat me;
    seat& here = me;
    void* from = waits(here, aside != nullptr);
    if constexpr (trace::on) trace::record_here(trace::op::transfer, from, to, word);
    try {
      Switch::jump(me, use(to), from, word);
    } catch (...) {  // not begun, and nothing to begin it with
      drop(to);
      throw;
    }
    if (is_delivery(from)) [[unlikely]]
      open(here, from, aside != nullptr && aside->any_in_flight());
    auto* const who = static_cast<suspended*>(from);
    Switch::arrive(here, who);
    return {who, word};
  }

  // Runs a dropped computation to its end: its destructors, and what they do.
  [[gnu::cold, gnu::noinline]] static void drop(suspended* rest) noexcept {
    exceptions_aside const until_back;
    if constexpr (shares_stacks) {
      if (auto const entry = Switch::unbegun(rest)) {  // needs no place to unwind in
        if constexpr (trace::on) trace::record_here(trace::op::gone, rest);
        return entry(nullptr, never_begins(), &use(rest));
      }
    }
    seat here;
    kept_delivery to_unwind;
    to_unwind->sender = waits(here, true);
    auto* const outer = innermost();
    void *from = odd(&*to_unwind), *word = nullptr;
    if constexpr (trace::on) trace::record_here(trace::op::unwind, to_unwind->sender, rest);
    Switch::jump(here, use(rest), from, word);
    rule(from == nullptr, "a dropped computation must unwind to its end, not switch back");
    Switch::arrive(here, nullptr);
    innermost() = outer;
  }

  // The first function of every computation: runs the body, then goes to whom it names.
  template <class F> [[gnu::noinline]] static void enter(void* word, void* from, suspended* self) {
    Switch::mark_root();
    auto* const first = static_cast<first_frame<F>*>(root_of(self));
    auto* const who = is_delivery(from) ? nullptr : static_cast<suspended*>(from);
    if constexpr (shares_stacks) {
      if (from == never_begins()) return end_body(*first), Switch::discard(*self);
    }
    arrival<continuation> other{continuation(who), word};
    delivery *order_from = nullptr, *last = nullptr;
    if (!is_delivery(from)) [[likely]] {
      Switch::arrive(*self, who);
      order_from = run(*first, other, last);
    } else {  // dropped before it began
      order_from = delivered(from);
      rule(!order_from->error, "an exception left a body for a computation that had not begun");
      Switch::arrive(*self, order_from->sender);
    }
    end_body(*first);
    if (order_from != nullptr) other.from = {};  // whom it held is dropped with it
    auto* const to = order_from ? order_from->sender : std::exchange(other.from.rest_, nullptr);
    rule(to != nullptr, "a body must end with somebody to go on: other.from is empty");
    void* const left = last != nullptr ? odd(last) : nullptr;
    if constexpr (trace::on) trace::record_end(to, other.word, left, order_from);
    Switch::leave(use(to), left, other.word, first->its_home());
  }

  // Destroys the body, unless forks still use it.
  template <class F> [[gnu::always_inline]] static void end_body(first_frame<F>& first) {
    if constexpr (shares_stacks) {
      if (!Switch::ends_last(first.its_home())) return;
    }
    std::destroy_at(&first.body);
  }

  // The order it unwound by, or null if it came to its end, or has a `last` exception to deliver.
  template <class F>
  [[gnu::always_inline]] static delivery* run(first_frame<F>& first, arrival<continuation>& other,
                                              delivery*& last) noexcept {
    try {
      first.body(other);
    } catch (order const& o) { return o.who; } catch (...) {
      last = new (first.last) delivery{nullptr, std::current_exception()};
    }
    if (other.from) [[likely]]
      return nullptr;
    auto* const order_from = swallowed(first.its_home());
    rule(order_from == nullptr || last == nullptr,
         "a dropped computation let out an exception of its own");
    return order_from;
  }
};
template <class Switch> struct stackful<Switch>::order : unwinding {
  explicit order(delivery* d) : who(d) {}
  delivery* who;
};

}  // namespace kont
