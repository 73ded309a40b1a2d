// coroutines/microthreads/channel.hpp -- channels: microthreads meet, or leave values in a buffer.
//
// What an operation does, by the state of the channel (each cell is a test):
//
//                   a receiver waits   no room, or     room in the    closed, with   closed and
//                                      a sender waits  buffer         values left    empty
//   send            gives it the value waits           stores it      throws         throws
//   try_send        gives it the value false           stores it      throws         throws
//   receive         waits              takes one *     takes one, or  takes one      throws
//   next                 "                  "          waits if there      "         nullopt
//   try_receive     nullopt            takes one *     is none        takes one      throws
//   send_exception  throws it there    waits           waits          throws         throws
//   close           receive throws,    the senders     no more sends  nothing        nothing
//                   next: nullopt      are thrown at
//   balance         < 0                > 0             >= 0           > 0            0
//   * from the buffer first; then the sender who has waited longest stores his
// What is thrown is channel_closed. try_receive gives nullopt where receive waits; the forms with a
// deadline wait till then, and give nullopt or false after it.
#pragma once
#include <cstddef>
#include <exception>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "coroutines/microthreads/channel_ends.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/values_of.hpp"

namespace kont {

/// Hands values from senders to receivers, first come first served. Unbuffered, it is a meeting:
/// the value goes straight from one's frame into the other's. With a buffer, senders wait only
/// while that is full. Its world's microthreads only; must outlive who waits on it. Moves of values
/// may not throw. On a crew, values are moved under a lock (their moves may not wait), and it
/// prefers nobody; it must also outlive the call that wakes who waits.
/// (Hoare, CSP 1978; Stackless Python's channels; Go's.)
template <class T, class World = scheduler<>> class channel : channel_ends<T, World> {
  using ends = channel_ends<T, World>;
  using typename ends::at_end, typename ends::thread, typename ends::throwing;
  template <bool hands> using sending = typename ends::template sending<hands>;
  template <class U, bool hands = true> using offering = typename ends::template offering<U, hands>;
  template <at_end end, bool hands> using receiving = typename ends::template receiving<end, hands>;
  using ends::buffer_, ends::closed_, ends::guard_, ends::observer_, ends::prefers_;
  using ends::look_again, ends::receivers_, ends::senders_, ends::world_;
  using section = kont::section<typename World::guard>;
  template <class... Rest> static constexpr bool waits_itself = !is_to_select<Rest...>;
  // Whether it may use the buffer without being an operation, while nobody waits at either end.
  template <class... Rest>
  static constexpr bool is_short =
      World::style == dialect::direct && !World::shared && sizeof...(Rest) == 0;

 public:
  using value_type = T;

  /// `name` shows in lists of who waits; it is not copied. Throws std::bad_alloc.
  explicit channel(World& world, std::size_t capacity = 0, char const* name = nullptr)
      : ends(world, capacity, name) {}

  // In the dialect co, await what these return; in the dialect cps, pass the rest, as rest() and
  // rest(value), and return it. Each O(1); at most one switch.
  /// Returns when a receiver or the buffer has the value. Throws channel_closed.
  template <class... Rest> [[gnu::always_inline]] auto send(T value, Rest... rest) {
    if constexpr (is_short<Rest...>) {
      if (buffer_.may_push()) return buffer_.push_allowed(std::move(value));
    }
    return World::await(sending<waits_itself<Rest...>>(*this, std::move(value)), World::never,
                        std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it has been sent; if not, and `value` is an
  /// rvalue of type T, it is still the caller's (in the dialect cps, it is gone); one that has to
  /// be converted is, if it could be copied.
  template <class U, class... Rest> auto try_send_until(U&& value, instant t, Rest... rest) {
    return World::await(offering<U, waits_itself<Rest...>>(*this, value), t, std::move(rest)...);
  }
  template <class U, class... Rest>
  auto try_send_for(U&& value, timeline::duration d, Rest... rest) {
    return try_send_until(std::forward<U>(value), World::moment(d), std::move(rest)...);
  }
  /// Returns the next value, when there is one. Throws channel_closed when there will be none, and
  /// what send_exception() sent.
  template <class... Rest> [[gnu::always_inline]] auto receive(Rest... rest) {
    if constexpr (is_short<Rest...>) {
      if (buffer_.may_pop()) return buffer_.pop_allowed();
    }
    return World::await(receiving<at_end::throws, waits_itself<Rest...>>(*this), World::never,
                        std::move(rest)...);
  }
  /// The same, but when there will be none it returns nullopt.
  template <class... Rest> [[gnu::always_inline]] auto next(Rest... rest) {
    if constexpr (is_short<Rest...>) {
      if (buffer_.may_pop()) return std::optional<T>(buffer_.pop_allowed());
    }
    return World::await(receiving<at_end::nothing, waits_itself<Rest...>>(*this), World::never,
                        std::move(rest)...);
  }
  /// As receive(), till then at most; nullopt when that was too early.
  template <class... Rest> auto try_receive_until(instant t, Rest... rest) {
    return World::await(receiving<at_end::throws_late, waits_itself<Rest...>>(*this), t,
                        std::move(rest)...);
  }
  template <class... Rest> auto try_receive_for(timeline::duration d, Rest... rest) {
    return try_receive_until(World::moment(d), std::move(rest)...);
  }
  /// Returns when it has been thrown out of somebody's receive: it is not buffered, but waits for
  /// its turn. (In the dialect cps, whose rests do not take exceptions, the receiver ends with it.)
  template <class... Rest> auto send_exception(std::exception_ptr thrown, Rest... rest) {
    return World::await(throwing(*this, std::move(thrown)), World::never, std::move(rest)...);
  }

  // These do not wait, whatever the dialect, nor switch, whomever the channel prefers; they may be
  // called from outside, too. O(1).
  /// What can be done at once. An rvalue that was not sent is still the caller's: see above.
  template <class U> bool try_send(U&& value) {
    section const alone(guard_);
    offering<U, false> op(*this, value);
    return op.result(op.ready());
  }
  std::optional<T> try_receive() {
    section const alone(guard_);
    receiving<at_end::throws_late, false> op(*this);
    return op.result(op.ready());
  }
  /// No more sends: senders who wait get channel_closed, receivers who wait the end; what is in the
  /// buffer can still be received. O(who waits). Throws std::bad_alloc.
  void close() {
    section const alone(guard_);
    if (std::exchange(closed_, true)) return;
    look_again();
    if (!senders_.empty()) {
      auto const thrown = std::make_exception_ptr(channel_closed(ends::no_more_sends));
      while (auto* const t = senders_.pop()) world_.throw_into(*t, thrown);
    }
    if (receivers_.empty()) return;
    auto const thrown = std::make_exception_ptr(channel_closed(ends::no_more_values));
    while (auto* const t = receivers_.pop()) {
      if (static_cast<queued<thread>*>(t)->verb == ends::next_verb) {
        world_.wake(*t);
      } else {
        world_.throw_into(*t, thrown);
      }
    }
  }
  bool closed() const noexcept {
    section const alone(guard_);
    return closed_;
  }
  void prefer(prefers whom) noexcept requires(!World::shared) {
    prefers_ = whom;
    look_again();
  }
  /// Has `f` told of every operation from now on, as soon as it is known whether that must wait,
  /// and of each alternative a select looks at; an empty `f`: of none. It may not use the channel,
  /// wait, or throw; on a crew it is called under the channel's lock. Who sets none pays nothing.
  void observe(std::function<void(channel_step const&)> f) {
    section const alone(guard_);
    observer_ = std::move(f);
    look_again();
  }
  /// How many senders wait and values are buffered; below zero: how many receivers wait. O(n).
  std::ptrdiff_t balance() const noexcept {
    section const alone(guard_);
    return static_cast<std::ptrdiff_t>(buffer_.size()) + senders_.size() - receivers_.size();
  }

  /// All values until the end, for `for (T& value : channel)`. (Dialect direct.)
  values_of<channel> begin() requires(World::style == dialect::direct) {
    return values_of<channel>(*this);
  }
  std::default_sentinel_t end() const noexcept { return {}; }
};

}  // namespace kont
