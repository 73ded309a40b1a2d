// coroutines/microthreads/select.hpp -- does the one thing that can be done first.
//
//   std::size_t const which = kont::select(
//       kont::on_receive(requests, [&](request r) { serve(r); }),
//       kont::on_send(replies, answer, [&] { ++sent; }),
//       kont::on(child.join(kont::to_select), [&] { log("the child has ended"); }),
//       kont::after(5ms, [&] { log("nobody came"); }));
//
// A select waits in all the queues at once, with a ticket in each:
//
//   requests | receivers -+--> [ ticket | who = me ]--\   .
//   replies  | senders   -+--> [ ticket | who = me ]---+-- select: in the frame of who waits
//   child    | joiners   -+--> [ ticket | who = me ]--/
//
// Whoever answers one ticket takes it out of its queue; won() then takes out the others. On a crew
// that would take the locks of other objects, by somebody who has one: there won() notes which it
// was, and who selects takes out its others before it does anything else. Until then they lie in
// their queues as those do whose deadline has come: nobody who finds one can claim it, see
// crew_thread.hpp.
#pragma once
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/waiting.hpp"
#include "lib/concurrent/spin_lock.hpp"

namespace kont {

/// What a select can do: `op`, and then `handler` with what that gave.
template <class World, class Op, class F> struct alternative {
  using world = World;
  using thread = typename World::thread;
  static constexpr bool is_fallback = false;

  bool ready() { return op.ready(); }
  void enqueue(thread& me) { op.enqueue(me); }
  void withdraw() noexcept {
    op.withdraw();
    if constexpr (lets_in && is_ticket) op.next = nullptr;  // it has left
  }
  // After all have been withdrawn: what one of them lets in could be another one.
  void give_up(bool by_exception) noexcept {
    if constexpr (lets_in) op.call_off(by_exception);
  }
  // On a crew: the lock of what it waits for, if that has one; and leaving its queue under that.
  template <class Locks> void add_lock_to(Locks& locks) noexcept {
    if constexpr (has_lock) locks.add(op.guard());
  }
  void leave() noexcept {
    if constexpr (has_lock) {
      if (op.is_orphan()) return;
      if constexpr (is_ticket) {  // in no queue, with the crew ending:
        if (World::running() == 0 && op.next == nullptr) return;  // what had one may be gone
      }
      section const alone(op.guard());
      op.call_off(false);
    }
  }
  bool is_ours() const noexcept {
    if constexpr (requires { op.is_ours(); }) return op.is_ours();
    return true;
  }
  bool holds(void const* t) const noexcept {
    if constexpr (is_ticket) {
      return static_cast<ticket<thread> const*>(&op) == t;
    } else {
      return false;  // no queue knows it
    }
  }
  void run(bool in_time) {
    if constexpr (requires { handler(op.result(in_time)); }) {
      handler(op.result(in_time));
    } else {
      (void)op.result(in_time);
      handler();
    }
  }
  static constexpr bool has_lock = requires(Op & o) { o.guard(); };
  static constexpr bool is_ticket = std::derived_from<Op, ticket<thread>>;
  // Calling it off does more than to withdraw it.
  static constexpr bool lets_in =
      !std::same_as<decltype(&Op::call_off), bool (waiting::*)(bool) noexcept>;

  Op op;
  instant when;  // its deadline
  F handler;
};
/// What it does when nothing else could be done: till an instant, for a duration, or at once
/// (nullptr).
template <class When, class F> struct last_resort {
  static constexpr bool is_fallback = std::same_as<When, std::nullptr_t>;

  bool ready() const noexcept { return false; }
  template <class Thread> void enqueue(Thread&) const noexcept {}
  void withdraw() const noexcept {}
  void give_up(bool) const noexcept {}
  template <class Locks> void add_lock_to(Locks&) const noexcept {}
  void leave() const noexcept {}
  bool is_ours() const noexcept { return true; }
  bool holds(void const*) const noexcept { return false; }
  void run(bool) { handler(); }
  When when;
  F handler;
};
template <class T> inline constexpr bool is_alternative = false;
template <class W, class Op, class F>
inline constexpr bool is_alternative<alternative<W, Op, F>> = true;
template <class When, class F> inline constexpr bool is_alternative<last_resort<When, F>> = true;

// --- the alternatives ---------------------------------------------------------------------------

/// Any operation that waits in a queue, from the member function that else would wait for it:
/// `on(h.join(to_select), …)`. The handler takes what that returns, or nothing.
template <class World, class Op, class F>
alternative<World, Op, F> on(unawaited<World, Op> what, F handler) {
  return {std::move(what.op), what.until, std::move(handler)};
}
/// The handler takes a T; or a std::optional<T>, which is empty when the channel is closed (with a
/// T, that throws channel_closed out of the select).
template <class T, class World, std::invocable<T> F>
auto on_receive(channel<T, World>& from, F handler) {
  if constexpr (std::invocable<F, std::optional<T>> && !std::convertible_to<std::optional<T>, T>) {
    return on(from.next(to_select), std::move(handler));
  } else {
    return on(from.receive(to_select), std::move(handler));
  }
}
/// The value is moved into the select, and is lost with it. A closed channel throws.
template <class T, class World, std::invocable F>
auto on_send(channel<T, World>& to, std::type_identity_t<T> value, F handler) {
  return on(to.send(std::move(value), to_select), std::move(handler));
}
/// When that instant comes before anything else can be done. Of several, the earliest counts.
template <std::invocable F> last_resort<instant, F> at(instant when, F handler) {
  return {when, std::move(handler)};
}
/// The same, so long after the select begins.
template <std::invocable F> last_resort<timeline::duration, F> after(timeline::duration d, F f) {
  return {d, std::move(f)};
}
/// When nothing can be done at once: a select with this waits for nothing.
template <std::invocable F> last_resort<std::nullptr_t, F> otherwise(F handler) {
  return {nullptr, std::move(handler)};
}

// --- the select ---------------------------------------------------------------------------------

/// The operation: what World::await waits for.
template <class World, class... Alternatives> class selection final : public waiting {
  using thread = typename World::thread;
  static constexpr std::size_t count = sizeof...(Alternatives);

 public:
  explicit selection(Alternatives... all) : waiting("select"), all_(std::move(all)...) {
    bool falls_back = false;  // for good: it waits for no deadline, wherever that is in the list
    for_each([&]<class A>(std::size_t i, A& a) {
      instant const then = deadline(a.when);
      if (!falls_back && (then < until_ || A::is_fallback)) last_ = i;
      falls_back = falls_back || A::is_fallback;
      if (then < until_) until_ = then;
      if constexpr (World::shared) a.add_lock_to(locks_);
    });
  }
  selection(selection&&) = default;  // before it waits
  ~selection() { leave(); }          // an exception has called it off, or unwinds it
  instant until() const noexcept { return until_; }
  auto& guard() noexcept requires(World::shared) { return locks_; }

  bool ready() {
    World& world = World::here("select: only a microthread can select");
    auto const first = world.lots_for_select.draw(count);
    for (std::size_t k = 0; k < count; ++k) {
      chosen_ = first + k < count ? first + k : first + k - count;
      if (with_chosen([](auto& a) { return a.ready(); })) return true;
    }
    in_time_ = !(has_fallback || (until_ != instant::max() && until_ <= world.clock().now()));
    return !in_time_;
  }
  bool is_ours() const noexcept {
    return std::apply([](auto&... a) { return (a.is_ours() && ...); }, all_);
  }
  void enqueue(thread& me) {
    for_each([&](std::size_t, auto& a) { a.enqueue(me); });
    me.twofold = true;
    if constexpr (World::shared) chosen_ = none, is_queued_ = true;
  }
  void withdraw() noexcept final {
    for_each([](std::size_t, auto& a) { a.withdraw(); });
    is_queued_ = false;
  }
  bool call_off(bool by_exception) noexcept final {
    if constexpr (!World::shared) {
      withdraw();
      for_each([&](std::size_t, auto& a) { a.give_up(by_exception); });
    }
    return true;
  }
  void won(void const* t) noexcept final {
    for_each([&](std::size_t i, auto& a) {
      if (a.holds(t)) {
        chosen_ = i;
      } else if constexpr (!World::shared) {
        a.withdraw();
      }
    });
    if constexpr (!World::shared) {
      for_each([&](std::size_t i, auto& a) {
        if (i != chosen_) a.give_up(false);
      });
    }
  }
  std::size_t result(bool in_time) {
    leave();
    in_time_ = in_time_ && in_time;
    if (!in_time_) chosen_ = last_;
    with_chosen([this](auto& a) { return a.run(in_time_), true; });
    return chosen_;
  }

 private:
  static constexpr std::size_t none = count;
  static constexpr bool has_fallback = (Alternatives::is_fallback || ...);

  static instant deadline(std::nullptr_t) noexcept { return instant::max(); }
  static instant deadline(instant t) noexcept { return t; }
  static instant deadline(timeline::duration d) { return World::moment(d); }

  // On a crew: takes out the tickets that nobody has taken.
  void leave() noexcept {
    if constexpr (World::shared) {
      if (!std::exchange(is_queued_, false)) return;
      for_each([this](std::size_t i, auto& a) {
        if (i != chosen_) a.leave();
      });
    }
  }

  template <class F> void for_each(F f) {
    [&]<std::size_t... i>(std::index_sequence<i...>) { (f(i, std::get<i>(all_)), ...); }
    (std::make_index_sequence<count>());
  }
  template <class F> bool with_chosen(F f) {
    return [&]<std::size_t... i>(std::index_sequence<i...>) {
      return ((i == chosen_ && f(std::get<i>(all_))) || ...);
    }
    (std::make_index_sequence<count>());
  }

  std::tuple<Alternatives...> all_;
  instant until_ = instant::max();
  std::size_t last_ = 0;    // the alternative that is left when the time is up
  std::size_t chosen_ = 0;  // the one that is done
  bool in_time_ = true;     // it was not that one
  bool is_queued_ = false;
  [[no_unique_address]] std::conditional_t<World::shared, spin_locks<count>, no_lock> locks_;
};

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push  // g++ 12 takes the empty place of a receiver for an unknown one
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace detail {
template <class... A> struct world_of {};
template <class A, class... More> struct world_of<A, More...> : world_of<More...> {};
template <class W, class Op, class F, class... More>
struct world_of<alternative<W, Op, F>, More...> {
  using type = W;
};
template <std::size_t... i, class... A>
[[gnu::always_inline]] inline auto select_of(std::index_sequence<i...>, std::tuple<A...> given) {
  using World = typename world_of<A...>::type;  // it needs somebody to wait for, beside the time
  auto op = selection<World, std::tuple_element_t<i, std::tuple<A...>>...>(
      std::get<i>(std::move(given))...);
  instant const until = op.until();
  if constexpr (sizeof...(i) == sizeof...(A)) {
    return World::await(std::move(op), until);
  } else {
    return World::await(std::move(op), until, std::get<sizeof...(i)>(std::move(given)));
  }
}
}  // namespace detail

/// Does one of the alternatives, and returns which: its place in the list, from 0. What can be done
/// at once is done at once; if that is much, one of it by lot, so that none is starved. Else it
/// waits, first come first served in every queue, and does what is answered first. Handlers run in
/// the microthread that selects, after all else; what they throw comes out of the select. It never
/// hands control over, whomever a channel prefers. An exception raised in who selects, or a closed
/// channel, leaves all queues. O(n) for n alternatives, at most one switch. On a crew, all it waits
/// for is locked while it looks: what that calls then, a channel's observer or the completion of a
/// barrier, may use none of it; and all of it must outlive the select, not only its wait.
/// In the dialect co, await what it returns; handlers cannot await. (g++ 12 needs handlers that
/// capture trivially, or have a name.) In the dialect cps, pass rest(which) last, and return it.
/// (Guarded commands: Dijkstra 1975; Hoare, CSP 1978; Go's select.)
template <class... A> [[gnu::always_inline]] inline auto select(A... alternatives) {
  constexpr std::size_t n = (static_cast<std::size_t>(is_alternative<A>) + ...);
  return detail::select_of(std::make_index_sequence<n>(),
                           std::tuple<A...>(std::move(alternatives)...));
}

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace kont
